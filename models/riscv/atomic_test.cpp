// Reservations and atomics of the hart: on memory, on registers, on what knows neither.
#include <doctest/doctest.h>

#include "models/riscv/hart_bench.hpp"

using namespace lantern;
using namespace lantern::hart_bench;
using namespace lantern::test_program;

TEST_CASE("sc fails when another value has been stored since lr") {
  // lr.w s0,(t0); another value is stored there; sc.w s1,zero,(t0) -> 1
  Bench bench(with_handler(
      {0x1002a42f, addi(8, 0, 5), store_word(8, 5, 0), 0x1802a4af, store_word(9, 5, 16)}));
  bench.run();
  CHECK(bench.word(0x1010) == 1);
  CHECK(bench.word(0x1000) == 5);
}

TEST_CASE("lr and sc succeed on untouched memory and fail on changed memory") {
  // lr.w s0,(t0); sc.w s1,zero,(t0) -> 0; sc.w again -> 1
  Bench bench(with_handler(
      {0x1002a42f, 0x1802a4af, 0x1802a52f, store_word(9, 5, 16), store_word(10, 5, 20)}));
  bench.run();
  CHECK(bench.word(0x1010) == 0);
  CHECK(bench.word(0x1014) == 1);
}

TEST_CASE("an atomic hands back the old word, and registers refuse it as a store") {
  // amoadd.w s0,a0,(a1); amoadd.w s1,a0,(a1) on RAM; amoadd.w a0,a0,(t1) on a priority of the PLIC
  Bench bench(
      with_handler({addi(10, 0, 5), addi(11, 5, 32), 0x00a5a42f, 0x00a5a4af, store_word(8, 5, 16),
                    store_word(9, 5, 20), lui(6, 0xc000), addi(6, 6, 4), 0x00a3252f}));
  bench.run();
  CHECK(bench.word(0x1020) == 10);
  CHECK(bench.word(0x1010) == 0);
  CHECK(bench.word(0x1014) == 5);
  CHECK(bench.word(0x1000) == 7);
  CHECK(bench.word(0x1004) == 0xc000004);
}

TEST_CASE("registers grant no reservation") {
  Bench bench(with_handler({lui(6, 0xc000), addi(6, 6, 4), 0x1003252f /* lr.w a0,(t1) */}));
  bench.run();
  CHECK(bench.word(0x1000) == 5);
  CHECK(bench.word(0x1004) == 0xc000004);
}

TEST_CASE("a target that says OK to TLM_IGNORE_COMMAND and knows no atomics gets none") {
  // amoadd.w a0,a0,(t1) where no DMI pointer reaches
  MovingBench bench(with_handler({lui(6, 2), addi(6, 6, 0), 0x00530333 /* add t1,t1,t0 */,
                                  addi(6, 6, -0x800), addi(6, 6, -0x800), 0x00a3252f}));
  MovingBench::run(40);
  CHECK(word_of(bench.memory.bytes, 0x1000) == 7);
  CHECK(word_of(bench.memory.bytes, 0x1004) == 0x80002000);
}
