// Levels ahead of time against a level a picosecond, and both ends of a line.
#include "models/core/line.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "models/core/probe.hpp"
#include "models/core/random_stream.hpp"

using namespace lantern;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

sc_time ps(uint64_t n) { return sc_time::from_value(n); }

/// The level of each picosecond.
struct Levels {
  std::vector<bool> level;
  explicit Levels(size_t length) : level(length) {}
  void set(bool high, uint64_t at) {
    std::fill(level.begin() + static_cast<std::ptrdiff_t>(at), level.end(), high);
  }
  /// The first change after `at`.
  uint64_t next(uint64_t at) const {
    uint64_t to = at;
    while (to < level.size() && level[to] == level[at]) to++;
    return to;
  }
};

/// Hears of a line, and keeps a picosecond each.
struct Listener : sc_core::sc_module {
  Levels heard;
  unsigned calls = 0;
  LineTarget end{"end", [this](bool level, const sc_time& at) {
                   calls++;
                   heard.set(level, at.value());
                 }};
  Listener(const sc_core::sc_module_name&, size_t length) : heard(length) {}
};

using Change = std::pair<uint64_t, bool>;

/// Follows a line in kernel time.
struct Follower : sc_core::sc_module {
  std::vector<Change> seen;
  LineIn in{"in", [this] { seen.emplace_back(sc_time_stamp().value(), in.read()); }};
  explicit Follower(sc_core::sc_module_name name) : sc_module(name) {}
};

struct Driver : sc_core::sc_module {
  LineOut out{"out"};
  explicit Driver(sc_core::sc_module_name name) : sc_module(name) {}
};

}  // namespace

TEST_CASE("a line has at each time the level of the last call that says something of that time") {
  constexpr uint64_t kLength = 400;
  RandomStream random("levels");
  for (unsigned round = 0; round < 300; round++) {
    LineLevels levels;
    Levels reference(kLength);
    uint64_t kernel = 0;
    uint64_t read = 0;
    while (kernel < kLength - 40 && read < kLength - 40) {
      // Who drives is not before kernel time; who reads may have been later.
      for (uint64_t sets = random.below(4); sets; sets--) {
        const uint64_t at = kernel + random.below(20);
        const bool level = random.chance(0.5);
        levels.set(level, ps(at));
        reference.set(level, at);
      }
      read = std::max(read, kernel) + random.below(12);
      REQUIRE(levels.at(ps(read)) == reference.level[read]);
      const uint64_t next = reference.next(read);
      REQUIRE(levels.next() == (next < kLength ? ps(next) : sc_core::sc_max_time()));
      kernel += random.below(10);
    }
  }
}

TEST_CASE("every target of a line hears the same, and nothing twice") {
  constexpr size_t kLength = 3000;
  Driver driver("driver"), alone("alone");
  LineOut& out = driver.out;
  Listener first("first", kLength), second("second", kLength);
  out.bind(first.end);
  out.bind(second.end);
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  alone.out.set(true, ps(10));
  RandomStream random("targets");
  Levels reference(kLength);
  unsigned told = 0;
  for (uint64_t kernel = 0; kernel < kLength - 100; kernel += random.below(30)) {
    const uint64_t at = kernel + random.below(50);
    const bool level = random.chance(0.5);
    const std::vector<bool> before = reference.level;
    reference.set(level, at);
    told += reference.level != before;
    out.set(level, ps(at));
    REQUIRE(first.heard.level == reference.level);
    REQUIRE(second.heard.level == reference.level);
  }
  CHECK(first.calls == second.calls);
  CHECK(first.calls >= told);
  const unsigned calls = first.calls;
  out.set(reference.level.back(), ps(kLength - 1));
  CHECK(first.calls == calls);
}

