// What a run can be told to stop at.
#pragma once

#include <cstdint>

namespace lantern {

class Condition {
 public:
  enum class Look : uint8_t {
    kWhenTold,      ///< it pauses the simulation itself where it is met
    kEachActivity,  ///< it can be met by whatever the kernel does: it is looked at after each
  };
  virtual ~Condition() = default;
  virtual bool met() = 0;
  virtual Look look() const = 0;
};

}  // namespace lantern
