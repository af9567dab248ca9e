// The router: windows, errors, time, DMI.
#include "models/router/router.hpp"

#include <doctest/doctest.h>

#include "models/core/test_initiator.hpp"
#include "models/memory/memory.hpp"

using namespace lantern;

namespace {

struct Bench {
  TestInitiator host{"host"};
  Router router{"router", {{0x10000, 0x1000}, {0x8000, 0x1000, true}}};
  Memory low{"low"}, high{"high"};
  Bench() {
    host.initiator.bind(router.target[0]);
    router.initiator[0].bind(low.target[0]);
    router.initiator[1].bind(high.target[0]);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }
  tlm::tlm_dmi dmi(uint64_t address) {
    tlm::tlm_generic_payload trans;
    tlm::tlm_dmi dmi;
    trans.set_command(tlm::TLM_READ_COMMAND);
    trans.set_address(address);
    REQUIRE(host.initiator->get_direct_mem_ptr(trans, dmi));
    return dmi;
  }
};

}  // namespace

TEST_CASE("an access reaches its window's target, as an offset or unchanged") {
  Bench bench;
  bench.host.write<uint32_t>(0x10004, 7);
  bench.host.write<uint32_t>(0x8004, 8);
  CHECK(bench.host.read<uint32_t>(0x10004) == 7);
  CHECK(bench.host.read<uint32_t>(0x8004) == 8);
  CHECK(bench.dmi(0x10000).get_dmi_ptr()[4] == 7);
  CHECK(bench.host.delay == sc_core::sc_time(4 * (2 + 2), sc_core::SC_NS));
}

TEST_CASE("an access that no window holds whole is an address error") {
  Bench bench;
  for (const uint64_t address : {0x0ull, 0x9000ull, 0x10ffeull, 0x8ffeull, ~0ull - 3}) {
    bench.host.read<uint32_t>(address);
    CHECK(bench.host.status == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  }
}

TEST_CASE(
    "DMI is clipped to the window, shifted to the initiator's addresses, and charged the hop") {
  Bench bench;
  const tlm::tlm_dmi shifted = bench.dmi(0x10010);
  CHECK(shifted.get_start_address() == 0x10000);
  CHECK(shifted.get_end_address() == 0x10fff);
  CHECK(shifted.get_read_latency() == sc_core::sc_time(4, sc_core::SC_NS));
  const tlm::tlm_dmi absolute = bench.dmi(0x8010);
  CHECK(absolute.get_start_address() == 0x8000);
  CHECK(absolute.get_end_address() == 0x8fff);
  bench.host.write<uint8_t>(0x8001, 9);
  CHECK(absolute.get_dmi_ptr()[1] == 9);
  bench.low.invalidate_dmi();
  CHECK(bench.host.invalidations == 1);
}
