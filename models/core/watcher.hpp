// Who waits for a counter or a register to have another value.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace lantern {

class Watcher {
 public:
  /// It has been written; often it is what it was.
  virtual void written() = 0;

 protected:
  ~Watcher() = default;
};

/// Those of the values of one owner, by number. Who writes looks whether there are any before it
/// tells them.
class Watchers {
 public:
  void add(uint32_t value, Watcher& watcher) { list_.emplace_back(value, &watcher); }
  void remove(const Watcher& watcher) {
    list_.erase(std::remove_if(list_.begin(), list_.end(),
                               [&](const auto& entry) { return entry.second == &watcher; }),
                list_.end());
  }
  bool empty() const { return list_.empty(); }
  // Apart, so that it is no part of each place that counts or writes.
  __attribute__((noinline, cold)) void tell(uint32_t value) const {
    for (size_t i = 0; i < list_.size(); i++)  // who is told may come and go
      if (list_[i].first == value) list_[i].second->written();
  }

 private:
  std::vector<std::pair<uint32_t, Watcher*>> list_;
};

}  // namespace lantern
