// A calendar of reservations: bandwidth that is shared, for callers whose clocks differ (DESIGN 5).
#pragma once

#include <cstdint>
#include <vector>

namespace lantern {

/// A request takes the first gap at or after its arrival; what lies before kernel time is
/// forgotten.
class Timeline {
 public:
  /// Reserves `duration` and returns when it begins, not before `arrival`; all in ps.
  uint64_t reserve(uint64_t arrival, uint64_t duration);
  size_t size() const { return busy_.size(); }  ///< reservations kept, adjacent ones as one

 private:
  struct Span {
    uint64_t begin, end;  ///< ps
  };
  void forget(uint64_t now);
  std::vector<Span> busy_;  ///< in order, disjoint, not adjacent
};

}  // namespace lantern
