// What a hop and the whole path cost the host. Usage: path_bench NAME; prints host nanoseconds a
// transaction. As path_work it prints what the kernel had to do for it instead: timed
// notifications, timed events that fired, delta events that fired, moments, thread wakes, deltas.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/core/probe.hpp"
#include "models/core/process.hpp"
#include "models/core/trace.hpp"
#include "models/memory/memory.hpp"
#include "tests/bench/kernel_work.hpp"
#include "tests/bench/ns_each.hpp"
#include "tests/data_path/bench.hpp"

namespace {

using namespace lantern;
using namespace lantern::data_path;
using sc_core::sc_time;

constexpr unsigned kHops = 5000000;
constexpr unsigned kLoads = 300000;
constexpr unsigned kBare = 2000000;

/// The least that TLM-2.0 asks for: add the time, hand on.
struct BareForwarder : sc_core::sc_module {
  tlm_utils::simple_target_socket<BareForwarder> target{"target"};
  tlm_utils::simple_initiator_socket<BareForwarder> initiator{"initiator"};
  const sc_time hop{2, sc_core::SC_NS};
  explicit BareForwarder(sc_core::sc_module_name name) : sc_module(name) {
    target.register_b_transport(this, &BareForwarder::b_transport);
  }
  void b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
    delay += hop;
    initiator->b_transport(trans, delay);
  }
};

struct BareTarget : sc_core::sc_module {
  tlm_utils::simple_target_socket<BareTarget> target{"target"};
  const sc_time access{2, sc_core::SC_NS};
  uint8_t bytes[4096] = {};
  explicit BareTarget(sc_core::sc_module_name name) : sc_module(name) {
    target.register_b_transport(this, &BareTarget::b_transport);
  }
  void b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
    delay += access;
    std::memcpy(trans.get_data_ptr(), bytes + trans.get_address() % 4096, trans.get_data_length());
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
  }
};

double read_many(TestInitiator& host) {
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  return ns_each(kHops, [&] {
    for (unsigned i = 0; i < kHops; i++) {
      host.delay = sc_core::SC_ZERO_TIME;
      host.read<uint64_t>(8 * (i & 0xff));
    }
  });
}

double bare_chain() {
  TestInitiator host("host");
  BareForwarder forwarder("forwarder");
  BareTarget target("target");
  host.initiator.bind(forwarder.target);
  forwarder.initiator.bind(target.target);
  return read_many(host);
}

double router_hop() {
  TestInitiator host("host");
  Router router("router", {{0, 0x1000}, {0x2000, 0x1000}, {0x4000, 0x1000}, {0x6000, 0x1000}});
  Memory memory("memory", 4);
  host.initiator.bind(router.target[0]);
  for (unsigned w = 0; w < 4; w++) router.initiator[w].bind(memory.target[w]);
  return read_many(host);
}

/// Calls of charge() with the trace off; the volatile keeps the loop.
double charge_off() {
  tlm::tlm_generic_payload trans;
  const sc_time hop(2, sc_core::SC_NS);
  sc_time delay;
  return ns_each(kHops, [&] {
    for (unsigned i = 0; i < kHops; i++) {
      charge(trans, delay, "hop", hop);
      asm volatile("" ::: "memory");
    }
  });
}

double plain_add() {
  const sc_time hop(2, sc_core::SC_NS);
  sc_time delay;
  return ns_each(kHops, [&] {
    for (unsigned i = 0; i < kHops; i++) {
      delay += hop;
      asm volatile("" ::: "memory");
    }
  });
}

/// As ns_each; where the kernel's work is counted, prints that of each.
template <class Body>
double measure(unsigned count, Body body) {
  if (!kernel_work) return ns_each(count, body);
  const KernelWork before = kernel_work();
  const sc_dt::uint64 deltas = sc_core::sc_delta_count();
  const double ns = ns_each(count, body);
  const KernelWork after = kernel_work();
  const auto print = [](const char* name, uint64_t begin, uint64_t end, double of) {
    std::printf("%s %.3f\n", name, of > 0 ? static_cast<double>(end - begin) / of : 0);
  };
  print("timed_notified", before.timed, after.timed, count);
  print("timed_fired", before.timed_fired, after.timed_fired, count);
  print("pending", before.pending, after.pending,
        static_cast<double>(after.timed_fired - before.timed_fired));
  print("delta_fired", before.delta_fired, after.delta_fired, count);
  print("steps", before.steps, after.steps, count);
  print("wakes", before.switches, after.switches, 2.0 * count);
  print("deltas", deltas, sc_core::sc_delta_count(), count);
  return ns;
}

/// Loads of a thread, one after the other, by one payload.
double loads(TestInitiator& host, uint64_t base) {
  double result = 0;
  sc_core::sc_spawn([&] {
    uint8_t line[64];
    tlm::tlm_generic_payload trans;
    trans.set_command(tlm::TLM_READ_COMMAND);
    trans.set_data_ptr(line);
    trans.set_data_length(sizeof line);
    trans.set_streaming_width(sizeof line);
    result = measure(kLoads, [&] {
      for (unsigned i = 0; i < kLoads; i++) {
        sc_time delay;
        trans.set_address(base + 64 * (i & 0xfff));
        trans.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
        host.initiator->b_transport(trans, delay);
        if (!trans.is_response_ok()) std::abort();
      }
    });
    sc_core::sc_pause();
  });
  sc_core::sc_start(sc_time(100, sc_core::SC_SEC));
  return result;
}

