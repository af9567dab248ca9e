// When the rising edges of an RTL block's clock are.
#pragma once

#include <algorithm>
#include <systemc>

namespace lantern {

/// While the block runs, an edge a period. Woken from idle, the first edge is when it is asked for
/// (the phase begins anew), at the earliest a period after the last one.
class GatedClock {
 public:
  explicit GatedClock(sc_core::sc_time period) : period_(period) {}
  const sc_core::sc_time& period() const { return period_; }
  sc_core::sc_time next() const { return begun_ ? last_ + period_ : sc_core::SC_ZERO_TIME; }
  sc_core::sc_time next_from_idle(const sc_core::sc_time& wanted) const {
    return std::max(wanted, next());
  }
  void tick(const sc_core::sc_time& edge) {
    last_ = edge;
    begun_ = true;
  }

 private:
  sc_core::sc_time period_, last_;
  bool begun_ = false;
};

}  // namespace lantern
