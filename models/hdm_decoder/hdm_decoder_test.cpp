// The HDM decoder: commit rules, the endpoint rule over ways and granularities, extents, errors.
#include "models/hdm_decoder/hdm_decoder.hpp"

#include <doctest/doctest.h>
#include <tlm_utils/simple_target_socket.h>

#include "models/core/payload.hpp"
#include "models/core/register_walk.hpp"
#include "models/core/signal.hpp"

using namespace lantern;
using namespace lantern::hdm_decoder_regs;

namespace {

constexpr uint64_t kGiB = 1ull << 30;
constexpr uint64_t kBlock = 8ull << 20;

/// Stands for the media: notes the DPA and completes.
struct Sink : sc_core::sc_module {
  tlm_utils::simple_target_socket<Sink> target{"target"};
  uint64_t dpa = ~0ull;
  explicit Sink(sc_core::sc_module_name name) : sc_module(name) {
    target.register_nb_transport_fw(this, &Sink::nb_transport_fw);
  }
  tlm::tlm_sync_enum nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase&,
                                     sc_core::sc_time&) {
    dpa = trans.get_address();
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
    return tlm::TLM_COMPLETED;
  }
};

struct Bench {
  TestInitiator manager{"manager"}, requester{"requester"};
  HdmDecoder decoder{"decoder"};
  Sink sink{"sink"};
  Signal reset{"reset"};
  PayloadPool payloads;
  sc_core::sc_time delay;
  Bench() {
    manager.initiator.bind(decoder.csr_target);
    requester.initiator.bind(decoder.mem_target);
    decoder.mem_initiator.bind(sink.target);
    decoder.reset(reset);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }
  uint64_t commit(unsigned port, uint64_t base, uint64_t size, uint64_t skip, unsigned ig,
                  unsigned iw, bool lock = false) {
    const uint64_t at = 0x20 * port;
    manager.write<uint32_t>(at + 0x10, 0);
    manager.write<uint64_t>(at, base);
    manager.write<uint64_t>(at + 8, size);
    manager.write<uint64_t>(at + 0x14, skip);
    manager.write<uint32_t>(at + 0x10, ig | iw << 4 | (lock ? 0x100u : 0) | 0x200);
    return manager.read<uint32_t>(at + 0x10) >> 10 & 3;  // bit 0 committed, bit 1 error
  }
  void permit(uint64_t block, uint32_t word) { manager.write<uint32_t>(0x4000 + 4 * block, word); }
  tlm::tlm_response_status request(unsigned port, uint64_t hpa, unsigned length = 64,
                                   bool write = false) {
    static uint8_t bytes[4096];
    tlm::tlm_generic_payload* trans = payloads.acquire();
    trans->get_extension<PortExtension>()->port = port;
    trans->set_command(write ? tlm::TLM_WRITE_COMMAND : tlm::TLM_READ_COMMAND);
    trans->set_address(hpa);
    trans->set_data_ptr(bytes);
    trans->set_data_length(length);
    tlm::tlm_phase phase = tlm::BEGIN_REQ;
    delay = sc_core::SC_ZERO_TIME;
    CHECK(requester.initiator->nb_transport_fw(*trans, phase, delay) == tlm::TLM_COMPLETED);
    const tlm::tlm_response_status status = trans->get_response_status();
    trans->release();
    return status;
  }
};

}  // namespace

TEST_CASE("registers have the map's reset values") {
  Bench bench;
  bench.manager.write<uint32_t>(0x20, 0);
  CHECK(bench.manager.read<uint32_t>(0x400) == (2048 | 23 << 16));
  bench.manager.read<uint32_t>(0x500);
  CHECK(bench.manager.status == tlm::TLM_ADDRESS_ERROR_RESPONSE);
}

