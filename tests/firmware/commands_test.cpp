// Component commands of the mailbox, byte by byte: what the pool is, what its commands do, what
// time it is.
#include <doctest/doctest.h>

#include <map>

#include "tests/firmware/mailbox_bench.hpp"

using namespace lantern;
using namespace lantern::pool_firmware;

namespace {

struct GetLog {
  uint8_t uuid[16] = {0x0d, 0xa9, 0xc0, 0xb5, 0xbf, 0x41, 0x4b, 0x78,
                      0x8f, 0x79, 0x96, 0xb1, 0x62, 0x3b, 0x3f, 0x17};
  uint32_t offset = 0, length = 0;
};
static_assert(sizeof(GetLog) == 24);

}  // namespace

TEST_CASE("the component says what it is and how long its messages are") {
  Bench bench;
  bench.host_runs([&] {
    CHECK(bench.command(0x0001, nullptr, 0) == kSuccess);
    CHECK(bench.received == 18);
    for (uint32_t i = 0; i < 16; i++) CHECK(bench.out[i] == 0);  // no PCI function: no numbers
    CHECK(bench.out[16] == 10);                                  // 1 KiB
    CHECK(bench.out[17] == 3);                                   // a Type 3 device
    CHECK(bench.command(0x0003, nullptr, 0) == kSuccess);
    CHECK(bench.received == 1);
    CHECK(bench.out[0] == 10);
    for (const uint16_t opcode : {0x0001, 0x0002, 0x0003, 0x0102, 0x0300, 0x0400})
      CHECK(bench.command(opcode, "", 1) == kLength);
  });
}

TEST_CASE("the status of the background operation is that of the mailbox registers") {
  Bench bench;
  bench.host_runs([&] {
    CHECK(bench.command(0x0002, nullptr, 0) == kSuccess);
    CHECK(bench.received == 8);
    CHECK(bench.at<uint64_t>(0) == 0);
    mailbox_service_background(&bench.service_side, 0xc000, true, 40, 0);
    CHECK(bench.command(0x0002, nullptr, 0) == kSuccess);
    CHECK(bench.at<uint16_t>(0) == (40 << 1 | 1));
    CHECK(bench.at<uint16_t>(2) == 0xc000);
    CHECK(bench.at<uint32_t>(4) == 0);
    mailbox_service_background(&bench.service_side, 0xc000, false, 100, kInternal);
    CHECK(bench.command(0x0002, nullptr, 0) == kSuccess);
    CHECK(bench.at<uint16_t>(0) == 100 << 1);
    CHECK(bench.at<uint16_t>(4) == kInternal);
    CHECK(mmio_read64(kHostView + 0x118) == (0xc000 | 100u << 16 | uint64_t{kInternal} << 32));
  });
}

TEST_CASE("the command effects log names every command that is served and no other") {
  Bench bench;
  bench.host_runs([&] {
    CHECK(bench.command(0x0400, nullptr, 0) == kSuccess);
    CHECK(bench.received == 8 + 20);
    CHECK(bench.at<uint64_t>(0) == 1);
    GetLog in;
    CHECK(std::memcmp(bench.out + 8, in.uuid, 16) == 0);
    in.length = bench.at<uint32_t>(24);
    CHECK(bench.command(0x0401, &in, sizeof in) == kSuccess);
    REQUIRE(bench.received == in.length);
    std::map<uint16_t, uint16_t> effects;
    for (uint32_t i = 0; i < in.length; i += 4)
      effects[bench.at<uint16_t>(i)] = bench.at<uint16_t>(i + 2);
    CHECK(effects.size() == in.length / 4);
    CHECK(effects.at(0x0100) == 0);
    CHECK(effects.at(0x0101) == 1 << 4);
    CHECK(effects.at(0x0103) == 1 << 3);
    CHECK(effects.at(0x0301) == 1 << 3);
    CHECK(effects.at(0x4802) == (1 << 1 | 1 << 2));
    CHECK(effects.at(0x4803) == (1 << 1 | 1 << 2));
    CHECK(effects.at(0xc000) == (1 << 4 | 1 << 6));
    for (const uint32_t group : {0x0000, 0x0100, 0x0200, 0x0300, 0x0400, 0x0500, 0x4000, 0x4100,
                                 0x4200, 0x4300, 0x4400, 0x4500, 0x4800, 0xc000})
      for (uint32_t i = 0; i < 8; i++) {
        const auto opcode = static_cast<uint16_t>(group + i);
        const bool served = bench.command(opcode, bench.out, 1000) != kUnsupported;
        CHECK_MESSAGE(served == (effects.count(opcode) == 1), opcode);
      }
  });
}

