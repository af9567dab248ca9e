// The host-target interface of Spike and of the public test suites: a word called `tohost`.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <systemc>

#include "models/core/store_monitor.hpp"
#include "models/core/timer.hpp"
#include "models/riscv/debug_target.hpp"

namespace lantern::riscv {

/// What is stored to `tohost`, 8 bytes, by whomever: an odd value ends the run with half of it as
/// exit code; device 1, command 1 puts out a character; the address of eight words is a system
/// call, of which there are write (64) to 1 and 2, and exit (93). All but the end are answered
/// with 1 in `fromhost`.
class Htif : private StoreMonitor::Observer {
 public:
  static constexpr unsigned kBytes = 8;  ///< of `tohost`
  struct Words {
    uint64_t tohost;
    const uint8_t* host;  ///< where the host has it
    std::optional<uint64_t> fromhost;
  };
  using Now = std::function<sc_core::sc_time()>;
  /// `name` is told with the exit code; `now` is the time of the store.
  Htif(std::string name, DebugTarget& hart, const Words& words, Now now);
  ~Htif() override;

 private:
  void forget_stores_to(const uint8_t*) override {}
  void stored_to(const uint8_t* at, uint64_t bytes) override;
  void take(uint64_t value);
  void call(uint64_t at);
  void end(uint64_t code);
  void put(char c);
  uint64_t read(uint64_t address);
  void write(uint64_t address, uint64_t value);

  const std::string name_;
  DebugTarget& hart_;
  const Words words_;
  const Now now_;
  std::string line_;
  unsigned exit_code_ = 0;
  Timer end_;
};

}  // namespace lantern::riscv
