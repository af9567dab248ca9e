// Who holds which blocks: shared, reclaimed, over several links, through a reset.
#include <doctest/doctest.h>

#include "tests/firmware/mailbox_bench.hpp"

using namespace lantern;
using namespace lantern::pool_firmware;

TEST_CASE(
    "a shared extent is free when its last holder has let it go and each has its own rights") {
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    const uint64_t region = static_cast<uint64_t>(c.blocks) * kBlock;
    capacity_set_share(&c, 1, 0, 0, region);
    const auto rights = [](uint64_t block) { return mmio_read32(kDecoder + 0x4000 + 4 * block); };
    CHECK(bench.request(kBlock) == kBackground);
    hal_delay_us(1000);
    CHECK(bench.list(0x4802, 0, kBlock) == kSuccess);
    const uint64_t before = capacity_free_bytes(&c);
    CHECK(capacity_share_extent(&c, 0, 0, 2 * kBlock, 1, HDM_READ) == CAPACITY_NOT_HELD);
    CHECK(capacity_share_extent(&c, 0, 0, kBlock, 0, HDM_READ) == CAPACITY_BAD_HOST);
    CHECK(capacity_share_extent(&c, 0, 0, kBlock, 9, HDM_READ) == CAPACITY_BAD_HOST);
    CHECK(capacity_share_extent(&c, 0, 0, kBlock, 1, HDM_READ) == CAPACITY_OK);
    CHECK(rights(0) == 3);  // offered is not granted
    CHECK(capacity_share_extent(&c, 0, 0, kBlock, 1, HDM_READ) == CAPACITY_OK);  // asked again
    CHECK(capacity_accept(&c, 1, 0, kBlock) == CAPACITY_OK);
    CHECK(rights(0) == (3 | HDM_READ << 2));
    CHECK(c.port[1].granted[0].tag == c.port[0].granted[0].tag);
    CHECK(bench.list(0x4803, 0, kBlock) == kSuccess);
    CHECK(rights(0) == HDM_READ << 2);
    CHECK(capacity_free_bytes(&c) == before);
    CHECK(capacity_release(&c, 1, 0, kBlock) == CAPACITY_OK);
    CHECK(rights(0) == 0);
    CHECK(capacity_free_bytes(&c) == before + kBlock);
  });
}

TEST_CASE("what is reclaimed is refused at once and scrubbed before it is free") {
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    CHECK(bench.request(2 * kBlock) == kBackground);
    hal_delay_us(2000);
    CHECK(bench.list(0x4802, 0, 2 * kBlock) == kSuccess);
    const uint64_t before = capacity_free_bytes(&c);
    CHECK(capacity_reclaim(&c, 0) == 2 * kBlock);
    CHECK_FALSE(bench.may_access(0));
    CHECK(capacity_free_bytes(&c) == before);
    CHECK(bench.request(kBlock) == kBackground);  // other blocks: these are not free yet
    CHECK(capacity_requested(&c, 0)->extent.run.first == 2);
    hal_delay_us(4000);
    CHECK(bench.scrubbed == SCRUBBED_RECLAIMED);
    CHECK(capacity_free_bytes(&c) == before + kBlock);
  });
}

TEST_CASE("a scrub is looked after when it should have ended and at once where one is to begin") {
  Bench bench;
  sc_core::sc_spawn([&] {
    capacity_t& c = bench.capacity;
    capacity_init(&c, {kDecoder}, {kScrub});
    capacity_set_share(&c, 0, 0, 0, c.blocks * c.block_size);
    CHECK(capacity_due_us(&c) == UINT64_MAX);
    CHECK(capacity_request(&c, 0, kBlock) == CAPACITY_OK);
    CHECK(capacity_due_us(&c) == 0);
    uint32_t port = 0;
    CHECK(capacity_poll(&c, &port) == SCRUBBED_NONE);
    const uint64_t due = capacity_due_us(&c);
    CHECK(due == c.scrubbing.deadline_us);
    CHECK(due > hal_now_us());
    CHECK(capacity_poll(&c, &port) == SCRUBBED_NONE);
    hal_sleep_until_us(due);
    CHECK(capacity_poll(&c, &port) == SCRUBBED_OFFERED);
    CHECK(capacity_due_us(&c) == UINT64_MAX);
  });
  sc_core::sc_start(sc_core::sc_time(1, sc_core::SC_SEC));
  CHECK(bench.capacity.port[0].offer_count == 1);
}

