// Levels ahead of time.
#include "models/core/line.hpp"

namespace lantern {

using sc_core::sc_time;
using sc_core::sc_time_stamp;

void LineLevels::set(bool level, const sc_time& at) {
  while (!ahead_.empty() && ahead_.back().at >= at) ahead_.pop_back();
  if (level != (ahead_.empty() ? level_ : ahead_.back().level)) ahead_.push_back({at, level});
}

bool LineLevels::at(const sc_time& at) {
  size_t past = 0;
  while (past < ahead_.size() && ahead_[past].at <= at) level_ = ahead_[past++].level;
  if (past) ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(past));
  return level_;
}

LineIn::LineIn(const char* name, std::function<void()> changed)
    : LineTarget(name, [this](bool level, const sc_time& at) { set(level, at); }),
      changed_(std::move(changed)) {}

void LineIn::set(bool level, const sc_time& at) {
  levels_.set(level, at);
  follow();
}

void LineIn::follow() {
  const bool level = levels_.at(sc_time_stamp());
  timer_.cancel();
  if (levels_.next() != sc_core::sc_max_time()) timer_.set(levels_.next());
  if (level == level_) return;
  level_ = level;
  changed_();
}

}  // namespace lantern
