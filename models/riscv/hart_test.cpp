// The hart with memory, CLINT and PLIC: programs of a few instructions, written as words.
#include "models/riscv/hart.hpp"

#include <doctest/doctest.h>

#include "models/core/test_initiator.hpp"
#include "models/riscv/hart_bench.hpp"

using namespace lantern;
using namespace lantern::hart_bench;
using namespace lantern::test_program;

TEST_CASE("an illegal instruction traps with its bits, at its own address") {
  Bench bench(with_handler({0xffffffffu}));
  bench.run();
  CHECK(bench.word(0x1000) == 2);
  CHECK(bench.word(0x1004) == 0xffffffffu);
  CHECK(bench.word(0x1008) == 0x80000018u);
  CHECK(bench.unhandled.empty());
}

TEST_CASE("a load outside memory is a precise access fault and what stands after it is not done") {
  Bench bench(with_handler(
      {addi(8, 0, 11), store_word(8, 5, 16), load_word(9, 0, 64), store_word(8, 5, 20)}));
  bench.run();
  CHECK(bench.word(0x1000) == 5);
  CHECK(bench.word(0x1004) == 64);
  CHECK(bench.word(0x1008) == 0x80000020u);
  CHECK(bench.word(0x1010) == 11);
  CHECK(bench.word(0x1014) == 0);
}

TEST_CASE("misaligned loads and stores trap") {
  Bench bench(with_handler({store_word(8, 5, 2)}));
  bench.run();
  CHECK(bench.word(0x1000) == 6);
  CHECK(bench.word(0x1004) == 0x80001002u);
}

TEST_CASE("where they may, misaligned loads and stores are carried out, a word's time each") {
  settings().set(Settings::kPod, "hart.misaligned", "true", {});
  settings().set(Settings::kPod, "ram.access", "100 ns", {});
  // Stores at RAM + 0x1000 + 18 (one word of 8 bytes) and + 22 (two), and loads what lies there.
  Bench bench(with_handler({lui(8, 0x12345), addi(8, 8, 0x678), store_word(8, 5, 18),
                            csrr(11, 0xb00), store_word(8, 5, 22), csrr(12, 0xb00),
                            load_word(9, 5, 19), store_word(9, 5, 32), store_word(8, 5, 40),
                            csrr(13, 0xb00), store_word(8, 5, 44), csrr(14, 0xb00),
                            csr(3, 0, 0, 0) /* illegal: the end */}));
  bench.run();
  CHECK(bench.word(0x1000) == 2);
  CHECK(bench.word(0x1010) == 0x56780000u);
  CHECK(bench.word(0x1014) == 0x56781234u);
  CHECK(bench.word(0x1018) == 0x00001234u);
  CHECK(bench.word(0x1020) == 0x78123456u);
  const uint64_t two = bench.hart.x(12) - bench.hart.x(11) - 2;  // store and csrr: a cycle each
  const uint64_t one = bench.hart.x(14) - bench.hart.x(13) - 2;
  CHECK(one >= 100);
  CHECK(two == 2 * one);
}

TEST_CASE("a misaligned store past the end of memory traps though it might stand anywhere") {
  settings().set(Settings::kPod, "hart.misaligned", "true", {});
  Bench bench(with_handler(
      {lui(6, 0xf), 0x00530333 /* add t1,t1,t0: RAM's end */, store_word(8, 6, 0xffe)}));
  bench.run();
  CHECK(bench.word(0x1000) == 6);
  CHECK(bench.word(0x1004) == 0x8000fffeu);
}

TEST_CASE("a misaligned load from a register traps though it might stand anywhere") {
  settings().set(Settings::kPod, "hart.misaligned", "true", {});
  Bench bench(with_handler({lui(6, 0x2000), load_word(8, 6, 2)}));
  bench.run();
  CHECK(bench.word(0x1000) == 4);
}

TEST_CASE("a misaligned atomic traps though a store might stand anywhere") {
  settings().set(Settings::kPod, "hart.misaligned", "true", {});
  Bench bench(with_handler({addi(6, 5, 2), 0x0083202f /* amoadd.w x0, x8, (x6) */}));
  bench.run();
  CHECK(bench.word(0x1000) == 6);
}

TEST_CASE("a hart has the number that it is given") {
  settings().set(Settings::kPod, "hart.id", "3", {});
  Bench bench(with_handler({csrr(8, 0xf14), store_word(8, 5, 16)}));
  bench.run();
  CHECK(bench.word(0x1010) == 3);
}

TEST_CASE("a trap with mtvec never written ends the run and says where") {
  Bench bench({0x00000000u});
  bench.run();
  CHECK(bench.unhandled.find("illegal instruction") != std::string::npos);
  CHECK(bench.unhandled.find("pc 0x80000000") != std::string::npos);
}