TEST_CASE("what others offer stands in nobody's way and each has one offer waiting") {
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    const uint64_t region = static_cast<uint64_t>(c.blocks) * kBlock;
    constexpr uint32_t kOthers = CAPACITY_OFFERS;  // one more than there is room for
    for (uint32_t p = 1; p <= kOthers; p++) capacity_set_share(&c, p, 0, 0, region);
    for (uint32_t p = 1; p <= kOthers; p++)
      for (uint32_t i = 0; i < 2; i++)
        CHECK(capacity_request(&c, p, kBlock) == (i ? CAPACITY_RETRY : CAPACITY_OK));
    hal_delay_us(1000 * kOthers);
    const uint64_t first = capacity_requested(&c, 1)->extent.run.first * kBlock;
    CHECK(capacity_accept(&c, 1, first, kBlock) == CAPACITY_OK);
    CHECK(capacity_share_extent(&c, 1, first, kBlock, 0, HDM_BOTH) == CAPACITY_OK);
    CHECK(capacity_request(&c, 1, kBlock) == CAPACITY_OK);
    hal_delay_us(1000);
    const uint64_t second = capacity_requested(&c, 1)->extent.run.first * kBlock;
    CHECK(capacity_accept(&c, 1, second, kBlock) == CAPACITY_OK);
    CHECK(capacity_share_extent(&c, 1, second, kBlock, 0, HDM_BOTH) == CAPACITY_RETRY);
    for (uint32_t p = 2; p <= kOthers; p++) {
      const uint64_t dpa = capacity_requested(&c, p)->extent.run.first * kBlock;
      CHECK(capacity_accept(&c, p, dpa, kBlock) == CAPACITY_OK);
      const auto share = [&] { return capacity_share_extent(&c, p, dpa, kBlock, 0, HDM_BOTH); };
      CHECK(share() == (p < kOthers ? CAPACITY_OK : CAPACITY_RETRY));
      CHECK(share() == (p < kOthers ? CAPACITY_OK : CAPACITY_RETRY));  // asked again
      if (p > 1) continue;  // a second one, while there is room for it
      CHECK(capacity_request(&c, p, kBlock) == CAPACITY_OK);
      hal_delay_us(1000);
      const uint64_t second = capacity_requested(&c, p)->extent.run.first * kBlock;
      CHECK(capacity_accept(&c, p, second, kBlock) == CAPACITY_OK);
      CHECK(capacity_share_extent(&c, p, second, kBlock, 0, HDM_BOTH) == CAPACITY_RETRY);
    }
    // The host's own request has its place, is told last, and is taken out of turn.
    CHECK(bench.request(kBlock) == kBackground);
    hal_delay_us(1000);
    const uint8_t log = 4;
    CHECK(bench.command(0x0100, &log, 1) == kSuccess);
    CHECK(bench.received == 32 + 128 * CAPACITY_OFFERS);
    const uint64_t own = capacity_requested(&c, 0)->extent.run.first * kBlock;
    CHECK(bench.list(0x4802, own, kBlock) == kSuccess);
    CHECK(bench.may_access(own / kBlock));
    CHECK(c.port[0].granted[0].tag == 0);
    // What a host shared that has gone is not offered any more.
    const uint64_t withdrawn = c.port[2].granted[0].run.first * kBlock;
    CHECK(capacity_reclaim(&c, 2) == kBlock);
    CHECK(c.port[0].offer_count == CAPACITY_OFFERS - 2);
    CHECK(bench.list(0x4802, withdrawn, kBlock) == kAddress);
  });
}

