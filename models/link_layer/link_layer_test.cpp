// Two link layers on a wire that the test can spoil: framing, credits, acknowledgement, replay,
// training.
#include "models/link_layer/link_layer.hpp"

#include "models/link_layer/link_pins.hpp"

#include <doctest/doctest.h>

#include <deque>

#include "models/core/process.hpp"
#include "models/core/signal.hpp"

using namespace lantern;
using sc_core::sc_time;

namespace {

constexpr uint64_t kCodeword = 25600, kCodec = 51200;

/// One direction: delivers after `on_wire`, or spoils what the test says.
struct Wire : sc_core::sc_module {
  Receiver<Codeword> in{"in", [this](Codeword&& c) { send(std::move(c)); }};
  SendPort<Codeword> out{"out"};
  std::deque<std::pair<sc_time, Codeword>> flying;
  std::vector<Codeword> seen;
  std::function<bool(const Codeword&)> spoils = [](const Codeword&) { return false; };
  sc_core::sc_event due;
  explicit Wire(sc_core::sc_module_name name) : sc_module(name) {
    spawn_method(
        "on_due",
        [this] {
          Codeword arrived = std::move(flying.front().second);
          flying.pop_front();
          if (!flying.empty()) due.notify(flying.front().first - sc_core::sc_time_stamp());
          out->send(std::move(arrived));
        },
        due);
  }
  void send(Codeword&& codeword) {
    codeword.lost = spoils(codeword);
    seen.push_back(codeword);
    flying.emplace_back(sc_core::sc_time_stamp() + codeword.on_wire, std::move(codeword));
    if (flying.size() == 1) due.notify(flying.front().second.on_wire);
  }
};

/// The node above a link layer.
struct Node : sc_core::sc_module {
  SendPort<Message> out{"out"};
  std::vector<std::pair<sc_time, Message>> received;
  Receiver<Message> in{
      "in", [this](Message&& m) { received.emplace_back(sc_core::sc_time_stamp(), std::move(m)); }};
  explicit Node(sc_core::sc_module_name name) : sc_module(name) {}
  void send(uint64_t tag, uint32_t bytes = 0, Message::Kind kind = Message::Kind::kRequest,
            Channel channel = Channel::kMem) {
    Message message;
    message.channel = channel;
    message.tag = tag;
    message.kind = kind;
    message.command = Message::Command::kWrite;
    message.data = Bytes(bytes);
    for (uint32_t i = 0; i < bytes; i++) message.data.data()[i] = static_cast<uint8_t>(tag + i);
    out->send(std::move(message));
  }
};

struct Bench {
  LinkLayer a{"a"}, b{"b"};
  Wire ab{"ab"}, ba{"ba"};
  Node host{"host"}, pool{"pool"};
  LinkPins pins_a{"pins_a", a}, pins_b{"pins_b", b};
  Bench() {
    host.out.bind(a.message_target);
    a.message_initiator.bind(host.in);
    a.codeword_initiator.bind(ab.in);
    ab.out.bind(b.codeword_target);
    pool.out.bind(b.message_target);
    b.message_initiator.bind(pool.in);
    b.codeword_initiator.bind(ba.in);
    ba.out.bind(a.codeword_target);
  }
  void shine(bool lit) {
    pins_a.shine(lit);
    pins_b.shine(lit);
  }
  static void run(double us) { sc_core::sc_start(sc_time(us, sc_core::SC_US)); }
  void train() {
    pins_a.set(true);
    pins_b.set(true);
    run(20);
    REQUIRE(pins_a.up.read());
    REQUIRE(pins_b.up.read());
    ab.seen.clear();
    ba.seen.clear();
  }
  std::vector<uint64_t> tags() const {
    std::vector<uint64_t> all;
    for (const auto& [at, message] : pool.received) all.push_back(message.tag);
    return all;
  }
};

std::vector<uint64_t> row(uint64_t count) {
  std::vector<uint64_t> all;
  for (uint64_t i = 1; i <= count; i++) all.push_back(i);
  return all;
}

}  // namespace

TEST_CASE("the link is up only when both data paths are active and light arrives") {
  Bench bench;
  bench.shine(true);
  bench.pins_a.active.write(true);
  Bench::run(50);
  CHECK_FALSE(bench.pins_a.up.read());
  CHECK_FALSE(bench.pins_b.up.read());
  bench.pins_b.active.write(true);
  Bench::run(20);
  CHECK(bench.pins_a.up.read());
  CHECK(bench.pins_b.up.read());
  bench.shine(false);
  Bench::run(1);
  CHECK_FALSE(bench.pins_a.up.read());
}

