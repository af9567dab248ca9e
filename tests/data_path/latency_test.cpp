// Time that adds up: one load is the sum of what it crossed, and the trace says so.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

#include "models/core/trace.hpp"
#include "tests/data_path/bench.hpp"

using namespace lantern;
using namespace lantern::data_path;
using sc_core::sc_time;

namespace {

uint64_t ps(const char* parameter) {
  const auto* found = dynamic_cast<const Parameter<sc_time>*>(sc_core::sc_find_object(parameter));
  REQUIRE(found);
  return (*found)().value();
}

struct LatencyBench : Bench {
  TestInitiator hart{"hart"};
  LatencyBench() : Bench(1) { hart.initiator.bind(lanes[0]->pool_port.mem_target[0]); }
  /// Runs `body` in a thread, since a pool port waits; returns how long it took.
  template <class Body>
  sc_time time_of(Body body) {
    sc_time took;
    sc_core::sc_spawn([&] {
      const sc_time begun = sc_core::sc_time_stamp();
      hart.delay = sc_core::SC_ZERO_TIME;
      body();
      took = sc_core::sc_time_stamp() + hart.delay - begun;
    });
    sc_core::sc_start(sc_time(10, sc_core::SC_US));
    return took;
  }
};

uint64_t sum_of_parameters(const Bench& bench) {
  const uint64_t link = bench.lanes[0]->near.codeword_time().value() + ps("near0.codec") +
                        bench.lanes[0]->fibre.flight().value();
  const uint64_t transfer = 1667;  // 64 B at 38.4 GB/s, to the picosecond
  return ps("pool_port0.process") + link + ps("port0.process") + ps("crossbar.arbitration") +
         ps("decoder.lookup") + ps("media.activate") + ps("media.column") + transfer + link;
}

}  // namespace

TEST_CASE("the latency of one load is the sum of the parameters it crossed to the picosecond") {
  Bench::set("media.refresh_interval", "0 ns");
  Bench::set("fibre0.length", "37 m");
  LatencyBench bench;
  bench.start();
  uint8_t line[64];
  const sc_time took =
      bench.time_of([&] { bench.hart.transfer(tlm::TLM_READ_COMMAND, kWindow + 0x40, line, 64); });
  CHECK(bench.hart.ok());
  CHECK(took.value() == sum_of_parameters(bench));
}

TEST_CASE("a load begins at its caller's time") {
  Bench::set("media.refresh_interval", "0 ns");
  LatencyBench bench;
  bench.start();
  uint8_t line[64];
  const sc_time ahead(345678, sc_core::SC_PS);
  const sc_time took = bench.time_of([&] {
    bench.hart.delay = ahead;
    bench.hart.transfer(tlm::TLM_READ_COMMAND, kWindow + 0x40, line, 64);
  });
  CHECK(bench.hart.ok());
  CHECK(took.value() == ahead.value() + sum_of_parameters(bench));
}

TEST_CASE("changing one parameter changes the latency by that much") {
  Bench::set("media.refresh_interval", "0 ns");
  Bench::set("crossbar.arbitration", "123.456 ns");
  LatencyBench bench;
  bench.start();
  uint8_t line[64];
  const sc_time took =
      bench.time_of([&] { bench.hart.transfer(tlm::TLM_READ_COMMAND, kWindow, line, 64); });
  CHECK(ps("crossbar.arbitration") == 123456);
  CHECK(took.value() == sum_of_parameters(bench));
}

TEST_CASE("the trace names who charged what and its lines add up to the latency") {
  Bench::set("media.refresh_interval", "0 ns");
  LatencyBench bench;
  bench.start();
  char path[] = "/tmp/lantern_trace_XXXXXX";
  close(mkstemp(path));
  auto output = std::make_unique<OutputFile>("trace", path, OutputFile::Manner::kWhole);
  output->open();
  Trace::open(std::move(output), {});
  uint8_t line[64];
  const sc_time took =
      bench.time_of([&] { bench.hart.transfer(tlm::TLM_READ_COMMAND, kWindow + 0x40, line, 64); });
  Trace::close();
  std::ifstream file(path);
  std::map<std::string, uint64_t> charged;
  uint64_t sum = 0;
  for (std::string text; std::getline(file, text);) {
    if (text[0] == '#') continue;
    std::istringstream words(text);
    uint64_t begin = 0;
    uint64_t amount = 0;
    std::string who, command, address, transaction;
    words >> begin >> who >> amount >> command >> address >> transaction;
    charged[who] += amount;
    sum += amount;
    CHECK(command == "read");
    CHECK(address == "0x4000000040");  // also behind the decoder, where the payload has a DPA
    CHECK(transaction == "1");
  }
  std::remove(path);
  CHECK(sum == took.value());
  CHECK(charged["near0.rate"] == 25600);
  CHECK(charged["far0.codec"] == 51200);
  CHECK(charged["fibre0.length"] == 2 * bench.lanes[0]->fibre.flight().value());
  CHECK(charged["crossbar.arbitration"] == ps("crossbar.arbitration"));
  CHECK(charged["media"] == ps("media.activate") + ps("media.column") + 1667);
}