TEST_CASE("a commit is refused that CXL does not allow") {
  Bench bench;
  CHECK(bench.commit(0, 0x4000000000, 4 * kGiB, 0, 0, 0) == 1);
  CHECK(bench.commit(1, 0x4000000000, 0, 0, 0, 0) == 2);                 // no size
  CHECK(bench.commit(2, 0x4000000000, 17 * kGiB, 0, 0, 0) == 2);         // more than the region
  CHECK(bench.commit(3, 0x4000000000, 4 * kGiB, 13 * kGiB, 0, 0) == 2);  // skips beyond it
  CHECK(bench.commit(4, 0x4000000000, 4 * kGiB, 0, 7, 0) == 2);          // granularity
  CHECK(bench.commit(5, 0x4000000000, 4 * kGiB, 0, 0, 4) == 2);          // ways
  CHECK(bench.commit(6, 0x4000000000, 1 * kGiB + 0x10000000, 0, 0, 3) ==
        2);  // not a multiple over 8 ways
  CHECK(bench.request(1, 0x4000000000) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
}

TEST_CASE("the endpoint rule removes the interleave bits for all ways and granularities") {
  Bench bench;
  for (unsigned block = 0; block < 2048; block++) bench.permit(block, ~0u);
  for (unsigned iw = 0; iw <= 3; iw++)
    for (unsigned ig = 0; ig <= 6; ig++) {
      const uint64_t base = 0x4000000000, skip = kGiB;
      REQUIRE(bench.commit(2, base, 8 * kGiB, skip, ig, iw) == 1);
      const uint64_t granule = 256ull << ig;
      const uint64_t ways = 1ull << iw;
      for (const uint64_t number : {0ull, 1ull, 2ull, 7ull, 1000ull, 12345ull}) {
        const uint64_t within = 64 * (number % (granule / 64));
        // Granule `number` of this port is the number * ways-th of the window.
        CHECK(bench.request(2, base + number * ways * granule + within) == tlm::TLM_OK_RESPONSE);
        CHECK(bench.sink.dpa == skip + number * granule + within);
      }
    }
}

TEST_CASE("extents decide who may load and who may store") {
  Bench bench;
  const uint64_t base = 0x4000000000;
  bench.commit(0, base, 4 * kGiB, 0, 0, 0);
  bench.commit(3, base, 4 * kGiB, 0, 0, 0);
  bench.permit(5, 1u << 6 | 3u);  // port 0 both, port 3 loads
  const uint64_t in = base + 5 * kBlock;
  CHECK(bench.request(0, in, 64, true) == tlm::TLM_OK_RESPONSE);
  CHECK(bench.request(3, in) == tlm::TLM_OK_RESPONSE);
  CHECK(bench.request(3, in, 64, true) == tlm::TLM_COMMAND_ERROR_RESPONSE);
  CHECK(bench.request(0, in + kBlock) == tlm::TLM_COMMAND_ERROR_RESPONSE);
  CHECK(bench.manager.read<uint32_t>(0x408) == 2);
  CHECK(bench.manager.read<uint32_t>(0x404) == 0);
  bench.permit(5, 0);
  bench.sink.dpa = ~0ull;
  CHECK(bench.request(0, in) == tlm::TLM_COMMAND_ERROR_RESPONSE);
  CHECK(bench.sink.dpa == ~0ull);  // nothing went on
}

TEST_CASE("an access that reaches into the next block is refused whatever is permitted there") {
  Bench bench;
  const uint64_t base = 0x4000000000;
  bench.commit(0, base, 4 * kGiB, 0, 0, 0);
  bench.permit(5, 3);
  for (const uint32_t next : {0u, 3u}) {
    bench.permit(6, next);
    CHECK(bench.request(0, base + 6 * kBlock - 32, 64) == tlm::TLM_BURST_ERROR_RESPONSE);
    CHECK(bench.sink.dpa == ~0ull);
  }
  CHECK(bench.request(0, base + 6 * kBlock - 64, 64) == tlm::TLM_OK_RESPONSE);
}

TEST_CASE("misses and what is not split are refused and counted apart") {
  Bench bench;
  const uint64_t base = 0x4000000000;
  bench.commit(0, base, 4 * kGiB, 0, 0, 1);
  for (unsigned block = 0; block < 2048; block++) bench.permit(block, ~0u);
  CHECK(bench.request(0, base - 64) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  CHECK(bench.request(0, base + 4 * kGiB) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  CHECK(bench.request(0, base + 4 * kGiB - 32, 64) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  CHECK(bench.request(1, base) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  CHECK(bench.request(0, base + 224, 64) == tlm::TLM_BURST_ERROR_RESPONSE);
  CHECK(bench.manager.read<uint32_t>(0x404) == 4);
  CHECK(bench.delay == sc_core::sc_time(4, sc_core::SC_NS));
}

TEST_CASE("a locked decoder keeps its settings until reset") {
  Bench bench;
  const uint64_t base = 0x4000000000;
  bench.permit(0, ~0u);
  REQUIRE(bench.commit(0, base, 4 * kGiB, 0, 0, 0, true) == 1);
  bench.commit(0, 0, 4 * kGiB, 0, 0, 0);
  CHECK(bench.request(0, base) == tlm::TLM_OK_RESPONSE);
  CHECK(bench.request(0, 0) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  bench.reset.write(true);
  sc_core::sc_start(sc_core::sc_time(1, sc_core::SC_NS));
  CHECK(bench.request(0, base) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
}
