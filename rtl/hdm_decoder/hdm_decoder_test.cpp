// The HDM decoder, one text for model, RTL and shadow: commit rules, the endpoint rule over ways
// and granularities, extents, errors, debug transport, time.
#include "models/hdm_decoder/hdm_decoder.hpp"
#include "models/core/register_walk.hpp"
#include "rtl/hdm_decoder/hdm_decoder_bench.hpp"
#include "rtl/hdm_decoder/hdm_decoder_cosim.hpp"
#include "rtl/hdm_decoder/hdm_decoder_shadow.hpp"

using namespace lantern;
using namespace lantern::hdm_decoder_test;

// doctest takes types one by one.
#define IMPLEMENTATIONS HdmDecoder, HdmDecoderCosim, HdmDecoderShadow

namespace {

/// The cycles that an RTL has stepped; 0 for the model.
template <class Decoder>
uint64_t cycles_of(const Decoder& decoder) {
  const std::string name = std::string(decoder.name()) + ".cycles";
  const auto* counter = dynamic_cast<const Counter*>(sc_core::sc_find_object(name.c_str()));
  return counter ? counter->value() : 0;
}

void poke(TestInitiator& manager, uint64_t address, uint32_t value) {
  tlm::tlm_generic_payload trans;
  trans.set_command(tlm::TLM_WRITE_COMMAND);
  trans.set_address(address);
  trans.set_data_ptr(reinterpret_cast<uint8_t*>(&value));
  trans.set_data_length(sizeof value);
  CHECK(manager.initiator->transport_dbg(trans) == sizeof value);
}

unsigned look_dbg(Requester& requester, uint64_t hpa, bool write) {
  uint8_t bytes[64] = {};
  tlm::tlm_generic_payload trans;
  trans.set_command(write ? tlm::TLM_WRITE_COMMAND : tlm::TLM_READ_COMMAND);
  trans.set_address(hpa);
  trans.set_data_ptr(bytes);
  trans.set_data_length(sizeof bytes);
  return requester.initiator->transport_dbg(trans);
}

}  // namespace

TEST_CASE_TEMPLATE("registers have the map's reset values", Decoder, IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  bench.write(0x20, 0);
  CHECK(bench.read(0x400) == (2048 | 23 << 16));
  bench.read(0x500);
  CHECK(bench.manager.status == tlm::TLM_ADDRESS_ERROR_RESPONSE);
}

