// Percentiles of a latency record.
#include "models/core/counter.hpp"

namespace lantern {

uint64_t LatencyRecord::bucket_end(unsigned bucket) {
  if (bucket < (1u << kSubBits)) return bucket;
  const unsigned shift = (bucket >> kSubBits) - 1;
  const uint64_t mantissa = (1ull << kSubBits) | (bucket & ((1u << kSubBits) - 1));
  return ((mantissa + 1) << shift) - 1;
}

uint64_t LatencyRecord::percentile_ps(unsigned percent) const {
  uint64_t seen = 0;
  for (unsigned b = 0; b < buckets_.size(); b++) {
    seen += buckets_[b];
    if (seen && seen * 100 >= count_ * percent) return bucket_end(b);
  }
  return 0;
}

}  // namespace lantern
