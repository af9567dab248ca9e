// What only the RTL has: pins, clock, waves, and that its registers are the model's.
#include <cstdio>
#include <fstream>

#include "models/core/random_stream.hpp"
#include "models/core/test_line.hpp"
#include "models/hdm_decoder/hdm_decoder.hpp"
#include "rtl/common/waves.hpp"
#include "rtl/hdm_decoder/hdm_decoder_bench.hpp"
#include "rtl/hdm_decoder/hdm_decoder_cosim.hpp"

using namespace lantern;
using namespace lantern::hdm_decoder_test;
using sc_core::sc_time;

namespace {

const Counter& cycles() {
  return *dynamic_cast<const Counter*>(sc_core::sc_find_object("decoder.cycles"));
}

/// Steps until the register access has been answered.
void write(HdmDecoderPins& pins, uint32_t address, uint32_t data) {
  AxiLiteManager<HdmDecoderPins> manager(pins, [&] { pins.step(0); });
  CHECK(manager.write(address, data, 0xf).okay);
}

/// Port 0: 4 GiB from kBase on, all blocks open.
void open_window(HdmDecoderPins& pins) {
  write(pins, 0x4, kBase >> 32);
  write(pins, 0xc, 1);
  write(pins, 0x10, 0x200);
  for (uint32_t block = 0; block < 512; block++) write(pins, 0x4000 + 4 * block, 3);
}

constexpr HdmDecoderPins::Straps kStraps = {2048, 23};

struct Port : TestInitiator {
  using TestInitiator::TestInitiator;
  struct Result {
    tlm::tlm_response_status status;
    uint64_t data;
    bool operator==(const Result& other) const {
      return status == other.status && data == other.data;
    }
  };
  Result access(tlm::tlm_command command, uint64_t address, unsigned length, uint64_t data,
                uint8_t* enable, unsigned enable_length) {
    tlm::tlm_generic_payload trans;
    trans.set_command(command);
    trans.set_address(address);
    trans.set_data_ptr(reinterpret_cast<uint8_t*>(&data));
    trans.set_data_length(length);
    trans.set_byte_enable_ptr(enable);
    trans.set_byte_enable_length(enable_length);
    initiator->b_transport(trans, delay);
    return {trans.get_response_status(), data};
  }
};

/// Model and RTL, side by side.
struct Pair {
  Port to_model{"to_model"}, to_rtl{"to_rtl"};
  Requester requester_0{"requester_0"}, requester_1{"requester_1"};
  HdmDecoder model{"model"};
  HdmDecoderCosim rtl{"rtl"};
  Sink sink_0{"sink_0"}, sink_1{"sink_1"};
  TestLine reset{"reset"};
  Pair() {
    to_model.initiator.bind(model.csr_target);
    to_rtl.initiator.bind(rtl.csr_target);
    requester_0.initiator.bind(model.mem_target);
    requester_1.initiator.bind(rtl.mem_target);
    model.mem_initiator.bind(sink_0.target);
    rtl.mem_initiator.bind(sink_1.target);
    reset.drive(model.reset);
    reset.drive(rtl.reset);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }
  bool same(tlm::tlm_command command, uint64_t address, unsigned length, uint64_t data = 0,
            uint8_t* enable = nullptr, unsigned enable_length = 0) {
    const auto expected = to_model.access(command, address, length, data, enable, enable_length);
    const auto got = to_rtl.access(command, address, length, data, enable, enable_length);
    INFO("address ", address, " length ", length, " write ", command == tlm::TLM_WRITE_COMMAND,
         " model ", expected.status, " ", expected.data, " RTL ", got.status, " ", got.data);
    CHECK(expected == got);
    return expected == got;
  }
};

}  // namespace

TEST_CASE("the whole register map answers as the model's at every address and width") {
  Pair pair;
  RandomStream random("walk");
  for (uint64_t address = 0; address < 0x8008; address++) {
    if (address == 0x600) address = 0x3ff0;  // a hole like any other
    if (address == 0x4100) address = 0x7f80;
    for (const unsigned length : {1u, 2u, 4u, 8u}) {
      if (!pair.same(tlm::TLM_WRITE_COMMAND, address, length, random.next())) return;
      if (!pair.same(tlm::TLM_READ_COMMAND, address, length)) return;
    }
    CHECK(pair.same(tlm::TLM_IGNORE_COMMAND, address, 4));
    CHECK(pair.same(tlm::TLM_READ_COMMAND, address, 0));
  }
}