TEST_CASE_TEMPLATE("a commit is refused that CXL does not allow", Decoder, IMPLEMENTATIONS) {
  Bench<Decoder> bench;
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

TEST_CASE_TEMPLATE("the endpoint rule removes the interleave bits for all ways and granularities",
                   Decoder, IMPLEMENTATIONS) {
  Bench<Decoder> bench;
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

TEST_CASE_TEMPLATE("extents decide who may load and who may store", Decoder, IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  const uint64_t base = 0x4000000000;
  bench.commit(0, base, 4 * kGiB, 0, 0, 0);
  bench.commit(3, base, 4 * kGiB, 0, 0, 0);
  bench.permit(5, 1u << 6 | 3u);  // port 0 both, port 3 loads
  const uint64_t in = base + 5 * kBlock;
  CHECK(bench.request(0, in, 64, true) == tlm::TLM_OK_RESPONSE);
  CHECK(bench.request(3, in) == tlm::TLM_OK_RESPONSE);
  CHECK(bench.request(3, in, 64, true) == tlm::TLM_COMMAND_ERROR_RESPONSE);
  CHECK(bench.request(0, in + kBlock) == tlm::TLM_COMMAND_ERROR_RESPONSE);
  CHECK(bench.read(0x408) == 2);
  CHECK(bench.read(0x404) == 0);
  bench.permit(5, 0);
  bench.sink.dpa = ~0ull;
  CHECK(bench.request(0, in) == tlm::TLM_COMMAND_ERROR_RESPONSE);
  CHECK(bench.sink.dpa == ~0ull);  // nothing went on
}

TEST_CASE_TEMPLATE(
    "an access that reaches into the next block is refused whatever is permitted there", Decoder,
    IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  const uint64_t base = 0x4000000000;
  bench.commit(0, base, 4 * kGiB, 0, 0, 0);
  bench.permit(5, 3);
  for (const uint32_t next : {0u, 3u}) {
    bench.permit(6, next);
    bench.sink.dpa = ~0ull;
    CHECK(bench.request(0, base + 6 * kBlock - 32, 64) == tlm::TLM_BURST_ERROR_RESPONSE);
    CHECK(bench.sink.dpa == ~0ull);
  }
  CHECK(bench.request(0, base + 6 * kBlock - 64, 64) == tlm::TLM_OK_RESPONSE);
}

TEST_CASE_TEMPLATE("misses and what is not split are refused and counted apart", Decoder,
                   IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  const uint64_t base = 0x4000000000;
  bench.commit(0, base, 4 * kGiB, 0, 0, 1);
  for (unsigned block = 0; block < 2048; block++) bench.permit(block, ~0u);
  CHECK(bench.request(0, base - 64) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  CHECK(bench.request(0, base + 4 * kGiB) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  CHECK(bench.request(0, base + 4 * kGiB - 32, 64) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  CHECK(bench.request(1, base) == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  CHECK(bench.request(0, base + 224, 64) == tlm::TLM_BURST_ERROR_RESPONSE);
  CHECK(bench.read(0x404) == 4);
  CHECK(bench.latency == sc_core::sc_time(4, sc_core::SC_NS));
}

TEST_CASE_TEMPLATE("stores hold for look-ups from their time on", Decoder, IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  CHECK(bench.commit(0, kBase, 4 * kGiB, 0, 0, 0) == 1);
  bench.permit(0, 3);
  sc_core::sc_start(sc_core::sc_time(1, sc_core::SC_US));
  bench.manager.delay = sc_core::sc_time(500, sc_core::SC_NS);
  sc_core::sc_spawn([&] { bench.permit(0, 0); });
  CHECK(bench.request(0, kBase) == tlm::TLM_OK_RESPONSE);
  sc_core::sc_start(sc_core::sc_time(300, sc_core::SC_NS));
  CHECK(bench.request(0, kBase + 64) == tlm::TLM_OK_RESPONSE);  // 400 ns
  sc_core::sc_start(sc_core::sc_time(100, sc_core::SC_NS));
  CHECK(bench.request(0, kBase + 128) == tlm::TLM_COMMAND_ERROR_RESPONSE);
}

TEST_CASE_TEMPLATE("a locked decoder keeps its settings until reset", Decoder, IMPLEMENTATIONS) {
  Bench<Decoder> bench;
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

TEST_CASE_TEMPLATE("register access and look-up take the same time", Decoder, IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  bench.manager.delay = sc_core::SC_ZERO_TIME;
  bench.read(0x400);
  CHECK(bench.manager.delay == sc_core::sc_time(3, sc_core::SC_NS));
  bench.write(0x4000, 1);
  CHECK(bench.manager.delay == sc_core::sc_time(6, sc_core::SC_NS));
  bench.manager.template write<uint64_t>(0x4000, 1);
  CHECK(bench.manager.delay == sc_core::sc_time(12, sc_core::SC_NS));
  bench.request(0, kBase);
  CHECK(bench.latency == sc_core::sc_time(4, sc_core::SC_NS));
}

TEST_CASE_TEMPLATE("look-ups a cycle apart do not hold each other up", Decoder, IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  bench.commit(0, kBase, 4 * kGiB, 0, 0, 0);
  bench.permit(0, 3);
  const sc_core::sc_time begun = sc_core::sc_time_stamp();
  for (unsigned i = 0; i < 100; i++)
    bench.requester.send(0, kBase + 64 * i, 64, i % 2, sc_core::sc_time(i, sc_core::SC_NS));
  sc_core::sc_start(sc_core::sc_time(1, sc_core::SC_US));
  REQUIRE(bench.requester.answers.size() == 100);
  for (unsigned i = 0; i < 100; i++)
    CHECK(bench.requester.answers[i].at - begun == sc_core::sc_time(i + 4, sc_core::SC_NS));
}

TEST_CASE_TEMPLATE("many look-ups in flight take a cycle each and three more", Decoder,
                   IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  constexpr unsigned kMany = 50;
  const sc_core::sc_time begun = sc_core::sc_time_stamp();
  for (unsigned i = 0; i < kMany; i++) bench.requester.send(0, kBase, 64, false, {});
  sc_core::sc_start(sc_core::sc_time(10, sc_core::SC_US));
  REQUIRE(bench.requester.answers.size() == kMany);
  CHECK(bench.requester.answers[0].at - begun == sc_core::sc_time(4, sc_core::SC_NS));
  CHECK(bench.requester.answers[kMany - 1].at - begun ==
        sc_core::sc_time(kMany + 3, sc_core::SC_NS));
}

TEST_CASE_TEMPLATE(
    "a look-up that comes between two edges waits for the next, register access or not", Decoder,
    IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  const sc_core::sc_time begun = sc_core::sc_time_stamp();
  const std::pair<uint64_t, uint64_t> times[] = {
      // ps: arrival, answer
      {0, 4000},      {1300, 6000},   {1999, 7000},   {6999, 11000},  // a free edge, 7000
      {11500, 16000}, {20001, 24001}, {21001, 25001}, {21002, 26001}};
  for (const auto& [arrival, answer] : times) {
    bench.requester.send(0, kBase, 64, false, sc_core::sc_time::from_value(arrival));
    if (answer % 2) bench.read(0x400);
  }
  sc_core::sc_start(sc_core::sc_time(10, sc_core::SC_US));
  REQUIRE(bench.requester.answers.size() == std::size(times));
  for (size_t i = 0; i < std::size(times); i++)
    CHECK((bench.requester.answers[i].at - begun).value() == times[i].second);
}

TEST_CASE_TEMPLATE("a register write after a look-up's call does not change the look-up", Decoder,
                   IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  bench.commit(0, kBase, 4 * kGiB, 0, 0, 0);
  bench.permit(0, 3);
  bench.requester.send(0, kBase, 64, false, sc_core::sc_time(20, sc_core::SC_NS));
  bench.permit(0, 0);
  bench.requester.send(0, kBase, 64, false, sc_core::sc_time(21, sc_core::SC_NS));
  CHECK(bench.read(0x408) == 1);
  sc_core::sc_start(sc_core::sc_time(1, sc_core::SC_US));
  REQUIRE(bench.requester.answers.size() == 2);
  CHECK(bench.requester.answers[0].status == tlm::TLM_OK_RESPONSE);
  CHECK(bench.requester.answers[1].status == tlm::TLM_COMMAND_ERROR_RESPONSE);
}

TEST_CASE_TEMPLATE("debug transport sees and sets storage without time or effects", Decoder,
                   IMPLEMENTATIONS) {
  Bench<Decoder> bench;
  bench.commit(0, kBase, 4 * kGiB, kGiB, 0, 0);
  bench.permit(128, 3);
  CHECK(bench.manager.template peek<uint64_t>(0) == kBase);
  CHECK(bench.manager.template peek<uint8_t>(0x11) == 0x06);
  CHECK(bench.manager.template peek<uint32_t>(0x4000 + 4 * 128) == 3);
  CHECK(bench.manager.template peek<uint32_t>(0x400) == (2048 | 23 << 16));
  poke(bench.manager, 0x4000 + 4 * 128, 2);
  CHECK(bench.read(0x4000 + 4 * 128) == 2);
  poke(bench.manager, 0x4, 0x41);
  CHECK(bench.read(0x4) == 0x41);
  poke(bench.manager, 0x4, kBase >> 32);
  const uint64_t before = cycles_of(bench.decoder);
  CHECK(look_dbg(bench.requester, kBase + 64, true) == 64);  // the decoder in force has not moved
  CHECK(bench.sink.dpa == kGiB + 64);
  CHECK(look_dbg(bench.requester, kBase + 64, false) == 0);
  CHECK(look_dbg(bench.requester, kBase - 64, true) == 0);
  CHECK(cycles_of(bench.decoder) == before);
  CHECK(bench.read(0x404) == 0);
  CHECK(bench.read(0x408) == 0);
}
