// Contention that can be defended: eight initiators on fibres of 1 to 150 m, one medium, beside an
// exact reference and the curve that was saved from it.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>

#include "models/core/process.hpp"
#include "models/riscv/hart.hpp"
#include "models/riscv/test_program.hpp"
#include "tests/data_path/bench.hpp"
#include "tests/data_path/contention.hpp"

using namespace lantern;
using namespace lantern::data_path;
using sc_core::sc_time;

namespace {

/// Plays arrivals into the lanes and keeps their latencies.
struct Player : sc_core::sc_module {
  Bench& bench;
  const unsigned bytes;
  std::vector<Arrival> plan;
  std::vector<uint64_t> latencies;
  sc_time begun;
  std::map<tlm::tlm_generic_payload*, std::pair<unsigned, sc_time>> in_flight;
  size_t next = 0;
  sc_core::sc_event due;

  Player(Bench& b, unsigned bytes, std::vector<Arrival> arrivals)
      : sc_module(sc_core::sc_module_name("player")),
        bench(b),
        bytes(bytes),
        plan(std::move(arrivals)),
        latencies(plan.size()) {
    spawn_method(
        "on_due", [this] { play(); }, due);
    for (auto& lane : bench.lanes)
      lane->source.on_done = [this](tlm::tlm_generic_payload& trans) {
        const auto entry = in_flight.extract(&trans).mapped();
        latencies[entry.first] = (sc_core::sc_time_stamp() - entry.second).value();
        CHECK(trans.is_response_ok());
      };
  }
  void run() {
    begun = sc_core::sc_time_stamp();
    due.notify(sc_time::from_value(plan[0].at));
    while (!in_flight.empty() || next < plan.size())
      sc_core::sc_start(sc_time(100, sc_core::SC_US));
    for (auto& lane : bench.lanes) CHECK(lane->source.refused == 0);
  }
  void play() {
    const sc_time now = sc_core::sc_time_stamp();
    for (; next < plan.size() && begun + sc_time::from_value(plan[next].at) == now; next++) {
      auto& trans = bench.lanes[plan[next].lane]->source.send(tlm::TLM_READ_COMMAND,
                                                              kWindow + plan[next].address, bytes);
      in_flight[&trans] = {static_cast<unsigned>(next), now};
    }
    if (next < plan.size()) due.notify(begun + sc_time::from_value(plan[next].at) - now);
  }
};

void configure(unsigned links = 1) {
  for (const auto& [name, value] :
       std::map<std::string, std::string>{{"media.channels", "1"},
                                          {"media.banks", "1"},
                                          {"media.open_page", "false"},
                                          {"media.refresh_interval", "0 ns"}})
    Bench::set(name, value);
  for (unsigned i = 0; i <= kInitiators; i++) {
    const std::string lane = std::to_string(i);
    Bench::set("pool_port" + lane + ".tags", "4096");
    for (unsigned k = 0; k < links; k++) {
      const std::string index = k ? lane + "_" + std::to_string(k) : lane;
      Bench::set("fibre" + index + ".length",
                 std::to_string(i < kInitiators ? kLengths[i] : 20) + " m");
      for (const char* end :
           {"near", "far"}) {  // acknowledgements ride on data only, as in the reference
        Bench::set(end + index + ".ack_delay", "1 ms");
        Bench::set(end + index + ".replay_timeout", "10 ms");
        Bench::set(end + index + ".delivery_timeout", "10 ms");
        Bench::set(end + index + ".mem_credits", "65536");
        Bench::set(end + index + ".replay_depth", "65536");
      }
    }
  }
}

/// Eight players' lanes, and a ninth for a hart that loads all the time, where asked for.
struct ContentionBench : Bench {
  std::vector<std::unique_ptr<TestInitiator>> quiet;
  explicit ContentionBench(unsigned lanes_wanted, unsigned links = 1) : Bench(lanes_wanted, links) {
    for (unsigned i = 0; i < kInitiators; i++) {
      quiet.push_back(std::make_unique<TestInitiator>(("quiet" + std::to_string(i)).c_str()));
      quiet[i]->initiator.bind(lanes[i]->pool_port.mem_target[0]);
    }
  }
};

/// The line of a point in the saved curve.
std::string saved(const Point& point) {
  const std::string key = curve_key(point);
  std::ifstream file(LANTERN_TESTS_DIR "/data_path/contention_curve.csv");
  for (std::string line; std::getline(file, line);)
    if (line.compare(0, key.size(), key) == 0) return line;
  return "no line " + key;
}

/// Each read as in the exact queue, and the figures as they were saved, digit by digit.
void compare(const Point& point) {
  configure(point.links);
  const std::vector<Arrival> plan = arrivals(point);
  ContentionBench bench(kInitiators, point.links);
  Player player(bench, point.bytes, plan);
  bench.start();
  player.run();
  const std::vector<uint64_t> reference = exact(point, plan);
  size_t different = 0;
  for (size_t i = 0; i < plan.size(); i++) different += player.latencies[i] != reference[i];
  CHECK(different == 0);
  CHECK(curve_line(point, figures(plan, reference)) == saved(point));
  CHECK(curve_line(point, figures(plan, player.latencies)) == saved(point));
}

/// The players at half load beside a hart that loads pool memory without end.
Figures beside_a_hart(const char* quantum) {
  configure();
  using namespace test_program;
  // t0 = window: lui 1; slli 38 - 12; then ld, addi, j back
  const std::string elf = write_elf(
      {lui(5, 1), 0x01a29293, 0x0002b303 /* ld t1,0(t0) */, addi(7, 7, 1), 0xff9ff06f /* j -8 */});
  Bench::set("hart.firmware", elf);
  tlm::tlm_global_quantum::instance().set(
      sc_time::from_value(parse_whole(quantum, Dimension::kTime)));
  ContentionBench bench(kInitiators + 1);
  Hart hart("hart");
  Router router("router", {{kRam, 0x10000}, {kWindow, 16ull << 30, true}});
  struct Ram : sc_core::sc_module {
    tlm_utils::simple_target_socket<Ram> target{"target"};
    uint8_t bytes[0x10000] = {};
    explicit Ram(sc_core::sc_module_name name) : sc_module(name) {
      target.register_b_transport(this, &Ram::b_transport);
      target.register_transport_dbg(this, &Ram::transport_dbg);
    }
    void b_transport(tlm::tlm_generic_payload& trans, sc_time&) {
      transport_dbg(trans);
      trans.set_response_status(tlm::TLM_OK_RESPONSE);
    }
    unsigned transport_dbg(tlm::tlm_generic_payload& trans) {
      uint8_t* at = bytes + trans.get_address();
      trans.is_write() ? std::memcpy(at, trans.get_data_ptr(), trans.get_data_length())
                       : std::memcpy(trans.get_data_ptr(), at, trans.get_data_length());
      return trans.get_data_length();
    }
  } ram("ram");
  hart.initiator.bind(router.target[0]);
  router.initiator[0].bind(ram.target);
  router.initiator[1].bind(bench.lanes[kInitiators]->pool_port.mem_target[0]);
  const std::vector<Arrival> plan = arrivals({1, 64, 50}, 20000);
  Player player(bench, 64, plan);
  bench.start();
  player.run();
  std::remove(elf.c_str());
  CHECK(hart.instructions() > 1000);
  const auto* loads =
      dynamic_cast<LatencyRecord*>(sc_core::sc_find_object("pool_port8.load_latency"));
  CHECK(loads->count() > 1000);
  return figures(plan, player.latencies);
}

}  // namespace

