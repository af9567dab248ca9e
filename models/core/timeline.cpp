// The gap search, and the merging of neighbours.
#include "models/core/timeline.hpp"

#include <algorithm>

#include "models/core/now.hpp"

namespace lantern {

void Timeline::forget(uint64_t before) {
  size_t past = 0;
  while (past < busy_.size() && busy_[past].end <= before) past++;
  if (past) busy_.erase(busy_.begin(), busy_.begin() + static_cast<std::ptrdiff_t>(past));
}

uint64_t Timeline::reserve(uint64_t arrival, uint64_t duration) {
  forget(now().value());
  uint64_t begin = arrival;
  auto next = std::upper_bound(busy_.begin(), busy_.end(), begin,
                               [](uint64_t at, const Span& span) { return at < span.end; });
  while (next != busy_.end() && next->begin < begin + duration) {
    begin = next->end;
    ++next;
  }
  if (duration) {
    const bool joins_before = next != busy_.begin() && std::prev(next)->end == begin;
    const bool joins_after = next != busy_.end() && next->begin == begin + duration;
    if (joins_before && joins_after) {
      std::prev(next)->end = next->end;
      busy_.erase(next);
    } else if (joins_before) {
      std::prev(next)->end = begin + duration;
    } else if (joins_after) {
      next->begin = begin;
    } else {
      busy_.insert(next, {begin, begin + duration});
    }
  }
  return begin;
}

}  // namespace lantern
