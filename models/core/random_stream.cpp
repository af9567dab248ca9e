// The key of a stream.
#include "models/core/random_stream.hpp"

#include "models/core/hash.hpp"

namespace lantern {

uint64_t& pod_seed() {
  static uint64_t seed = 1;
  return seed;
}

RandomStream::RandomStream(const std::string& name, uint64_t fork) : key_{}, fork_(fork) {
  Hash hash;
  hash.add(name);
  key_[0] = pod_seed();
  key_[1] = hash.value();
}

}  // namespace lantern