TEST_CASE("a request that cannot be delivered ends in an error after the stated time") {
  LatencyBench bench;  // dark: never started
  const sc_time took = [&] {
    sc_time result;
    sc_core::sc_spawn([&] {
      const sc_time begun = sc_core::sc_time_stamp();
      bench.hart.read<uint64_t>(kWindow);
      result = sc_core::sc_time_stamp() - begun;
    });
    sc_core::sc_start(sc_time(200, sc_core::SC_US));
    return result;
  }();
  CHECK(bench.hart.status == tlm::TLM_GENERIC_ERROR_RESPONSE);
  CHECK(took.value() == ps("near0.delivery_timeout") + ps("pool_port0.process"));
}

TEST_CASE(
    "a cut takes what is in flight and the request ends in an error and after repair all works "
    "again") {
  Bench::set("pool_port0.request_timeout", "100 us");
  LatencyBench bench;
  bench.start();
  uint64_t value = 0;
  sc_core::sc_spawn([&] { value = bench.hart.read<uint64_t>(kWindow); });
  sc_core::sc_start(sc_time(50, sc_core::SC_NS));
  bench.lanes[0]->fibre.cut();
  bench.lanes[0]->shine(false);  // what the modules would say
  sc_core::sc_start(sc_time(300, sc_core::SC_US));
  CHECK(bench.hart.status == tlm::TLM_GENERIC_ERROR_RESPONSE);
  bench.lanes[0]->fibre.repair();
  bench.lanes[0]->shine(true);
  sc_core::sc_start(sc_time(20, sc_core::SC_US));
  bench.time_of([&] { bench.hart.write<uint64_t>(kWindow + 8, 77); });
  CHECK(bench.hart.ok());
  bench.time_of([&] { value = bench.hart.read<uint64_t>(kWindow + 8); });
  CHECK(value == 77);
}

TEST_CASE("an answer that comes after its time-out is counted and is not another's") {
  Bench::set("pool_port0.request_timeout", "600 ns");
  LatencyBench bench;
  bench.start();
  bench.time_of([&] {
    bench.hart.write<uint64_t>(kWindow, 1);
    bench.hart.write<uint64_t>(kWindow + 64, 2);
  });
  CHECK(bench.hart.ok());
  // The next load meets the media's refresh at 35.1 us, which takes it beyond its time-out.
  sc_core::sc_start(sc_time(34.91, sc_core::SC_US) - sc_core::sc_time_stamp());
  uint64_t second = 0;
  bench.time_of([&] {
    bench.hart.read<uint64_t>(kWindow);
    CHECK(bench.hart.status == tlm::TLM_GENERIC_ERROR_RESPONSE);
    second = bench.hart.read<uint64_t>(kWindow + 64);
  });
  CHECK(bench.hart.ok());
  CHECK(second == 2);
  CHECK(*dynamic_cast<Counter*>(sc_core::sc_find_object("pool_port0.late")) == 1);
}

TEST_CASE("an access beyond the window is an address error and nothing leaves the node") {
  LatencyBench bench;
  bench.start();
  const auto* size =
      dynamic_cast<const Parameter<uint64_t>*>(sc_core::sc_find_object("pool_port0.window_size"));
  REQUIRE(size);
  for (const uint64_t address : {kWindow - 8, kWindow + (*size)() - 4}) {
    bench.time_of([&] { bench.hart.read<uint64_t>(address); });
    CHECK(bench.hart.status == tlm::TLM_ADDRESS_ERROR_RESPONSE);
  }
  CHECK(*dynamic_cast<Counter*>(sc_core::sc_find_object("near0.messages_sent")) == 0);
}

TEST_CASE("an error of one piece is the error of the whole") {
  LatencyBench bench;
  bench.start();
  constexpr uint64_t kBlock = 8 << 20;
  std::vector<uint8_t> bytes(4096);
  for (const uint32_t denied : {0u, 1u}) {  // the first pieces, then the last ones
    bench.manager.write<uint32_t>(0x4000 + 4 * denied, 0);
    bench.time_of([&] {
      bench.hart.transfer(tlm::TLM_READ_COMMAND, kWindow + kBlock - 2048, bytes.data(), 4096);
    });
    CHECK(bench.hart.status == tlm::TLM_COMMAND_ERROR_RESPONSE);
    bench.manager.write<uint32_t>(0x4000 + 4 * denied, ~0u);
  }
  bench.time_of([&] {
    bench.hart.transfer(tlm::TLM_READ_COMMAND, kWindow + kBlock - 2048, bytes.data(), 4096);
  });
  CHECK(bench.hart.ok());
}

TEST_CASE("a load is not starved by DMA that keeps every tag busy") {
  Bench::set("pool_port0.tags", "4");
  LatencyBench bench;
  bench.start();
  Source& dma = bench.lanes[0]->source;
  unsigned left = 2000;
  const auto more = [&] {
    if (left > 0) dma.send(tlm::TLM_READ_COMMAND, kWindow + 64 * --left, 64);
  };
  dma.on_done = [&](tlm::tlm_generic_payload&) { more(); };
  for (unsigned i = 0; i < 5; i++) more();  // four in flight and one that waits to be accepted
  uint8_t line[64];
  const sc_time took =
      bench.time_of([&] { bench.hart.transfer(tlm::TLM_READ_COMMAND, kWindow, line, 64); });
  CHECK(bench.hart.ok());
  CHECK(left > 0);
  CHECK(took < sc_time(3, sc_core::SC_US));
}
