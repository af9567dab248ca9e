// A time at which a block goes on with its work, in its node's agenda.
#pragma once

#include <functional>
#include <systemc>
#include <utility>

#include "models/core/agenda.hpp"
#include "models/core/pending.hpp"

namespace lantern {

/// One time at once. Moved far more often than it expires, so that moving it later, or cancelling
/// it, is a store.
class Timer : public Agenda::Task, public Pending {
 public:
  explicit Timer(std::function<void()> expired, Agenda::Stage stage = Agenda::Stage::kArrive)
      : Task(stage), expired_(std::move(expired)) {}
  /// Expires at `at`, whatever was set before.
  void set(const sc_core::sc_time& at) {
    running_ = true;
    deadline_ = at.value();
    if (entered_at_ <= deadline_) return;
    entered_at_ = deadline_;
    enter(deadline_, 0);
  }
  /// Expires at `at`, or earlier as set before.
  void set_at_latest(const sc_core::sc_time& at) {
    if (!running_ || deadline_ > at.value()) set(at);
  }
  void cancel() { running_ = false; }
  /// When it expires; sc_max_time(): it does not run.
  sc_core::sc_time at() const {
    return running_ ? sc_core::sc_time::from_value(deadline_) : sc_core::sc_max_time();
  }
  bool due_by(const sc_core::sc_time& at) const override {
    return running_ && deadline_ <= at.value();
  }

 private:
  void happen(uint64_t) override {
    entered_at_ = Agenda::kNever;
    running_ = false;
    expired_();
  }
  uint64_t wanted(uint64_t at, uint64_t) override {
    if (at != entered_at_) return Agenda::kNever;  // an earlier one was entered after it
    entered_at_ = running_ ? deadline_ : Agenda::kNever;
    return entered_at_;
  }
  std::function<void()> expired_;
  bool running_ = false;
  uint64_t deadline_ = 0;                 ///< ps
  uint64_t entered_at_ = Agenda::kNever;  ///< of its entry that counts
};

}  // namespace lantern
