// For benches: the signals between a link layer and its module, driven by hand.
#pragma once

#include <systemc>

#include "models/core/signal.hpp"
#include "models/link_layer/link_layer.hpp"

namespace lantern {

class LinkPins : public sc_core::sc_module {
 public:
  Signal active{"active"}, up{"up"}, degraded{"degraded"};
  sc_core::sc_vector<Signal> light{"light", kLanes};

  LinkPins(sc_core::sc_module_name name, LinkLayer& link) : sc_module(name) {
    link.active(active);
    link.up(up);
    link.degraded(degraded);
    for (unsigned lane = 0; lane < kLanes; lane++) link.light[lane](light[lane]);
  }
  /// Light on all lanes, or on none.
  void shine(bool lit) {
    for (Signal& lane : light) lane.write(lit);
  }
  /// The module works and light arrives; or neither.
  void set(bool on) {
    active.write(on);
    shine(on);
  }
};

}  // namespace lantern
