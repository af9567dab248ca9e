// What adapters share: edges of a gated clock, one failure a block, files of waves.
#include <doctest/doctest.h>

#include <cstdio>
#include <vector>

#include "models/core/user_error.hpp"
#include "rtl/common/block_health.hpp"
#include "rtl/common/gated_clock.hpp"
#include "rtl/common/waves.hpp"

using namespace lantern;
using sc_core::sc_time;

TEST_CASE("a woken clock begins its phase anew and never has a short cycle") {
  GatedClock clock(sc_time(2, sc_core::SC_NS));
  CHECK(clock.next_from_idle(sc_core::SC_ZERO_TIME) == sc_core::SC_ZERO_TIME);
  clock.tick(sc_time(10, sc_core::SC_NS));
  CHECK(clock.next() == sc_time(12, sc_core::SC_NS));
  CHECK(clock.next_from_idle(sc_time(11, sc_core::SC_NS)) == sc_time(12, sc_core::SC_NS));
  CHECK(clock.next_from_idle(sc_time(13.5, sc_core::SC_NS)) == sc_time(13.5, sc_core::SC_NS));
}

TEST_CASE("the first failure of a block is told with its name and later ones are not") {
  std::vector<std::string> told;
  run_end().on_failure = [&](const std::string& block, const std::string& what) {
    told.push_back(block + ": " + what);
  };
  BlockHealth health("pool.block");
  health.hung("ready_o", 1234);
  health.fail("differs");
  CHECK_FALSE(health.good());
  CHECK(told == std::vector<std::string>{
                    "pool.block: hangs: waited 1000 cycles for ready_o, until cycle 1234"});
}

TEST_CASE("several blocks have a file each with their names in it") {
  std::vector<std::string> opened;
  const auto open = [&](const std::string& path) {
    opened.push_back(path);
    return std::remove(path.c_str()) == 0;
  };
  const WaveSource one("pool.one", open);
  WaveSource::open_all("common_test.fst");
  {
    const WaveSource other("pool.other", open);
    WaveSource::open_all("./common_test.fst");
    WaveSource::open_all("./common_test");
  }
  CHECK(opened == std::vector<std::string>{"common_test.fst", "./common_test.pool.one.fst",
                                           "./common_test.pool.other.fst", "./common_test.pool.one",
                                           "./common_test.pool.other"});
  CHECK_THROWS_AS(WaveSource::open_all("/nowhere/waves.fst"), UserError);
}
