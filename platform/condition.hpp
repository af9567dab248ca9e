// What a run can be told to stop at.
#pragma once

namespace lantern {

class Condition {
 public:
  virtual ~Condition() = default;
  /// It pauses the simulation where that becomes true.
  virtual bool met() = 0;
};

}  // namespace lantern
