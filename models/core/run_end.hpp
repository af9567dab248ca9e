// How a run ends: nodes write exit codes, harts meet traps that nobody handles, a block fails.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "models/core/session.hpp"

namespace lantern {

/// What a block tells the platform. A bench may leave it as it is: then nothing happens.
struct RunEnd {
  std::function<void(const std::string& block, unsigned code)> on_exit = [](const std::string&,
                                                                            unsigned) {};
  std::function<void(const std::string& hart, const std::string& what)> on_unhandled_trap =
      [](const std::string&, const std::string&) {};
  /// Called before the reset, while the processor is as it was.
  std::function<void(const std::string& block)> on_watchdog = [](const std::string&) {};
  /// The block itself is wrong, not what the guest does: it hangs, or differs from its model.
  std::function<void(const std::string& block, const std::string& what)> on_failure =
      [](const std::string&, const std::string&) {};
};

/// That of the session.
inline RunEnd& run_end() { return Session::current().part<RunEnd>(); }

/// What is still to be looked at when time stands and before the verdict, while its owner lives.
class LastCheck {
 public:
  explicit LastCheck(std::function<void()> check) : check_(std::move(check)) {
    all().push_back(this);
  }
  ~LastCheck() { all().erase(std::remove(all().begin(), all().end(), this), all().end()); }
  LastCheck(const LastCheck&) = delete;
  LastCheck& operator=(const LastCheck&) = delete;
  static void run() {
    for (const LastCheck* check : all()) check->check_();
  }

 private:
  using All = std::vector<LastCheck*>;
  static All& all() { return Session::current().part<All>(); }
  std::function<void()> check_;
};

}  // namespace lantern
