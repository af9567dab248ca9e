// The pins of one optical module, as a register block.
#pragma once

#include <tlm_utils/simple_target_socket.h>
#include <systemc>

#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "platform/regs/generated/module_control_regs.hpp"

namespace lantern {

class ModuleControl : public sc_core::sc_module {
 public:
  tlm_utils::simple_target_socket<ModuleControl> target{"target"};
  sc_core::sc_out<bool> reset_l{"reset_l"};
  sc_core::sc_out<bool> lp_mode{"lp_mode"};
  sc_core::sc_in<bool> mod_prs_l{"mod_prs_l"};
  sc_core::sc_in<bool> int_l{"int_l"};
  sc_core::sc_out<bool> interrupt{"interrupt"};

  explicit ModuleControl(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "20 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: a 50 MHz APB"};

  // A pin that is low from the start never changes, so the first look is taken when all have driven
  // theirs.
  void start_of_simulation() override {
    drive();
    settled_.notify(sc_core::SC_ZERO_TIME);
  }
  void b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned transport_dbg(tlm::tlm_generic_payload& trans) { return regs_.transport_dbg(trans); }
  void drive();
  void sample();

  sc_core::sc_event settled_;
  RegisterFile regs_{module_control_regs::kMap};
};

}  // namespace lantern
