// Memory and its time.
#include "models/memory/memory.hpp"

#include <doctest/doctest.h>

#include "models/core/test_initiator.hpp"

using namespace lantern;
using sc_core::sc_time;

namespace {

struct Bench {
  TestInitiator host{"host"};
  Memory memory{"memory"};
  Bench() {
    host.initiator.bind(memory.target[0]);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }
};

}  // namespace

TEST_CASE("a terabyte costs nothing until it is touched, and both ends hold what was stored") {
  settings().set(Settings::kPod, "memory.size", "1 TiB", {});
  Bench bench;
  const uint64_t last = (1ull << 40) - 8;
  CHECK(bench.host.read<uint64_t>(last) == 0);
  bench.host.write<uint64_t>(last, 0x1122334455667788ull);
  bench.host.write<uint64_t>(0, 1);
  CHECK(bench.host.read<uint64_t>(last) == 0x1122334455667788ull);
  bench.host.read<uint64_t>(last + 1);
  CHECK(bench.host.status == tlm::TLM_ADDRESS_ERROR_RESPONSE);
}

TEST_CASE("access time is charged, and limited bandwidth is shared") {
  settings().set(Settings::kPod, "memory.access", "10 ns", {});
  settings().set(Settings::kPod, "memory.rate", "8 GB/s", {});
  Bench bench;
  bench.host.read<uint64_t>(0);
  CHECK(bench.host.delay == sc_time(11, sc_core::SC_NS));
  bench.host.delay = sc_core::SC_ZERO_TIME;
  bench.host.read<uint64_t>(0);  // the first transfer holds 10 to 11 ns
  CHECK(bench.host.delay == sc_time(12, sc_core::SC_NS));
}

TEST_CASE("flash refuses stores, not the loader") {
  settings().set(Settings::kPod, "memory.read_only", "true", {});
  Bench bench;
  bench.host.write<uint32_t>(0, 5);
  CHECK(bench.host.status == tlm::TLM_COMMAND_ERROR_RESPONSE);
  CHECK(bench.host.read<uint32_t>(0) == 0);
}

TEST_CASE("DMI spans the memory, carries its latency and can be taken back") {
  Bench bench;
  tlm::tlm_generic_payload trans;
  tlm::tlm_dmi dmi;
  trans.set_command(tlm::TLM_READ_COMMAND);
  trans.set_address(0);
  REQUIRE(bench.host.initiator->get_direct_mem_ptr(trans, dmi));
  CHECK(dmi.get_end_address() == 64 * 1024 - 1);
  CHECK(dmi.get_read_latency() == sc_time(2, sc_core::SC_NS));
  dmi.get_dmi_ptr()[5] = 42;
  CHECK(bench.host.read<uint8_t>(5) == 42);
  bench.memory.invalidate_dmi();
  CHECK(bench.host.invalidations == 1);
}
