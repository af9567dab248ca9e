// Where a hart's time CSR comes from.
#pragma once

#include <cstdint>
#include <systemc>

namespace lantern {

class TimeSourceIf : public virtual sc_core::sc_interface {
 public:
  /// mtime at `now`.
  virtual uint64_t ticks(sc_core::sc_time now) const = 0;
};

}  // namespace lantern
