// The wire between an I2C controller and its target, a byte a call.
#pragma once

#include <cstdint>
#include <systemc>

namespace lantern {

class I2cTargetIf : public virtual sc_core::sc_interface {
 public:
  struct Answer {
    bool ack;
    sc_core::sc_time stretch;  ///< how long the target holds SCL low after the byte
  };
  /// (Repeated) start and address byte; `address` has 7 bits.
  virtual Answer start(uint8_t address, bool read) = 0;
  virtual Answer write(uint8_t byte) = 0;
  /// `last`: the controller answers NACK, so that no byte follows.
  virtual uint8_t read(bool last) = 0;
  virtual void stop() = 0;
  /// True: the target holds SDA low, nobody can use the bus.
  virtual bool holds_sda() const = 0;
};

}  // namespace lantern