TEST_CASE("hosts take turns at the scrub engine however often one of them asks") {
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    const uint64_t region = static_cast<uint64_t>(c.blocks) * kBlock;
    capacity_set_share(&c, 1, 0, 0, region);
    CHECK(capacity_request(&c, 1, 16 * kBlock) == CAPACITY_OK);
    hal_delay_us(100);
    CHECK(bench.request(kBlock) == kBackground);
    for (unsigned i = 0; i < 5000 && !capacity_requested(&c, 0)->ready; i++) {
      hal_delay_us(2);  // asks again before the engine is given to anybody
      if (!capacity_requested(&c, 1)->ready) continue;
      capacity_refuse(&c, 1);
      CHECK(capacity_request(&c, 1, 16 * kBlock) == CAPACITY_OK);
    }
    CHECK(capacity_requested(&c, 0)->ready);
  });
}

TEST_CASE("a host over two links gets the same blocks of both shares") {
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    const uint64_t half = static_cast<uint64_t>(c.blocks) / 2 * kBlock;
    capacity_set_share(&c, 2, 0, 0, half);
    capacity_set_share(&c, 2, 1, half, half);
    CHECK(capacity_request(&c, 2, kBlock) == CAPACITY_BAD_LENGTH);  // half a block a link
    CHECK(capacity_request(&c, 3, 4 * kBlock) == CAPACITY_OK);      // either port speaks for it
    hal_delay_us(4000);
    CHECK(bench.scrubbed == SCRUBBED_OFFERED);
    CHECK(capacity_accept(&c, 2, 0, 2 * kBlock) == CAPACITY_OK);
    const auto rights = [](uint64_t block) { return mmio_read32(kDecoder + 0x4000 + 4 * block); };
    for (const uint64_t block : {0, 1}) {
      CHECK(rights(block) == 3u << 4);
      CHECK(rights(c.blocks / 2 + block) == 3u << 6);
    }
    CHECK(rights(2) == 0);
    CHECK(capacity_release(&c, 2, 0, 2 * kBlock) == CAPACITY_OK);
    CHECK(rights(c.blocks / 2) == 0);
  });
}

TEST_CASE("a list of extents is released whole or not at all") {
  Bench bench;
  bench.host_runs([&] {
    CHECK(bench.request(kBlock) == kBackground);
    hal_delay_us(1000);
    CHECK(bench.list(0x4802, 0, kBlock) == kSuccess);
    uint8_t in[8 + 2 * 24] = {2};  // its own, and one that is not
    for (const uint64_t i : {0, 1}) {
      const uint64_t dpa = i * kBlock;
      std::memcpy(in + 8 + 24 * i, &dpa, 8);
      std::memcpy(in + 16 + 24 * i, &kBlock, 8);
    }
    CHECK(bench.command(0x4803, in, sizeof in) == kAddress);
    CHECK(bench.may_access(0));
    CHECK(bench.list(0x4803, 0, kBlock) == kSuccess);
  });
}

TEST_CASE("a reset in mid-change finds the table of holders as it was before or after") {
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    capacity_store_t& store = bench.store;
    c.changed = true;
    capacity_keep(&c, &store);
    CHECK(bench.request(kBlock) == kBackground);
    hal_delay_us(1000);
    CHECK(bench.list(0x4802, 0, kBlock) == kSuccess);
    capacity_keep(&c, &store);
    const uint32_t kept = c.sequence;
    // A reset in the middle of the next change: the decoder is ahead of the table that was kept.
    CHECK(bench.list(0x4803, 0, kBlock) == kSuccess);
    CHECK_FALSE(bench.may_access(0));
    CHECK(capacity_restore(&c, &store, {kDecoder}, {kScrub}));
    CHECK(c.sequence == kept);
    CHECK(c.port[0].granted_count == 1);
    CHECK(bench.may_access(0));
    // The newest is damaged: the one before serves; both: there is none; another decoder: neither.
    store.table[kept % 2].owner[17] ^= 1;
    CHECK(capacity_restore(&c, &store, {kDecoder}, {kScrub}));
    CHECK(c.sequence == kept - 1);
    CHECK_FALSE(capacity_restore(&c, &store, {kDecoder + 0x1000}, {kScrub}));
    store.table[(kept + 1) % 2].seal ^= 1;
    CHECK_FALSE(capacity_restore(&c, &store, {kDecoder}, {kScrub}));
  });
}

