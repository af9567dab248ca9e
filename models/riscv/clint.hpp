// Core-local interruptor: software interrupt, timer, and the time that a hart reads.
#pragma once

#include <tlm_utils/simple_target_socket.h>
#include <systemc>

#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "models/riscv/time_source.hpp"
#include "platform/regs/generated/clint_regs.hpp"

namespace lantern {

class Clint : public sc_core::sc_module, public TimeSourceIf {
 public:
  tlm_utils::simple_target_socket<Clint> target{"target"};
  sc_core::sc_out<bool> software_interrupt{"software_interrupt"};
  sc_core::sc_out<bool> timer_interrupt{"timer_interrupt"};
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

  void b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned transport_dbg(tlm::tlm_generic_payload& trans);
  void compare();

  RegisterFile regs_{clint_regs::kMap};
  uint64_t offset_ = 0;   ///< mtime less the ticks since the start, after a write to MTIME
  sc_core::sc_time now_;  ///< of the access being served
  sc_core::sc_event due_;
};

}  // namespace lantern
