// Side effects of the system controller's registers.
#include "models/system_controller/system_controller.hpp"

#include "models/core/run_end.hpp"

namespace lantern {

using namespace system_controller_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

SystemController::SystemController(sc_core::sc_module_name name) : sc_module(name) {
  power_on();
  regs_.after_write(RESET, [this](uint64_t written) {
    if (RESET_PROCESSOR.get(written)) {
      reset[0].set(true, regs_.now());  // no instruction comes after it
      software_.set(regs_.now());
    }
    for (unsigned line = 1; line < kLines; line++)
      reset[line].set(regs_[RESET] >> line & 1, regs_.now());
  });
  regs_.after_write(WATCHDOG_CONTROL, [this](uint64_t) { feed(); });
  regs_.after_write(WATCHDOG_PERIOD, [this](uint64_t) { feed(); });
  regs_.after_write(WATCHDOG_FEED, [this](uint64_t) { feed(); });
  regs_.after_write(EXIT, [this](uint64_t) {
    if (regs_.get(EXIT, EXIT_DONE)) exit_.set(regs_.now());
  });
}

void SystemController::exit() {
  run_end().on_exit(this->name(), static_cast<unsigned>(regs_.get(EXIT, EXIT_CODE)));
}

void SystemController::bark() {
  ++watchdog_resets_;
  run_end().on_watchdog(this->name());
  reset_processor(RESET_CAUSE_WATCHDOG);
}

void SystemController::power_on() {
  regs_.set(CAPABILITY, CAPABILITY_PORTS, ports_);
  regs_.set(CAPABILITY, CAPABILITY_RINGS, rings_);
  regs_[TIMEBASE] = timebase_;
  // Firmware that hangs before it has come so far as to start the watchdog is found, too.
  const sc_time boot = boot_watchdog_;
  if (boot > sc_core::SC_ZERO_TIME) {
    regs_.set(WATCHDOG_CONTROL, WATCHDOG_CONTROL_ENABLE, 1);
    regs_[WATCHDOG_PERIOD] = boot.value() / 1000000;
  }
  feed();
}

void SystemController::feed() {
  watchdog_.cancel();
  if (regs_.get(WATCHDOG_CONTROL, WATCHDOG_CONTROL_ENABLE))
    watchdog_.set(regs_.now() + sc_time::from_value(regs_[WATCHDOG_PERIOD] * 1000000));
  if (release_.at() == sc_core::sc_max_time()) run_until_it_bites();
}

void SystemController::reset_processor(Field cause) {
  const uint64_t causes = regs_[RESET_CAUSE];
  release_.set(sc_time_stamp() + pulse_());
  regs_.reset();
  power_on();
  regs_[RESET_CAUSE] = cause.set(causes & ~RESET_CAUSE_POWER_ON.mask(), 1);
  for (unsigned line = 1; line < kLines; line++) reset[line].set(false, sc_time_stamp());
  reset[0].set(true, sc_time_stamp());
}

void SystemController::release() { run_until_it_bites(); }

/// The processor runs, and knows when it no longer will: what it would do after that it does not.
void SystemController::run_until_it_bites() {
  reset[0].set(false, regs_.now());
  if (watchdog_.at() != sc_core::sc_max_time()) reset[0].set(true, watchdog_.at());
}

}  // namespace lantern
