// Reset causes, resets, watchdog, exit code.
#include "models/system_controller/system_controller.hpp"

#include <doctest/doctest.h>

#include "models/core/register_walk.hpp"
#include "models/core/run_end.hpp"
#include "models/core/test_line.hpp"

using namespace lantern;
using namespace lantern::system_controller_regs;

namespace {

struct Bench {
  TestInitiator hart{"hart"};
  SystemController controller{"controller"};
  std::vector<std::unique_ptr<TestLine>> reset;
  Bench() {
    hart.initiator.bind(controller.target);
    for (unsigned i = 0; i < SystemController::kLines; i++) {
      reset.push_back(std::make_unique<TestLine>(("reset" + std::to_string(i)).c_str()));
      reset[i]->follow(controller.reset[i]);
    }
    run(0);
  }
  static void run(double us) { sc_core::sc_start(sc_core::sc_time(us, sc_core::SC_US)); }
  template <class T = uint32_t>
  T read(uint64_t at) {
    hart.delay = sc_core::SC_ZERO_TIME;
    return hart.read<T>(at);
  }
  void write(uint64_t at, uint32_t value) {
    hart.delay = sc_core::SC_ZERO_TIME;
    hart.write(at, value);
  }
};

}  // namespace

TEST_CASE("reset values are the map's") {
  settings().set(Settings::kPod, "controller.timebase", "1", {});
  Bench bench;
  check_reset_values(bench.hart, kMap);
}

TEST_CASE("a boot watchdog runs from reset on until firmware sets its own") {
  settings().set(Settings::kPod, "controller.boot_watchdog", "500 us", {});
  Bench bench;
  Bench::run(499);
  CHECK_FALSE(bench.reset[0]->read());
  Bench::run(1.5);
  CHECK(bench.reset[0]->read());
  Bench::run(499);  // after each reset again
  CHECK_FALSE(bench.reset[0]->read());
  Bench::run(1.5);
  CHECK(bench.reset[0]->read());
  Bench::run(10);
  bench.write(0x8, 0);
  unsigned resets = 0;
  bench.reset[0]->on_change = [&] { resets++; };
  Bench::run(5000);
  CHECK(resets == 0);
}

TEST_CASE("a watchdog that is not fed resets the processor alone and says so") {
  Bench bench;
  CHECK(bench.read(0x0) == 1);  // power on
  bench.write(0xc, 100);
  bench.write(0x8, 1);
  for (int i = 0; i < 5; i++) {
    Bench::run(90);
    bench.write(0x10, 1);
    CHECK_FALSE(bench.reset[0]->read());
  }
  Bench::run(99);
  CHECK_FALSE(bench.reset[0]->read());
  Bench::run(1.5);
  CHECK(bench.reset[0]->read());
  CHECK_FALSE(bench.reset[1]->read());
  Bench::run(2);
  CHECK_FALSE(bench.reset[0]->read());
  CHECK(bench.read(0x0) == 2);
  CHECK(bench.read(0x8) == 0);  // off again
  bench.write(0x0, 2);
  CHECK(bench.read(0x0) == 0);
}

TEST_CASE("software resets the processor or holds a block in reset") {
  Bench bench;
  bench.write(0x4, 0x4);
  Bench::run(5);
  CHECK(bench.reset[2]->read());
  bench.write(0x4, 0x1);
  Bench::run(0.5);
  CHECK(bench.reset[0]->read());
  CHECK_FALSE(bench.reset[2]->read());
  Bench::run(2);
  CHECK((bench.read(0x0) & 4) == 4);
}

TEST_CASE("an exit code is reported once it is valid") {
  Bench bench;
  std::vector<std::pair<std::string, unsigned>> exits;
  run_end().on_exit = [&](const std::string& block, unsigned code) {
    exits.emplace_back(block, code);
  };
  bench.write(0x14, 5);
  Bench::run(1);
  CHECK(exits.empty());
  bench.write(0x14, 0x80000005u);
  CHECK(exits.empty());
  Bench::run(0.005);  // at the time of the store
  REQUIRE(exits.size() == 1);
  CHECK(exits[0].first == "controller");
  CHECK(exits[0].second == 5);
}

TEST_CASE("what a store causes comes at its annotated time") {
  Bench bench;
  unsigned exits = 0;
  run_end().on_exit = [&](const std::string&, unsigned) { exits++; };
  const auto write_ahead = [&](uint64_t at, uint32_t value) {  // 10 us, and 4 ns of the access
    bench.hart.delay = sc_core::sc_time(10, sc_core::SC_US);
    bench.hart.write(at, value);
    Bench::run(10);
  };
  write_ahead(0x4, 0x4);
  CHECK_FALSE(bench.reset[2]->read());
  Bench::run(0.005);
  CHECK(bench.reset[2]->read());
  write_ahead(0x4, 0x1);
  CHECK_FALSE(bench.reset[0]->read());
  CHECK(bench.reset[2]->read());
  Bench::run(0.005);
  CHECK(bench.reset[0]->read());
  CHECK_FALSE(bench.reset[2]->read());
  write_ahead(0x14, 0x80000000u);
  CHECK(exits == 0);
  Bench::run(0.005);
  CHECK(exits == 1);
}
