// Things that happen at their own times, in the node's agenda.
#pragma once

#include <functional>
#include <systemc>
#include <utility>

#include "models/core/agenda.hpp"
#include "models/core/ring.hpp"

namespace lantern {

/// Equal times keep the order in which they were pushed. Most come in the order of their times, so
/// that the agenda is asked for the first one's alone.
template <class T>
class DelayQueue : public Agenda::Task {
 public:
  explicit DelayQueue(std::function<void(T&&)> due, Agenda::Stage stage = Agenda::Stage::kArrive)
      : Task(stage), due_(std::move(due)) {}
  void push(const sc_core::sc_time& at, T&& thing) {
    Waiting& waiting = waiting_.add();
    waiting.at = at;
    waiting.thing = std::move(thing);
    size_t place = waiting_.size() - 1;
    for (; place && waiting_[place - 1].at > at; place--)
      std::swap(waiting_[place - 1], waiting_[place]);
    if (!place) set(at);
  }
  size_t size() const { return waiting_.size(); }
  void clear() {
    waiting_.clear();
    cancel();
  }

 private:
  struct Waiting {
    sc_core::sc_time at;
    T thing{};
  };
  void happen() override {
    Waiting first = waiting_.take_front();
    if (!waiting_.empty()) set(waiting_.front().at);
    due_(std::move(first.thing));
  }
  std::function<void(T&&)> due_;
  Ring<Waiting> waiting_;
};

}  // namespace lantern
