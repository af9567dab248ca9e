// Where a transaction began: what the trace knows it by.
#pragma once

#include <cstdint>
#include <tlm>

namespace lantern {

/// Set where a transaction begins, when there is a trace; routers and decoders change a payload's
/// address, not this one.
struct Origin {
  uint64_t id = 0;  ///< counted over the run from 1; 0: nobody said that it began
  uint64_t address = 0;
};

struct OriginExtension : tlm::tlm_extension<OriginExtension> {
  Origin origin;
  tlm::tlm_extension_base* clone() const override { return new OriginExtension(*this); }
  void copy_from(const tlm::tlm_extension_base& other) override {
    origin = static_cast<const OriginExtension&>(other).origin;
  }
};

}  // namespace lantern