TEST_CASE("a port whose decoder shows nothing has no part in the capacity of another") {
  Bench bench;
  bench.host_runs([&] {
    bench.offer(1);
    CHECK(bench.list(0x4802, 0, kBlock) == kSuccess);
    command_context_t nobody = {&bench.capacity, 5, {5, 0, 0, 0}, {}, nullptr, false};
    const auto asks = [&](uint16_t opcode, std::vector<uint64_t> in) {
      auto length = static_cast<uint32_t>(8 * in.size());
      in.resize(MAILBOX_PAYLOAD_MAX / 8);
      return command_execute(&nobody, opcode, in.data(), &length);
    };
    const uint64_t free = capacity_free_bytes(&bench.capacity);
    CHECK(asks(0x4801, {1}) == kInvalidInput);
    CHECK(asks(0x4802, {0}) == kInvalidInput);
    CHECK(asks(0x4803, {1, 0, kBlock, 0}) == kInvalidInput);
    CHECK(asks(0xc000, {kBlock}) == kInvalidInput);
    CHECK(asks(0xc002, {0, kBlock, 1 | 3 << 8}) == kInvalidInput);
    CHECK(asks(0xc003, {0, kBlock, 0}) == kInvalidInput);
    CHECK(asks(0xc001, {}) == kSuccess);
    CHECK(capacity_free_bytes(&bench.capacity) == free);
    CHECK(capacity_requested(&bench.capacity, 0) == nullptr);
    CHECK(bench.may_access(0));
  });
}

TEST_CASE("what its giver gives back or loses is offered to nobody") {
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    capacity_set_share(&c, 1, 0, 0, static_cast<uint64_t>(c.blocks) * kBlock);
    const auto share = [&](uint64_t dpa, uint64_t length) {
      return capacity_share_extent(&c, 0, dpa, length, 1, HDM_BOTH);
    };
    const uint64_t free = capacity_free_bytes(&c);
    bench.offer(4);
    CHECK(bench.list(0x4802, 0, 4 * kBlock) == kSuccess);
    CHECK(share(0, 4 * kBlock) == CAPACITY_OK);
    CHECK(bench.list(0x4803, 3 * kBlock, kBlock) == kSuccess);  // a part of what is offered
    CHECK(c.port[1].offer_count == 0);
    CHECK(capacity_accept(&c, 1, 0, kBlock) == CAPACITY_NOT_HELD);
    CHECK(bench.may_access(0));
    CHECK(capacity_free_bytes(&c) == free - 3 * kBlock);
    // Nobody fills another's log so.
    CHECK(c.port[1].events.count == 1);
    CHECK(share(0, 3 * kBlock) == CAPACITY_RETRY);
    event_log_clear(&c.port[1].events, 1);
    // Another extent stays on offer, and what is taken of one stays with who took it.
    CHECK(share(0, 3 * kBlock) == CAPACITY_OK);
    CHECK(capacity_accept(&c, 1, 0, kBlock) == CAPACITY_OK);
    bench.offer(2);
    CHECK(bench.list(0x4802, 3 * kBlock, 2 * kBlock) == kSuccess);
    CHECK(share(3 * kBlock, 2 * kBlock) == CAPACITY_OK);
    CHECK(bench.list(0x4803, 0, 3 * kBlock) == kSuccess);
    CHECK(c.port[1].offer_count == 1);
    CHECK(capacity_free_bytes(&c) == free - 3 * kBlock);
    CHECK(capacity_reclaim(&c, 0) == 2 * kBlock);
    CHECK(c.port[1].offer_count == 0);
    CHECK(capacity_free_bytes(&c) == free - 3 * kBlock);  // not before their scrub
    hal_delay_us(2000);
    CHECK(capacity_free_bytes(&c) == free - kBlock);
  });
}
