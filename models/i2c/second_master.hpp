// Another master on a controller's bus, for who looks at a module from outside.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <systemc>
#include <vector>

#include "models/core/i2c_bus.hpp"
#include "models/core/timer.hpp"

namespace lantern {

/// Address and bytes to write, then, with a repeated start, bytes to read; neither: the address
/// alone.
struct I2cTransfer {
  enum class End : uint8_t { kDone, kRefused, kHeld };  ///< kHeld: a target holds SDA
  uint8_t address = 0;                                  ///< 7 bits
  std::vector<uint8_t> written;
  unsigned to_read = 0;

  End end = End::kDone;
  size_t acknowledged = 0;  ///< bytes, addresses included
  std::vector<uint8_t> read;
};

/// Takes the bus when it is free, and gives it back after its stop; whoever comes meanwhile waits.
/// SCL runs at 400 kHz, the fast mode that every CMIS module takes.
class I2cSecondMaster {
 public:
  using Done = std::function<void(const I2cTransfer&)>;
  /// `is_free`: the first master leaves the bus alone; `freed` tells it that it may have it.
  I2cSecondMaster(sc_core::sc_port<I2cTargetIf>& bus, std::function<bool()> is_free,
                  std::function<void()> freed);
  void transfer(I2cTransfer transfer, Done done);
  bool has_bus() const { return step_.waits(); }
  /// The first master has left it.
  void bus_is_free();

 private:
  enum class Step : uint8_t { kWriteAddress, kWrite, kReadAddress, kRead, kStop };
  struct Asked {
    I2cTransfer transfer;
    Done done;
  };
  void begin();
  void take(Step step, const sc_core::sc_time& stretch = sc_core::SC_ZERO_TIME);
  void step();
  I2cTargetIf::Answer move_byte();
  Step next() const;
  void finish();

  sc_core::sc_port<I2cTargetIf>& bus_;
  const std::function<bool()> is_free_;
  const std::function<void()> freed_;
  std::vector<Asked> asked_;  ///< the first has the bus, or is the next
  Step now_ = Step::kStop;
  size_t moved_ = 0;  ///< bytes written since the address
  Timer step_{[this] { step(); }};
};

}  // namespace lantern
