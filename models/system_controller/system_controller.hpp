// What firmware has of its machine: reset causes, resets by block, watchdog, exit code,
// capabilities.
#pragma once

#include <tlm_utils/simple_target_socket.h>
#include <systemc>

#include "models/core/counter.hpp"
#include "models/core/fault.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "platform/regs/generated/system_controller_regs.hpp"

namespace lantern {

class SystemController : public sc_core::sc_module {
 public:
  static constexpr unsigned kLines = 16;
  tlm_utils::simple_target_socket<SystemController> target{"target"};
  sc_core::sc_vector<sc_core::sc_out<bool>> reset{"reset", kLines};  ///< reset_0 is the processor's

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

  void b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned transport_dbg(tlm::tlm_generic_payload& trans) { return regs_.transport_dbg(trans); }
  void power_on();
  void feed();
  void reset_processor(Field cause);
  void release();

  RegisterFile regs_{system_controller_regs::kMap};
  sc_core::sc_time delay_;  ///< of the access being served
  sc_core::sc_event watchdog_, software_, release_;
};

}  // namespace lantern