TEST_CASE("random register accesses with byte enables, commits, locks and resets agree") {
  Pair pair;
  RandomStream random("registers");
  for (unsigned i = 0; i < 20000; i++) {
    const uint64_t address = 0x20 * random.below(3) + random.below(0x20);
    const auto length = static_cast<unsigned>(1 + random.below(8));
    // Values that commit now and then.
    const uint64_t data = random.chance(0.5) ? random.next() & 0x3ff003300000ffull : random.next();
    uint8_t enable[8];
    for (uint8_t& byte : enable) byte = random.chance(0.7) ? TLM_BYTE_ENABLED : 0;
    const bool some = random.chance(0.3);
    const auto enable_length = static_cast<unsigned>(1 + random.below(8));
    const tlm::tlm_command command =
        random.chance(0.6) ? tlm::TLM_WRITE_COMMAND : tlm::TLM_READ_COMMAND;
    if (!pair.same(command, address, length, data, some ? enable : nullptr,
                   some ? enable_length : 0))
      return;
    if (!random.chance(0.005)) continue;
    pair.reset.write(true);
    sc_core::sc_start(sc_time(1, sc_core::SC_NS));
    pair.reset.write(false);
    sc_core::sc_start(sc_time(1, sc_core::SC_NS));
  }
}

TEST_CASE("the model's latencies are the RTL's cycles at its clock") {
  Pair pair;
  const auto time_of = [](const char* name) {
    auto* parameter = dynamic_cast<ParameterBase*>(sc_core::sc_find_object(name));
    REQUIRE(parameter != nullptr);
    return sc_time::from_value(parse_whole(parameter->default_text(), Dimension::kTime));
  };
  const sc_time period = time_of("rtl.period");
  HdmDecoderPins pins("pins", kStraps, 1);
  pins.lookup_in.valid = pins.lookup_in.answer_ready = true;
  pins.step(0);
  REQUIRE(pins.lookup_out.ready);
  pins.lookup_in.valid = false;
  unsigned edges = 0;
  for (; !pins.lookup_out.answer_valid && edges < 100; edges++) pins.step(0);
  CHECK(period * edges == time_of("model.lookup"));
  AxiLiteManager<HdmDecoderPins> manager(pins, [&] { pins.step(0); });
  CHECK(period * manager.read(0x400).cycles == time_of("model.access"));
  CHECK(period * manager.write(0x10, 0, 0xf).cycles == time_of("model.access"));
}

TEST_CASE("model and RTL answer at the same picosecond whatever comes when") {
  Pair pair;
  RandomStream random("arrivals");
  for (unsigned i = 0; i < 3000; i++) {
    const sc_time delay = sc_time::from_value(15000 + random.below(3));
    for (Requester* requester : {&pair.requester_0, &pair.requester_1})
      requester->send(0, kBase, 64, false, delay);
    if (random.chance(0.1)) CHECK(pair.same(tlm::TLM_READ_COMMAND, 0x404, 4));
    sc_core::sc_start(sc_time::from_value(1 + random.below(random.chance(0.3) ? 6000 : 1500)));
  }
  sc_core::sc_start(sc_time(10, sc_core::SC_US));
  REQUIRE(pair.requester_0.answers.size() == 3000);
  REQUIRE(pair.requester_1.answers.size() == 3000);
  for (unsigned i = 0; i < 3000; i++)
    REQUIRE(pair.requester_0.answers[i].at == pair.requester_1.answers[i].at);
}

TEST_CASE("an idle block is not stepped, and wakes with its phase begun anew") {
  Bench<HdmDecoderCosim> bench;
  bench.request(0, kBase);
  const uint64_t before = cycles();
  sc_core::sc_start(sc_time(1, sc_core::SC_SEC));
  CHECK(cycles() == before);
  sc_core::sc_start(sc_time::from_value(333));
  bench.request(0, kBase);
  CHECK(bench.latency == sc_time(4, sc_core::SC_NS));
  CHECK(cycles() == before + 5);
}

