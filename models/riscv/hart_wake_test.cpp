// Lines of a hart that is elsewhere than kernel time: ahead, asleep, in a bus, in reset.
#include <doctest/doctest.h>

#include "models/riscv/hart_bench.hpp"

using namespace lantern;
using namespace lantern::hart_bench;
using namespace lantern::test_program;

namespace {

const uint32_t kUnmask = csr(6, 0, 0x300, 8), kReadCycle = csrr(10, 0xb00);

sc_time ns(uint64_t n) { return sc_time::from_value(n * 1000); }

struct Driver : sc_core::sc_module {
  LineOut out{"out"};
  explicit Driver(sc_core::sc_module_name name) : sc_module(name) {}
};

/// MEIE, then the program; the handler stores mcause, mcycle as it was two cycles after entry,
/// mepc. Nothing but the program's instructions takes time: memory answers at once.
std::vector<uint32_t> guest(const std::vector<uint32_t>& program) {
  std::vector<uint32_t> body = {lui(9, 1), addi(9, 9, -0x800), csrw(0x304, 9)};
  body.insert(body.end(), program.begin(), program.end());
  std::vector<uint32_t> all = with_handler(body);
  all[0x100 / 4 + 2] = csrr(7, 0xb00);
  return all;
}

/// Spends 2 x `turns` cycles, and one more.
std::vector<uint32_t> busy(int turns) {
  return {addi(12, 0, turns), addi(12, 12, -1), 0xfe061ee3 /* bnez a2,-4 */};
}

struct WakeBench : MovingBench {
  Driver line{"line"};
  WakeBench(const std::vector<uint32_t>& program, sc_time quantum) : MovingBench(program) {
    tlm::tlm_global_quantum::instance().set(quantum);
    line.out.bind(hart.external_interrupt);
  }
  uint32_t word(uint64_t offset) const { return word_of(memory.bytes, offset); }
  bool interrupted() const { return word(0x100c) != 0; }
  uint32_t entered_at() const { return word(0x1004) - 2; }
  /// The line, at kernel time.
  void at(uint64_t when, bool level) {
    sc_core::sc_spawn([=] {
      sc_core::wait(ns(when));
      line.out.set(level, sc_core::sc_time_stamp());
    });
  }
};

/// Far ahead of kernel time, it falls asleep.
std::vector<uint32_t> sleeper() {
  std::vector<uint32_t> program = busy(1000);
  for (const uint32_t word : {kUnmask, kReadCycle, store_word(10, 5, 16), kWfi})
    program.push_back(word);
  return guest(program);
}

/// Waits for a bus for 10 us, from cycle 12 or so on.
std::vector<uint32_t> caller() {
  return guest({kUnmask, addi(13, 5, 0x7fc), addi(13, 13, 0x7fc), addi(13, 13, 8), addi(14, 0, 1),
                load_word(14, 13, 0), store_word(14, 5, 16)});
}

}  // namespace

TEST_CASE("a hart that sleeps ahead of kernel time is woken at its own time, not before") {
  WakeBench bench(sleeper(), ns(100000));
  bench.at(1000, true);
  WakeBench::run(1.5);
  const uint32_t slept_at = bench.word(0x1010) + 2;  // after the store and WFI: one more
  CHECK(slept_at > 2000);
  WakeBench::run(20);
  CHECK(bench.entered_at() == slept_at + 1);
}

TEST_CASE("a hart that sleeps is woken at the line's time where that is later") {
  WakeBench bench(sleeper(), ns(100000));
  bench.at(5000, true);
  WakeBench::run(20);
  CHECK(bench.entered_at() == 5000);
}

TEST_CASE("a level that was gone before the hart's own time does not wake it") {
  WakeBench bench(sleeper(), ns(100000));
  bench.line.out.set(true, ns(500));
  bench.line.out.set(false, ns(1500));
  bench.at(7000, true);
  WakeBench::run(20);
  CHECK(bench.entered_at() == 7000);
}

