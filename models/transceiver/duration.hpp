// How CMIS advertises a longest duration: a nibble that stands for an upper bound.
#pragma once

#include <cstdint>
#include <systemc>

namespace lantern {

/// The least code whose bound the duration stays below.
inline uint64_t duration_code(const sc_core::sc_time& duration) {
  constexpr uint64_t kBoundMs[] = {1,    5,     10,    50,     100,    500,    1000,
                                   5000, 10000, 60000, 300000, 600000, 3000000};
  uint64_t code = 0;
  while (code < 12 && duration.value() >= kBoundMs[code] * 1000000000) code++;
  return code;
}

}  // namespace lantern
