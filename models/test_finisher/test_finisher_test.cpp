// Pass, fail and reset, as QEMU's virt machine has them.
#include "models/test_finisher/test_finisher.hpp"

#include <doctest/doctest.h>

#include "models/core/run_end.hpp"
#include "models/core/test_initiator.hpp"
#include "models/core/test_line.hpp"

using namespace lantern;

namespace {

struct Bench {
  TestInitiator hart{"hart"};
  TestFinisher finisher{"finisher"};
  TestLine reset{"reset"};
  std::vector<unsigned> exits;
  Bench() {
    hart.initiator.bind(finisher.target);
    reset.follow(finisher.reset);
    run_end().on_exit = [this](const std::string& block, unsigned code) {
      CHECK(block == "finisher");
      exits.push_back(code);
    };
    run(0);
  }
  static void run(double us) { sc_core::sc_start(sc_core::sc_time(us, sc_core::SC_US)); }
};

}  // namespace

TEST_CASE("test finisher: a pass, and failures whose code is never 0") {
  Bench bench;
  bench.hart.write<uint32_t>(0, 0x5555);
  Bench::run(1);
  bench.hart.write<uint32_t>(0, 42u << 16 | 0x3333);
  Bench::run(1);
  bench.hart.write<uint32_t>(0, 0x3333);
  Bench::run(1);
  CHECK(bench.exits == std::vector<unsigned>{0, 42, 1});
}

TEST_CASE("test finisher: a half word does, and what means nothing does nothing") {
  Bench bench;
  for (const uint32_t value : {0u, 0x5554u, 0x12345678u}) bench.hart.write<uint32_t>(0, value);
  Bench::run(1);
  CHECK(bench.exits.empty());
  bench.hart.write<uint16_t>(0, 0x5555);
  Bench::run(1);
  CHECK(bench.exits == std::vector<unsigned>{0});
}

TEST_CASE("test finisher: holds the processor in reset for its pulse, from the store on") {
  Bench bench;
  bench.hart.delay = sc_core::SC_ZERO_TIME;
  bench.hart.write<uint32_t>(0, 0x7777);
  CHECK_FALSE(bench.reset.read());  // the store is 4 ns ahead
  Bench::run(0.5);
  CHECK(bench.reset.read());
  Bench::run(0.6);
  CHECK_FALSE(bench.reset.read());
  CHECK(bench.exits.empty());
}