TEST_CASE("a level that is announced and taken back does not wake, what is announced anew does") {
  WakeBench bench(sleeper(), ns(100000));
  bench.line.out.set(true, ns(4000));
  sc_core::sc_spawn([&] {
    sc_core::wait(ns(3000));
    bench.line.out.set(false, ns(3999));
    bench.line.out.set(true, ns(6000));
    sc_core::wait(ns(500));
    bench.line.out.set(true, ns(5000));
  });
  WakeBench::run(20);
  CHECK(bench.entered_at() == 5000);
}

TEST_CASE("a hart that waits for a bus takes what came meanwhile after that instruction") {
  WakeBench bench(caller(), ns(1000));
  bench.memory.bytes[0x2000] = 77;
  bench.at(5000, true);
  WakeBench::run(30);
  CHECK(bench.word(0x1008) == kRam + 4 * 15);
  CHECK(bench.entered_at() > 10000);
  CHECK(bench.entered_at() < 10020);
}

TEST_CASE("what came and went while a hart waited for a bus it never sees") {
  WakeBench bench(caller(), ns(1000));
  bench.memory.bytes[0x2000] = 77;
  bench.at(5000, true);
  bench.at(6000, false);
  WakeBench::run(30);
  CHECK_FALSE(bench.interrupted());
  CHECK(bench.word(0x1010) == 77);
}

TEST_CASE("a reset finds a hart that sleeps, and its lines stay as they are") {
  std::vector<uint32_t> program = {load_word(8, 5, 20), addi(8, 8, 1), store_word(8, 5, 20)};
  for (const uint32_t word : {kUnmask, kWfi}) program.push_back(word);
  WakeBench bench(guest(program), ns(100000));
  bench.line.out.set(true, ns(5000));
  WakeBench::run(2);
  CHECK(bench.word(0x1014) == 1);
  bench.reset.write(true);
  WakeBench::run(1);
  bench.reset.write(false);
  WakeBench::run(1);
  CHECK(bench.word(0x1014) == 2);
  CHECK_FALSE(bench.interrupted());
  WakeBench::run(20);
  CHECK(bench.word(0x100c) == 1);
  CHECK(bench.entered_at() == 2000);  // cycles since the reset ended at 3 us
}

TEST_CASE("a reset that is known ahead comes at its instruction") {
  struct ResetBench : WakeBench {
    Driver resetter{"resetter"};
    ResetBench(const std::vector<uint32_t>& program, sc_time quantum)
        : WakeBench(program, quantum) {
      resetter.out.bind(hart.reset);
    }
  };
  ResetBench bench(guest({kReadCycle, store_word(10, 5, 16), 0xff9ff06f /* j -8 */}), ns(100000));
  bench.resetter.out.set(true, ns(5300));
  WakeBench::run(200);
  CHECK(bench.word(0x1010) < 5300);
  CHECK(bench.word(0x1010) >= 5300 - 4);
}

TEST_CASE("a hart in reset does not wake by a line") {
  WakeBench bench(sleeper(), ns(1000));
  WakeBench::run(4);
  bench.reset.write(true);
  bench.line.out.set(true, ns(5000));
  WakeBench::run(20);
  CHECK_FALSE(bench.interrupted());
}

TEST_CASE("another agent's interrupt is met at the end of the quantum at the latest") {
  WakeBench bench(guest({kUnmask, addi(12, 12, 1), 0xffdff06f /* j -4 */}), ns(1000));
  bench.at(3300, true);
  WakeBench::run(20);
  CHECK(bench.entered_at() >= 3300);
  CHECK(bench.entered_at() <= 4000 + 2);  // a block is not divided
}

TEST_CASE("another agent's interrupt at a quantum of 0 is met after the block that it falls into") {
  WakeBench bench(guest({kUnmask, addi(12, 12, 1), 0xffdff06f /* j -4 */}), sc_core::SC_ZERO_TIME);
  bench.at(3300, true);
  WakeBench::run(20);
  CHECK(bench.entered_at() >= 3300);
  CHECK(bench.entered_at() <= 3302);
}
