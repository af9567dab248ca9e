// The key of a stream.
#include "models/core/random_stream.hpp"

#include <algorithm>
#include <vector>

#include "models/core/hash.hpp"
#include "models/core/session.hpp"

namespace lantern {

namespace {

struct Seed {
  uint64_t value = 1;
};

/// Those of a session.
using Streams = std::vector<RandomStream*>;

Streams& streams() { return Session::current().part<Streams>(); }

}  // namespace

uint64_t& pod_seed() { return Session::current().part<Seed>().value; }

RandomStream::RandomStream(const std::string& name) : key_{} {
  Hash hash;
  hash.add(name);
  key_[0] = pod_seed();
  key_[1] = hash.value();
  streams().push_back(this);
}

RandomStream::~RandomStream() {
  streams().erase(std::find(streams().begin(), streams().end(), this));
}

void RandomStream::reseed(uint64_t seed) {
  pod_seed() = seed;
  for (RandomStream* stream : streams()) stream->key_[0] = seed;
}

void RandomStream::fork(uint64_t number) {
  for (RandomStream* stream : streams()) stream->fork_ = number;
}

}  // namespace lantern
