// The PLIC with sources that are set ahead of time and a hart that is ahead, against a machine that
// goes nanosecond by nanosecond.
#include "models/riscv/plic.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "models/core/random_stream.hpp"
#include "models/core/test_initiator.hpp"

using namespace lantern;
using sc_core::sc_time;

namespace {

constexpr uint64_t kPendings = 0x1000, kEnables = 0x2000, kThreshold = 0x200000, kClaim = 0x200004,
                   kAccess = 4;
constexpr unsigned kUsed[] = {1, 2, 31, 32, 63, 64, 100, 127};

sc_time ns(uint64_t n) { return sc_time::from_value(n * 1000); }

/// What the specification says, a source and a nanosecond at a time. Sources that are never raised
/// are not there.
struct Reference {
  struct Source {
    bool level = false, pending = false, claimed = false, enabled = false;
    unsigned priority = 0;
    std::map<uint64_t, bool> future;
  };
  std::map<unsigned, Source> sources;
  unsigned threshold = 0;
  uint64_t now = 0;  ///< as far as it has gone

  Reference() {
    for (const unsigned number : kUsed) sources[number];
  }
  void latch() {
    for (auto& [number, source] : sources)
      if (source.level && !source.claimed) source.pending = true;
  }
  void go_to(uint64_t time) {
    for (; now < time; now++)
      for (auto& [number, source] : sources) {
        const auto change = source.future.find(now + 1);
        if (change == source.future.end()) continue;
        source.level = change->second;
        latch();
      }
  }
  void set(unsigned number, bool level, uint64_t at) {
    Source& source = sources[number];
    source.future.erase(source.future.lower_bound(at), source.future.end());
    if (at > now) {
      source.future[at] = level;
      return;
    }
    source.level = level;
    latch();
  }
  unsigned best() const {
    unsigned found = 0;
    for (const auto& [number, source] : sources) {
      if (!source.pending || !source.enabled || !source.priority) continue;
      if (!found || source.priority > sources.at(found).priority) found = number;
    }
    return found;
  }
  bool line() const { return best() && sources.at(best()).priority > threshold; }
  unsigned claim() {
    const unsigned number = best();
    if (!number) return 0;
    sources[number].pending = false;
    sources[number].claimed = true;
    return number;
  }
  void complete(unsigned number) {
    const auto source = sources.find(number);
    if (source == sources.end() || !source->second.enabled) return;
    source->second.claimed = false;
    latch();
  }
  uint32_t pendings(unsigned word) const {
    uint32_t bits = 0;
    for (const auto& [number, source] : sources)
      if (number / 32 == word) bits |= static_cast<uint32_t>(source.pending) << number % 32;
    return bits;
  }
};

struct Driver : sc_core::sc_module {
  LineOut out{"out"};
  explicit Driver(sc_core::sc_module_name name) : sc_module(name) {}
};

/// The PLIC, its sources, and the level of its line as it was told, a bit a nanosecond.
struct Bench : sc_core::sc_module {
  TestInitiator host{"host"};
  Plic plic{"plic"};
  sc_core::sc_vector<Driver> source{"source", Plic::kSources};
  std::vector<bool> line = std::vector<bool>(200000);
  LineTarget end{"end", [this](bool level, const sc_time& at) {
                   REQUIRE(at >= sc_core::sc_time_stamp());
                   std::fill(line.begin() + static_cast<std::ptrdiff_t>(at.value() / 1000),
                             line.end(), level);
                 }};
  Bench(const sc_core::sc_module_name&) {
    host.initiator.bind(plic.target);
    plic.interrupt[0].bind(end);
    for (unsigned s = 0; s < Plic::kSources; s++) source[s].out.bind(plic.source[s]);
  }
};

void check_line(const Bench& bench, const Reference& reference, uint64_t kernel) {
  Reference then = reference;
  then.go_to(std::max(kernel, then.now));
  for (unsigned i = 0; i < 50; i++) {
    INFO("at " << then.now);
    REQUIRE(bench.line[then.now] == then.line());
    then.go_to(then.now + 1);
  }
}

}  // namespace

TEST_CASE("the PLIC's line and claims follow from its sources, whoever is ahead of whom") {
  Bench bench("bench");
  Reference reference;
  RandomStream random("plic");
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  uint64_t kernel = 0;
  uint64_t host_at = 0;
  unsigned claims = 0;
  const auto some_source = [&] { return kUsed[random.below(8)]; };
  const auto claimed = [&](unsigned number) {
    for (const unsigned other : kUsed)
      if (reference.sources[other].claimed && reference.sources[other].enabled) number = other;
    return number;
  };
  // An access at the hart's local time: kernel time, or as far ahead as it likes.
  const auto begin = [&] {
    host_at = std::max(host_at, kernel) + random.below(random.chance(0.2) ? 60 : 6);
    bench.host.delay = ns(host_at - kernel);
    host_at += kAccess;
    reference.go_to(host_at);
  };
  for (unsigned step = 0; step < 8000; step++) {
    const uint64_t what = random.below(20);
    if (what < 8) {
      const unsigned number = some_source();
      for (uint64_t sets = 1 + random.below(3); sets; sets--) {
        const bool level = random.chance(0.5);
        // What is said of the past of a hart that is ahead, is said as it happens.
        uint64_t at = kernel + random.below(30);
        if (at <= reference.now) {
          at = kernel;
          sets = 1;
        }
        reference.set(number, level, at);
        bench.source[number].out.set(level, ns(at));
      }
    } else if (what < 12) {
      begin();
      const unsigned expected = reference.claim();
      REQUIRE(bench.host.read<uint32_t>(kClaim) == expected);
      claims += expected != 0;
    } else if (what < 15) {
      begin();
      uint32_t number = some_source();
      if (random.chance(0.9)) number = claimed(number);
      reference.complete(number);
      bench.host.write<uint32_t>(kClaim, number);
    } else if (what < 16) {
      begin();
      const unsigned number = some_source();
      const unsigned word = number / 32;
      uint32_t bits = 0;
      for (unsigned bit = 0; bit < 32; bit++) {
        const bool enabled = random.chance(0.9) && 32 * word + bit != 0;
        const auto source = reference.sources.find(32 * word + bit);
        if (source != reference.sources.end()) source->second.enabled = enabled;
        bits |= static_cast<uint32_t>(enabled) << bit;
      }
      bench.host.write<uint32_t>(kEnables + 4 * word, bits);
    } else if (what < 18) {
      begin();
      const unsigned number = some_source();
      reference.sources[number].priority = static_cast<unsigned>(random.below(8));
      bench.host.write<uint32_t>(4ull * number, reference.sources[number].priority);
    } else if (what < 19) {
      begin();
      reference.threshold = static_cast<unsigned>(random.below(random.chance(0.8) ? 2 : 8));
      bench.host.write<uint32_t>(kThreshold, reference.threshold);
    } else {
      begin();
      const auto word = static_cast<unsigned>(random.below(4));
      REQUIRE(bench.host.read<uint32_t>(kPendings + 4 * word) == reference.pendings(word));
    }
    check_line(bench, reference, kernel);
    const uint64_t on = 1 + random.below(random.chance(0.1) ? 100 : 10);
    sc_core::sc_start(ns(on));
    kernel += on;
  }
  CHECK(claims > 800);
}
