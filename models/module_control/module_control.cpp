// Outputs follow the register, inputs are sampled as they change.
#include "models/module_control/module_control.hpp"

#include "models/core/process.hpp"

namespace lantern {

using namespace module_control_regs;

ModuleControl::ModuleControl(sc_core::sc_module_name name) : sc_module(name) {
  regs_.after_write(CONTROL, [this](uint64_t) { drive_.set(regs_.now()); });
  regs_.on_interrupt([this](bool level) { interrupt.set(level, regs_.now()); });
  spawn_method(
      "on_input", [this] { sample(); }, mod_prs_l, int_l, settled_);
}

void ModuleControl::drive() {
  reset_l.write(regs_.get(CONTROL, CONTROL_RESET_L));
  lp_mode.write(regs_.get(CONTROL, CONTROL_LP_MODE));
}

void ModuleControl::sample() {
  if (mod_prs_l.read() != regs_.get(STATUS, STATUS_MOD_PRS_L))
    regs_.hardware_write(INTERRUPT, INTERRUPT_PRESENCE, 1);
  if (!int_l.read() && regs_.get(STATUS, STATUS_INT_L))
    regs_.hardware_write(INTERRUPT, INTERRUPT_INT_L, 1);
  regs_.set(STATUS, STATUS_MOD_PRS_L, mod_prs_l.read());
  regs_.set(STATUS, STATUS_INT_L, int_l.read());
}

}  // namespace lantern
