// What adapters share: edges of a gated clock, one failure a block, files of waves.
#include <doctest/doctest.h>

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "models/core/user_error.hpp"
#include "rtl/common/block_health.hpp"
#include "rtl/common/fst_files.hpp"
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
  char folder[] = "/tmp/lantern_waves_XXXXXX";
  REQUIRE(mkdtemp(folder));
  const auto names = [&] {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      all.push_back(entry.path().filename().string());
    std::sort(all.begin(), all.end());
    return all;
  };
  const auto open = [](const std::string& path) {
    return static_cast<bool>(std::ofstream(path) << "waves");
  };
  const WaveSource one("pool.one", open, [] {});
  WaveSource::claim_all(folder + std::string("/a.fst"));
  WaveSource::open_all();
  CHECK(names().size() == 1);  // beside, and not by its name yet
  CHECK(names() != std::vector<std::string>{"a.fst"});
  WaveSource::close_all();
  CHECK(names() == std::vector<std::string>{"a.fst"});
  {
    const WaveSource other("pool.other", open, [] {});
    WaveSource::claim_all(folder + std::string("/a.fst"));
    WaveSource::open_all();
    WaveSource::close_all();
    WaveSource::claim_all(folder + std::string("/b"));
    WaveSource::open_all();
    WaveSource::close_all();
  }
  CHECK(names() == std::vector<std::string>{"a.fst", "a.pool.one.fst", "a.pool.other.fst",
                                            "b.pool.one", "b.pool.other"});
  CHECK_THROWS_AS(WaveSource::claim_all("/nowhere/waves.fst"), UserError);
  std::filesystem::remove_all(folder);
}

TEST_CASE("what the FST writer could not write is told and its pages are there all the same") {
  CHECK(fst_error() == 0);
  std::FILE* file = std::tmpfile();
  REQUIRE(file);
  auto* bytes = static_cast<char*>(
      lantern_fst_mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(file), 0));
  bytes[4095] = 1;  // SIGBUS in a page of an empty file
  CHECK(fst_error() == ENOSPC);
  lantern_fst_fclose(file);
  CHECK(fst_error() == 0);
  file = std::fopen("/dev/full", "w");
  REQUIRE(file);
  std::fputc('x', file);
  lantern_fst_fclose(file);
  CHECK(fst_error() == ENOSPC);
}
