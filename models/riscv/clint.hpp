// Core-local interruptor: software interrupts, timers, and the time that harts read.
#pragma once

#include <systemc>

#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "models/riscv/time_source.hpp"
#include "platform/regs/generated/clint_regs.hpp"

namespace lantern {

/// Its lines are set for the time of the store; a timer's also for the time at which it is due,
/// as far as that is known now. So it needs no process.
class Clint : public sc_core::sc_module, public TimeSourceIf {
  Parameter<uint64_t> harts_{
      "harts", Dimension::kCount, "1", {"1", "8"}, "Harts that have their registers here.", "part"};

 public:
  LineOuts software_interrupt{"software_interrupt", harts_};  ///< one a hart
  LineOuts timer_interrupt{"timer_interrupt", harts_};
  RegisterTarget target{"target", regs_, access_};
  sc_core::sc_export<TimeSourceIf> time{"time"};

  explicit Clint(sc_core::sc_module_name name);
  uint64_t ticks(sc_core::sc_time now) const override;

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};
  Parameter<sc_core::sc_time> tick_{
      "tick",           Dimension::kTime,     "100 ns",
      {"1 ns", "1 ms"}, "One tick of mtime.", "10 MHz, as QEMU's virt machine"};

  void compare(uint32_t hart);
  void compare_all();

  RegisterFile regs_{clint_regs::kMap};
  uint64_t offset_ = 0;  ///< mtime less the ticks since the start, after a write to MTIME
};

}  // namespace lantern
