// Reservations and code against a machine that keeps the age of every byte.
#include "models/core/store_monitor.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>

#include "models/core/atomic.hpp"
#include "models/core/random_stream.hpp"
#include "models/core/storage.hpp"

using namespace lantern;

namespace {

constexpr uint64_t kPages = 4;
constexpr uint64_t kSize = kPages * StoreMonitor::kPage;

/// What a hart does with it: a page at hand is stored to without a word.
struct Hart : StoreMonitor::Observer {
  uint8_t* const memory;
  std::set<const uint8_t*> at_hand;
  std::set<const uint8_t*> code;  ///< bytes that were decoded
  std::set<const uint8_t*> seen;  ///< of these, those that it was told of
  unsigned asked = 0;             ///< how often it was to give a page up

  explicit Hart(uint8_t* bytes) : memory(bytes) {}
  void forget_stores_to(const uint8_t* page) override {
    asked++;
    at_hand.erase(page);
  }
  void stored_to(const uint8_t* at, uint64_t bytes) override {
    for (const uint8_t* byte : code)
      if (byte >= at && byte < at + bytes) seen.insert(byte);
  }
  void store(uint8_t* at, unsigned bytes) {
    const uint8_t* const page = memory + (at - memory) / StoreMonitor::kPage * StoreMonitor::kPage;
    if (at_hand.count(page)) return;
    stored(at, bytes);
    if (may_store_untold(page)) at_hand.insert(page);
  }
  void decode(const uint8_t* at) {
    if (code.insert(at).second) watch_page(at);
  }
};

struct Bench {
  Storage storage{kSize};
  std::array<Hart, 3> harts{Hart{storage.data()}, Hart{storage.data()}, Hart{storage.data()}};
};

}  // namespace

TEST_CASE("a reservation holds until somebody, whoever it is, stores to a byte of it") {
  Bench bench;
  RandomStream random("reservations");
  std::array<uint64_t, kSize> stored_at{};
  struct Held {
    uint8_t* at = nullptr;
    unsigned bytes = 0;
    uint64_t since = 0;
  };
  std::array<Held, 3> held;
  unsigned kept = 0;
  unsigned lost = 0;
  for (uint64_t now = 1; now < 300000; now++) {
    const uint64_t who = random.below(4);  // the last of them is DMA
    // A few words of each page, so that they meet.
    const unsigned bytes = random.below(2) ? 4 : 8;
    const uint64_t offset =
        random.below(kPages) * StoreMonitor::kPage + random.below(32 / bytes) * bytes;
    uint8_t* const at = bench.storage.data() + offset;
    const auto stores = [&] {
      for (unsigned i = 0; i < bytes; i++) stored_at[offset + i] = now;
    };
    if (who == 3) {
      if (random.below(8)) continue;
      bench.storage.clear(offset, bytes);
      stores();
      continue;
    }
    Hart& hart = bench.harts[who];
    Held& mine = held[who];
    switch (random.below(4)) {
      case 0:
        hart.reserve(at, bytes);
        mine = {at, bytes, now};
        break;
      case 1: {
        uint8_t* const word = mine.at && random.below(8) ? mine.at : at;
        bool expected = mine.at && mine.at == word;
        for (unsigned i = 0; expected && i < mine.bytes; i++)
          expected = stored_at[static_cast<size_t>(word - bench.storage.data()) + i] <= mine.since;
        const bool holds = hart.take_reservation(word);
        REQUIRE(holds == expected);
        holds ? kept++ : lost++;
        mine = {};
        break;
      }
      default:
        hart.store(at, bytes);
        stores();
    }
  }
  CHECK(kept > 5000);
  CHECK(lost > 5000);
}

TEST_CASE(
    "code is told of every store to it, by whomever, and of a range that is larger than all") {
  Bench bench;
  RandomStream random("code");
  for (unsigned round = 0; round < 20000; round++) {
    Hart& hart = bench.harts[random.below(3)];
    uint8_t* const at = bench.storage.data() + random.below(kSize);
    if (random.below(8) == 0) hart.decode(at);
    uint64_t bytes = 1;
    switch (random.below(16)) {
      case 0:
        bench.storage.clear(0, kSize);
        bytes = kSize;
        break;
      case 1:
        bench.storage.flip(static_cast<uint64_t>(at - bench.storage.data()), 1);
        break;
      default:
        hart.store(at, 1);
    }
    const uint8_t* const first = bytes == kSize ? bench.storage.data() : at;
    for (Hart& other : bench.harts) {
      std::set<const uint8_t*> expected;
      for (const uint8_t* byte : other.code)
        if (byte >= first && byte < first + bytes) expected.insert(byte);
      REQUIRE(other.seen == expected);
      for (const uint8_t* byte : other.seen) {
        other.code.erase(byte);
        other.unwatch_page(byte);
      }
      other.seen.clear();
    }
  }
}

TEST_CASE("a page is kept at hand again when its code and its reservations are gone") {
  Bench bench;
  uint8_t* const page = bench.storage.data();
  Hart& one = bench.harts[0];
  Hart& two = bench.harts[1];
  one.decode(page);
  two.decode(page + 8);
  CHECK_FALSE(one.may_store_untold(page));
  one.unwatch_page(page);
  CHECK_FALSE(one.may_store_untold(page));
  two.unwatch_page(page + 8);
  CHECK(one.may_store_untold(page));
  two.reserve(page, 4);
  CHECK_FALSE(one.may_store_untold(page));
  two.drop_reservation();
  CHECK(one.may_store_untold(page));
}

TEST_CASE("who takes one lock again and again asks nobody") {
  Bench bench;
  Hart& one = bench.harts[0];
  Hart& two = bench.harts[1];
  one.reserve(bench.storage.data(), 4);
  const unsigned asked = two.asked;
  for (unsigned turn = 0; turn < 100; turn++) {
    CHECK(one.take_reservation(bench.storage.data()));
    one.store(bench.storage.data() + 64, 4);
    one.reserve(bench.storage.data(), 4);
  }
  CHECK(two.asked == asked);
}

TEST_CASE("a conditional store needs its reservation and the word as it was") {
  Bench bench;
  Hart& hart = bench.harts[0];
  uint8_t* const word = bench.storage.data();
  *word = 7;
  const auto store = [&](bool has_hart) {
    uint32_t data = 9;
    AtomicExtension atomic;
    atomic.op = AtomicOp::kStoreConditional;
    if (has_hart) atomic.hart = &hart;
    carry_out(atomic, word, reinterpret_cast<uint8_t*>(&data), 4);
    CHECK(atomic.done);
    return atomic.reserved;
  };
  CHECK_FALSE(store(true));  // without a reservation
  hart.reserve(word, 4);
  CHECK_FALSE(store(false));  // for nobody
  bench.harts[1].stored(word, 1);
  CHECK_FALSE(store(true));
  CHECK(*word == 7);
  hart.reserve(word, 4);
  CHECK(store(true));
  CHECK(*word == 9);
}
