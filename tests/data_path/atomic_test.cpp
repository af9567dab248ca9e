// Atomics over light: one step at the media, exactly once whatever the link loses, and only where
// loads and stores are both allowed.
#include <doctest/doctest.h>

#include "tests/data_path/bench.hpp"

using namespace lantern;
using namespace lantern::data_path;
using sc_core::sc_time;

namespace {

struct Hosts : Bench {
  std::vector<std::unique_ptr<TestInitiator>> hart;
  explicit Hosts(unsigned count) : Bench(count) {
    for (unsigned h = 0; h < count; h++) {
      hart.push_back(std::make_unique<TestInitiator>(("hart" + std::to_string(h)).c_str()));
      hart[h]->initiator.bind(lanes[h]->pool_port.mem_target[0]);
    }
    start();
  }
  /// Runs `body(hart)` for each hart at once, each in a thread: a pool port waits.
  template <class Body>
  void each(Body body) {
    unsigned left = static_cast<unsigned>(hart.size());
    for (const auto& one : hart)
      sc_core::sc_spawn([&left, &body, initiator = one.get()] {
        body(*initiator);
        left--;
      });
    for (unsigned waited = 0; left && waited < 100; waited++)
      sc_core::sc_start(sc_time(1, sc_core::SC_MS));
    REQUIRE(left == 0);
  }
  uint64_t word(uint64_t dpa) { return scrubber.peek<uint64_t>(dpa); }
  static uint64_t counter(const char* name) {
    return dynamic_cast<Counter*>(sc_core::sc_find_object(name))->value();
  }
};

/// Each hart adds 1 a thousand times; every old value must have been seen by just one of them.
void count_together(Hosts& bench) {
  constexpr unsigned kEach = 1000;
  std::vector<unsigned> seen(kEach * bench.hart.size());
  bench.each([&](TestInitiator& hart) {
    for (unsigned i = 0; i < kEach; i++) {
      const auto old = hart.atomic<uint64_t>(AtomicOp::kAdd, kWindow + 0x40, 1);
      REQUIRE(hart.ok());
      REQUIRE(old < seen.size());
      seen[old]++;
    }
  });
  CHECK(bench.word(0x40) == seen.size());
  CHECK(seen == std::vector<unsigned>(seen.size(), 1));
}

}  // namespace

TEST_CASE("hosts that count in one word lose nothing") {
  Hosts bench(4);
  count_together(bench);
}

TEST_CASE("an atomic is carried out once though codewords are lost and replayed") {
  for (const char* fibre : {"fibre0.ber", "fibre1.ber"}) Bench::set(fibre, "2e-3");
  Hosts bench(2);
  count_together(bench);
  CHECK(Hosts::counter("near0.replays") + Hosts::counter("far0.replays") > 10);
}

TEST_CASE("every operation arrives as itself, in both widths") {
  Hosts bench(1);
  bench.each([&](TestInitiator& hart) {
    hart.write<uint64_t>(kWindow, 0xf0f0);
    CHECK(hart.atomic<uint64_t>(AtomicOp::kXor, kWindow, 0xff) == 0xf0f0);
    CHECK(hart.atomic<uint64_t>(AtomicOp::kOr, kWindow, 0x1) == 0xf00f);
    CHECK(hart.atomic<uint32_t>(AtomicOp::kAnd, kWindow, 0xff00) == 0xf00f);
    CHECK(hart.atomic<uint32_t>(AtomicOp::kMin, kWindow, -2u) == 0xf000);
    CHECK(hart.atomic<uint32_t>(AtomicOp::kMaxu, kWindow, 3) == -2u);
    CHECK(hart.atomic<uint32_t>(AtomicOp::kMax, kWindow, 3) == -2u);
    CHECK(hart.atomic<uint32_t>(AtomicOp::kMinu, kWindow, 7) == 3);
    CHECK(hart.atomic<uint32_t>(AtomicOp::kSwap, kWindow + 4, 9) == 0);
    CHECK(hart.read<uint64_t>(kWindow) == 0x900000003);
  });
}

TEST_CASE("an atomic needs the right to load and the right to store") {
  Hosts bench(1);
  bench.each([&](TestInitiator& hart) {
    for (const uint32_t rights : {0u, 1u, 2u}) {
      bench.manager.write<uint32_t>(0x4000, rights);
      hart.atomic<uint32_t>(AtomicOp::kAdd, kWindow, 1);
      CHECK(hart.status == tlm::TLM_COMMAND_ERROR_RESPONSE);
      CHECK_FALSE(hart.last_atomic.done);
    }
    bench.manager.write<uint32_t>(0x4000, 3);
    CHECK(hart.atomic<uint32_t>(AtomicOp::kAdd, kWindow, 1) == 0);
    CHECK(hart.ok());
  });
  CHECK(bench.word(0) == 1);
}

TEST_CASE("reservations do not cross a link and a foreign target's OK is no answer to an atomic") {
  Hosts bench(1);
  bench.each([&](TestInitiator& hart) {
    for (const AtomicOp op : {AtomicOp::kLoadReserved, AtomicOp::kStoreConditional}) {
      hart.atomic<uint32_t>(op, kWindow, 1);
      CHECK(hart.status == tlm::TLM_COMMAND_ERROR_RESPONSE);
    }
    // The registers behind the io channel are a target here that says OK to all.
    TestInitiator& io = bench.lanes[0]->io;
    io.write<uint32_t>(0, 1);
    CHECK(io.ok());
    io.atomic<uint32_t>(AtomicOp::kAdd, 0, 1);
    CHECK(io.status == tlm::TLM_COMMAND_ERROR_RESPONSE);
    CHECK_FALSE(io.last_atomic.done);
  });
  CHECK(Hosts::counter("near0.messages_sent") == 2);
}
