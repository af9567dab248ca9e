// Who records, told when to: it changes nothing but what is recorded, so it is no wire of the
// machine.
#pragma once

#include <systemc>

namespace lantern {

class MeasuredIf : public virtual sc_core::sc_interface {
 public:
  /// What begins at or after `at` is recorded, and what was recorded before is forgotten; or
  /// nothing is.
  virtual void measure(bool on, const sc_core::sc_time& at) = 0;
};

}  // namespace lantern
