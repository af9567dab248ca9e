// The pins of an AXI4-Lite subordinate, as its manager sees them.
#pragma once

#include <cstdint>

namespace lantern {

/// Driven by the manager.
struct AxiLiteInputs {
  bool awvalid = false, wvalid = false, bready = false, arvalid = false, rready = false;
  uint32_t awaddr = 0, wdata = 0, araddr = 0;
  uint8_t wstrb = 0;
};

/// As the rising edge of the last cycle saw them.
struct AxiLiteOutputs {
  bool awready = false, wready = false, bvalid = false, arready = false, rvalid = false;
  uint8_t bresp = 0, rresp = 0;
  uint32_t rdata = 0;
};

}  // namespace lantern
