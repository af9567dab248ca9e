// Random numbers of one consumer, from seed and name: no other block's numbers depend on them.
#pragma once

#include <Random123/philox.h>

#include <cstdint>
#include <string>

namespace lantern {

/// The pod's seed; set before the first stream exists.
uint64_t& pod_seed();

class RandomStream {
 public:
  explicit RandomStream(const std::string& name);
  ~RandomStream();
  RandomStream(const RandomStream&) = delete;
  RandomStream& operator=(const RandomStream&) = delete;
  /// All streams of the session go on with another seed, each from the number that it has come to.
  static void reseed(uint64_t seed);
  /// As the child of that number, which tells those of one snapshot apart; 0 is nobody's.
  static void fork(uint64_t number);
  uint64_t next() {
    const auto block = r123::Philox4x64{}({{count_ / 4, fork_, 0, 0}}, key_);
    return block[count_++ % 4];
  }
  /// True with probability p, to 2^-53.
  bool chance(double p) { return static_cast<double>(next() >> 11) * 0x1p-53 < p; }
  /// Uniform in [0, n); n > 0.
  uint64_t below(uint64_t n) {
    return static_cast<uint64_t>((static_cast<unsigned __int128>(next()) * n) >> 64);
  }

 private:
  r123::Philox4x64::key_type key_;
  uint64_t fork_ = 0;
  uint64_t count_ = 0;
};

}  // namespace lantern
