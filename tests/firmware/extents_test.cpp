// Lists of extents: what is taken of an offer, what is given back, all of it or nothing.
#include <doctest/doctest.h>

#include "tests/firmware/mailbox_bench.hpp"

using namespace lantern;
using namespace lantern::pool_firmware;

namespace {

std::vector<Bench::Range> held(Bench& bench) {
  const uint32_t all[2] = {100, 0};
  CHECK(bench.command(0x4801, all, 8) == kSuccess);
  CHECK(bench.at<uint32_t>(0) == bench.at<uint32_t>(4));
  std::vector<Bench::Range> list(bench.at<uint32_t>(0));
  for (uint32_t i = 0; i < list.size(); i++) std::memcpy(&list[i], bench.out + 16 + 40 * i, 16);
  return list;
}

uint64_t blocks_free(const Bench& bench) { return capacity_free_bytes(&bench.capacity) / kBlock; }

}  // namespace

TEST_CASE("what was never offered is no valid address and nothing is granted") {
  Bench bench;
  bench.host_runs([&] {
    CHECK(bench.list(0x4802, 0, kBlock) == kAddress);  // no offer at all
    bench.offer(2);
    CHECK(bench.list(0x4802, 2 * kBlock, kBlock) == kAddress);
    CHECK(bench.list(0x4802, 0, 3 * kBlock) == kAddress);
    CHECK(bench.list(0x4802, ~kBlock + 1, 2 * kBlock) == kAddress);              // round the end
    CHECK(bench.list(0x4802, {{0, kBlock}, {4 * kBlock, kBlock}}) == kAddress);  // none of them
    CHECK(bench.list(0x4802, 0, kBlock / 2) == kList);
    CHECK(bench.list(0x4802, 64, kBlock) == kList);
    CHECK(bench.list(0x4802, 0, 0) == kList);
    CHECK(bench.list(0x4802, {{0, 2 * kBlock}, {kBlock, kBlock}}) == kList);
    CHECK(held(bench).empty());
    CHECK_FALSE(bench.may_access(0));
    CHECK(bench.list(0x4802, 0, 2 * kBlock) == kSuccess);
    CHECK(bench.list(0x4802, 0, 2 * kBlock) == kAddress);  // it is not on offer any more
    CHECK(held(bench).size() == 1);
  });
}

TEST_CASE("of an offer parts can be taken and the rest is free again") {
  Bench bench;
  bench.host_runs([&] {
    const uint64_t free = blocks_free(bench);
    bench.offer(6);
    CHECK(bench.list(0x4802, {{kBlock, kBlock}, {3 * kBlock, 2 * kBlock}}) == kSuccess);
    CHECK(blocks_free(bench) == free - 3);
    for (uint64_t block = 0; block < 6; block++)
      CHECK(bench.may_access(block) == (block == 1 || block == 3 || block == 4));
    CHECK(held(bench).size() == 2);
    CHECK(bench.at<uint32_t>(8) == 2);  // the list's generation: two changes
    CHECK(bench.list(0x4802, 0, kBlock) == kAddress);
    // A list that goes on: only its end refuses the rest.
    bench.offer(3);
    CHECK(capacity_requested(&bench.capacity, 0)->extent.run.first == 5);
    CHECK(bench.list(0x4802, {{5 * kBlock, kBlock}}, 1) == kSuccess);
    CHECK(blocks_free(bench) == free - 6);
    CHECK(bench.list(0x4802, {{5 * kBlock, 2 * kBlock}}, 1) == kAddress);  // some of it taken
    CHECK(bench.list(0x4802, {{7 * kBlock, kBlock}}) == kSuccess);
    CHECK(blocks_free(bench) == free - 5);
    CHECK_FALSE(bench.may_access(6));
    CHECK(bench.may_access(7));
  });
}

TEST_CASE("an empty list refuses the oldest offer and one that goes on ends with what it took") {
  Bench bench;
  bench.host_runs([&] {
    const uint64_t free = blocks_free(bench);
    CHECK(bench.list(0x4802, {}) == kSuccess);
    bench.offer(2);
    CHECK(bench.list(0x4802, {}) == kSuccess);
    CHECK(blocks_free(bench) == free);
    bench.offer(2);
    CHECK(bench.list(0x4802, {{0, kBlock}}, 1) == kSuccess);
    CHECK(bench.list(0x4802, {}) == kSuccess);
    CHECK(blocks_free(bench) == free - 1);
    CHECK(bench.may_access(0));
    CHECK_FALSE(bench.may_access(1));
  });
}

TEST_CASE("an empty list ends the one that goes on though another offer is older") {
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    capacity_set_share(&c, 1, 0, 0, static_cast<uint64_t>(c.blocks) * kBlock);
    const uint64_t free = blocks_free(bench);
    bench.offer(3);  // the older: its own request
    CHECK(capacity_request(&c, 1, 2 * kBlock) == CAPACITY_OK);
    hal_delay_us(3000);
    CHECK(capacity_accept(&c, 1, 3 * kBlock, 2 * kBlock) == CAPACITY_OK);
    CHECK(capacity_share_extent(&c, 1, 3 * kBlock, 2 * kBlock, 0, HDM_BOTH) == CAPACITY_OK);
    CHECK(bench.list(0x4802, {{3 * kBlock, kBlock}}, 1) == kSuccess);
    CHECK(bench.list(0x4802, std::vector<Bench::Range>{}, 1) ==
          kInvalidInput);  // a list that goes on names something
    CHECK(c.port[0].offer_count == 2);
    CHECK(bench.list(0x4802, {}) == kSuccess);
    REQUIRE(c.port[0].offer_count == 1);
    CHECK(c.port[0].offer[0].from == 0);
    CHECK(bench.may_access(3));
    CHECK_FALSE(bench.may_access(4));
    CHECK(bench.list(0x4802, {}) == kSuccess);  // no list is open: the oldest offer
    CHECK(c.port[0].offer_count == 0);
    CHECK(blocks_free(bench) == free - 2);
  });
}

