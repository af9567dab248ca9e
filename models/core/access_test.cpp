// What IEEE 1666 asks of every target: byte enables, streaming, malformed payloads; atomics.
#include "models/core/access.hpp"

#include <doctest/doctest.h>
#include <tlm_utils/simple_target_socket.h>

#include <vector>

#include "models/core/register_file.hpp"
#include "models/core/test_initiator.hpp"
#include "platform/regs/generated/access_kinds_regs.hpp"

using namespace lantern;
using namespace lantern::access_kinds_regs;

namespace {

constexpr uint64_t kPlain = 0x0, kEnable = 0x8, kPending = 0xc, kWide = 0x30;
constexpr uint8_t kOn = TLM_BYTE_ENABLED;

/// A register file alone, and a payload that may be as odd as 1666 allows.
struct Bench {
  RegisterFile regs{kMap};
  std::vector<uint8_t> data;
  std::vector<uint8_t> enable;
  tlm::tlm_response_status go(tlm::tlm_command command, uint64_t address, unsigned width = ~0u,
                              tlm::tlm_extension_base* atomic = nullptr) {
    tlm::tlm_generic_payload trans;
    trans.set_command(command);
    trans.set_address(address);
    trans.set_data_ptr(data.data());
    trans.set_data_length(static_cast<unsigned>(data.size()));
    trans.set_streaming_width(width);
    if (!enable.empty()) trans.set_byte_enable_ptr(enable.data());
    trans.set_byte_enable_length(static_cast<unsigned>(enable.size()));
    if (atomic) trans.set_extension(static_cast<AtomicExtension*>(atomic));
    regs.transport(trans);
    if (atomic) trans.clear_extension<AtomicExtension>();
    return trans.get_response_status();
  }
};

}  // namespace

TEST_CASE("a read leaves what is not enabled as the initiator had it") {
  Bench bench;
  bench.data.assign(4, 0x77);
  bench.enable = {0, kOn, 0, 0};
  CHECK(bench.go(tlm::TLM_READ_COMMAND, kWide) == tlm::TLM_OK_RESPONSE);
  CHECK(bench.data == std::vector<uint8_t>{0x77, 0xcd, 0x77, 0x77});
  bench.enable = {0, kOn};  // shorter than the data: it begins anew
  CHECK(bench.go(tlm::TLM_READ_COMMAND, kWide) == tlm::TLM_OK_RESPONSE);
  CHECK(bench.data == std::vector<uint8_t>{0x77, 0xcd, 0x77, 0x89});
}

TEST_CASE("where no byte is enabled nothing happens") {
  Bench bench;
  unsigned effects = 0;
  bench.regs.before_read(PLAIN, [&] { effects++; });
  bench.regs.after_read(PLAIN, [&] { effects++; });
  bench.regs.after_write(PLAIN, [&](uint64_t) { effects++; });
  const uint64_t before = bench.regs[PLAIN];
  bench.data.assign(8, 0xff);
  bench.enable = {0, 0, 0, 0, kOn, kOn, kOn, kOn};  // of the register beside it alone
  CHECK(bench.go(tlm::TLM_READ_COMMAND, kPlain) == tlm::TLM_OK_RESPONSE);
  CHECK(bench.go(tlm::TLM_WRITE_COMMAND, kPlain) == tlm::TLM_OK_RESPONSE);
  CHECK(effects == 0);
  CHECK(bench.regs[PLAIN] == before);
  bench.enable[0] = kOn;
  bench.go(tlm::TLM_READ_COMMAND, kPlain);
  CHECK(effects == 2);
}

TEST_CASE("a streaming access repeats its beats at the same addresses") {
  Bench bench;
  std::vector<uint64_t> seen;
  bench.regs.after_write(ENABLE, [&](uint64_t written) { seen.push_back(written); });
  bench.regs.after_write(INTERRUPT, [&](uint64_t) { seen.push_back(99); });
  bench.data = {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0};
  CHECK(bench.go(tlm::TLM_WRITE_COMMAND, kEnable, 4) == tlm::TLM_OK_RESPONSE);
  CHECK(seen == std::vector<uint64_t>{1, 2, 3});
  bench.data.assign(10, 0);
  CHECK(bench.go(tlm::TLM_READ_COMMAND, kWide, 4) == tlm::TLM_OK_RESPONSE);
  CHECK(bench.data ==
        std::vector<uint8_t>{0xef, 0xcd, 0xab, 0x89, 0xef, 0xcd, 0xab, 0x89, 0xef, 0xcd});
  // Three beats of four bytes reach four bytes: the last register of the map can be streamed to.
  bench.data.assign(8, 0);
  CHECK(bench.go(tlm::TLM_READ_COMMAND, kPending, 4) == tlm::TLM_OK_RESPONSE);
}

