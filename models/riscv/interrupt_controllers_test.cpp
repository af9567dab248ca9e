// PLIC and CLINT, register by register, against the RISC-V PLIC 1.0.0 and ACLINT specifications.
#include <doctest/doctest.h>

#include "models/core/test_initiator.hpp"
#include "models/core/test_line.hpp"
#include "models/riscv/clint.hpp"
#include "models/riscv/plic.hpp"

using namespace lantern;
using sc_core::sc_time;

namespace {

/// Until the time of what has been done.
void settle(TestInitiator& host) {
  sc_core::sc_start(host.delay + sc_time(1, sc_core::SC_NS));
  host.delay = sc_core::SC_ZERO_TIME;
}

struct PlicBench {
  static constexpr uint64_t kPending = 0x1000, kEnable = 0x2000, kThreshold = 0x200000,
                            kClaim = 0x200004;
  TestInitiator host{"host"};
  Plic plic{"plic"};
  TestLine external{"external"};
  sc_core::sc_vector<TestLine> line{"line", Plic::kSources};
  PlicBench() {
    host.initiator.bind(plic.target);
    external.follow(plic.interrupt[0]);
    for (unsigned s = 0; s < Plic::kSources; s++) line[s].drive(plic.source[s]);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }
  uint32_t read(uint64_t at) { return host.read<uint32_t>(at); }
  void write(uint64_t at, uint32_t value) {
    host.write<uint32_t>(at, value);
    settle(host);
  }
  void raise(unsigned source, bool level = true) {
    line[source].write(level);
    settle(host);
  }
  /// Source `s` with priority 1, enabled, its line high.
  void interrupt_by(unsigned s) {
    write(4ull * s, 1);
    write(kEnable + s / 32 * 4, 1u << s % 32);
    raise(s);
  }
};

struct ClintBench {
  static constexpr uint64_t kMsip = 0, kCompare = 0x4000, kTime = 0xbff8;
  TestInitiator host{"host"};
  Clint clint{"clint"};
  TestLine software{"software"}, timer{"timer"};
  ClintBench() {
    host.initiator.bind(clint.target);
    software.follow(clint.software_interrupt[0]);
    timer.follow(clint.timer_interrupt[0]);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }
  template <class T>
  T read(uint64_t at) {
    host.delay = sc_core::SC_ZERO_TIME;
    return host.read<T>(at);
  }
  template <class T>
  void write(uint64_t at, T value) {
    host.delay = sc_core::SC_ZERO_TIME;
    host.write<T>(at, value);
    settle(host);
  }
};

}  // namespace

TEST_CASE("PLIC PRIORITY keeps three bits of each source, and source 0 has none") {
  PlicBench bench;
  for (unsigned s = 0; s < Plic::kSources; s++) {
    CHECK(bench.read(4 * s) == 0);
    bench.write(4 * s, 0xffffffff);
    CHECK(bench.read(4 * s) == (s ? 7 : 0));
  }
}

TEST_CASE("PLIC PENDING shows what has come and not been claimed, enabled or not") {
  PlicBench bench;
  bench.raise(0);  // no source
  bench.raise(1);
  bench.raise(127);
  CHECK(bench.read(bench.kPending) == 2);
  CHECK(bench.read(bench.kPending + 12) == 1u << 31);
  bench.write(bench.kPending, 0);  // read-only
  CHECK(bench.read(bench.kPending) == 2);
  bench.raise(1, false);  // taken over already: it stays
  CHECK(bench.read(bench.kPending) == 2);
  bench.interrupt_by(127);
  CHECK(bench.read(bench.kClaim) == 127);
  CHECK(bench.read(bench.kPending + 12) == 0);
}

TEST_CASE("PLIC ENABLE keeps a bit of each source, and bit 0 of word 0 reads 0") {
  PlicBench bench;
  bench.write(bench.kEnable, 0xffffffff);
  CHECK(bench.read(bench.kEnable) == 0xfffffffe);
  bench.write(bench.kEnable + 4, 0xffffffff);
  CHECK(bench.read(bench.kEnable + 4) == 0xffffffff);
  bench.write(bench.kEnable, 0);
  CHECK(bench.read(bench.kEnable) == 0);
}

