// The host's mailbox driver and the pool's command handlers, each against the models between them.
#include <doctest/doctest.h>

#include <cstring>

#include "models/core/fault.hpp"
#include "models/core/payload.hpp"
#include "models/core/signal.hpp"
#include "models/hdm_decoder/hdm_decoder.hpp"
#include "models/mailbox/mailbox.hpp"
#include "models/media/media.hpp"
#include "models/router/router.hpp"
#include "models/scrub/scrub.hpp"
#include "tests/firmware/native_hal.hpp"

// C's flexible arrays are an extension in C++.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#include "firmware/apps/pool_manager/commands.h"
#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "sw/driver/mailbox.h"
}
#pragma GCC diagnostic pop

using namespace lantern;

namespace {

constexpr uintptr_t kHostView = 0x1000, kService = 0x2000, kScrub = 0x3000, kDecoder = 0x10000;
constexpr uint64_t kBlock = 8 << 20;
enum Code : uint16_t {
  kSuccess = 0,
  kBackground = 1,
  kInvalidInput = 2,
  kUnsupported = 3,
  kInternal = 4,
  kRetry = 5,
  kLength = 0x16,
  kList = 0x1e
};

struct Bench {
  TestInitiator host{"host"}, nobody{"nobody"}, nobody_else{"nobody_else"};
  Router router{"router",
                {{kHostView, 0x1000}, {kService, 0x1000}, {kScrub, 0x1000}, {kDecoder, 0x10000}}};
  Mailbox mailbox{"mailbox"};
  Scrub scrub{"scrub"};
  HdmDecoder decoder{"decoder"};
  Media media{"media"};
  Signal no_reset{"no_reset"}, mailbox_interrupt{"mailbox_interrupt"},
      scrub_interrupt{"scrub_interrupt"}, media_interrupt{"media_interrupt"};
  mailbox_t host_side{kHostView};
  mailbox_service_t service_side{kService};
  capacity_t capacity{};
  capacity_store_t store{};
  bool serving = true;

  Bench() {
    host.initiator.bind(router.target[0]);
    router.initiator[0].bind(mailbox.host_target);
    router.initiator[1].bind(mailbox.service_target);
    router.initiator[2].bind(scrub.csr_target);
    router.initiator[3].bind(decoder.csr_target);
    nobody.initiator.bind(decoder.mem_target);
    decoder.mem_initiator.bind(media.mem_target);
    scrub.mem_initiator.bind(media.scrub_target);
    nobody_else.initiator.bind(media.csr_target);
    media.interrupt(media_interrupt);
    mailbox.reset(no_reset);
    scrub.reset(no_reset);
    decoder.reset(no_reset);
    mailbox.interrupt(mailbox_interrupt);
    scrub.interrupt(scrub_interrupt);
    native::use_bus(host);
  }
  /// The firmware's part, polled: takes commands and watches the scrub.
  void serve() {
    static uint32_t payload[MAILBOX_PAYLOAD_MAX / 4];
    capacity_init(&capacity, {kDecoder}, {kScrub});
    capacity_set_share(&capacity, 0, 0, 0, capacity.blocks * capacity.block_size);
    mailbox_service_open(&service_side);
    while (true) {
      uint16_t opcode = 0;
      uint32_t length = 0;
      if (serving && mailbox_service_take(&service_side, &opcode, payload, &length)) {
        command_context_t context = {&capacity, 0, {}};
        const uint16_t code = command_execute(&context, opcode, payload, &length);
        mailbox_service_answer(&service_side, code, payload, length);
      }
      uint32_t port = 0;
      scrubbed = std::max(scrubbed, static_cast<int>(capacity_poll(&capacity, &port)));
      hal_delay_us(10);
    }
  }
  int scrubbed = SCRUBBED_NONE;
  uint8_t out[MAILBOX_PAYLOAD_MAX] = {};
  uint32_t received = 0;

  uint16_t command(uint16_t opcode, const void* in, uint32_t length) {
    uint16_t code = 0xffff;
    received = sizeof out;
    CHECK(mailbox_command(&host_side, opcode, in, length, out, &received, &code, 10000) ==
          MAILBOX_OK);
    return code;
  }
  uint16_t request(uint64_t length) { return command(0xc000, &length, 8); }
  uint16_t list(uint16_t opcode, uint64_t dpa, uint64_t length) {
    uint8_t in[32] = {1};
    std::memcpy(in + 8, &dpa, 8);
    std::memcpy(in + 16, &length, 8);
    return command(opcode, in, sizeof in);
  }
  bool may_access(uint64_t block) { return mmio_read32(kDecoder + 0x4000 + 4 * block) & 3; }
  void host_runs(const std::function<void()>& body, double limit_ms = 200) {
    sc_core::sc_spawn([this] { serve(); });
    REQUIRE(native::run(
        [&] {
          hal_delay_us(100);
          body();
        },
        limit_ms));
    CHECK(native::bus_errors() == 0);
  }
};

}  // namespace

