// The key of a stream.
#include "models/core/random_stream.hpp"

#include "models/core/hash.hpp"
#include "models/core/session.hpp"

namespace lantern {

namespace {

struct Seed {
  uint64_t value = 1;
};

}  // namespace

uint64_t& pod_seed() { return Session::current().part<Seed>().value; }

RandomStream::RandomStream(const std::string& name, uint64_t fork) : key_{}, fork_(fork) {
  Hash hash;
  hash.add(name);
  key_[0] = pod_seed();
  key_[1] = hash.value();
}

}  // namespace lantern
