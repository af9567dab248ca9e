// Where every hart is when a run has not passed: calls, registers, cause.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "models/riscv/symbols.hpp"

namespace lantern {

class Hart;

/// One hart, at one moment.
struct HartReport {
  struct Call {
    uint64_t pc = 0;
    std::string function, file;  ///< "" where not known
    int line = 0;
    bool inlined = false;
    bool guessed = false;  ///< by ra alone
  };
  std::string hart;
  std::string moment;               ///< what it was doing, or what happened to it
  std::string cause;                ///< of its last trap
  std::vector<Call> calls;          ///< innermost first
  std::vector<uint64_t> registers;  ///< x0 to x31
  bool at_trap = false;             ///< registers are those of the program that a trap interrupted
  bool cut_off = false;             ///< there are more calls than are told
  bool rv64 = false;
};

class PostMortem {
 public:
  /// What is known of the processor that `system_controller` resets, before it is reset.
  void take_before_reset(const std::string& system_controller);
  /// All harts as they are now, each after what its watchdog's last reset met.
  std::vector<HartReport> take();
  /// One hart as it is now.
  HartReport take(Hart& hart);

 private:
  HartReport report(Hart& hart, const std::string& moment);
  const riscv::Symbols& symbols_of(const Hart& hart);
  std::map<std::string, std::unique_ptr<riscv::Symbols>> symbols_;  ///< by hart
  std::map<std::string, HartReport> before_reset_;                  ///< by hart
};

std::string text_of(const std::vector<HartReport>& reports);
nlohmann::json json_of(const HartReport& report);
nlohmann::json json_of(const std::vector<HartReport>& reports);

}  // namespace lantern
