// Platform-level interrupt controller: 127 level-triggered sources, machine mode of one hart.
#pragma once

#include <tlm_utils/simple_target_socket.h>

#include <array>
#include <bitset>
#include <systemc>

#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "platform/regs/generated/plic_regs.hpp"

namespace lantern {

class Plic : public sc_core::sc_module {
 public:
  static constexpr unsigned kSources = 128;  ///< source 0 is none
  tlm_utils::simple_target_socket<Plic> target{"target"};
  sc_core::sc_vector<sc_core::sc_in<bool>> source{"source", kSources};
  sc_core::sc_out<bool> interrupt{"interrupt"};

  explicit Plic(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};

  void b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned transport_dbg(tlm::tlm_generic_payload& trans) { return regs_.transport_dbg(trans); }
  void latch();
  void complete(uint64_t written);
  bool enabled(uint64_t source) const {
    return regs_[plic_regs::ENABLE(static_cast<uint32_t>(source / 32))] >> source % 32 & 1;
  }
  unsigned best() const;
  void update();

  RegisterFile regs_{plic_regs::kMap};
  std::bitset<kSources> claimed_;  ///< between claim and completion
  std::array<uint32_t, kSources / 32> pending_{};
};

}  // namespace lantern