TEST_CASE("capacity is scrubbed before it is offered and granted only when it is taken") {
  Bench bench;
  bench.host_runs([&] {
    CHECK(bench.request(2 * kBlock) == kBackground);
    const uint8_t log = 4;
    CHECK(bench.command(0x0100, &log, 1) == kSuccess);
    CHECK(bench.received == 32);  // not yet
    CHECK(bench.list(0x4802, 0, 2 * kBlock) == kList);
    CHECK_FALSE(bench.may_access(0));
    hal_delay_us(2000);
    CHECK(bench.command(0x0100, &log, 1) == kSuccess);
    REQUIRE(bench.received == 32 + 128);
    uint64_t dpa = 1;
    uint64_t length = 0;
    std::memcpy(&dpa, bench.out + 32 + 56, 8);
    std::memcpy(&length, bench.out + 32 + 64, 8);
    CHECK(dpa == 0);
    CHECK(length == 2 * kBlock);
    CHECK_FALSE(bench.may_access(0));
    CHECK(bench.list(0x4802, dpa, length) == kSuccess);
    CHECK(bench.may_access(0));
    CHECK(bench.may_access(1));
    CHECK_FALSE(bench.may_access(2));
    const uint32_t all[2] = {10, 0};
    CHECK(bench.command(0x4801, all, 8) == kSuccess);
    CHECK(bench.received == 16 + 40);
    CHECK(bench.list(0x4803, dpa, length) == kSuccess);
    CHECK_FALSE(bench.may_access(0));
    CHECK(bench.command(0x4801, all, 8) == kSuccess);
    CHECK(bench.received == 16);
  });
}

TEST_CASE("a scrub that stops is aborted and nothing is granted and its blocks are free again") {
  Bench bench;
  bench.host_runs([&] {
    dynamic_cast<Fault*>(sc_core::sc_find_object("scrub.stall"))->inject();
    CHECK(bench.request(kBlock) == kBackground);
    CHECK(bench.request(kBlock) == kRetry);
    hal_delay_us(20000);
    CHECK(bench.scrubbed == SCRUBBED_FAILED);
    const uint8_t log = 4;
    CHECK(bench.command(0x0100, &log, 1) == kSuccess);
    CHECK(bench.received == 32);
    CHECK(bench.list(0x4802, 0, kBlock) == kList);
    CHECK_FALSE(bench.may_access(0));
    CHECK(bench.request(kBlock) == kBackground);  // the engine works again after the abort
  });
}

TEST_CASE("not enough capacity asks to retry and a bad length is invalid input") {
  Bench bench;
  bench.host_runs(
      [&] {
        const auto region = static_cast<uint64_t>(bench.capacity.blocks) * kBlock;
        CHECK(bench.request(region) == kBackground);
        hal_delay_us(400000);
        CHECK(bench.list(0x4802, 0, region) == kSuccess);
        CHECK(bench.request(kBlock) == kRetry);
        CHECK(bench.request(0) == kInvalidInput);
        CHECK(bench.request(kBlock + 1) == kInvalidInput);
        CHECK(bench.request(region + kBlock) == kInvalidInput);
        CHECK(bench.list(0x4803, 0, region) == kSuccess);
        CHECK(bench.request(kBlock) == kBackground);
      },
      1000);
}

TEST_CASE("malformed commands get the return code that CXL names") {
  Bench bench;
  bench.host_runs([&] {
    const uint8_t zeroes[64] = {};
    CHECK(bench.command(0x1234, nullptr, 0) == kUnsupported);
    CHECK(bench.command(0x4000, zeroes, 1) == kLength);
    CHECK(bench.command(0x4800, zeroes, 1) == kLength);
    CHECK(bench.command(0x4801, zeroes, 7) == kLength);
    CHECK(bench.command(0xc000, zeroes, 9) == kLength);
    CHECK(bench.command(0x4802, zeroes, 9) == kLength);
    CHECK(bench.command(0x4803, zeroes, 8) == kInvalidInput);
    CHECK(bench.list(0x4803, 0, kBlock) == kList);  // not its own
    const uint8_t wrong_log = 7;
    CHECK(bench.command(0x0100, &wrong_log, 1) == kInvalidInput);
    CHECK(bench.command(0x4000, nullptr, 0) == kSuccess);
    CHECK(bench.received == 69);
    uint64_t total = 0;
    std::memcpy(&total, bench.out + 16, 8);
    CHECK(total == 64);  // 16 GiB in 256 MiB
    CHECK(bench.command(0x4800, zeroes, 2) == kSuccess);
    CHECK(bench.received == 64);
  });
}

