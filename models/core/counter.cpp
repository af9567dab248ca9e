// Percentiles of a latency record.
#include "models/core/counter.hpp"

#include <algorithm>

namespace lantern {

uint64_t LatencyRecord::bucket_end(unsigned bucket) {
  if (bucket < (1u << kSubBits)) return bucket;
  const unsigned shift = (bucket >> kSubBits) - 1;
  const uint64_t mantissa = (1ull << kSubBits) | (bucket & ((1u << kSubBits) - 1));
  return ((mantissa + 1) << shift) - 1;
}

uint64_t LatencyRecord::percentile_ps(unsigned thousandths) const {
  if (!count_) return 0;
  const uint64_t rank = std::max<uint64_t>(1, (count_ * thousandths + 999) / 1000);
  if (exact()) {
    std::vector<uint64_t> all = first_;
    const auto at = all.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(all.begin(), at, all.end());
    return *at;
  }
  uint64_t seen = 0;
  unsigned bucket = 0;
  while ((seen += buckets_[bucket]) < rank) bucket++;
  return std::min(bucket_end(bucket), max_);
}

std::vector<std::pair<uint64_t, uint64_t>> LatencyRecord::histogram() const {
  std::vector<std::pair<uint64_t, uint64_t>> found;
  for (unsigned bucket = 0; bucket < buckets_.size(); bucket++)
    if (buckets_[bucket]) found.emplace_back(bucket_end(bucket), buckets_[bucket]);
  return found;
}

}  // namespace lantern