TEST_CASE("contention at 18 percent load is as in an event-ordered queue") { compare({1, 64, 18}); }
TEST_CASE("contention at 50 percent load is as in an event-ordered queue") { compare({1, 64, 50}); }
TEST_CASE("contention at 70 percent load is as in an event-ordered queue") { compare({1, 64, 70}); }
TEST_CASE("contention at 80 percent load is as in an event-ordered queue") { compare({1, 64, 80}); }
TEST_CASE("contention at 91 percent load is as in an event-ordered queue") { compare({1, 64, 91}); }
TEST_CASE(
    "contention over two interleaved links at 18 percent load is as in an event-ordered queue") {
  compare({2, 64, 18});
}
TEST_CASE(
    "contention over two interleaved links at 50 percent load is as in an event-ordered queue") {
  compare({2, 64, 50});
}
TEST_CASE(
    "contention over two interleaved links at 70 percent load is as in an event-ordered queue") {
  compare({2, 64, 70});
}
TEST_CASE(
    "contention over two interleaved links at 80 percent load is as in an event-ordered queue") {
  compare({2, 64, 80});
}
TEST_CASE(
    "contention over two interleaved links at 91 percent load is as in an event-ordered queue") {
  compare({2, 64, 91});
}
TEST_CASE(
    "reads that take both interleaved links at 18 percent load are as in an event-ordered queue") {
  compare({2, 512, 18});
}
TEST_CASE(
    "reads that take both interleaved links at 70 percent load are as in an event-ordered queue") {
  compare({2, 512, 70});
}
TEST_CASE(
    "reads that take both interleaved links at 91 percent load are as in an event-ordered queue") {
  compare({2, 512, 91});
}

// Each quantum needs a kernel, so a process, of its own: they are compared through what the first
// one measured.
TEST_CASE("a hart's quantum of 0 to 10 us does not move the others") {
  int channel[2];
  std::vector<Figures> results;
  for (const char* quantum : {"0 ns", "1 us", "10 us"}) {
    REQUIRE(pipe(channel) == 0);
    const pid_t child = fork();
    if (child == 0) {
      const Figures result = beside_a_hart(quantum);
      _exit(write(channel[1], &result, sizeof result) == sizeof result ? 0 : 1);
    }
    close(channel[1]);
    Figures result{};
    REQUIRE(read(channel[0], &result, sizeof result) == sizeof result);
    results.push_back(result);
    close(channel[0]);
    waitpid(child, nullptr, 0);
  }
  for (const Figures& result : results) {
    std::printf("%.3f /us, mean %.2f ns, p99 %.2f ns\n", result.throughput, result.mean / 1e3,
                static_cast<double>(result.p99) / 1e3);
    CHECK(result.throughput == doctest::Approx(results[0].throughput).epsilon(0.01));
    CHECK(result.mean == doctest::Approx(results[0].mean).epsilon(0.01));
    for (const auto percentile : {&Figures::p99, &Figures::p999})
      CHECK(static_cast<double>(result.*percentile) ==
            doctest::Approx(static_cast<double>(results[0].*percentile)).epsilon(0.01));
  }
}
