// A timer that is moved far more often than it fires: moving it costs two stores, not the kernel's
// queue.
#pragma once

#include <functional>
#include <systemc>
#include <utility>

#include "models/core/process.hpp"

namespace lantern {

/// One event stays in the kernel; when it comes too early for the deadline it is put there again.
class LazyTimer {
 public:
  LazyTimer(const char* name, std::function<void()> expired) : expired_(std::move(expired)) {
    spawn_method(
        name, [this] { look(); }, event_);
  }
  /// Expires `after` from now, whatever was set before.
  void set(const sc_core::sc_time& after) {
    running_ = true;
    deadline_ = sc_core::sc_time_stamp() + after;
    if (pending_ && pending_at_ <= deadline_) return;
    pending_ = true;
    pending_at_ = deadline_;
    event_.notify(after);  // an earlier notification replaces a later one
  }
  /// As `set`, unless it runs already.
  void start(const sc_core::sc_time& after) {
    if (!running_) set(after);
  }
  void cancel() { running_ = false; }

 private:
  void look() {
    pending_ = false;
    if (!running_) return;
    const sc_core::sc_time now = sc_core::sc_time_stamp();
    if (now < deadline_) return set(deadline_ - now);
    running_ = false;
    expired_();
  }
  std::function<void()> expired_;
  bool running_ = false;
  bool pending_ = false;
  sc_core::sc_time deadline_, pending_at_;
  sc_core::sc_event event_;
};

}  // namespace lantern
