// What ends a run because of an RTL block: a pin that is waited for in vain, a broken rule, a
// difference.
#pragma once

#include <cstdint>
#include <string>

#include "models/core/run_end.hpp"

namespace lantern {

/// Every wait on a pin ends here, far beyond anything a block takes.
constexpr unsigned kMostCyclesWaited = 1000;

/// The first failure of a block is told to the platform, later ones are not.
class BlockHealth {
 public:
  explicit BlockHealth(std::string block) : block_(std::move(block)) {}
  bool good() const { return good_; }
  void hung(const char* pin, uint64_t cycle) {
    fail("hangs: waited " + std::to_string(kMostCyclesWaited) + " cycles for " + pin +
         ", until cycle " + std::to_string(cycle));
  }
  void fail(const std::string& what) {
    if (!good_) return;
    good_ = false;
    run_end().on_failure(block_, what);
  }

 private:
  std::string block_;
  bool good_ = true;
};

}  // namespace lantern
