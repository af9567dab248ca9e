// What is done to the machine from outside, at its times: faults, registers, memory.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <systemc>
#include <vector>

#include "models/core/user_error.hpp"

namespace lantern {

/// Each happens before all else of its time, in the order in which they were given.
class Events {
 public:
  /// What one does; `what` is how it is written.
  struct Action {
    std::string what;
    std::function<void()> perform;
  };
  /// `fibre1.cut`, `fibre1.loss=20 dB`, `pool.media.INTERRUPT_ENABLE=3`, `host0@0x80000000=00ff`; a
  /// fault's name without indices means all of that name. Throws UserError.
  static std::vector<Action> prepare(const std::string& what);
  /// `text`: a time and what to do. Returns the events that this means. Throws UserError at
  /// `where`.
  std::vector<std::string> add(const std::string& text, const Where& where);
  /// Throws std::invalid_argument: nothing that could happen is called `name`.
  static void check_name(const std::string& name);
  /// True where `event` is of that name, whatever its time, its argument and its place.
  static bool is_of(const std::string& event, const std::string& name);
  /// When the next one is due; sc_max_time(): none.
  sc_core::sc_time next() const;
  /// False: there was none.
  bool happen_until(const sc_core::sc_time& now);
  /// Now, and told as events of this time. Returns those, a line each.
  std::string act(const std::vector<Action>& actions);
  /// `TIME WHAT` each.
  std::vector<std::string> all() const;
  /// Those that have happened, in that order, `TIME WHAT` each.
  const std::vector<std::string>& happened() const { return happened_; }
  /// Those that have not happened yet, `TIME WHAT` each.
  std::vector<std::string> pending() const;

 private:
  struct Event {
    std::string text;
    std::function<void()> perform;
    bool happened = false;
  };
  void happen(Event& event);
  std::vector<Event> events_;
  std::vector<std::string> happened_;
  std::multimap<uint64_t, size_t> due_;  ///< by time, ps
};

/// All faults of the machine, a line each: name, what it takes, what it does.
std::string faults_text();

}  // namespace lantern
