// The pins of one optical module, as a register block.
#pragma once

#include <systemc>

#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "models/core/timer.hpp"
#include "platform/regs/generated/module_control_regs.hpp"

namespace lantern {

class ModuleControl : public sc_core::sc_module {
 public:
  RegisterTarget target{"target", regs_, access_, {&drive_}, RegisterTarget::Shared::kYes};
  sc_core::sc_out<bool> reset_l{"reset_l"};
  sc_core::sc_out<bool> lp_mode{"lp_mode"};
  sc_core::sc_in<bool> mod_prs_l{"mod_prs_l"};
  sc_core::sc_in<bool> int_l{"int_l"};
  LineOut interrupt{"interrupt"};

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
  void drive();
  void sample();

  sc_core::sc_event settled_;
  RegisterFile regs_{module_control_regs::kMap};
  Timer drive_{[this] { drive(); }};  ///< pins follow at the time of the store
};

}  // namespace lantern