TEST_CASE(
    "ten waiting flits share a codeword and it arrives after its time on the line and the codec") {
  Bench bench;
  bench.train();
  const sc_time begun = sc_core::sc_time_stamp();
  for (uint64_t tag = 1; tag <= 12; tag++) bench.host.send(tag);  // one header flit each
  Bench::run(1);
  REQUIRE(bench.tags() == row(12));
  CHECK((bench.pool.received[9].first - begun).value() == kCodeword + kCodec);
  CHECK((bench.pool.received[10].first - begun).value() == 2 * kCodeword + kCodec);
  CHECK(bench.ab.seen[0].messages() == 10);
  CHECK(bench.ab.seen[1].messages() == 2);
}

TEST_CASE("a message arrives with its last codeword and its bytes are whole") {
  Bench bench;
  bench.train();
  const sc_time begun = sc_core::sc_time_stamp();
  bench.host.send(1, 1000);  // 17 flits: two codewords
  Bench::run(1);
  REQUIRE(bench.pool.received.size() == 1);
  CHECK((bench.pool.received[0].first - begun).value() == 2 * kCodeword + kCodec);
  const Message& message = bench.pool.received[0].second;
  REQUIRE(message.data.size() == 1000);
  CHECK(message.data.data()[999] == static_cast<uint8_t>(1000));
}

TEST_CASE("lost codewords are replayed and all arrives once and in order") {
  Bench bench;
  bench.train();
  unsigned number = 0;
  bench.ab.spoils = [&](const Codeword&) { return number++ % 3 == 1; };
  for (uint64_t tag = 1; tag <= 200; tag++) bench.host.send(tag);
  Bench::run(200);
  CHECK(bench.tags() == row(200));
  CHECK(number > 20 * 4 / 3);
}

TEST_CASE("what is replayed takes its time on the line as it did before") {
  Bench bench;
  bench.train();
  unsigned number = 0;
  bench.ab.spoils = [&](const Codeword&) { return number++ == 0; };
  for (uint64_t tag = 1; tag <= 30; tag++) bench.host.send(tag);  // three codewords, all replayed
  Bench::run(10);
  REQUIRE(bench.tags() == row(30));
  const auto& received = bench.pool.received;
  CHECK((received[10].first - received[9].first).value() == kCodeword);
  CHECK((received[20].first - received[19].first).value() == kCodeword);
}

TEST_CASE("no more codewords wait for their acknowledgement than the replay buffer holds") {
  settings().set(Settings::kPod, "a.replay_depth", "4", {});
  Bench bench;
  bench.train();
  bench.ba.spoils = [](const Codeword&) { return true; };
  for (uint64_t tag = 1; tag <= 100; tag++) bench.host.send(tag);
  Bench::run(3);
  uint64_t last = 0;
  for (const Codeword& codeword : bench.ab.seen) last = std::max(last, codeword.sequence);
  CHECK(last == 3);
  bench.ba.spoils = [](const Codeword&) { return false; };
  Bench::run(100);
  CHECK(bench.tags() == row(100));
}

TEST_CASE("lost acknowledgements and requests for replay are made up for by the time-out") {
  Bench bench;
  bench.train();
  unsigned forward = 0;
  bench.ab.spoils = [&](const Codeword&) { return forward++ == 0; };
  unsigned back = 0;
  bench.ba.spoils = [&](const Codeword&) { return back++ < 2; };
  for (uint64_t tag = 1; tag <= 30; tag++) bench.host.send(tag);
  Bench::run(100);
  CHECK(bench.tags() == row(30));
}

TEST_CASE("requests wait for credits that completions bring back") {
  settings().set(Settings::kPod, "a.mem_credits", "3", {});
  Bench bench;
  bench.train();
  for (uint64_t tag = 1; tag <= 5; tag++) bench.host.send(tag);
  Bench::run(1);
  CHECK(bench.tags() == row(3));
  bench.pool.send(1, 0, Message::Kind::kCompletion);
  Bench::run(1);
  CHECK(bench.tags() == row(4));
  CHECK(bench.host.received.size() == 1);
}

TEST_CASE("what waits for credits of one channel does not hold up the other or completions") {
  settings().set(Settings::kPod, "a.mem_credits", "1", {});
  Bench bench;
  bench.train();
  for (uint64_t tag = 1; tag <= 3; tag++) bench.host.send(tag);
  bench.host.send(4, 0, Message::Kind::kRequest, Channel::kIo);
  Bench::run(1);
  CHECK(bench.tags() == std::vector<uint64_t>{1, 4});
  bench.host.send(5, 0, Message::Kind::kCompletion);
  Bench::run(1);
  CHECK(bench.tags() == std::vector<uint64_t>{1, 4, 5});
}

