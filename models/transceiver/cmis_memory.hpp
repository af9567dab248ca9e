// The management memory of a module: lower memory, and upper memory by page; flags, masks,
// checksums.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <systemc>

#include "models/core/register_file.hpp"
#include "platform/regs/generated/cmis_lower_regs.hpp"
#include "platform/regs/generated/cmis_page00_regs.hpp"
#include "platform/regs/generated/cmis_page01_regs.hpp"
#include "platform/regs/generated/cmis_page02_regs.hpp"
#include "platform/regs/generated/cmis_page10_regs.hpp"
#include "platform/regs/generated/cmis_page11_regs.hpp"

namespace lantern {

/// Bytes that no page has read 0; writes to them, and to pages that are not there, have no effect.
class CmisMemory {
 public:
  RegisterFile lower{cmis_lower_regs::kMap, "lower"};
  RegisterFile page00{cmis_page00_regs::kMap, "page00"};
  RegisterFile page01{cmis_page01_regs::kMap, "page01"};
  RegisterFile page02{cmis_page02_regs::kMap, "page02"};
  RegisterFile page10{cmis_page10_regs::kMap, "page10"};
  RegisterFile page11{cmis_page11_regs::kMap, "page11"};

  /// `on_flags` is called whenever flags or masks may have changed.
  explicit CmisMemory(std::function<void()> on_flags) : on_flags_(std::move(on_flags)) {}
  uint8_t read(uint8_t address);
  void write(uint8_t address, uint8_t byte);
  void reset();
  /// Any flag that is not masked.
  bool interrupts() const;
  /// Any flag of page 11h, masked or not.
  bool any_lane_flag() const;
  /// Raises bits of a flag of page 11h.
  void raise(RegisterId flag, uint64_t lanes);
  void raise_module_state_changed();
  /// What is so now, from one call to the next: its flag is latched, and again by each read while
  /// it lasts. A flag of page 11h; one of lower memory.
  void hold(RegisterId flag, uint64_t lanes);
  void hold_module(RegisterId flag, uint64_t bits);
  void update_checksums();
  static void put_text(RegisterFile& page, RegisterArray field, const std::string& text);

 private:
  static constexpr uint32_t kLaneFlags = cmis_page10_regs::MASKS.count;  ///< bytes 134 to 153
  static constexpr uint32_t kModuleFlags = 4;                            ///< bytes 8 to 11
  RegisterFile* page(uint8_t address);
  void access(RegisterFile& file, tlm::tlm_command command, uint8_t address, uint8_t& byte);
  void latch();
  static uint8_t sum(RegisterFile& page, uint8_t first, uint8_t last);
  std::function<void()> on_flags_;
  tlm::tlm_generic_payload byte_access_;  ///< used again by each
  std::array<uint64_t, kLaneFlags> held_{};
  std::array<uint64_t, kModuleFlags> held_module_{};
};

}  // namespace lantern
