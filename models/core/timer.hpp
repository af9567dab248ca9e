// A time at which a block goes on with its work, in its node's agenda.
#pragma once

#include <functional>
#include <systemc>
#include <utility>

#include "models/core/agenda.hpp"

namespace lantern {

class Timer : public Agenda::Task {
 public:
  explicit Timer(std::function<void()> expired, Agenda::Stage stage = Agenda::Stage::kArrive)
      : Task(stage), expired_(std::move(expired)) {}
  /// Expires at that time, whatever was set before.
  using Task::set;
  /// Expires at `at`, or earlier as set before.
  void set_at_latest(const sc_core::sc_time& at) {
    if (!due_by(at)) set(at);
  }
  using Task::cancel;
  using Task::waits;
  /// When it expires; sc_max_time(): it does not run.
  sc_core::sc_time at() const { return waits() ? Task::at() : sc_core::sc_max_time(); }

 private:
  void happen() override { expired_(); }
  std::function<void()> expired_;
};

}  // namespace lantern