TEST_CASE(
    "the driver gives up on a mailbox that does not answer and does not ring one that is busy") {
  Bench bench;
  bench.host_runs([&] {
    bench.serving = false;
    uint16_t code = 0;
    uint32_t received = 0;
    const uint64_t begun = hal_now_us();
    CHECK(mailbox_command(&bench.host_side, 0x4000, nullptr, 0, nullptr, &received, &code, 1000) ==
          MAILBOX_TIMEOUT);
    CHECK(hal_now_us() - begun < 1200);
    CHECK(mailbox_command(&bench.host_side, 0x4000, nullptr, 0, nullptr, &received, &code, 1000) ==
          MAILBOX_BUSY);
    bench.serving = true;
    hal_delay_us(100);
    received = 4;  // less than the answer
    uint8_t small[4];
    CHECK(mailbox_command(&bench.host_side, 0x4000, nullptr, 0, small, &received, &code, 1000) ==
          MAILBOX_TOO_LONG);
  });
}

TEST_CASE("what is scrubbed reads zero") {
  Bench bench;
  bench.host_runs([&] {
    tlm::tlm_generic_payload trans;
    uint64_t value = 0x55;
    trans.set_data_ptr(reinterpret_cast<unsigned char*>(&value));
    trans.set_data_length(8);
    trans.set_address(3 * kBlock - 8);
    trans.set_command(tlm::TLM_WRITE_COMMAND);
    bench.scrub.mem_initiator->transport_dbg(trans);
    CHECK(bench.request(3 * kBlock) == kBackground);
    hal_delay_us(2000);
    trans.set_command(tlm::TLM_READ_COMMAND);
    bench.scrub.mem_initiator->transport_dbg(trans);
    CHECK(value == 0);
  });
}

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
    CHECK(capacity_share_extent(&c, 0, 0, 2 * kBlock, 1, HDM_READ) == CAPACITY_BAD_EXTENT);
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
    CHECK(bench.request(kBlock) == kRetry);  // the engine is due to scrub first
    hal_delay_us(2000);
    CHECK(bench.scrubbed == SCRUBBED_RECLAIMED);
    CHECK(capacity_free_bytes(&c) == before + 2 * kBlock);
    CHECK(bench.request(kBlock) == kBackground);
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
    CHECK(bench.command(0x4803, in, sizeof in) == kList);
    CHECK(bench.may_access(0));
    CHECK(bench.list(0x4803, 0, kBlock) == kSuccess);
  });
}

TEST_CASE("a doorbell interrupts the firmware until it has taken note") {
  Bench bench;
  bench.host_runs([&] {
    bench.serving = false;
    CHECK_FALSE(bench.mailbox_interrupt.read());
    uint16_t code = 0;
    uint32_t received = 0;
    CHECK(mailbox_command(&bench.host_side, 0x4000, nullptr, 0, nullptr, &received, &code, 100) ==
          MAILBOX_TIMEOUT);
    CHECK(bench.mailbox_interrupt.read());
    mailbox_service_interrupt_clear(&bench.service_side);
    hal_delay_us(1);
    CHECK_FALSE(bench.mailbox_interrupt.read());
  });
}

TEST_CASE("a scrub interrupts at its end and one beyond the media ends in an error") {
  Bench bench;
  bench.host_runs([&] {
    const scrub_t scrub = {kScrub};
    scrub_interrupt_enable(&scrub);
    CHECK(scrub_start(&scrub, 0, kBlock));
    CHECK(scrub_state(&scrub) == SCRUB_BUSY);
    CHECK_FALSE(bench.scrub_interrupt.read());
    hal_delay_us(2000);
    CHECK(scrub_state(&scrub) == SCRUB_IDLE);
    CHECK(bench.scrub_interrupt.read());
    scrub_interrupt_clear(&scrub);
    hal_delay_us(1);
    CHECK_FALSE(bench.scrub_interrupt.read());
    CHECK(scrub_start(&scrub, 16ull << 30, kBlock));
    hal_delay_us(2000);
    CHECK(scrub_state(&scrub) == SCRUB_FAILED);
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
