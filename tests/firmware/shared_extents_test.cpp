// Shared extents of which holders have parts: how the parts are told apart, and asked back.
#include <doctest/doctest.h>

#include <map>

#include "tests/firmware/mailbox_bench.hpp"

using namespace lantern;
using namespace lantern::pool_firmware;

namespace {

constexpr uint8_t kDynamicCapacity = 4;
constexpr uint32_t kHeader = 32, kRecord = 128, kAdd = 0x0300, kRelease = 0x0301;

struct Event {
  uint32_t kind;
  uint64_t first, blocks;
  uint32_t tag;
  uint16_t sequence;
};

std::vector<Event> events(Bench& bench) {
  CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
  std::vector<Event> list(bench.at<uint16_t>(20));
  for (uint32_t i = 0; i < list.size(); i++) {
    const uint32_t at = kHeader + kRecord * i;
    list[i] = {bench.at<uint32_t>(at + 48), bench.at<uint64_t>(at + 56) / kBlock,
               bench.at<uint64_t>(at + 64) / kBlock, bench.at<uint32_t>(at + 72),
               bench.at<uint16_t>(at + 88)};
  }
  return list;
}

/// Of the extents that host 0 holds: their sequences by their first blocks.
std::map<uint64_t, uint16_t> sequences(Bench& bench) {
  const uint32_t all[2] = {100, 0};
  CHECK(bench.command(0x4801, all, 8) == kSuccess);
  std::map<uint64_t, uint16_t> sequence;
  for (uint32_t i = 0; i < bench.at<uint32_t>(0); i++)
    sequence[bench.at<uint64_t>(16 + 40 * i) / kBlock] = bench.at<uint16_t>(48 + 40 * i);
  return sequence;
}

/// Host 1 holds `blocks` behind the first, and has offered them to host 0.
void share(Bench& bench, uint32_t blocks) {
  capacity_t& c = bench.capacity;
  capacity_set_share(&c, 1, 0, 0, static_cast<uint64_t>(c.blocks) * kBlock);
  CHECK(capacity_request(&c, 1, kBlock) == CAPACITY_OK);
  hal_delay_us(1000);
  CHECK(capacity_accept(&c, 1, 0, kBlock) == CAPACITY_OK);
  CHECK(capacity_request(&c, 1, blocks * kBlock) == CAPACITY_OK);
  hal_delay_us(1000 * blocks);
  CHECK(capacity_accept(&c, 1, kBlock, blocks * kBlock) == CAPACITY_OK);
  CHECK(capacity_share_extent(&c, 1, kBlock, blocks * kBlock, 0, HDM_BOTH) == CAPACITY_OK);
}

capacity_status_t recall(Bench& bench, uint64_t first, uint64_t blocks) {
  return capacity_recall(&bench.capacity, 1, first * kBlock, blocks * kBlock, 0);
}

}  // namespace

TEST_CASE("a part of a shared extent has one sequence in events and lists and with all holders") {
  Bench bench;
  bench.host_runs([&] {
    share(bench, 8);  // blocks 1 to 8
    CHECK(bench.list(0x4802, {{3 * kBlock, 2 * kBlock}, {6 * kBlock, 2 * kBlock}}) == kSuccess);
    CHECK(sequences(bench) == std::map<uint64_t, uint16_t>{{3, 3}, {6, 6}});
    CHECK(events(bench).at(0).sequence == 1);  // of the whole offer
    CHECK(recall(bench, 6, 2) == CAPACITY_OK);
    CHECK(events(bench).at(1).sequence == 6);
    CHECK(bench.list(0x4803, 3 * kBlock, kBlock) == kSuccess);  // what is left does not move
    CHECK(sequences(bench) == std::map<uint64_t, uint16_t>{{4, 4}, {6, 6}});
    // The other holder, and one that it is shared on to: the same blocks, the same number.
    CHECK(capacity_release(&bench.capacity, 1, kBlock, 5 * kBlock) == CAPACITY_OK);
    capacity_port_t& owner = bench.capacity.port[1];
    REQUIRE(owner.granted_count == 2);
    CHECK(owner.granted[1].run.first == 6);
    CHECK(owner.granted[1].tag == events(bench).at(0).tag);
    capacity_set_share(&bench.capacity, 2, 0, 0, owner.share.blocks * kBlock);
    CHECK(capacity_share_extent(&bench.capacity, 1, 6 * kBlock, 3 * kBlock, 2, HDM_READ) ==
          CAPACITY_OK);
    CHECK(bench.capacity.port[2].offer[0].extent.tag == owner.granted[1].tag);
    CHECK(shared_tag_first(owner.granted[1].tag) == 1);
  });
}

