// Contention that can be defended: eight initiators on fibres of 1 to 150 m, one medium, beside an
// exact reference.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <map>

#include "models/core/process.hpp"
#include "models/core/random_stream.hpp"
#include "models/riscv/hart.hpp"
#include "models/riscv/test_program.hpp"
#include "tests/data_path/bench.hpp"
#include "tests/data_path/queue_reference.hpp"

using namespace lantern;
using namespace lantern::data_path;
using sc_core::sc_time;

namespace {

constexpr unsigned kInitiators = 8;
constexpr double kLengths[kInitiators] = {1, 5, 10, 20, 40, 75, 110, 150};
constexpr QueueReference::Times kTimes = {5000, 25600, 51200, 5000, 10000,
                                          1000, 4000,  32666, 1667, 16000};
constexpr uint64_t kService =
    kTimes.access + kTimes.transfer + kTimes.precharge;  ///< ps a read keeps the medium

struct Arrival {
  uint64_t at;  ///< ps after the start
  unsigned lane;
};

/// Random arrivals (geometric gaps, so nearly Poisson) that ask for `load` of the medium.
std::vector<Arrival> arrivals(double load, unsigned count) {
  RandomStream random("contention");
  std::vector<Arrival> all;
  const auto gap =
      static_cast<uint64_t>(static_cast<double>(kService) / load);  // over all initiators
  uint64_t at = 0;
  for (unsigned i = 0; i < count; i++) {
    at += random.below(2 * gap);
    all.push_back({at, static_cast<unsigned>(random.below(kInitiators))});
  }
  return all;
}

struct Result {
  double throughput;  ///< a us
  double mean, p99;   ///< ns
};

Result summarize(std::vector<uint64_t> latencies, uint64_t span_ps) {
  double sum = 0;
  for (uint64_t latency : latencies) sum += static_cast<double>(latency);
  std::sort(latencies.begin(), latencies.end());
  const auto count = static_cast<double>(latencies.size());
  return {count / (static_cast<double>(span_ps) / 1e6), sum / count / 1e3,
          static_cast<double>(latencies[latencies.size() * 99 / 100]) / 1e3};
}

/// Plays arrivals into the lanes and keeps their latencies.
struct Player : sc_core::sc_module {
  Bench& bench;
  std::vector<Arrival> plan;
  std::vector<uint64_t> latencies;
  sc_time begun, ended;
  std::map<tlm::tlm_generic_payload*, std::pair<unsigned, sc_time>> in_flight;
  size_t next = 0;
  sc_core::sc_event due;

