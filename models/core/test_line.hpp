// The other end of lines, for tests: drives some, or follows one, in kernel time.
#pragma once

#include <functional>
#include <systemc>

#include "models/core/line.hpp"

namespace lantern {

class TestLine : public sc_core::sc_module {
 public:
  std::function<void()> on_change = [] {};  ///< of the line that it follows

  explicit TestLine(sc_core::sc_module_name name) : sc_module(name) {}
  void drive(LineTarget& target) { out_.bind(target); }
  void follow(LineOut& line) { line.bind(in_); }
  void write(bool level) { out_.set(level, sc_core::sc_time_stamp()); }
  bool read() const { return in_.read(); }

 private:
  LineOut out_{"out"};
  LineIn in_{"in", [this] { on_change(); }};
};

}  // namespace lantern
