// The gap search, and the merging of neighbours.
#include "models/core/timeline.hpp"

#include <algorithm>

namespace lantern {

void Timeline::forget(uint64_t now) {
  size_t past = 0;
  while (past < busy_.size() && busy_[past].end <= now) past++;
  if (past) busy_.erase(busy_.begin(), busy_.begin() + static_cast<std::ptrdiff_t>(past));
}

sc_core::sc_time Timeline::reserve(sc_core::sc_time arrival, sc_core::sc_time duration) {
  forget(sc_core::sc_time_stamp().value());
  const uint64_t length = duration.value();
  uint64_t begin = arrival.value();
  auto next = std::upper_bound(busy_.begin(), busy_.end(), begin,
                               [](uint64_t at, const Span& span) { return at < span.end; });
  while (next != busy_.end() && next->begin < begin + length) {
    begin = next->end;
    ++next;
  }
  if (length) {
    const bool joins_before = next != busy_.begin() && std::prev(next)->end == begin;
    const bool joins_after = next != busy_.end() && next->begin == begin + length;
    if (joins_before && joins_after) {
      std::prev(next)->end = next->end;
      busy_.erase(next);
    } else if (joins_before) {
      std::prev(next)->end = begin + length;
    } else if (joins_after) {
      next->begin = begin;
    } else {
      busy_.insert(next, {begin, begin + length});
    }
  }
  return sc_core::sc_time::from_value(begin);
}

}  // namespace lantern
