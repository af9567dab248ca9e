// Work of a block that kernel time has not come to, and who must not be answered before it is done.
#pragma once

#include <initializer_list>
#include <systemc>

namespace lantern {

class Pending {
 public:
  virtual ~Pending() = default;
  /// Is there work for `at`, or for before?
  virtual bool due_by(const sc_core::sc_time& at) const = 0;
};

/// Waits the caller's local time out: `delay` becomes zero. Who cannot wait (a method, a bench
/// outside the simulation) acts in kernel time, and is answered as things stand.
bool wait_out(sc_core::sc_time& delay);

}  // namespace lantern