TEST_CASE("PLIC THRESHOLD keeps three bits, masks the interrupt and not the claim") {
  PlicBench bench;
  bench.interrupt_by(9);
  CHECK(bench.external.read());
  bench.write(bench.kThreshold, 0xffffffff);
  CHECK(bench.read(bench.kThreshold) == 7);
  CHECK_FALSE(bench.external.read());
  bench.write(bench.kThreshold, 1);
  CHECK_FALSE(bench.external.read());
  bench.write(bench.kThreshold, 0);
  CHECK(bench.external.read());
  bench.write(bench.kThreshold, 7);
  CHECK(bench.read(bench.kClaim) == 9);
}

TEST_CASE("PLIC CLAIM gives the lowest of equal priorities and nothing of priority 0") {
  PlicBench bench;
  bench.write(bench.kEnable, 0xfffffffe);
  for (unsigned s : {3, 5, 6}) bench.raise(s);
  CHECK(bench.read(bench.kClaim) == 0);
  for (unsigned s : {3, 5, 6}) bench.write(4 * s, s == 3 ? 1 : 2);
  CHECK(bench.read(bench.kClaim) == 5);
  CHECK(bench.read(bench.kClaim) == 6);
  CHECK(bench.read(bench.kClaim) == 3);
  CHECK(bench.read(bench.kClaim) == 0);
}

TEST_CASE("a completion of what is not enabled, or of no source, is ignored") {
  PlicBench bench;
  bench.interrupt_by(5);
  CHECK(bench.read(bench.kClaim) == 5);
  bench.write(bench.kEnable, 0);
  bench.write(bench.kClaim, 5);  // not enabled now
  bench.write(bench.kEnable, 1 << 5);
  for (uint32_t none : {0u, 4u, 64u + 5, 128u, 128u + 5, 0x80000005u})
    bench.write(bench.kClaim, none);
  CHECK(bench.read(bench.kPending) == 0);
  CHECK_FALSE(bench.external.read());
  bench.write(bench.kClaim, 5);
  CHECK(bench.read(bench.kPending) == 1 << 5);
  CHECK(bench.external.read());
}

TEST_CASE("CLINT MSIP is one bit, and the interrupt") {
  ClintBench bench;
  CHECK(bench.read<uint32_t>(bench.kMsip) == 0);
  bench.write<uint32_t>(bench.kMsip, 0xffffffff);
  CHECK(bench.read<uint32_t>(bench.kMsip) == 1);
  CHECK(bench.software.read());
  bench.write<uint32_t>(bench.kMsip, 0xfffffffe);
  CHECK_FALSE(bench.software.read());
}

TEST_CASE(
    "CLINT MTIMECMP interrupts while MTIME is not below it, and takes its halves one by one") {
  ClintBench bench;
  CHECK(bench.read<uint64_t>(bench.kCompare) == ~0ull);
  bench.write<uint32_t>(bench.kCompare, 5);
  CHECK(bench.read<uint64_t>(bench.kCompare) == 0xffffffff00000005ull);
  CHECK_FALSE(bench.timer.read());
  bench.write<uint32_t>(bench.kCompare + 4, 0);
  CHECK(bench.read<uint64_t>(bench.kCompare) == 5);
  sc_core::sc_start(sc_time(490, sc_core::SC_NS));  // ticks of 100 ns
  CHECK_FALSE(bench.timer.read());
  sc_core::sc_start(sc_time(10, sc_core::SC_NS));
  CHECK(bench.timer.read());
  bench.write<uint32_t>(bench.kCompare + 4, 1);
  CHECK_FALSE(bench.timer.read());
}

TEST_CASE("a store to half of CLINT MTIME leaves the other as it is now") {
  ClintBench bench;
  sc_core::sc_start(sc_time(10, sc_core::SC_US));
  bench.write<uint32_t>(bench.kTime + 4, 7);
  CHECK(bench.read<uint64_t>(bench.kTime) == 0x700000064ull);
  sc_core::sc_start(sc_time(10, sc_core::SC_US));
  bench.write<uint32_t>(bench.kTime, 0xffffffff);
  CHECK(bench.read<uint64_t>(bench.kTime) == 0x7ffffffffull);
  sc_core::sc_start(sc_time(100, sc_core::SC_NS));  // and it counts on, with its carry
  CHECK(bench.read<uint64_t>(bench.kTime) == 0x800000000ull);
  bench.write<uint64_t>(bench.kTime, 42);
  CHECK(bench.read<uint64_t>(bench.kTime) == 42);
  CHECK(bench.clint.ticks(sc_core::sc_time_stamp()) == 42);
}
