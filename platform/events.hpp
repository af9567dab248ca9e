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
  size_t size() const { return count_; }

 private:
  struct Event {
    std::string what;
    std::function<void()> inject;
  };
  static void happen(const Event& event);
  DelayQueue<Event> due_{"on_event", [](Event&& event) { happen(event); }};
  size_t count_ = 0;
};

/// All faults of the machine, a line each: name, what it takes, what it does.
std::string faults_text();

}  // namespace lantern
