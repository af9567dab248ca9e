// Event logs as the mailbox shows them, byte by byte.
#include <doctest/doctest.h>

#include "tests/firmware/mailbox_bench.hpp"

using namespace lantern;
using namespace lantern::pool_firmware;

namespace {

constexpr uint8_t kDynamicCapacity = 4;
constexpr uint32_t kHeader = 32, kRecord = 128;

void share_all(Bench& bench, uint32_t port) {
  capacity_set_share(&bench.capacity, port, 0, 0,
                     static_cast<uint64_t>(bench.capacity.blocks) * kBlock);
}

}  // namespace

TEST_CASE("every log answers when it is empty and one that is none is invalid input") {
  Bench bench;
  bench.host_runs([&] {
    for (uint8_t log = 0; log < 5; log++) {
      CHECK(bench.read_log(log) == kSuccess);
      CHECK(bench.received == kHeader);
      for (uint32_t i = 0; i < kHeader; i++) CHECK(bench.out[i] == 0);
      CHECK(bench.clear_log(log, {1}) == kHandle);
      CHECK(bench.clear_log(log, {0}) == kHandle);
      CHECK(bench.clear_log(log, {}, 1) == kInvalidInput);  // it has not overflowed
    }
    CHECK(bench.read_log(5) == kInvalidInput);
    CHECK(bench.clear_log(5, {}) == kInvalidInput);
    const uint8_t in[9] = {kDynamicCapacity, 0, 1};
    for (const uint32_t length : {0, 5, 6, 7, 9})
      CHECK(bench.command(0x0101, in, length) == kLength);
    CHECK(bench.command(0x0100, in, 0) == kLength);
    CHECK(bench.command(0x0100, in, 2) == kLength);
  });
}

TEST_CASE("an offer is an Add Capacity record and stays until it is cleared") {
  Bench bench;
  bench.host_runs([&] {
    const uint64_t time = 1'700'000'000'000'000'000;
    CHECK(bench.command(0x0301, &time, 8) == kSuccess);
    bench.offer(2);
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    REQUIRE(bench.received == kHeader + kRecord);
    CHECK(bench.out[0] == 0);  // no overflow, no more records
    CHECK(bench.at<uint16_t>(20) == 1);
    const uint8_t uuid[16] = {0xca, 0x95, 0xaf, 0xa7, 0xf1, 0x83, 0x40, 0x18,
                              0x8c, 0x2f, 0x95, 0x26, 0x8e, 0x10, 0x1a, 0x2a};
    CHECK(std::memcmp(bench.out + 32, uuid, 16) == 0);
    CHECK(bench.at<uint32_t>(48) == 128);  // its length; flags: informational
    const auto handle = bench.at<uint16_t>(52);
    CHECK(handle == 1);
    CHECK(bench.at<uint16_t>(54) == 0);
    CHECK(bench.at<uint64_t>(56) > time);
    CHECK(bench.at<uint64_t>(56) < time + 10'000'000);
    CHECK(bench.at<uint64_t>(64) + bench.at<uint64_t>(72) == 0);
    CHECK(bench.at<uint64_t>(80) == 0x0300);  // Add; both numbers at its end are valid; region 0
    CHECK(bench.at<uint64_t>(88) == 0);
    CHECK(bench.at<uint64_t>(96) == 2 * kBlock);
    for (uint32_t i = 104; i < 152; i++) CHECK(bench.out[i] == 0);  // no tag, no sequence
    CHECK(bench.at<uint32_t>(152) == 16);
    CHECK(bench.at<uint32_t>(156) == 16);
    CHECK(bench.list(0x4802, 0, 2 * kBlock) == kSuccess);
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    CHECK(bench.received == kHeader + kRecord);
    CHECK(bench.at<uint32_t>(152) == 15);
    CHECK(bench.clear_log(kDynamicCapacity, {handle}) == kSuccess);
    CHECK(bench.received == 0);
    CHECK(bench.clear_log(kDynamicCapacity, {handle}) == kHandle);
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    CHECK(bench.received == kHeader);
  });
}

TEST_CASE("records are cleared in the order of time and none when one is left out") {
  Bench bench;
  bench.host_runs([&] {
    for (int i = 0; i < 3; i++) {
      bench.offer(1);
      CHECK(bench.list(0x4802, {}) == kSuccess);  // refused; its record stays
    }
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    CHECK(bench.at<uint16_t>(20) == 3);
    for (uint16_t i = 0; i < 3; i++) CHECK(bench.at<uint16_t>(52 + kRecord * i) == i + 1);
    for (const std::vector<uint16_t>& wrong :
         std::vector<std::vector<uint16_t>>{{2}, {1, 3}, {2, 1}, {1, 2, 3, 4}, {1, 1}, {1, 2, 0}})
      CHECK(bench.clear_log(kDynamicCapacity, wrong) == kHandle);
    CHECK(bench.clear_log(kDynamicCapacity, {}) == kSuccess);
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    CHECK(bench.at<uint16_t>(20) == 3);
    CHECK(bench.clear_log(kDynamicCapacity, {1, 2}) == kSuccess);
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    CHECK(bench.at<uint16_t>(20) == 1);
    CHECK(bench.at<uint16_t>(52) == 3);
  });
}

