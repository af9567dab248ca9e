// Memory and its time.
#include "models/memory/memory.hpp"

#include <doctest/doctest.h>

#include <vector>

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

TEST_CASE(
    "an atomic is one access: it returns the old word, stores the new one and takes one time") {
  settings().set(Settings::kPod, "memory.access", "10 ns", {});
  Bench bench;
  bench.host.write<uint64_t>(8, 40);
  bench.host.delay = sc_core::SC_ZERO_TIME;
  CHECK(bench.host.atomic<uint64_t>(AtomicOp::kAdd, 8, 2) == 40);
  CHECK(bench.host.ok());
  CHECK(bench.host.last_atomic.done);
  CHECK(bench.host.delay == sc_time(10, sc_core::SC_NS));
  CHECK(bench.host.read<uint64_t>(8) == 42);
  bench.host.atomic<uint32_t>(AtomicOp::kAdd, 64 * 1024, 1);
  CHECK(bench.host.status == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  bench.host.atomic<uint32_t>(AtomicOp::kAdd, 6, 1);
  CHECK(bench.host.status == tlm::TLM_BURST_ERROR_RESPONSE);
}

TEST_CASE("flash refuses an atomic that stores and grants a load with a reservation") {
  settings().set(Settings::kPod, "memory.read_only", "true", {});
  Bench bench;
  bench.host.atomic<uint32_t>(AtomicOp::kSwap, 0, 1);
  CHECK(bench.host.status == tlm::TLM_COMMAND_ERROR_RESPONSE);
  CHECK(bench.host.read<uint32_t>(0) == 0);
  bench.host.atomic<uint32_t>(AtomicOp::kLoadReserved, 0, 0);
  CHECK(bench.host.ok());
}

TEST_CASE("bytes that are not enabled move neither way, and a streaming access repeats its beats") {
  Bench bench;
  bench.host.write<uint32_t>(0, 0x44332211);
  uint8_t enable[] = {TLM_BYTE_ENABLED, 0};
  uint8_t data[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  tlm::tlm_generic_payload trans;
  sc_time delay;
  trans.set_data_ptr(data);
  trans.set_data_length(4);
  trans.set_streaming_width(4);
  trans.set_byte_enable_ptr(enable);
  trans.set_byte_enable_length(2);
  trans.set_command(tlm::TLM_READ_COMMAND);
  bench.host.initiator->b_transport(trans, delay);
  CHECK(std::vector<uint8_t>(data, data + 4) == std::vector<uint8_t>{0x11, 2, 0x33, 4});
  trans.set_command(tlm::TLM_WRITE_COMMAND);
  data[0] = 0xaa;
  data[2] = 0xbb;
  bench.host.initiator->b_transport(trans, delay);
  CHECK(bench.host.read<uint32_t>(0) == 0x44bb22aa);
  trans.set_byte_enable_ptr(nullptr);
  trans.set_data_length(8);
  trans.set_address(64 * 1024 - 4);  // eight bytes to the last four
  bench.host.initiator->b_transport(trans, delay);
  CHECK(trans.is_response_ok());
  CHECK(bench.host.read<uint32_t>(64 * 1024 - 4) == 0x08070605);
  trans.set_command(tlm::TLM_READ_COMMAND);
  bench.host.initiator->b_transport(trans, delay);
  CHECK(std::vector<uint8_t>(data, data + 8) == std::vector<uint8_t>{5, 6, 7, 8, 5, 6, 7, 8});
}