TEST_CASE("who follows a line in kernel time hears of each change at its time, and of no other") {
  Driver driver("driver");
  Follower follower("follower");
  driver.out.bind(follower.in);
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  driver.out.set(true, ps(100));
  driver.out.set(false, ps(150));
  driver.out.set(true, ps(200));
  CHECK_FALSE(follower.in.due_by(ps(99)));
  CHECK(follower.in.due_by(ps(100)));
  sc_core::sc_start(ps(120));
  CHECK(follower.in.read());
  CHECK_FALSE(follower.in.due_by(ps(149)));
  CHECK(follower.in.due_by(ps(150)));
  driver.out.set(false, ps(120));  // now: and what was said of later is void
  CHECK_FALSE(follower.in.read());
  CHECK_FALSE(follower.in.due_by(ps(1000000)));
  sc_core::sc_start(ps(200));
  driver.out.set(true, ps(400));
  driver.out.set(false, ps(390));  // it never was
  sc_core::sc_start(ps(200));
  CHECK(follower.seen == std::vector<Change>{{100, true}, {120, false}});
}

TEST_CASE("followers of a line change when its levels do, whatever is said before") {
  constexpr size_t kLength = 4000;
  Driver driver("driver");
  Follower first("first"), second("second");
  driver.out.bind(first.in);
  driver.out.bind(second.in);
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  RandomStream random("followers");
  Levels reference(kLength);
  uint64_t kernel = 0;
  while (kernel < kLength - 200) {
    for (uint64_t sets = random.below(4); sets; sets--) {
      const uint64_t at = kernel + 1 + random.below(60);
      const bool level = random.chance(0.5);
      reference.set(level, at);
      driver.out.set(level, ps(at));
    }
    const uint64_t on = 1 + random.below(40);
    kernel += on;
    sc_core::sc_start(ps(on));
    REQUIRE(first.in.read() == reference.level[kernel - 1]);  // of now it has not heard
  }
  std::vector<Change> changes;
  for (uint64_t at = 1; at < kernel; at++)
    if (reference.level[at] != reference.level[at - 1])
      changes.emplace_back(at, reference.level[at]);
  CHECK(changes.size() > 20);
  CHECK(first.seen == changes);
  CHECK(second.seen == changes);
}

TEST_CASE("a probe hashes the levels that came to be, however they were announced") {
  Driver direct("direct"), announced("announced"), shorter("shorter"), blink("blink");
  LineProbe direct_probe("direct_probe", "direct"), announced_probe("announced_probe", "announced"),
      shorter_probe("shorter_probe", "shorter"), blink_probe("blink_probe", "blink");
  direct.out.bind(direct_probe.target);
  announced.out.bind(announced_probe.target);
  shorter.out.bind(shorter_probe.target);
  blink.out.bind(blink_probe.target);
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  announced.out.set(true, ps(100));
  announced.out.set(false, ps(200));
  announced.out.set(true, ps(150));
  announced.out.set(false, ps(200));
  shorter.out.set(true, ps(100));
  shorter.out.set(false, ps(199));
  announced.out.set(true, ps(100));
  announced.out.set(false, ps(200));
  sc_core::sc_start(ps(100));
  direct.out.set(true, ps(100));
  blink.out.set(true, ps(100));  // for no time at all between
  blink.out.set(false, ps(100));
  blink.out.set(true, ps(100));
  sc_core::sc_start(ps(100));
  direct.out.set(false, ps(200));
  blink.out.set(false, ps(200));
  sc_core::sc_start(ps(100));
  announced.out.set(true, ps(1000));  // still to come
  LastCheck::run();
  WireHash expected("expected"), one_less("one_less");
  for (const uint64_t word : {100, 1, 200, 0}) expected.add(word);
  for (const uint64_t word : {100, 1, 199, 0}) one_less.add(word);
  const auto hash = [](const char* wire) { return WireHash::all().at(wire)->value(); };
  CHECK(hash("direct") == expected.value());
  CHECK(hash("announced") == expected.value());
  CHECK(hash("blink") == expected.value());
  CHECK(hash("shorter") == one_less.value());
}