TEST_CASE(
    "a pipeline whose answers are not taken holds them and takes no more than it has room for") {
  HdmDecoderPins pins("pins", kStraps, 1);
  open_window(pins);
  pins.lookup_in.length = 64;
  pins.lookup_in.valid = true;
  unsigned taken = 0;
  for (unsigned cycle = 0; cycle < 20; cycle++) {
    pins.lookup_in.hpa = kBase + 64 * taken;
    pins.step(0);
    if (pins.lookup_out.ready) taken++;
    if (cycle >= 4) CHECK((pins.lookup_out.answer_valid && pins.lookup_out.dpa == 0));
  }
  CHECK(taken == 4);
  CHECK_FALSE(pins.idle());
  pins.lookup_in.valid = false;
  pins.lookup_in.answer_ready = true;
  for (unsigned i = 0; i < taken; i++) {
    pins.step(0);
    CHECK(pins.lookup_out.answer_valid);
    CHECK(pins.lookup_out.outcome == 0);
    CHECK(pins.lookup_out.dpa == 64 * i);
  }
  CHECK(pins.idle());
}

TEST_CASE("what no reset reaches changes no answer") {
  HdmDecoderPins one("one", kStraps, 1), other("other", kStraps, 77);
  RandomStream random("look-ups");
  for (HdmDecoderPins* pins : {&one, &other}) open_window(*pins);
  for (unsigned i = 0; i < 5000; i++) {
    HdmDecoderPins::LookupInputs in;
    in.valid = random.chance(0.8);
    in.answer_ready = random.chance(0.6);
    in.needs = static_cast<uint8_t>(1 + random.below(3));
    in.port = static_cast<uint8_t>(random.below(2));
    in.hpa = kBase + random.below(8 * kGiB);
    in.length = static_cast<uint32_t>(1 + random.below(256));
    for (HdmDecoderPins* pins : {&one, &other}) {
      pins->lookup_in = in;
      pins->step(0);
    }
    REQUIRE(one.lookup_out.ready == other.lookup_out.ready);
    REQUIRE(one.lookup_out.answer_valid == other.lookup_out.answer_valid);
    if (!one.lookup_out.answer_valid) continue;
    REQUIRE(one.lookup_out.outcome == other.lookup_out.outcome);
    REQUIRE(one.lookup_out.dpa == other.lookup_out.dpa);
  }
}

TEST_CASE("back-pressure delays answers and changes none") {
  settings().set(Settings::kPod, "decoder.back_pressure", "0.5", {});
  Bench<HdmDecoderCosim> bench;
  bench.commit(0, kBase, 4 * kGiB, 0, 0, 0);
  for (unsigned i = 0; i < 200; i++)
    bench.requester.send(0, i % 2 ? kBase : 0, 64, false, sc_time(i, sc_core::SC_NS));
  sc_core::sc_start(sc_time(10, sc_core::SC_US));
  REQUIRE(bench.requester.answers.size() == 200);
  for (unsigned i = 0; i < 200; i++)
    CHECK(bench.requester.answers[i].status ==
          (i % 2 ? tlm::TLM_COMMAND_ERROR_RESPONSE : tlm::TLM_ADDRESS_ERROR_RESPONSE));
  CHECK(bench.requester.answers[199].at > sc_time(250, sc_core::SC_NS));
}

TEST_CASE("waves are an FST file") {
  const char* path = "hdm_decoder_rtl_test.fst";
  CHECK_THROWS_AS(WaveSource::claim_all(path), UserError);
  {
    Bench<HdmDecoderCosim> bench;
    CHECK_THROWS_AS(WaveSource::claim_all("/nowhere/waves.fst"), UserError);
    WaveSource::claim_all(path);
    WaveSource::open_all();
    bench.request(0, kBase);
    bench.read(0x400);
    WaveSource::close_all();
  }
  std::ifstream file(path, std::ios::binary);
  char header[9] = {};
  file.read(header, sizeof header);
  CHECK(file.gcount() == 9);
  CHECK(std::string(header, 9) == std::string("\0\0\0\0\0\0\0\x01\x49", 9));  // block 0, 329 bytes
  std::remove(path);
}