double whole_path() {
  Bench bench(1);
  TestInitiator host("host");
  host.initiator.bind(bench.lanes[0]->pool_port.mem_target[0]);
  bench.start();
  return loads(host, kWindow);
}

/// Eight sources on eight links, each with that many loads in flight.
double eight_sources(unsigned in_flight) {
  constexpr unsigned kSources = 8;
  Bench bench(kSources);
  std::vector<std::unique_ptr<TestInitiator>> quiet;
  for (auto& lane : bench.lanes) {
    quiet.push_back(std::make_unique<TestInitiator>(sc_core::sc_gen_unique_name("quiet")));
    quiet.back()->initiator.bind(lane->pool_port.mem_target[0]);
  }
  bench.start();
  unsigned sent = 0;
  unsigned answered = 0;
  const auto load = [&](Source& source) {
    source.send(tlm::TLM_READ_COMMAND, kWindow + 64 * (sent++ & 0xfff), 64);
  };
  for (auto& lane : bench.lanes)
    lane->source.on_done = [&, source = &lane->source](tlm::tlm_generic_payload& trans) {
      if (!trans.is_response_ok()) std::abort();
      answered++;
      if (answered % kLoads == 0) return sc_core::sc_pause();
      load(*source);
    };
  // The first round makes payloads and all that is kept for later ones.
  for (unsigned i = 0; i < kSources * in_flight; i++) load(bench.lanes[i % kSources]->source);
  sc_core::sc_start(sc_time(100, sc_core::SC_SEC));
  load(bench.lanes[0]->source);
  const double ns = measure(kLoads, [] { sc_core::sc_start(sc_time(100, sc_core::SC_SEC)); });
  for (auto& lane : bench.lanes)
    if (lane->source.refused) std::abort();
  return ns;
}

/// The kernel alone: a timed event while `pending` of them wait.
double bare_timed(unsigned pending) {
  uint32_t random = 1;
  unsigned fired = 0;
  std::vector<std::unique_ptr<sc_core::sc_event>> events;
  const auto again = [&](sc_core::sc_event& event) {
    random = random * 1664525 + 1013904223;
    event.notify(sc_time::from_value(20000 + (random >> 12)));
  };
  for (unsigned i = 0; i < pending; i++) {
    events.push_back(std::make_unique<sc_core::sc_event>());
    sc_core::sc_event& event = *events.back();
    spawn_method(
        sc_core::sc_gen_unique_name("on_event"),
        [&] { ++fired < kBare ? again(event) : sc_core::sc_stop(); }, event);
    again(event);
  }
  return measure(kBare, [] { sc_core::sc_start(); });
}

/// The kernel alone: a delta notification.
double bare_delta() {
  unsigned fired = 0;
  sc_core::sc_event event;
  spawn_method(
      "on_event",
      [&] {
        if (++fired < kBare) event.notify(sc_core::SC_ZERO_TIME);
      },
      event);
  event.notify(sc_core::SC_ZERO_TIME);
  return measure(kBare, [] { sc_core::sc_start(); });
}

/// The kernel alone: a thread that an event wakes, its delta notification included.
double bare_wake() {
  sc_core::sc_event event;
  sc_core::sc_spawn([&] {
    for (unsigned i = 0; i < kBare; i++) {
      event.notify(sc_core::SC_ZERO_TIME);
      sc_core::wait(event);
    }
  });
  return measure(kBare, [] { sc_core::sc_start(); });
}

double whole_path_probed() {
  Bench bench(1);
  TestInitiator host("host");
  Probe probe("probe", "host.initiator");
  host.initiator.bind(probe.target);
  probe.initiator.bind(bench.lanes[0]->pool_port.mem_target[0]);
  bench.start();
  return loads(host, kWindow);
}

/// A pool port whose messages come straight back.
double pool_port_alone() {
  struct Echo : sc_core::sc_module {
    Receiver<Message> in{"in", [this](Message&& m) {
                           m.kind = Message::Kind::kCompletion;
                           m.status = tlm::TLM_OK_RESPONSE;
                           m.data = Bytes(m.length);
                           back.push_back(std::move(m));
                           later.notify(sc_time(100, sc_core::SC_NS));
                         }};
    SendPort<Message> out{"out"};
    Ring<Message> back;
    sc_core::sc_event later;
    explicit Echo(sc_core::sc_module_name name) : sc_module(name) {
      spawn_method(
          "on_later",
          [this] {
            Message m = std::move(back.front());
            back.pop_front();
            out->send(std::move(m));
          },
          later);
    }
  };
  TestInitiator host("host"), io("io"), dma("dma");
  PoolPort port("port", 1);
  Echo echo("echo");
  host.initiator.bind(port.mem_target[0]);
  dma.initiator.bind(port.mem_target[1]);
  io.initiator.bind(port.io_target);
  port.message_initiator[0].bind(echo.in);
  echo.out.bind(*port.message_target[0]);
  return loads(host, kWindow);
}