TEST_CASE("user mode may not read machine registers, and ecall comes from it") {
  // mstatus.MPP = U, mepc = here + 12, mret; then csrr mscratch in user mode.
  Bench bench(with_handler({0x00000317 /* auipc t1,0 */, addi(6, 6, 20), csrw(0x341, 6),
                            csrw(0x300, 0), kMret, csrr(8, 0x340)}));
  bench.run();
  CHECK(bench.word(0x1000) == 2);
  CHECK(bench.word(0x1008) == 0x8000002cu);
}

TEST_CASE("the timer wakes WFI at its time and interrupts") {
  // mtimecmp = 50 ticks of 100 ns; mie.MTIE, mstatus.MIE; wfi.
  Bench bench(
      with_handler({lui(8, 0x2004), addi(9, 0, 50), store_word(9, 8, 0), store_word(0, 8, 4),
                    addi(9, 0, 0x80), csrw(0x304, 9), csr(6, 0, 0x300, 8), kWfi}));
  bench.run(4.9);
  CHECK(bench.word(0x100c) == 0);
  bench.run(1.1);
  CHECK(bench.word(0x1000) == 7);
  CHECK(bench.word(0x100c) == 1);
}

TEST_CASE("an external interrupt goes through the PLIC") {
  // priority[5] = 1, enable bit 5, mie.MEIE, mstatus.MIE; wfi
  Bench bench(with_handler({lui(8, 0xc000), addi(9, 0, 1), store_word(9, 8, 20), lui(8, 0xc002),
                            addi(9, 0, 32), store_word(9, 8, 0), lui(9, 1), addi(9, 9, -0x800),
                            csrw(0x304, 9), csr(6, 0, 0x300, 8), kWfi}));
  bench.run(3);
  CHECK(bench.word(0x100c) == 0);
  bench.source.write(true);
  bench.run(2);
  CHECK(bench.word(0x1000) == 11);
}

TEST_CASE("an external interrupt that the PLIC does not enable stays away") {
  // As above, without the enable bit.
  Bench bench(with_handler({lui(8, 0xc000), addi(9, 0, 1), store_word(9, 8, 20), lui(9, 1),
                            addi(9, 9, -0x800), csrw(0x304, 9), csr(6, 0, 0x300, 8), kWfi}));
  bench.run(3);
  bench.source.write(true);
  bench.run(5);
  CHECK(bench.word(0x100c) == 0);
}

TEST_CASE("the PLIC gives the highest priority first and a claimed one again when it is complete") {
  constexpr uint64_t kEnable = 0x2000, kThreshold = 0x200000, kClaim = 0x200004;
  TestInitiator host("host");
  Plic plic("plic");
  TestLine external("external"), low("low"), high("high");
  host.initiator.bind(plic.target);
  external.follow(plic.interrupt[0]);
  low.drive(plic.source[3]);
  high.drive(plic.source[4]);
  const auto settle = [&] {
    sc_core::sc_start(host.delay + sc_time(1, sc_core::SC_NS));
    host.delay = sc_core::SC_ZERO_TIME;
  };
  settle();
  host.write<uint32_t>(4 * 3, 1);
  host.write<uint32_t>(4 * 4, 5);
  host.write<uint32_t>(kEnable, 1 << 3 | 1 << 4);
  low.write(true);
  high.write(true);
  settle();
  CHECK(external.read());
  CHECK(host.read<uint32_t>(kClaim) == 4);
  CHECK(host.read<uint32_t>(kClaim) == 3);
  CHECK(host.read<uint32_t>(kClaim) == 0);  // both lines are high still
  settle();
  CHECK_FALSE(external.read());
  low.write(false);
  settle();
  host.write<uint32_t>(kClaim, 3);  // the other one is claimed still
  settle();
  CHECK_FALSE(external.read());
  host.write<uint32_t>(kClaim, 4);
  settle();
  CHECK(external.read());
  host.write<uint32_t>(kThreshold, 5);
  settle();
  CHECK_FALSE(external.read());
  host.write<uint32_t>(kThreshold, 4);
  settle();
  CHECK(external.read());
}

TEST_CASE("a software interrupt is one store") {
  // mie.MSIE, msip = 1, mstatus.MIE
  Bench bench(with_handler({addi(9, 0, 8), csrw(0x304, 9), lui(8, 0x2000), addi(9, 0, 1),
                            store_word(9, 8, 0), csr(6, 0, 0x300, 8), kWfi}));
  bench.run();
  CHECK(bench.word(0x1000) == 3);
}

TEST_CASE("with interrupts off WFI wakes and nothing traps") {
  // The timer of above without mstatus.MIE.
  Bench bench(with_handler({lui(8, 0x2004), addi(9, 0, 50), store_word(9, 8, 0),
                            store_word(0, 8, 4), addi(9, 0, 0x80), csrw(0x304, 9), kWfi,
                            addi(10, 0, 7), store_word(10, 5, 16)}));
  bench.run(4.9);
  CHECK(bench.word(0x1010) == 0);
  bench.run(5);
  CHECK(bench.word(0x1010) == 7);
  CHECK(bench.word(0x100c) == 0);
}

