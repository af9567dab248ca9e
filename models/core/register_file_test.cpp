// Every access kind of SystemRDL, over the map that has them all.
#include "models/core/register_file.hpp"

#include <doctest/doctest.h>
#include <tlm_utils/simple_target_socket.h>

#include "models/core/register_walk.hpp"
#include "platform/regs/generated/access_kinds_regs.hpp"

using namespace lantern;
using namespace lantern::access_kinds_regs;

namespace {

/// A block that is nothing but its registers.
struct Block : sc_core::sc_module {
  tlm_utils::simple_target_socket<Block> target{"target"};
  RegisterFile regs{kMap};
  explicit Block(sc_core::sc_module_name name) : sc_module(name) {
    target.register_b_transport(this, &Block::b_transport);
    target.register_transport_dbg(this, &Block::transport_dbg);
  }
  void b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time&) { regs.transport(trans); }
  unsigned transport_dbg(tlm::tlm_generic_payload& trans) { return regs.transport_dbg(trans); }
};

struct Bench {
  TestInitiator host{"host"};
  Block block{"block"};
  Bench() {
    host.initiator.bind(block.target);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }
};

constexpr uint64_t kPlain = 0x0, kEvents = 0x4, kEnable = 0x8, kPending = 0xc, kMask = 0x10,
                   kMasked = 0x14, kHeld = 0x18, kByte = 0x20, kHalf = 0x28, kWide = 0x30;

}  // namespace

TEST_CASE("reset values are the map's") {
  Bench bench;
  check_reset_values(bench.host, kMap);
  bench.host.write(kPlain, 0xffffffffu);
  bench.block.regs.reset();
  check_reset_values(bench.host, kMap);
}

TEST_CASE("plain access kinds keep to their rules") {
  Bench bench;
  CHECK(bench.host.read(kPlain) == 0x00c0f0a5);  // WO reads 0
  CHECK(bench.host.read(kPlain) == 0x0000f0a5);  // RCLR was cleared by the first read
  bench.host.write(kPlain, 0x01f35b1cu);         // RW=c RO RO WO=b WOCLR 5 WOSET 3 RCLR PULSE
  CHECK(bench.host.read(kPlain) == 0x0003a0ac);
  CHECK(bench.block.regs.get(PLAIN, PLAIN_WO) == 0xb);
}

TEST_CASE("a single pulse is seen by the side effect and reads back zero") {
  Bench bench;
  unsigned pulses = 0;
  bench.block.regs.after_write(PLAIN,
                               [&](uint64_t written) { pulses += PLAIN_PULSE.get(written); });
  bench.host.write(kPlain, 0x01000000u);
  bench.host.write(kPlain, 0x00000000u);
  CHECK(pulses == 1);
  CHECK(PLAIN_PULSE.get(bench.host.read(kPlain)) == 0);
}

TEST_CASE("a byte write touches its lanes only") {
  Bench bench;
  bench.host.write<uint8_t>(kPlain + 1, 0x10);  // WOCLR bit 12
  CHECK(bench.host.peek(kPlain) == 0x00c0e0a5);
  bench.host.write<uint16_t>(kWide + 2, 0xbeef);
  CHECK(bench.host.read<uint64_t>(kWide) == 0x01234567beefcdefull);
  uint8_t enables[4] = {0, TLM_BYTE_ENABLED, 0, 0};
  uint32_t data = 0xaabbccdd;
  tlm::tlm_generic_payload trans;
  sc_core::sc_time delay;
  trans.set_command(tlm::TLM_WRITE_COMMAND);
  trans.set_address(kWide);
  trans.set_data_ptr(reinterpret_cast<unsigned char*>(&data));
  trans.set_data_length(4);
  trans.set_streaming_width(4);
  trans.set_byte_enable_ptr(enables);
  trans.set_byte_enable_length(4);
  bench.host.initiator->b_transport(trans, delay);
  CHECK(bench.host.read<uint64_t>(kWide) == 0x01234567beefccefull);
}

TEST_CASE("an access wider than accesswidth is a row of ascending ones") {
  Bench bench;
  std::vector<uint64_t> order;
  bench.block.regs.after_write(ENABLE, [&](uint64_t) { order.push_back(kEnable); });
  bench.block.regs.after_write(INTERRUPT, [&](uint64_t) { order.push_back(kPending); });
  bench.host.write<uint64_t>(kEnable, 3);
  CHECK(order == std::vector<uint64_t>{kEnable, kPending});
  CHECK(bench.host.read<uint64_t>(kWide) == 0x0123456789abcdefull);
}

