// Objects from a free list behind counted handles: copies share, nothing is allocated once the list
// is warm.
#pragma once

#include <cstdint>
#include <utility>

#include "models/core/session.hpp"

namespace lantern {

/// A handle to a T, or to none. The last handle clears the object (`T::clear()`) and puts it back.
template <class T>
class Pooled {
 public:
  Pooled() = default;
  static Pooled make() {
    Pooled made;
    made.slot_ = free_;
    if (made.slot_) {
      free_ = made.slot_->next;
    } else {
      made.slot_ = new Slot;
      Session::current().part<Leftovers>();
    }
    made.slot_->users = 1;
    return made;
  }
  Pooled(const Pooled& other) noexcept : slot_(other.slot_) {
    if (slot_) slot_->users++;
  }
  Pooled(Pooled&& other) noexcept : slot_(std::exchange(other.slot_, nullptr)) {}
  Pooled& operator=(const Pooled& other) noexcept {
    if (this != &other) *this = Pooled(other);
    return *this;
  }
  Pooled& operator=(Pooled&& other) noexcept {
    Slot* const before = std::exchange(slot_, std::exchange(other.slot_, nullptr));
    if (before) release(before);
    return *this;
  }
  ~Pooled() {
    if (slot_) release(slot_);
  }
  explicit operator bool() const { return slot_ != nullptr; }
  T* operator->() { return &slot_->object; }
  const T* operator->() const { return &slot_->object; }
  T& operator*() { return slot_->object; }
  const T& operator*() const { return slot_->object; }

 private:
  struct Slot {
    T object;
    uint32_t users = 0;
    Slot* next = nullptr;
  };
  /// The free list is of use to all sessions, but none leaves memory behind.
  struct Leftovers {
    ~Leftovers() {
      while (free_) delete std::exchange(free_, free_->next);
    }
  };
  static void release(Slot* slot) {
    if (--slot->users) return;
    slot->object.clear();
    slot->next = free_;
    free_ = slot;
  }
  static inline Slot* free_ = nullptr;
  Slot* slot_ = nullptr;
};

}  // namespace lantern
