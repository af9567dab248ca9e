// What happens to the machine at which time: faults, from the pod file and from --event.
#pragma once

#include <functional>
#include <string>
#include <systemc>
#include <vector>

#include "models/core/delay_queue.hpp"
#include "models/core/user_error.hpp"

namespace lantern {

class Events {
 public:
  /// `text`: `120 us fibre1.cut` or `120 us fibre1.loss=20 dB`; a fault's name without indices
  /// means all of that name. Throws UserError at `where`.
  void add(const std::string& text, const Where& where);
  /// `TIME FAULT` each.
  std::vector<std::string> all() const;
  /// Those that have not happened yet, `TIME FAULT` each.
  std::vector<std::string> pending() const;

 private:
  struct Event {
    std::string text;
    std::function<void()> inject;
    bool happened = false;
  };
  void happen(size_t event);
  std::vector<Event> events_;
  DelayQueue<size_t> due_{[this](size_t&& event) { happen(event); }};
};

/// All faults of the machine, a line each: name, what it takes, what it does.
std::string faults_text();

}  // namespace lantern