TEST_CASE("a hole and the map's end are address errors, and nothing is written before one") {
  Bench bench;
  bench.host.read<uint8_t>(kByte + 1);
  CHECK(bench.host.status == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  bench.host.write<uint64_t>(kHeld, ~0ull);  // 0x1c is a hole
  CHECK(bench.host.status == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  bench.host.write<uint32_t>(kMap.size - 2, 0);
  CHECK(bench.host.status == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  CHECK(bench.host.read<uint16_t>(kHalf) == 0x2233);
}

TEST_CASE("a counter stays at its largest value") {
  Bench bench;
  bench.block.regs.count(EVENTS, EVENTS_COUNT, 0xfffe);
  CHECK(bench.host.read(kEvents) == 0xfffe);
  bench.block.regs.count(EVENTS, EVENTS_COUNT, 5);
  CHECK(bench.host.read(kEvents) == 0xffff);
  bench.host.write(kEvents, 0u);
  CHECK(bench.host.read(kEvents) == 0xffff);
}

TEST_CASE("interrupt bits stick, follow enable and mask, and clear as the map says") {
  Bench bench;
  std::vector<bool> levels;
  bench.block.regs.on_interrupt([&](bool level) { levels.push_back(level); });
  bench.block.regs.hardware_write(INTERRUPT, INTERRUPT_A, 1);
  CHECK(levels.empty());
  bench.host.write(kEnable, 1u);
  CHECK(levels == std::vector<bool>{true});
  bench.block.regs.hardware_write(INTERRUPT, INTERRUPT_A, 0);
  CHECK(bench.host.read(kPending) == 1);
  bench.host.write(kPending, 2u);
  CHECK(bench.host.read(kPending) == 1);
  bench.host.write(kPending, 1u);
  CHECK(levels == std::vector<bool>{true, false});
  bench.block.regs.hardware_write(MASKED, MASKED_C, 1);
  CHECK(levels.size() == 2);
  bench.host.write(kMask, 0u);
  CHECK(levels.back() == true);
  CHECK(bench.host.read(kMasked) == 1);
  CHECK(levels.back() == false);
}

TEST_CASE("a sticky field holds its first value until it is cleared") {
  Bench bench;
  bench.block.regs.hardware_write(STICKY, STICKY_HELD, 0x12);
  bench.block.regs.hardware_write(STICKY, STICKY_HELD, 0x34);
  CHECK(bench.host.read(kHeld) == 0x12);
  bench.host.write(kHeld, 0xffu);
  bench.block.regs.hardware_write(STICKY, STICKY_HELD, 0x34);
  CHECK(bench.host.read(kHeld) == 0x34);
}

TEST_CASE("arrays have strides, and one effect serves all elements") {
  Bench bench;
  std::vector<std::pair<uint32_t, uint32_t>> seen;
  bench.block.regs.after_write(CHANNEL_DATA,
                               [&](uint32_t i, uint32_t j, uint64_t) { seen.emplace_back(i, j); });
  bench.host.write(0x40 + 2 * 0x40 + 0x10 + 3 * 0x8, 0xcafeu);
  CHECK(seen == std::vector<std::pair<uint32_t, uint32_t>>{{2, 3}});
  CHECK(bench.block.regs[CHANNEL_DATA(2, 3)] == 0xcafe);
  bench.host.write<uint8_t>(kByte + 2, 0x77);
  CHECK(bench.block.regs[BYTE(1)] == 0x77);
}

TEST_CASE("debug accesses have no effects") {
  Bench bench;
  CHECK(bench.host.peek(kPlain) == 0x00c0f3a5);  // write-only fields too: it is storage
  CHECK(bench.host.peek(kPlain) == 0x00c0f3a5);
}

TEST_CASE("who watches a register is told of every write, by whomever, and of no other's") {
  struct Seen : Watcher {
    unsigned times = 0;
    void written() override { times++; }
  } seen;
  Bench bench;
  RegisterFile& regs = bench.block.regs;
  auto tells = [&, before = 0u]() mutable {
    const bool told = seen.times > before;
    before = seen.times;
    return told;
  };
  regs.watch(PLAIN, seen);
  bench.host.write(kPlain, 1u);
  CHECK(tells());
  bench.host.read(kPlain);  // RCLR
  CHECK(tells());
  regs[PLAIN] = 3;
  CHECK(tells());
  regs[PLAIN] |= 4;
  CHECK(tells());
  regs.set(PLAIN, PLAIN_WO, 1);
  CHECK(tells());
  bench.host.poke(kPlain, 7u);
  CHECK(tells());
  regs.reset();
  CHECK(tells());
  bench.host.write(kEnable, 1u);
  regs.count(EVENTS, EVENTS_COUNT, 1);
  CHECK(!tells());
  regs.watch(STICKY, seen);
  regs.hardware_write(STICKY, STICKY_HELD, 0x12);
  CHECK(tells());
  regs.watch(INTERRUPT, seen);
  regs.hardware_write(INTERRUPT, INTERRUPT_A, 1);
  CHECK(tells());
  regs.leave(seen);
  regs[PLAIN] = 3;
  CHECK(!tells());
}
