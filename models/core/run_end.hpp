// How a run ends: nodes write exit codes, harts meet traps that nobody handles, a block fails.
#pragma once

#include <functional>
#include <string>

namespace lantern {

/// What a block tells the platform. A bench may leave it as it is: then nothing happens.
struct RunEnd {
  std::function<void(const std::string& block, unsigned code)> on_exit = [](const std::string&,
                                                                            unsigned) {};
  std::function<void(const std::string& hart, const std::string& what)> on_unhandled_trap =
      [](const std::string&, const std::string&) {};
  /// The block itself is wrong, not what the guest does: it hangs, or differs from its model.
  std::function<void(const std::string& block, const std::string& what)> on_failure =
      [](const std::string&, const std::string&) {};
};

/// The run of this process.
inline RunEnd& run_end() {
  static RunEnd end;
  return end;
}

}  // namespace lantern