TEST_CASE("a log is read in parts and not beyond its end and another is an invalid log") {
  Bench bench;
  bench.host_runs([&] {
    CHECK(bench.command(0x0400, nullptr, 0) == kSuccess);
    const auto size = bench.at<uint32_t>(24);
    GetLog in;
    in.offset = 4;
    in.length = 6;
    CHECK(bench.command(0x0401, &in, sizeof in) == kSuccess);
    CHECK(bench.received == 6);
    CHECK(bench.at<uint16_t>(0) == 0x0002);
    CHECK(bench.at<uint16_t>(4) == 0x0003);
    in.offset = size - 4;
    in.length = 4;
    CHECK(bench.command(0x0401, &in, sizeof in) == kSuccess);
    in.length = 5;
    CHECK(bench.command(0x0401, &in, sizeof in) == kInvalidInput);
    in.offset = ~0u;
    CHECK(bench.command(0x0401, &in, sizeof in) == kInvalidInput);
    in.uuid[15]++;
    CHECK(bench.command(0x0401, &in, sizeof in) == kLog);
    CHECK(bench.command(0x0401, &in, sizeof in - 1) == kLength);
  });
}

TEST_CASE("time is 0 until the host sets it and then goes on from there") {
  Bench bench;
  bench.host_runs([&] {
    CHECK(bench.command(0x0300, nullptr, 0) == kSuccess);
    CHECK(bench.received == 8);
    CHECK(bench.at<uint64_t>(0) == 0);
    const uint64_t then = 1'700'000'000'000'000'000;
    CHECK(bench.command(0x0301, &then, 7) == kLength);
    CHECK(bench.command(0x0301, &then, 8) == kSuccess);
    CHECK(bench.received == 0);
    hal_delay_us(500);
    CHECK(bench.command(0x0300, nullptr, 0) == kSuccess);
    CHECK(bench.at<uint64_t>(0) >= then + 500'000);
    CHECK(bench.at<uint64_t>(0) < then + 600'000);
  });
}

TEST_CASE("an interrupt policy is kept log by log and a reserved mode changes none") {
  Bench bench;
  bench.host_runs([&] {
    const uint8_t policy[6] = {1, 0, 2, 0x71, 1, 0};
    const uint8_t none[5] = {};
    CHECK(bench.command(0x0102, nullptr, 0) == kSuccess);
    CHECK(bench.received == 5);
    CHECK(std::memcmp(bench.out, none, 5) == 0);
    CHECK(bench.command(0x0103, policy, 5) == kSuccess);
    CHECK(bench.received == 0);
    const uint8_t kept[5] = {1, 0, 2, 1, 1};  // the message number is the device's
    CHECK(bench.command(0x0102, nullptr, 0) == kSuccess);
    CHECK(std::memcmp(bench.out, kept, 5) == 0);
    const uint8_t reserved[5] = {0, 0, 0, 0, 3};
    CHECK(bench.command(0x0103, reserved, 5) == kInvalidInput);
    CHECK(bench.command(0x0103, policy, 3) == kLength);
    CHECK(bench.command(0x0103, policy, 6) == kLength);
    CHECK(bench.command(0x0102, nullptr, 0) == kSuccess);
    CHECK(std::memcmp(bench.out, kept, 5) == 0);
    CHECK(bench.command(0x0103, none, 4) == kSuccess);  // as CXL 2.0: without the fifth log
    CHECK(bench.command(0x0102, nullptr, 0) == kSuccess);
    CHECK(bench.at<uint32_t>(0) == 0);
    CHECK(bench.out[4] == 1);
  });
}

TEST_CASE("no more regions are told of than were asked for") {
  Bench bench;
  bench.host_runs([&] {
    const uint8_t one[2] = {1, 0}, none[2] = {0, 0}, many[2] = {255, 0}, second[2] = {1, 1};
    for (const uint8_t* in : {one, many}) {
      CHECK(bench.command(0x4800, in, 2) == kSuccess);
      CHECK(bench.received == 8 + 40 + 16);
      CHECK(bench.at<uint64_t>(0) == 0x0101);
      CHECK(bench.at<uint64_t>(8) == 0);
      CHECK(bench.at<uint64_t>(16) == 64);  // of 256 MiB
      CHECK(bench.at<uint64_t>(24) == 16ull << 30);
      CHECK(bench.at<uint64_t>(32) == kBlock);
      CHECK(bench.at<uint64_t>(40) == 0);
      for (uint32_t i = 48; i < 64; i += 4) CHECK(bench.at<uint32_t>(i) == 16);
    }
    CHECK(bench.command(0x4800, none, 2) == kSuccess);
    CHECK(bench.received == 8 + 16);
    CHECK(bench.at<uint64_t>(0) == 0x0001);
    CHECK(bench.at<uint32_t>(8) == 16);
    CHECK(bench.command(0x4800, second, 2) == kInvalidInput);
  });
}
