// The management memory of a module: lower memory, and upper memory by page; flags, masks,
// checksums.
#pragma once

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
  /// Raises flag bits at byte `address` of page 11h.
  void raise(uint8_t address, uint8_t bits);
  void raise_module_state_changed();
  void update_checksums();
  static void put_text(RegisterFile& page, RegisterArray field, const std::string& text);

 private:
  RegisterFile* page(uint8_t address);
  static uint8_t sum(RegisterFile& page, uint8_t first, uint8_t last);
  std::function<void()> on_flags_;
};

}  // namespace lantern
