// All that belongs to one run and to nothing else in the process.
#pragma once

#include <cstddef>
#include <memory>
#include <systemc>
#include <vector>

namespace lantern {

/// What is otherwise static: each T keeps its own of a run in a part of the session. Sessions
/// follow each other, or nest; none sees another.
class Session {
 public:
  /// With a SystemC kernel of its own. Blocks that are made from now on are this run's.
  Session();
  /// All blocks of the run are gone by now. Goes back to the session before.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Of a program that begins none: one for all that it does, on the kernel that is there.
  static Session& current();

  /// Made when it is first asked for; the last one made goes first.
  template <class T>
  T& part() {
    static const size_t kKind = kinds_++;
    if (kKind >= parts_.size()) parts_.resize(kKind + 1);
    if (!parts_[kKind]) {
      auto made = std::make_shared<T>();
      parts_[kKind] = made.get();
      order_.push_back(std::move(made));
    }
    return *static_cast<T*>(parts_[kKind]);
  }

 private:
  struct OnThisKernel {};
  explicit Session(OnThisKernel) {}

  static inline size_t kinds_ = 0;
  static inline Session* current_ = nullptr;
  Session* before_ = nullptr;
  sc_core::sc_simcontext* kernel_before_ = nullptr;
  std::unique_ptr<sc_core::sc_simcontext> kernel_;
  std::vector<void*> parts_;  ///< by kind
  std::vector<std::shared_ptr<void>> order_;
};

}  // namespace lantern
