// Names and calls from files and memory that are not what they should be.
#include "models/riscv/unwind.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace lantern::riscv;

namespace {

bool no_memory(uint64_t, uint64_t&) { return false; }

}  // namespace

TEST_CASE("what is not there, or is no ELF, knows no names and no callers") {
  for (const char* path : {"", "/nowhere/at/all", "/dev/null", "/proc/self/cmdline"}) {
    const Symbols symbols(path);
    REQUIRE(symbols.places(0x80000000).size() == 1);
    CHECK(symbols.places(0x80000000)[0].function.empty());
    CHECK(symbols.frame_tables().empty());
    CHECK(unwind(symbols, {{}, 0x80000000}, no_memory, 8).size() == 1);
  }
}

TEST_CASE("frame tables and a stack that do not fit each other end in a bounded list") {
  // This program is as good a file as any: its tables are another machine's.
  const Symbols symbols("/proc/self/exe");
  REQUIRE(!symbols.frame_tables().empty());
  std::mt19937_64 random(1);  // NOLINT(cert-msc51-cpp): the same each time
  const ReadWord garbage = [&random](uint64_t, uint64_t& value) {
    value = random() & 0xffffff;
    return true;
  };
  size_t longest = 0;
  for (int i = 0; i < 2000; i++) {
    Registers registers{};
    for (uint64_t& x : registers.x) x = random() >> (i % 64);
    registers.pc = random() & 0xffffff;
    const auto frames = unwind(symbols, registers, i % 2 ? ReadWord(no_memory) : garbage, 8);
    REQUIRE(frames.size() >= 1);
    longest = std::max(longest, frames.size());
    symbols.places(frames.back().place());
  }
  CHECK(longest > 1);
  CHECK(longest <= 8);
}
