// What firmware has of its machine: reset causes, resets by block, watchdog, exit code,
// capabilities.
#pragma once

#include <systemc>

#include "models/core/counter.hpp"
#include "models/core/fault.hpp"
#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "models/core/timer.hpp"
#include "platform/regs/generated/system_controller_regs.hpp"

namespace lantern {

class SystemController : public sc_core::sc_module {
 public:
  static constexpr unsigned kLines = 16;
  RegisterTarget target{"target", regs_, access_, {&watchdog_, &software_, &release_, &exit_}};
  sc_core::sc_vector<LineOut> reset{"reset", kLines};  ///< reset_0 is the processor's

  explicit SystemController(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};
  Parameter<sc_core::sc_time> pulse_{"pulse",
                                     Dimension::kTime,
                                     "1 us",
                                     {"1 ns", "1 s"},
                                     "How long the processor is held in reset.",
                                     "assumed"};
  Parameter<uint64_t> ports_{"ports",     Dimension::kCount,   "0",
                             {"0", "16"}, "CAPABILITY.PORTS.", "part"};
  Parameter<uint64_t> rings_{"rings",     Dimension::kCount,   "0",
                             {"0", "16"}, "CAPABILITY.RINGS.", "part"};
  Parameter<uint64_t> timebase_{"timebase",
                                Dimension::kCount,
                                "10",
                                {"1", "1000"},
                                "Ticks of mtime a microsecond.",
                                "clint.tick of the part"};
  Parameter<sc_core::sc_time> boot_watchdog_{
      "boot_watchdog",
      Dimension::kTime,
      "0 s",
      {"0 s", "1000 s"},
      "The watchdog runs with this period from reset on, until firmware sets its own; 0 s: it does "
      "not.",
      "part"};
  Counter watchdog_resets_{"watchdog_resets", "Resets by the watchdog.", Counter::Place::kSummary};

  Fault reset_button_{"press_reset", "Resets the processor, at whatever it is.",
                      [this] { reset_processor(system_controller_regs::RESET_CAUSE_EXTERNAL); }};

  void start_of_simulation() override { feed(); }  // before, its lines lead nowhere
  void power_on();
  void feed();
  void reset_processor(Field cause);
  void release();
  void run_until_it_bites();
  void bark();
  void exit();

  RegisterFile regs_{system_controller_regs::kMap};
  Timer watchdog_{[this] { bark(); }};
  Timer software_{[this] { reset_processor(system_controller_regs::RESET_CAUSE_SOFTWARE); }};
  Timer release_{[this] { release(); }};
  Timer exit_{[this] { exit(); }};
};

}  // namespace lantern
