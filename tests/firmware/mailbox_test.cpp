// The host's mailbox driver and the pool's command handlers, each against the models between them.
#include <doctest/doctest.h>

#include "tests/firmware/mailbox_bench.hpp"

using namespace lantern;
using namespace lantern::pool_firmware;

TEST_CASE("capacity is scrubbed before it is offered and granted only when it is taken") {
  Bench bench;
  bench.host_runs([&] {
    CHECK(bench.request(2 * kBlock) == kBackground);
    const uint8_t log = 4;
    CHECK(bench.command(0x0100, &log, 1) == kSuccess);
    CHECK(bench.received == 32);  // not yet
    CHECK(bench.list(0x4802, 0, 2 * kBlock) == kAddress);
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
    CHECK(bench.list(0x4802, 0, kBlock) == kAddress);
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
    CHECK(bench.list(0x4803, 0, kBlock) == kAddress);  // not its own
    const uint8_t wrong_log = 5;
    CHECK(bench.command(0x0100, &wrong_log, 1) == kInvalidInput);
    CHECK(bench.command(0x4000, nullptr, 0) == kSuccess);
    CHECK(bench.received == 69);
    uint64_t total = 0;
    std::memcpy(&total, bench.out + 16, 8);
    CHECK(total == 64);  // 16 GiB in 256 MiB
    for (const uint32_t log : {48, 50, 52, 54, 67}) CHECK(bench.at<uint16_t>(log) == 8);
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

TEST_CASE("who waits for an answer polls the more rarely the longer it takes") {
  Bench bench;
  bench.serving = false;
  bench.host_runs([&] {
    uint16_t code = 0;
    uint32_t received = 0;
    const unsigned before = native::bus_accesses();
    CHECK(mailbox_command(&bench.host_side, 0x4000, nullptr, 0, nullptr, &received, &code, 100) ==
          MAILBOX_TIMEOUT);
    const unsigned soon = native::bus_accesses() - before;
    CHECK(soon > 15);
    CHECK(soon < 35);
    CHECK(mailbox_command(&bench.host_side, 0x4000, nullptr, 0, nullptr, &received, &code, 10000) ==
          MAILBOX_BUSY);
    CHECK(native::bus_accesses() - before - soon < 160);
  });
}

TEST_CASE("a command stays as it was rung for until its answer is complete") {
  Bench bench;
  bench.host_runs([&] {
    bench.serving = false;
    uint32_t in = 0x11223344;
    uint32_t received = 4;
    uint16_t code = 0;
    CHECK(mailbox_command(&bench.host_side, 0x4801, &in, 4, nullptr, &received, &code, 100) ==
          MAILBOX_TIMEOUT);
    const uint32_t number = mailbox_service_number(&bench.service_side);
    mailbox_service_interrupt_clear(&bench.service_side);
    // Registers of a mailbox at work are read-only: nobody rings twice for one command.
    mmio_write32(kHostView + 0x120, 0);
    mmio_write64(kHostView + 0x108, 0xffff | 1024 << 16);
    mmio_write32(kHostView + 0x104, 1);
    CHECK_FALSE(bench.mailbox_interrupt.read());
    CHECK(mailbox_service_number(&bench.service_side) == number);
    mmio_write32(kService + 0x800, 0x55667788);  // half an answer
    mmio_write32(kService + 0x20, 8);
    for (int again = 0; again < 2; again++) {
      uint16_t opcode = 0;
      uint32_t length = 0;
      uint32_t payload[MAILBOX_PAYLOAD_MAX / 4] = {};
      CHECK(mailbox_service_take(&bench.service_side, &opcode, payload, &length));
      CHECK(opcode == 0x4801);
      CHECK(length == 4);
      CHECK(payload[0] == in);
    }
    CHECK(mmio_read32(kHostView + 0x120) == in);
    const uint32_t answer = 0x99aabbcc;
    mailbox_service_answer(&bench.service_side, kSuccess, &answer, 4);
    CHECK(mmio_read32(kHostView + 0x120) == answer);
    CHECK(mmio_read64(kHostView + 0x108) == (0x4801 | 4 << 16));
    CHECK(mmio_read32(kHostView + 0x104) == 0);
    mmio_write32(kHostView + 0x104, 1);
    CHECK(mailbox_service_number(&bench.service_side) == number + 1);
  });
}

TEST_CASE("the driver takes nothing but what it has asked for") {
  settings().set(Settings::kPod, "port.hpa_base", "0x4000000000", {});
  settings().set(Settings::kPod, "port.hpa_size", "16 GiB", {});
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    capacity_set_share(&c, 1, 0, 0, static_cast<uint64_t>(c.blocks) * kBlock);
    CHECK(capacity_request(&c, 1, kBlock) == CAPACITY_OK);
    hal_delay_us(1000);
    CHECK(capacity_accept(&c, 1, 0, kBlock) == CAPACITY_OK);
    CHECK(capacity_share_extent(&c, 1, 0, kBlock, 0, HDM_BOTH) == CAPACITY_OK);
    pool_t pool{};
    pool.links = 1;
    pool.mailbox = bench.host_side;
    pool.port = kPort;
    pool_extent_t extent{};
    uint16_t code = 0;
    dynamic_cast<Fault*>(sc_core::sc_find_object("scrub.stall"))->inject();
    CHECK(pool_acquire(&pool, kBlock, 20000, &extent, &code) == POOL_TIMEOUT);
    CHECK_FALSE(bench.may_access(0));  // another's, of the same length
    CHECK(pool_acquire(&pool, kBlock, 20000, &extent, &code) == POOL_OK);
    CHECK(extent.hpa == 0x40'0000'0000 + kBlock);
    CHECK_FALSE(extent.shared);
    CHECK(pool_accept_shared(&pool, 1000, &extent, &code) == POOL_OK);
    CHECK(extent.hpa == 0x40'0000'0000);
    CHECK(extent.shared);
  });
}

TEST_CASE("the driver passes over offers that do not stand any more and keeps the log clear") {
  settings().set(Settings::kPod, "port.hpa_base", "0x4000000000", {});
  settings().set(Settings::kPod, "port.hpa_size", "16 GiB", {});
  Bench bench;
  bench.host_runs([&] {
    capacity_t& c = bench.capacity;
    const auto shares = [&](uint32_t port) {
      capacity_set_share(&c, port, 0, 0, static_cast<uint64_t>(c.blocks) * kBlock);
      CHECK(capacity_request(&c, port, kBlock) == CAPACITY_OK);
      hal_delay_us(1000);
      const uint64_t dpa = capacity_requested(&c, port)->extent.run.first * kBlock;
      CHECK(capacity_accept(&c, port, dpa, kBlock) == CAPACITY_OK);
      CHECK(capacity_share_extent(&c, port, dpa, kBlock, 0, HDM_BOTH) == CAPACITY_OK);
    };
    pool_t pool{};
    pool.links = 1;
    pool.mailbox = bench.host_side;
    pool.port = kPort;
    pool_extent_t extent{};
    uint16_t code = 0;
    shares(1);
    bench.offer(1);
    CHECK(bench.list(0x4802, kBlock, kBlock) == kSuccess);  // its record stays, behind the other's
    CHECK(pool_acquire(&pool, kBlock, 20000, &extent, &code) == POOL_OK);
    CHECK(extent.dpa == 2 * kBlock);
    CHECK(c.port[0].events.count == 3);
    CHECK(pool_accept_shared(&pool, 1000, &extent, &code) == POOL_OK);
    CHECK(extent.dpa == 0);
    CHECK(c.port[0].events.count == 2);
    CHECK(pool_acquire(&pool, kBlock, 20000, &extent, &code) == POOL_OK);
    CHECK(c.port[0].events.count == 0);
    // Given up, and still on offer: the next request does not take it for its own.
    bench.offer(2);
    CHECK(pool_acquire(&pool, kBlock, 20000, &extent, &code) == POOL_OK);
    CHECK(c.port[0].events.count == 0);
    // Others cannot fill the log.
    for (uint32_t port = 2; port < 6; port++) shares(port);
    CHECK(pool_acquire(&pool, kBlock, 20000, &extent, &code) == POOL_OK);
    CHECK_FALSE(extent.shared);
    CHECK(c.port[0].events.count == 0);
    CHECK(c.port[0].offer_count == 0);
  });
}

TEST_CASE("an extent that the port does not show is not believed") {
  settings().set(Settings::kPod, "port.hpa_size", "4 MiB", {});
  Bench bench;
  bench.host_runs([&] {
    pool_t pool{};
    pool.links = 1;
    pool.mailbox = bench.host_side;
    pool.port = kPort;
    pool_extent_t extent{};
    uint16_t code = 0;
    CHECK(pool_acquire(&pool, kBlock, 20000, &extent, &code) == POOL_BAD_ANSWER);
    CHECK_FALSE(bench.may_access(0));
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