  Player(sc_core::sc_module_name name, Bench& b, std::vector<Arrival> arrivals)
      : sc_module(name), bench(b), plan(std::move(arrivals)), latencies(plan.size()) {
    spawn_method(
        "on_due", [this] { play(); }, due);
    for (auto& lane : bench.lanes)
      lane->source.on_done = [this](tlm::tlm_generic_payload& trans) {
        const auto entry = in_flight.extract(&trans).mapped();
        ended = sc_core::sc_time_stamp();
        latencies[entry.first] = (ended - entry.second).value();
        CHECK(trans.is_response_ok());
      };
  }
  void start() {
    begun = sc_core::sc_time_stamp();
    due.notify(sc_time::from_value(plan[0].at));
  }
  void play() {
    const sc_time now = sc_core::sc_time_stamp();
    for (; next < plan.size() && begun + sc_time::from_value(plan[next].at) == now; next++) {
      auto& trans =
          bench.lanes[plan[next].lane]->source.send(tlm::TLM_READ_COMMAND, kWindow + 64 * next, 64);
      in_flight[&trans] = {static_cast<unsigned>(next), now};
    }
    if (next < plan.size()) due.notify(begun + sc_time::from_value(plan[next].at) - now);
  }
};

void configure() {
  for (const auto& [name, value] :
       std::map<std::string, std::string>{{"media.channels", "1"},
                                          {"media.banks", "1"},
                                          {"media.open_page", "false"},
                                          {"media.refresh_interval", "0 ns"}})
    Bench::set(name, value);
  for (unsigned i = 0; i <= kInitiators; i++) {
    const std::string index = std::to_string(i);
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
    Bench::set("pool_port" + index + ".tags", "4096");
  }
}

/// Eight players' lanes, and a ninth for a hart that loads all the time, where asked for.
struct ContentionBench : Bench {
  std::vector<std::unique_ptr<TestInitiator>> quiet;
  explicit ContentionBench(unsigned lanes_wanted) : Bench(lanes_wanted) {
    for (unsigned i = 0; i < kInitiators; i++) {
      quiet.push_back(std::make_unique<TestInitiator>(("quiet" + std::to_string(i)).c_str()));
      quiet[i]->initiator.bind(lanes[i]->pool_port.mem_target[0]);
    }
  }
};

Result play(double load, unsigned count) {
  configure();
  ContentionBench bench(kInitiators);
  Player player("player", bench, arrivals(load, count));
  bench.start();
  player.start();
  while (!player.in_flight.empty() || player.next < player.plan.size())
    sc_core::sc_start(sc_time(100, sc_core::SC_US));
  for (auto& lane : bench.lanes) CHECK(lane->source.refused == 0);
  return summarize(player.latencies, (player.ended - player.begun).value());
}

void compare(double load) {
  constexpr unsigned kRequests = 40000;
  const Result model = play(load, kRequests);
  std::vector<uint64_t> flights;
  for (unsigned i = 0; i < kInitiators; i++)
    flights.push_back(static_cast<uint64_t>(kLengths[i] * 1.468 / 299792458 * 1e12 + 0.5));
  QueueReference reference(kTimes, flights);
  const std::vector<Arrival> plan = arrivals(load, kRequests);
  for (const Arrival& arrival : plan) reference.add(arrival.at, arrival.lane);
  const std::vector<uint64_t> latencies = reference.run();
  uint64_t end = 0;
  for (size_t i = 0; i < plan.size(); i++) end = std::max(end, plan[i].at + latencies[i]);
  const Result exact = summarize(latencies, end);
  std::printf(
      "load %.0f %%: model %.3f /us, %.2f ns, p99 %.2f ns; exact %.3f /us, %.2f ns, p99 %.2f ns\n",
      load * 100, model.throughput, model.mean, model.p99, exact.throughput, exact.mean, exact.p99);
  CHECK(model.throughput == doctest::Approx(exact.throughput).epsilon(0.001));
  CHECK(model.mean == doctest::Approx(exact.mean).epsilon(0.01));
  CHECK(model.p99 == doctest::Approx(exact.p99).epsilon(0.01));
}

/// The players at half load beside a hart that loads pool memory without end.
Result beside_a_hart(const char* quantum) {
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
  Player player("player", bench, arrivals(0.5, 20000));
  bench.start();
  player.start();
  while (!player.in_flight.empty() || player.next < player.plan.size())
    sc_core::sc_start(sc_time(100, sc_core::SC_US));
  std::remove(elf.c_str());
  CHECK(hart.instructions() > 1000);
  const auto* loads =
      dynamic_cast<LatencyRecord*>(sc_core::sc_find_object("pool_port8.load_latency"));
  CHECK(loads->count() > 1000);
  return summarize(player.latencies, (player.ended - player.begun).value());
}

}  // namespace

TEST_CASE("contention at 18 percent load is as in an event-ordered queue") { compare(0.18); }
TEST_CASE("contention at 70 percent load is as in an event-ordered queue") { compare(0.70); }
TEST_CASE("contention at 91 percent load is as in an event-ordered queue") { compare(0.91); }

// Each quantum needs a kernel, so a process, of its own: they are compared through what the first
// one measured.
TEST_CASE("a hart's quantum of 0 to 10 us does not move the others") {
  int channel[2];
  std::vector<Result> results;
  for (const char* quantum : {"0 ns", "1 us", "10 us"}) {
    REQUIRE(pipe(channel) == 0);
    const pid_t child = fork();
    if (child == 0) {
      const Result result = beside_a_hart(quantum);
      _exit(write(channel[1], &result, sizeof result) == sizeof result ? 0 : 1);
    }
    close(channel[1]);
    Result result{};
    REQUIRE(read(channel[0], &result, sizeof result) == sizeof result);
    results.push_back(result);
    close(channel[0]);
    waitpid(child, nullptr, 0);
  }
  for (const Result& result : results) {
    std::printf("%.3f /us, mean %.2f ns, p99 %.2f ns\n", result.throughput, result.mean,
                result.p99);
    CHECK(result.throughput == doctest::Approx(results[0].throughput).epsilon(0.01));
    CHECK(result.mean == doctest::Approx(results[0].mean).epsilon(0.01));
    CHECK(result.p99 == doctest::Approx(results[0].p99).epsilon(0.01));
  }
}
