// A wire of one bit whose level follows from calls, at the annotated times of their causes: an
// interrupt, a reset (DESIGN 5).
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <systemc>
#include <utility>
#include <vector>

#include "models/core/timer.hpp"

namespace lantern {

class LineIf : public virtual sc_core::sc_interface {
 public:
  /// The line has that level from `at` on, kernel time or ahead of it. What was set for later than
  /// `at` is void.
  virtual void set(bool level, const sc_core::sc_time& at) = 0;
};

/// The driving end; one end drives any number of others, or none. Low from the start.
class LineOut : public sc_core::sc_port<LineIf, 0, sc_core::SC_ZERO_OR_MORE_BOUND> {
 public:
  explicit LineOut(const char* name) : sc_port(name) {}
  void set(bool level, const sc_core::sc_time& at) {
    if (level == level_ && at >= since_) return;
    level_ = level;
    since_ = at;
    for (int end = 0; end < size(); end++) (*this)[end]->set(level, at);
  }

 private:
  bool level_ = false;  ///< the last that was set
  sc_core::sc_time since_;
};

/// As many driving ends as a parameter says: one is called `name`, more are `name_0` and on.
class LineOuts {
 public:
  LineOuts(const char* name, uint64_t count) {
    for (uint64_t i = 0; i < count; i++)
      lines_.emplace_back(count == 1 ? name : (name + ("_" + std::to_string(i))).c_str());
  }
  LineOut& operator[](size_t index) { return lines_[index]; }

 private:
  std::deque<LineOut> lines_;
};

/// The driven end, as a member that hands each call on.
class LineTarget : public sc_core::sc_export<LineIf> {
 public:
  using Set = std::function<void(bool level, const sc_core::sc_time& at)>;
  LineTarget(const char* name, Set set) : sc_export(name), inlet_(std::move(set)) { bind(inlet_); }

 private:
  struct Inlet : LineIf {
    explicit Inlet(Set to) : to_set(std::move(to)) {}
    void set(bool level, const sc_core::sc_time& at) override { to_set(level, at); }
    Set to_set;
  };
  Inlet inlet_;
};

/// The level of a line over the time that is still to come.
class LineLevels {
 public:
  void set(bool level, const sc_core::sc_time& at);
  /// The level at `at`; what was before is forgotten.
  bool at(const sc_core::sc_time& at);
  /// The first change that is still to come; sc_max_time(): none is known.
  sc_core::sc_time next() const { return ahead_.empty() ? sc_core::sc_max_time() : ahead_[0].at; }

 private:
  struct Change {
    sc_core::sc_time at;
    bool level;
  };
  bool level_ = false;
  std::vector<Change> ahead_;  ///< in order; one or two as a rule
};

/// The driven end of who acts in kernel time: `changed` is called when the level has changed.
class LineIn : public LineTarget, public Pending {
 public:
  LineIn(const char* name, std::function<void()> changed);
  bool read() const { return level_; }
  bool due_by(const sc_core::sc_time& at) const override { return timer_.due_by(at); }
  /// The first change that is still to come; sc_max_time(): none is known.
  sc_core::sc_time changes_at() const { return levels_.next(); }

 private:
  void set(bool level, const sc_core::sc_time& at);
  void follow();

  LineLevels levels_;
  bool level_ = false;
  std::function<void()> changed_;
  Timer timer_{[this] { follow(); }};
};

}  // namespace lantern
