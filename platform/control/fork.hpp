// A process copies itself: the machine in it goes on twice.
#pragma once

#include <sys/types.h>

#include <deque>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "platform/control/listener.hpp"
#include "platform/control/methods.hpp"

namespace lantern {

/// Memory is copied by the kernel where one of the two writes to it. Who writes to a file of its
/// own, or reads the terminal, cannot be had twice.
class Fork {
 public:
  struct Manner {
    std::string folder;   ///< for `stdout.txt` and `stderr.txt`; "": nobody reads them
    bool sealed = false;  ///< it stands, to be forked
  };
  struct Asked {
    Caller caller;
    std::unique_ptr<Listener> listener;
    Manner manner;
  };
  /// Throws std::invalid_argument, and names what is in the way.
  void ask(Asked asked);
  std::optional<Asked> next();
  /// The child's process; 0 in the child, below 0 where there can be none.
  pid_t make(Asked& asked);

  bool is_child() const { return is_child_; }
  bool is_sealed() const { return is_sealed_; }
  /// Of a child of this process: `alive`, and when it is not, `code`, its exit code or the negative
  /// number of a signal. Throws std::invalid_argument: it is none.
  nlohmann::json state_of(uint64_t child);
  /// Takes note of children that have ended.
  void reap();

 private:
  void become_child(const Manner& manner);
  std::deque<Asked> asked_;
  std::map<pid_t, std::optional<int>> children_;  ///< and how they ended
  bool is_child_ = false;
  bool is_sealed_ = false;
};

}  // namespace lantern