TEST_CASE("what is shared again has another tag") {
  Bench bench;
  bench.host_runs([&] {
    share(bench, 1);
    CHECK(bench.list(0x4802, kBlock, kBlock) == kSuccess);
    CHECK(bench.list(0x4803, kBlock, kBlock) == kSuccess);
    CHECK(capacity_release(&bench.capacity, 1, kBlock, kBlock) == CAPACITY_OK);
    CHECK(capacity_release(&bench.capacity, 1, 0, kBlock) == CAPACITY_OK);
    bench.capacity.last_tag = ~0u - (CAPACITY_BLOCKS - 1);  // round the end
    share(bench, 1);
    const auto list = events(bench);
    REQUIRE(list.size() == 2);
    CHECK(list[0].tag != 0);
    CHECK(list[1].tag >= CAPACITY_BLOCKS);
    CHECK(list[1].sequence == 1);
  });
}

TEST_CASE("each part that a host took of a shared extent can be asked back") {
  Bench bench;
  bench.host_runs([&] {
    share(bench, 8);                                  // blocks 1 to 8
    CHECK(recall(bench, 1, 8) == CAPACITY_BAD_HOST);  // offered is not held
    CHECK(bench.list(0x4802, {{3 * kBlock, 2 * kBlock}, {6 * kBlock, 2 * kBlock}}) == kSuccess);
    CHECK(recall(bench, 1, 2) == CAPACITY_BAD_HOST);  // nothing of it is there
    CHECK(recall(bench, 0, 1) == CAPACITY_BAD_HOST);  // the owner's alone
    CHECK(recall(bench, 0, 9) == CAPACITY_NOT_HELD);  // two extents
    CHECK(recall(bench, 1, 0) == CAPACITY_NOT_HELD);
    CHECK(capacity_recall(&bench.capacity, 1, kBlock + 64, kBlock, 0) == CAPACITY_NOT_HELD);
    CHECK(capacity_recall(&bench.capacity, 1, kBlock, kBlock + 64, 0) == CAPACITY_NOT_HELD);
    CHECK(events(bench).size() == 1);
    CHECK(recall(bench, 1, 8) == CAPACITY_OK);
    CHECK(recall(bench, 1, 8) == CAPACITY_OK);  // told once
    auto list = events(bench);
    REQUIRE(list.size() == 3);
    CHECK(list[0].kind == kAdd);
    for (uint32_t i = 1; i < 3; i++) {
      CHECK(list[i].kind == kRelease);
      CHECK(list[i].first == 3 * i);
      CHECK(list[i].blocks == 2);
      CHECK(list[i].tag == list[0].tag);
      CHECK(list[i].sequence == 3 * i);
    }
    CHECK(recall(bench, 4, 3) == CAPACITY_OK);  // no more than was asked for
    list = events(bench);
    REQUIRE(list.size() == 5);
    CHECK(list[3].first == 4);
    CHECK(list[3].blocks == 1);
    CHECK(list[4].first == 6);
    CHECK(list[4].blocks == 1);
    // The owner has given a part back: what it still holds is asked for part by part.
    CHECK(capacity_release(&bench.capacity, 1, 5 * kBlock, kBlock) == CAPACITY_OK);
    CHECK(recall(bench, 1, 8) == CAPACITY_NOT_HELD);
    CHECK(recall(bench, 1, 4) == CAPACITY_OK);
    CHECK(recall(bench, 6, 3) == CAPACITY_OK);
    CHECK(recall(bench, 6, 1) == CAPACITY_OK);
    CHECK(events(bench).size() == 5);
  });
}

TEST_CASE("a recall that finds no room in the log goes on where it ended") {
  Bench bench;
  bench.host_runs([&] {
    share(bench, 16);
    std::vector<Bench::Range> parts;
    for (uint64_t i = 0; i < 8; i++) parts.push_back({(2 * i + 1) * kBlock, kBlock});
    CHECK(bench.list(0x4802, parts) == kSuccess);
    CHECK(recall(bench, 1, 16) == CAPACITY_RETRY);
    auto list = events(bench);
    REQUIRE(list.size() == 6);  // two places stay for what the host asks for
    CHECK(list[5].first == 9);
    CHECK(bench.clear_log(kDynamicCapacity, {1}) == kSuccess);
    CHECK(recall(bench, 1, 16) == CAPACITY_RETRY);
    list = events(bench);
    REQUIRE(list.size() == 6);
    CHECK(list[5].first == 11);
  });
}