TEST_CASE("a DMI pointer that is taken back is not used again, and code is decoded anew") {
  // Counts in memory for ever.
  Bench bench(with_handler(
      {load_word(8, 5, 16), addi(8, 8, 1), store_word(8, 5, 16), 0xff5ff06f /* j -12 */}));
  bench.run(2);
  const uint32_t counted = bench.word(0x1010);
  CHECK(counted > 100);
  bench.ram.invalidate_dmi();
  bench.run(2);
  CHECK(bench.word(0x1010) > counted);
}

TEST_CASE("where a DMI pointer that was taken back leads nothing is stored any more") {
  MovingBench bench(with_handler(
      {load_word(8, 5, 16), addi(8, 8, 1), store_word(8, 5, 16), 0xff5ff06f /* j -12 */}));
  MovingBench::run(2);
  const uint32_t counted = word_of(bench.memory.bytes, 0x1010);
  CHECK(counted > 100);
  const std::vector<uint8_t> old = bench.memory.move();
  MovingBench::run(2);
  CHECK(word_of(old, 0x1010) == counted);
  CHECK(word_of(bench.memory.bytes, 0x1010) > counted + 100);
}

TEST_CASE("fence.i makes new code visible") {
  // Overwrites the instruction after fence.i: addi a0,zero,1 becomes addi a0,zero,2.
  Bench bench(
      with_handler({0x00000317 /* auipc t1,0 */, load_word(9, 6, 24), store_word(9, 6, 16), kFenceI,
                    addi(10, 0, 1), 0x0080006f /* j +8 */, addi(10, 0, 2), store_word(10, 5, 16)}));
  bench.run();
  CHECK(bench.word(0x1010) == 2);
}

TEST_CASE("one cycle an instruction, and cycle, time and instret agree") {
  std::vector<uint32_t> program = {csrr(8, 0xb00), csrr(9, 0xb02)};
  for (int i = 0; i < 20; i++) program.push_back(addi(11, 11, 1));
  for (uint32_t word : {csrr(12, 0xb00), csrr(13, 0xb02), store_word(8, 5, 16),
                        store_word(9, 5, 20), store_word(12, 5, 24), store_word(13, 5, 28)})
    program.push_back(word);
  Bench bench(with_handler(program));
  bench.run();
  CHECK(bench.word(0x1018) - bench.word(0x1010) == 22);
  CHECK(bench.word(0x101c) - bench.word(0x1014) == 22);
}

TEST_CASE("reset starts the program again") {
  Bench bench(with_handler({load_word(8, 5, 16), addi(8, 8, 1), store_word(8, 5, 16)}));
  bench.run();
  CHECK(bench.word(0x1010) == 1);
  bench.reset.write(true);
  bench.run(1);
  bench.reset.write(false);
  bench.run();
  CHECK(bench.word(0x1010) == 2);
}

TEST_CASE("a reset is not missed that comes and goes while the hart waits for a bus") {
  // Counts its starts, then loads from the slow part: 0x1000 + 0x7fc + 0x7fc + 16.
  MovingBench bench(with_handler({load_word(8, 5, 16), addi(8, 8, 1), store_word(8, 5, 16),
                                  addi(9, 5, 0x7fc), addi(9, 9, 0x7fc), load_word(10, 9, 16)}));
  MovingBench::run(5);
  CHECK(word_of(bench.memory.bytes, 0x1010) == 1);
  bench.reset.write(true);
  MovingBench::run(1);
  bench.reset.write(false);
  MovingBench::run(30);
  CHECK(word_of(bench.memory.bytes, 0x1010) == 2);
}

TEST_CASE("a trap handler that traps itself does not stop the machine's time") {
  std::vector<uint32_t> program = with_handler({0x00000000u});
  program[0x100 / 4] = 0x00000000u;
  Bench bench(program);
  bench.run(5);
  CHECK(sc_core::sc_time_stamp() == sc_time(5, sc_core::SC_US));
}

TEST_CASE("a slow memory does not let the hart run past its quantum") {
  settings().set(Settings::kPod, "ram.access", "100 ns", {});
  Bench bench(with_handler(
      {load_word(8, 5, 16), addi(8, 8, 1), store_word(8, 5, 16), 0xff5ff06f /* j -12 */}));
  bench.run(10);
  // 2 accesses of 102 ns and 4 cycles a turn; within one quantum and one block of what 10 us hold.
  CHECK(bench.word(0x1010) <= 11000 / 208 + 2);
  CHECK(bench.word(0x1010) >= 9000 / 208);
}
