// I2C controller with the registers of the open-cores master.
#pragma once

#include <tlm_utils/simple_target_socket.h>
#include <systemc>

#include "models/core/counter.hpp"
#include "models/core/i2c_bus.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "platform/regs/generated/i2c_master_regs.hpp"

namespace lantern {

class I2cController : public sc_core::sc_module {
 public:
  tlm_utils::simple_target_socket<I2cController> target{"target"};
  sc_core::sc_port<I2cTargetIf> bus{"bus"};
  sc_core::sc_out<bool> interrupt{"interrupt"};

  explicit I2cController(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "20 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: a 50 MHz APB"};
  Parameter<sc_core::sc_time> clock_{
      "clock",
      Dimension::kTime,
      "20 ns",
      {"1 ns", "1 us"},
      "Period of the core's clock; SCL is its 5 (prescaler + 1)-fold.",
      "open-cores I2C master, 50 MHz"};
  Counter bytes_{"bytes", "Bytes moved, addresses included."};
  Counter nacks_{"nacks", "Bytes that the target did not acknowledge."};
  Counter stuck_{"stuck", "Commands that found the bus held."};

  void b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned transport_dbg(tlm::tlm_generic_payload& trans) { return regs_.transport_dbg(trans); }
  void command(uint64_t written);
  void transfer();
  I2cTargetIf::Answer move_byte();
  void finish();

  RegisterFile regs_{i2c_master_regs::kMap};
  sc_core::sc_time delay_;  ///< of the access being served
  uint64_t command_ = 0;    ///< being carried out
  bool moved_ = false;      ///< the byte is through; the target stretches
  sc_core::sc_event step_;
};

}  // namespace lantern
