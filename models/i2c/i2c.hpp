// I2C controller with the registers of the open-cores master.
#pragma once

#include <systemc>

#include "models/core/counter.hpp"
#include "models/core/i2c_bus.hpp"
#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "models/core/timer.hpp"
#include "models/i2c/second_master.hpp"
#include "platform/regs/generated/i2c_master_regs.hpp"

namespace lantern {

class I2cController : public sc_core::sc_module {
 public:
  RegisterTarget target{"target", regs_, access_, {&step_}};
  sc_core::sc_port<I2cTargetIf> bus{"bus"};
  LineOut interrupt{"interrupt"};

  explicit I2cController(sc_core::sc_module_name name);
  /// Of a second master on this bus, when it is free. `done` is called at the transfer's end.
  void transfer(I2cTransfer transfer, I2cSecondMaster::Done done) {
    second_.transfer(std::move(transfer), std::move(done));
  }

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

  void command(uint64_t written);
  void begin(const sc_core::sc_time& at);
  void move();
  I2cTargetIf::Answer move_byte();
  void finish();
  bool is_free() const;
  void freed();
  void update();

  RegisterFile regs_{i2c_master_regs::kMap};
  uint64_t command_ = 0;  ///< being carried out
  bool moved_ = false;    ///< the byte is through; the target stretches
  Timer step_{[this] { move(); }};
  I2cSecondMaster second_{bus, [this] { return is_free(); }, [this] { freed(); }};
};

}  // namespace lantern