TEST_CASE("a malformed payload is refused before anything happens") {
  Bench bench;
  CHECK(bench.go(tlm::TLM_READ_COMMAND, kPlain) == tlm::TLM_BURST_ERROR_RESPONSE);
  bench.data.assign(4, 0xff);
  CHECK(bench.go(tlm::TLM_WRITE_COMMAND, kEnable, 0) == tlm::TLM_BURST_ERROR_RESPONSE);
  CHECK(bench.regs[ENABLE] == 0);
  uint8_t none = 0;
  tlm::tlm_generic_payload trans;
  trans.set_data_ptr(bench.data.data());
  trans.set_data_length(4);
  trans.set_streaming_width(4);
  trans.set_byte_enable_ptr(&none);
  trans.set_byte_enable_length(0);
  CHECK_FALSE(is_well_formed(trans));
  CHECK(trans.get_response_status() == tlm::TLM_BYTE_ENABLE_ERROR_RESPONSE);
}

TEST_CASE("registers refuse an atomic and ignore TLM_IGNORE_COMMAND") {
  Bench bench;
  bench.data = {1, 0, 0, 0};
  AtomicExtension atomic;
  CHECK(bench.go(tlm::TLM_IGNORE_COMMAND, kEnable, ~0u, &atomic) ==
        tlm::TLM_COMMAND_ERROR_RESPONSE);
  CHECK_FALSE(atomic.done);
  CHECK(bench.go(tlm::TLM_IGNORE_COMMAND, kEnable) == tlm::TLM_OK_RESPONSE);
  CHECK(bench.regs[ENABLE] == 0);
}

TEST_CASE("an atomic is an aligned word of 4 or 8 bytes, all enabled, in one beat") {
  uint8_t word[16] = {};
  AtomicExtension atomic;
  tlm::tlm_generic_payload trans;
  trans.set_command(tlm::TLM_IGNORE_COMMAND);
  trans.set_extension(&atomic);
  trans.set_data_ptr(word);
  const auto ok = [&](uint64_t address, unsigned length, unsigned width) {
    trans.set_address(address);
    trans.set_data_length(length);
    trans.set_streaming_width(width);
    return is_plain_access(trans);
  };
  CHECK(ok(0x1000, 4, 4));
  CHECK(ok(0x1004, 4, 4));
  CHECK(ok(0x1008, 8, 8));
  CHECK_FALSE(ok(0x1004, 8, 8));
  CHECK_FALSE(ok(0x1002, 4, 4));
  CHECK_FALSE(ok(0x1000, 2, 2));
  CHECK_FALSE(ok(0x1000, 16, 16));
  CHECK_FALSE(ok(0x1000, 8, 4));
  uint8_t enable = TLM_BYTE_ENABLED;
  trans.set_byte_enable_ptr(&enable);
  trans.set_byte_enable_length(1);
  CHECK_FALSE(ok(0x1000, 4, 4));
  trans.clear_extension<AtomicExtension>();
}

TEST_CASE("each atomic leaves the right word and hands back the old one") {
  struct Row {
    AtomicOp op;
    uint64_t word, wide;  ///< of 0x80000001 with 3, and of the same at 64 bits
  };
  constexpr uint64_t kWord = 0x80000001, kWideWord = 0x8000000000000001;
  const Row rows[] = {{AtomicOp::kAdd, 0x80000004, 0x8000000000000004},
                      {AtomicOp::kSwap, 3, 3},
                      {AtomicOp::kXor, 0x80000002, 0x8000000000000002},
                      {AtomicOp::kOr, 0x80000003, 0x8000000000000003},
                      {AtomicOp::kAnd, 1, 1},
                      {AtomicOp::kMin, kWord, kWideWord},
                      {AtomicOp::kMax, 3, 3},
                      {AtomicOp::kMinu, 3, 3},
                      {AtomicOp::kMaxu, kWord, kWideWord},
                      {AtomicOp::kLoadReserved, kWord, kWideWord},
                      {AtomicOp::kStoreConditional, kWord, kWideWord}};  // without a reservation
  for (const Row& row : rows) {
    INFO(static_cast<int>(row.op));
    for (const unsigned bytes : {4u, 8u}) {
      uint64_t memory = bytes == 4 ? 0xdddddddd00000000 | kWord : kWideWord;
      uint64_t data = 3;
      AtomicExtension atomic;
      atomic.op = row.op;
      carry_out(atomic, reinterpret_cast<uint8_t*>(&memory), reinterpret_cast<uint8_t*>(&data),
                bytes);
      CHECK(memory == (bytes == 4 ? 0xdddddddd00000000 | row.word : row.wide));
      CHECK(data == (bytes == 4 ? kWord : kWideWord));
      CHECK(atomic.done);
    }
  }
}