TEST_CASE("more records than an answer holds are told of and an overflow is counted and cleared") {
  Bench bench;
  bench.host_runs([&] {
    for (int i = 0; i < 8; i++) {
      bench.offer(1);
      CHECK(bench.list(0x4802, {}) == kSuccess);
    }
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    CHECK(bench.received == kHeader + 7 * kRecord);
    CHECK(bench.out[0] == 2);
    CHECK(bench.at<uint16_t>(20) == 7);
    const uint64_t time = 1'700'000'000'000'000'000;
    CHECK(bench.command(0x0301, &time, 8) == kSuccess);
    for (int i = 0; i < 2; i++) {
      bench.offer(1);
      CHECK(bench.list(0x4802, {}) == kSuccess);
    }
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    CHECK(bench.out[0] == 3);
    CHECK(bench.at<uint16_t>(2) == 2);
    CHECK(bench.at<uint64_t>(4) > time);
    CHECK(bench.at<uint64_t>(12) > bench.at<uint64_t>(4));
    CHECK(bench.clear_log(kDynamicCapacity, {1}, 1) == kInvalidInput);
    CHECK(bench.clear_log(kDynamicCapacity, {}, 1) == kSuccess);
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    CHECK(bench.received == kHeader);
    for (uint32_t i = 0; i < kHeader; i++) CHECK(bench.out[i] == 0);
  });
}

TEST_CASE("no record has the handle 0") {
  event_log_t log{};
  log.last_handle = 0xffff;
  event_log_add(&log, {});
  CHECK(log.record[0].handle == 1);
}

TEST_CASE("who shared an extent asks for it back and the holder is told once") {
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    share_all(bench, 1);
    CHECK(capacity_request(&c, 1, kBlock) == CAPACITY_OK);
    hal_delay_us(1000);
    CHECK(capacity_accept(&c, 1, 0, kBlock) == CAPACITY_OK);
    CHECK(capacity_recall(&c, 1, 0, kBlock, 0) == CAPACITY_BAD_HOST);  // not its holder yet
    CHECK(capacity_share_extent(&c, 1, 0, kBlock, 0, HDM_BOTH) == CAPACITY_OK);
    CHECK(bench.list(0x4802, 0, kBlock) == kSuccess);
    CHECK(capacity_recall(&c, 1, 0, 2 * kBlock, 0) == CAPACITY_NOT_HELD);
    CHECK(capacity_recall(&c, 0, 0, kBlock, 1) == CAPACITY_BAD_HOST);  // it did not share it
    CHECK(capacity_recall(&c, 1, 0, kBlock, 0) == CAPACITY_OK);
    CHECK(capacity_recall(&c, 1, 0, kBlock, 0) == CAPACITY_OK);
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    REQUIRE(bench.received == kHeader + 2 * kRecord);
    const uint32_t second = kHeader + kRecord;
    CHECK(bench.at<uint64_t>(second + 48) == 0x0301);  // Release
    CHECK(bench.at<uint64_t>(second + 64) == kBlock);
    CHECK(bench.at<uint32_t>(second + 72) != 0);  // the tag of the shared extent
    CHECK(bench.at<uint32_t>(second + 72) == bench.at<uint32_t>(kHeader + 72));
    CHECK(bench.at<uint16_t>(second + 88) == 1);    // its sequence
    CHECK(bench.at<uint32_t>(second + 124) == 15);  // tags available
    CHECK(bench.may_access(0));
    CHECK(bench.list(0x4803, 0, kBlock) == kSuccess);
    const uint8_t recall[24] = {};
    CHECK(bench.command(0xc003, recall, 24) == kAddress);
    CHECK(bench.command(0xc003, recall, 23) == kLength);
  });
}

TEST_CASE("what is taken from a host that had gone it finds as forced releases") {
  Bench bench;
  bench.host_runs([&] {
    bench.offer(2);
    CHECK(bench.list(0x4802, 0, 2 * kBlock) == kSuccess);
    CHECK(capacity_reclaim(&bench.capacity, 0) == 2 * kBlock);
    CHECK(bench.read_log(kDynamicCapacity) == kSuccess);
    REQUIRE(bench.received == kHeader + 2 * kRecord);
    CHECK(bench.at<uint64_t>(kHeader + kRecord + 48) == 0x0302);
    CHECK(bench.at<uint64_t>(kHeader + kRecord + 56) == 0);
    CHECK(bench.at<uint64_t>(kHeader + kRecord + 64) == 2 * kBlock);
  });
}

