// Things that happen at their own times: one event, always for the earliest.
#pragma once

#include <algorithm>
#include <functional>
#include <systemc>
#include <utility>
#include <vector>

#include "models/core/process.hpp"

namespace lantern {

/// Equal times keep the order in which they were pushed.
template <class T>
class DelayQueue {
 public:
  DelayQueue(const char* name, std::function<void(T&&)> due) : due_(std::move(due)) {
    spawn_method(
        name, [this] { serve(); }, event_);
  }
  void push(sc_core::sc_time at, T&& thing) {
    heap_.push_back({at, sequence_++, std::move(thing)});
    std::push_heap(heap_.begin(), heap_.end(), later);
    arm();
  }
  void clear() {
    heap_.clear();
    armed_ = false;
    event_.cancel();
  }

 private:
  struct Entry {
    sc_core::sc_time at;
    uint64_t sequence;
    T thing;
  };
  static bool later(const Entry& a, const Entry& b) {
    return a.at != b.at ? a.at > b.at : a.sequence > b.sequence;
  }
  void arm() {
    const sc_core::sc_time next = heap_.front().at;
    if (armed_ && armed_at_ <= next) return;
    armed_ = true;
    armed_at_ = next;
    event_.notify(next - sc_core::sc_time_stamp());  // an earlier notification replaces a later one
  }
  void serve() {
    armed_ = false;
    while (!heap_.empty() && heap_.front().at <= sc_core::sc_time_stamp()) {
      std::pop_heap(heap_.begin(), heap_.end(), later);
      T thing = std::move(heap_.back().thing);
      heap_.pop_back();
      due_(std::move(thing));
    }
    if (!heap_.empty()) arm();
  }
  std::function<void(T&&)> due_;
  std::vector<Entry> heap_;
  uint64_t sequence_ = 0;
  bool armed_ = false;
  sc_core::sc_time armed_at_;
  sc_core::sc_event event_;
};

}  // namespace lantern
