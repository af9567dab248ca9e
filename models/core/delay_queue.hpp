// Things that happen at their own times, in the node's agenda.
#pragma once

#include <functional>
#include <systemc>
#include <utility>
#include <vector>

#include "models/core/agenda.hpp"
#include "models/core/pending.hpp"

namespace lantern {

/// Equal times keep the order in which they were pushed.
template <class T>
class DelayQueue : public Agenda::Task, public Pending {
 public:
  explicit DelayQueue(std::function<void(T&&)> due, Agenda::Stage stage = Agenda::Stage::kArrive)
      : Task(stage), due_(std::move(due)) {}
  void push(const sc_core::sc_time& at, T&& thing) {
    if (free_.empty()) {
      free_.push_back(slots_.size());
      slots_.emplace_back();
    }
    const size_t slot = free_.back();
    free_.pop_back();
    slots_[slot].at = at.value();
    slots_[slot].thing = std::move(thing);
    enter(at.value(), slot | static_cast<uint64_t>(slots_[slot].uses) << kSlotBits);
  }
  size_t size() const { return slots_.size() - free_.size(); }
  void clear() {
    for (size_t slot = 0; slot < slots_.size(); slot++)
      if (slots_[slot].at != Agenda::kNever) release(slot);
  }
  bool due_by(const sc_core::sc_time& at) const override {
    for (const Slot& slot : slots_)
      if (slot.at <= at.value()) return true;
    return false;
  }

 private:
  static constexpr unsigned kSlotBits = 32;
  struct Slot {
    uint64_t at = Agenda::kNever;  ///< kNever: free
    uint32_t uses = 0;             ///< tells its entry from those that were cleared
    T thing{};
  };
  void release(size_t slot) {
    slots_[slot].at = Agenda::kNever;
    slots_[slot].uses++;
    slots_[slot].thing = T{};
    free_.push_back(slot);
  }
  static size_t slot_of(uint64_t what) { return what & ((1ull << kSlotBits) - 1); }
  void happen(uint64_t what) override {
    T thing = std::move(slots_[slot_of(what)].thing);
    release(slot_of(what));
    due_(std::move(thing));
  }
  uint64_t wanted(uint64_t at, uint64_t what) override {
    return slots_[slot_of(what)].uses == what >> kSlotBits ? at : Agenda::kNever;
  }
  std::function<void(T&&)> due_;
  std::vector<Slot> slots_;
  std::vector<size_t> free_;
};

}  // namespace lantern