TEST_CASE("whoever holds the bytes below a media error has a record of it") {
  Bench bench;
  bench.host_runs([&] {
    const uint64_t time = 1'700'000'000'000'000'000;
    CHECK(bench.command(0x0301, &time, 8) == kSuccess);
    bench.offer(1);
    CHECK(bench.list(0x4802, 0, kBlock) == kSuccess);
    media_events_add(&bench.media_log, &bench.capacity, 0x1234, false);
    media_events_add(&bench.media_log, &bench.capacity, 0x5678, true);
    media_events_add(&bench.media_log, &bench.capacity, kBlock, true);  // nobody's
    for (const uint8_t log : {1, 3}) {
      CHECK(bench.read_log(log) == kSuccess);
      CHECK(bench.received == kHeader);
    }
    const uint8_t uuid[16] = {0xfb, 0xcd, 0x0a, 0x77, 0xc2, 0x60, 0x41, 0x7f,
                              0x85, 0xa9, 0x08, 0x8b, 0x16, 0x21, 0xeb, 0xa6};
    for (const uint8_t log : {0, 2}) {
      CHECK(bench.read_log(log) == kSuccess);
      REQUIRE(bench.received == kHeader + kRecord);
      CHECK(std::memcmp(bench.out + 32, uuid, 16) == 0);
      CHECK(bench.at<uint32_t>(48) == (128u | log << 8));  // the severity is the log's
      CHECK(bench.at<uint16_t>(52) == 1);
      CHECK(bench.at<uint64_t>(56) > time);
      CHECK(bench.at<uint64_t>(80) == (log ? 0x5641 : 0x1201));  // bit 0: of volatile memory
      CHECK(bench.at<uint64_t>(88) == (log ? 1 : 0));  // uncorrectable; ECC; nothing else valid
      for (uint32_t i = 96; i < 160; i++) CHECK(bench.out[i] == 0);
      CHECK(bench.clear_log(log, {1}) == kSuccess);
      CHECK(bench.read_log(log) == kSuccess);
      CHECK(bench.received == kHeader);
    }
  });
}

TEST_CASE("media records outlive a reset until they are cleared and their handles go on") {
  Bench bench;
  bench.host_runs([&] {
    media_events_t& events = bench.media_log;
    media_events_store_t store{};
    const auto reset = [&] {
      events = media_events_t{};
      media_events_restore(&events, &store);
    };
    reset();
    CHECK(bench.read_log(2) == kSuccess);
    CHECK(bench.received == kHeader);
    bench.offer(1);
    CHECK(bench.list(0x4802, 0, kBlock) == kSuccess);
    for (const uint64_t dpa : {0x40, 0x80}) {
      media_events_add(&events, &bench.capacity, dpa, true);
      media_events_keep(&events, &store);
    }
    reset();
    CHECK(bench.read_log(2) == kSuccess);
    REQUIRE(bench.received == kHeader + 2 * kRecord);
    CHECK(bench.at<uint64_t>(80) == 0x41);
    CHECK(bench.at<uint16_t>(52 + kRecord) == 2);
    CHECK(bench.clear_log(2, {1, 2}) == kSuccess);
    CHECK(bench.media_changed);
    CHECK(bench.clear_log(kDynamicCapacity, {1}) == kSuccess);
    CHECK_FALSE(bench.media_changed);
    media_events_keep(&events, &store);
    reset();
    media_events_add(&events, &bench.capacity, 0xc0, true);
    CHECK(bench.read_log(2) == kSuccess);
    REQUIRE(bench.received == kHeader + kRecord);
    CHECK(bench.at<uint16_t>(52) == 3);
    // The newest is damaged: the one before serves, and after a cold start none.
    store.table[events.sequence % 2].log[0][2].count ^= 1;
    reset();
    CHECK(events.log[0][2].count == 2);
    media_events_forget(&store);
    reset();
    CHECK(events.log[0][2].last_handle == 0);
  });
}

TEST_CASE("the event status register has a bit for each log") {
  Bench bench;
  bench.host_runs([&] {
    for (uint32_t logs = 0; logs < 32; logs += 5) {
      mailbox_service_set_events(&bench.service_side, logs);
      CHECK(mmio_read64(kHostView + 0x80) == logs);
    }
    mailbox_service_set_events(&bench.service_side, 0);
    CHECK(mmio_read64(kHostView + 0x80) == 0);
    CHECK(mmio_read64(kHostView + 0x10) == (0x80ull << 32 | 2 << 16 | 1));  // with the fifth log
  });
}