TEST_CASE("after replay_limit time-outs in a row the link trains again") {
  Bench bench;
  bench.train();
  const auto* trainings = dynamic_cast<Counter*>(sc_core::sc_find_object("a.trainings"));
  const uint64_t before = *trainings;
  bench.ab.spoils = [](const Codeword&) { return true; };
  bench.host.send(1);
  Bench::run(30);
  CHECK(*trainings == before);
  Bench::run(30);
  CHECK(*trainings == before + 1);
  CHECK_FALSE(bench.pins_a.up.read());
  bench.ab.spoils = [](const Codeword&) { return false; };
  Bench::run(30);
  CHECK(bench.tags() == row(1));
}

TEST_CASE("an acknowledgement goes alone only after ack_delay") {
  Bench bench;
  bench.train();
  bench.host.send(1);
  sc_core::sc_start(sc_time(kCodeword + kCodec + 199000, sc_core::SC_PS));
  CHECK(bench.ba.seen.empty());
  sc_core::sc_start(sc_time(2, sc_core::SC_NS));
  REQUIRE(bench.ba.seen.size() == 1);
  CHECK(bench.ba.seen[0].kind == Codeword::Kind::kControl);
  CHECK(bench.ba.seen[0].ack == 1);
}

TEST_CASE("after darkness the link trains again and nothing is lost or doubled") {
  Bench bench;
  bench.train();
  for (uint64_t tag = 1; tag <= 100; tag++) bench.host.send(tag);
  sc_core::sc_start(sc_time(100, sc_core::SC_NS));
  bench.shine(false);
  Bench::run(5);
  CHECK(bench.tags().size() < 100);
  bench.shine(true);
  Bench::run(30);
  CHECK(bench.tags() == row(100));
}

TEST_CASE("a request that cannot leave comes back as an error after delivery_timeout") {
  Bench bench;
  bench.host.send(1);
  Bench::run(49.9);
  CHECK(bench.host.received.empty());
  Bench::run(0.2);
  REQUIRE(bench.host.received.size() == 1);
  CHECK(bench.host.received[0].second.tag == 1);
  CHECK(bench.host.received[0].second.status == tlm::TLM_GENERIC_ERROR_RESPONSE);
  bench.train();
  Bench::run(10);
  CHECK(bench.tags().empty());  // and is not sent any more
}

TEST_CASE("with a dark lane the link goes on at half the rate in that direction and back") {
  Bench bench;
  bench.train();
  bench.pins_b.light[2].write(false);  // the pool's end receives on three
  Bench::run(20);
  CHECK(bench.pins_a.up.read());
  CHECK(bench.pins_a.degraded.read());
  CHECK(bench.pins_b.degraded.read());
  const sc_time begun = sc_core::sc_time_stamp();
  bench.host.send(1);
  Bench::run(1);
  REQUIRE(bench.pool.received.size() == 1);
  CHECK((bench.pool.received[0].first - begun).value() == 2 * kCodeword + kCodec);
  bench.pins_b.light[2].write(true);
  Bench::run(20);
  CHECK(bench.pins_b.up.read());
  CHECK_FALSE(bench.pins_b.degraded.read());
  bench.pins_b.light[0].write(false);
  bench.pins_b.light[1].write(false);
  bench.pins_b.light[3].write(false);
  Bench::run(20);
  CHECK_FALSE(bench.pins_b.up.read());  // one lane is not enough
}

TEST_CASE("what waits when a lane goes dark arrives once and in order") {
  Bench bench;
  bench.train();
  for (uint64_t tag = 1; tag <= 200; tag++) bench.host.send(tag);
  sc_core::sc_start(sc_time(150, sc_core::SC_NS));
  bench.pins_b.light[0].write(false);
  Bench::run(40);
  CHECK(bench.tags() == row(200));
}

TEST_CASE("light lost one way takes the link down at both ends and back up when it returns") {
  Bench bench;
  bench.train();
  bench.pins_a.shine(false);
  Bench::run(5);
  CHECK_FALSE(bench.pins_a.up.read());
  CHECK_FALSE(bench.pins_b.up.read());
  bench.pool.send(1);
  Bench::run(20);
  bench.pins_a.shine(true);
  Bench::run(20);
  CHECK(bench.pins_a.up.read());
  CHECK(bench.pins_b.up.read());
  CHECK(bench.host.received.size() == 1);
}