TEST_CASE("a part of an extent can be given back and what is left are extents") {
  Bench bench;
  bench.host_runs([&] {
    const uint64_t free = blocks_free(bench);
    bench.offer(8);
    CHECK(bench.list(0x4802, 0, 8 * kBlock) == kSuccess);
    CHECK(bench.list(0x4803, 3 * kBlock, 2 * kBlock) == kSuccess);  // from its middle
    CHECK(blocks_free(bench) == free - 6);
    auto list = held(bench);
    REQUIRE(list.size() == 2);
    CHECK(bench.at<uint32_t>(8) == 2);
    CHECK(list[0].dpa == 0);
    CHECK(list[0].length == 3 * kBlock);
    CHECK(list[1].dpa == 5 * kBlock);
    CHECK(list[1].length == 3 * kBlock);
    // The first of one, the last of the other, and a block of its middle: three at once.
    CHECK(bench.list(0x4803, {{0, kBlock}, {7 * kBlock, kBlock}, {5 * kBlock, kBlock}}) ==
          kSuccess);
    list = held(bench);
    REQUIRE(list.size() == 2);
    CHECK(list[0].dpa == kBlock);
    CHECK(list[0].length == 2 * kBlock);
    CHECK(list[1].dpa == 6 * kBlock);
    CHECK(list[1].length == kBlock);
    for (uint64_t block = 0; block < 8; block++)
      CHECK(bench.may_access(block) == (block == 1 || block == 2 || block == 6));
    CHECK(bench.list(0x4803, 0, kBlock) == kAddress);
    CHECK(bench.list(0x4803, kBlock, 3 * kBlock) == kAddress);  // beyond its end
    CHECK(bench.list(0x4803, {{kBlock, kBlock}, {kBlock, kBlock}}) == kList);
    CHECK(bench.list(0x4803, kBlock, 100) == kList);
    CHECK(held(bench).size() == 2);
  });
}

TEST_CASE("a release that would leave more extents than are supported is none") {
  Bench bench;
  bench.host_runs([&] {
    bench.offer(40);
    CHECK(bench.list(0x4802, 0, 40 * kBlock) == kSuccess);
    std::vector<Bench::Range> holes;
    for (uint64_t i = 0; i < 15; i++) holes.push_back({(2 * i + 1) * kBlock, kBlock});
    CHECK(bench.list(0x4803, holes) == kSuccess);
    CHECK(held(bench).size() == 16);
    const uint64_t free = blocks_free(bench);
    CHECK(bench.list(0x4803, {{0, kBlock}, {35 * kBlock, kBlock}, {33 * kBlock, kBlock}}) ==
          kExhausted);
    CHECK(blocks_free(bench) == free);
    CHECK(bench.may_access(0));
    CHECK(bench.list(0x4803, {{0, kBlock}, {35 * kBlock, kBlock}}) == kSuccess);
    CHECK(held(bench).size() == 16);
    CHECK(bench.request(kBlock) == kExhausted);
  });
}

TEST_CASE("a part of a shared extent is free when its last holder has let it go") {
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    capacity_set_share(&c, 1, 0, 0, static_cast<uint64_t>(c.blocks) * kBlock);
    const uint64_t free = blocks_free(bench);
    bench.offer(6);
    CHECK(bench.list(0x4802, 0, 6 * kBlock) == kSuccess);
    CHECK(capacity_share_extent(&c, 0, 0, 6 * kBlock, 1, HDM_BOTH) == CAPACITY_OK);
    CHECK(capacity_accept(&c, 1, kBlock, 2 * kBlock) == CAPACITY_OK);  // blocks 1 and 2
    CHECK(blocks_free(bench) == free - 6);
    CHECK(bench.list(0x4803, 0, kBlock) == kSuccess);
    CHECK(blocks_free(bench) == free - 5);
    CHECK(bench.list(0x4803, 2 * kBlock, 2 * kBlock) == kSuccess);
    CHECK(blocks_free(bench) == free - 4);
    // What is left of it keeps the tag, each part with its place in what was shared.
    REQUIRE(held(bench).size() == 2);
    const uint64_t first = bench.at<uint64_t>(16) == kBlock ? 16 : 56;
    const uint64_t second = 72 - first;
    CHECK(bench.at<uint64_t>(second) == 4 * kBlock);
    CHECK(bench.at<uint32_t>(first + 16) != 0);
    CHECK(bench.at<uint32_t>(first + 16) == bench.at<uint32_t>(second + 16));
    CHECK(bench.at<uint16_t>(first + 32) == 2);
    CHECK(bench.at<uint16_t>(second + 32) == 5);
    CHECK(bench.list(0x4803, {{kBlock, kBlock}, {4 * kBlock, 2 * kBlock}}) == kSuccess);
    CHECK(blocks_free(bench) == free - 2);
    CHECK(capacity_release(&c, 1, 2 * kBlock, kBlock) == CAPACITY_OK);
    CHECK(blocks_free(bench) == free - 1);
    CHECK(capacity_reclaim(&c, 1) == kBlock);
    hal_delay_us(2000);
    CHECK(blocks_free(bench) == free);
  });
}
