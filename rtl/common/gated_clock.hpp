// When the rising edges of an RTL block's clock are.
#pragma once

#include <algorithm>
#include <systemc>

namespace lantern {

/// While the block runs, an edge a period. Woken from idle, the first edge is when it is asked for:
/// the phase begins anew, unless an edge of the old one is still to come by then.
class GatedClock {
 public:
  explicit GatedClock(sc_core::sc_time period) : period_(period) {}
  const sc_core::sc_time& period() const { return period_; }
  sc_core::sc_time next() const { return begun_ ? last_ + period_ : sc_core::SC_ZERO_TIME; }
  sc_core::sc_time next_from_idle(const sc_core::sc_time& wanted) const {
    return begun_ && wanted <= end_ + period_ ? aligned(last_, wanted, period_) : wanted;
  }
  /// The first edge at `wanted` or later of a clock that had one at `last`; not `last` itself.
  static sc_core::sc_time aligned(const sc_core::sc_time& last, const sc_core::sc_time& wanted,
                                  const sc_core::sc_time& period) {
    if (wanted <= last) return last + period;
    const uint64_t cycles = ((wanted - last).value() + period.value() - 1) / period.value();
    return last + sc_core::sc_time::from_value(cycles * period.value());
  }
  void tick(const sc_core::sc_time& edge) {
    last_ = edge;
    end_ = std::max(end_, edge);
    begun_ = true;
  }
  /// The block was stepped ahead of time until it was idle: edges from `edge` on can be used again.
  void rewind(const sc_core::sc_time& edge) { last_ = edge; }

 private:
  sc_core::sc_time period_, last_, end_;
  bool begun_ = false;
};

}  // namespace lantern
