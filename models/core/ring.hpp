// A queue that allocates only when it grows beyond what it ever held.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace lantern {

template <class T>
class Ring {
 public:
  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }
  T& front() { return slots_[first_]; }
  const T& front() const { return slots_[first_]; }
  T& operator[](size_t i) { return slots_[(first_ + i) & (slots_.size() - 1)]; }
  /// One more at the end, to be filled: it is as its predecessor in that slot was left.
  T& add() {
    if (size_ == slots_.size()) grow();
    return slots_[(first_ + size_++) & (slots_.size() - 1)];
  }
  void push_back(T&& value) { add() = std::move(value); }
  void pop_front() {
    slots_[first_] = T();
    drop_front();
  }
  /// A T that has been moved from holds nothing.
  T take_front() {
    T taken = std::move(slots_[first_]);
    drop_front();
    return taken;
  }
  /// The front has been moved from.
  void drop_front() {
    first_ = (first_ + 1) & (slots_.size() - 1);
    size_--;
  }
  void clear() {
    while (size_) pop_front();
  }

 private:
  void grow() {
    std::vector<T> larger(slots_.empty() ? 8 : slots_.size() * 2);
    for (size_t i = 0; i < size_; i++) larger[i] = std::move((*this)[i]);
    slots_ = std::move(larger);
    first_ = 0;
  }
  std::vector<T> slots_;  ///< a power of two of them
  size_t first_ = 0;
  size_t size_ = 0;
};

}  // namespace lantern