/// Messages one after the other through doors: sends the next when the last has come back.
struct Player : sc_core::sc_module {
  SendPort<Message> out{"out"};
  Receiver<Message> in{"in", [this](Message&&) { next(); }};
  unsigned left = kLoads;
  explicit Player(sc_core::sc_module_name name) : sc_module(name) {}
  void next() {
    if (!left--) return sc_core::sc_pause();
    Message m;
    m.tag = left + 1;
    m.length = 64;
    m.address = kWindow + 64 * (left & 0xfff);
    out->send(std::move(m));
  }
  double play() {
    return ns_each(kLoads, [this] {
      next();
      sc_core::sc_start(sc_time(100, sc_core::SC_SEC));
    });
  }
};

/// Two link layers and a fibre: a request there, a completion of 64 bytes back.
double link_alone() {
  struct Echo : sc_core::sc_module {
    Receiver<Message> in{"in", [this](Message&& m) {
                           m.kind = Message::Kind::kCompletion;
                           m.data = Bytes(64);
                           out->send(std::move(m));
                         }};
    SendPort<Message> out{"out"};
    explicit Echo(sc_core::sc_module_name name) : sc_module(name) {}
  };
  Player player("player");
  Echo echo("echo");
  LinkLayer near("near"), far("far");
  Fibre fibre("fibre");
  Sink sink("sink");
  TestInitiator unused("unused");
  unused.initiator.bind(sink.target);
  player.out.bind(near.message_target);
  near.message_initiator.bind(player.in);
  echo.out.bind(far.message_target);
  far.message_initiator.bind(echo.in);
  near.codeword_initiator.bind(fibre.codeword_target_0);
  far.codeword_initiator.bind(fibre.codeword_target_1);
  fibre.codeword_initiator[0].bind(near.codeword_target);
  fibre.codeword_initiator[1].bind(far.codeword_target);
  fibre.light_initiator[0].bind(sink.light_0);
  fibre.light_initiator[1].bind(sink.light_1);
  LinkPins near_pins("near_pins", near), far_pins("far_pins", far);
  near_pins.set(true);
  far_pins.set(true);
  sc_core::sc_start(sc_time(20, sc_core::SC_US));
  return player.play();
}

/// Port, crossbar, decoder and media: a request message in, a completion out.
double pool_alone() {
  Player player("player");
  Port port("port");
  Crossbar crossbar("crossbar", 1);
  HdmDecoder decoder("decoder");
  Media media("media");
  Sink sink("sink");
  TestInitiator manager("manager"), scrubber("scrubber"), media_manager("media_manager");
  player.out.bind(port.message_target);
  port.message_initiator.bind(player.in);
  port.mem_initiator.bind(crossbar.target[0]);
  port.io_initiator.bind(sink.target);
  crossbar.initiator.bind(decoder.mem_target);
  decoder.mem_initiator.bind(media.mem_target);
  manager.initiator.bind(decoder.csr_target);
  scrubber.initiator.bind(media.scrub_target);
  media_manager.initiator.bind(media.csr_target);
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  manager.write<uint32_t>(0x4, kWindow >> 32);
  manager.write<uint32_t>(0xc, 4);
  manager.write<uint32_t>(0x10, 0x200);
  manager.write<uint32_t>(0x4000, ~0u);
  return player.play();
}

}  // namespace

int main(int argc, char** argv) {
  setenv("SYSTEMC_DISABLE_COPYRIGHT_MESSAGE", "1", 1);
  return sc_core::sc_elab_and_sim(argc, argv);
}

int sc_main(int argc, char** argv) {
  sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
  const auto number = static_cast<unsigned>(argc == 3 ? std::atoi(argv[2]) : 1);
  const std::map<std::string, std::function<double()>> benches = {
      {"bare_chain", bare_chain},
      {"router_hop", router_hop},
      {"plain_add", plain_add},
      {"charge_off", charge_off},
      {"whole_path", whole_path},
      {"whole_path_probed", whole_path_probed},
      {"eight_sources", [&] { return eight_sources(number); }},
      {"pool_port_alone", pool_port_alone},
      {"link_alone", link_alone},
      {"pool_alone", pool_alone},
      {"bare_timed", [&] { return bare_timed(number); }},
      {"bare_delta", bare_delta},
      {"bare_wake", bare_wake}};
  const auto bench = benches.find(argc > 1 ? argv[1] : "");
  if (bench == benches.end() || argc > 3 || number < 1) {
    std::fprintf(stderr,
                 "usage: path_bench NAME [NUMBER]; see the table in tests/bench/path_bench.cpp\n");
    return 2;
  }
  const double ns = bench->second();
  if (!kernel_work) std::printf("%.3f\n", ns);
  return 0;
}
