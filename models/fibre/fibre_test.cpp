// The fibre: flight, light, losses, cut and repair.
#include "models/fibre/fibre.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "models/fibre/codeword_loss.hpp"
#include "models/fibre/fibre_end.hpp"

using namespace lantern;
using sc_core::sc_time;

namespace {

struct End : sc_core::sc_module {
  std::vector<std::pair<sc_time, Codeword>> codewords;
  std::vector<std::pair<sc_time, Light>> lights;
  Receiver<Codeword> codeword{"codeword", [this](Codeword&& c) {
                                codewords.emplace_back(sc_core::sc_time_stamp(), std::move(c));
                              }};
  Receiver<Light> light{"light",
                        [this](Light&& l) { lights.emplace_back(sc_core::sc_time_stamp(), l); }};
  explicit End(sc_core::sc_module_name name) : sc_module(name) {}
};

struct Bench : sc_core::sc_module {
  Fibre fibre{"fibre"};
  End near{"near"}, far{"far"};
  SendPort<Codeword> codeword{"codeword"};
  SendPort<Light> light{"light"};
  explicit Bench(sc_core::sc_module_name name = "bench") : sc_module(name) {
    fibre.codeword_initiator[0].bind(near.codeword);
    fibre.codeword_initiator[1].bind(far.codeword);
    fibre.light_initiator[0].bind(near.light);
    fibre.light_initiator[1].bind(far.light);
    codeword.bind(fibre.codeword_target_0);
    light.bind(fibre.light_target_0);
  }
  void send(uint64_t sequence) {
    Codeword sent;
    sent.sequence = sequence;
    sent.on_wire = sc_time(25600, sc_core::SC_PS);
    codeword->send(std::move(sent));
  }
  static void run(double us) { sc_core::sc_start(sc_time(us, sc_core::SC_US)); }
};

}  // namespace

TEST_CASE("a codeword arrives after its time on the wire and its flight") {
  settings().set(Settings::kPod, "bench.fibre.length", "100 m", {});
  Bench bench;
  Bench::run(0);
  bench.send(1);
  Bench::run(1);
  REQUIRE(bench.far.codewords.size() == 1);
  CHECK(bench.near.codewords.empty());
  CHECK(bench.far.codewords[0].first.value() == 25600 + 489672);  // 100 m x 1.468 / c
}

TEST_CASE("light arrives with the loss of fibre and connectors") {
  settings().set(Settings::kPod, "bench.fibre.length", "5 km", {});
  settings().set(Settings::kPod, "bench.fibre.connectors", "1 dB", {});
  Bench bench;
  Bench::run(0);
  Light bright;
  bright.milliwatt.fill(2);
  bench.light->send(std::move(bright));
  Bench::run(100);
  REQUIRE(bench.far.lights.size() == 1);
  CHECK(bench.far.lights[0].second.milliwatt[3] ==
        doctest::Approx(2 * 0.501187).epsilon(1e-5));  // 3 dB
}

TEST_CASE("a cut takes what is in flight and darkens both ends until the repair") {
  Bench bench;
  Bench::run(0);
  Light bright;
  bright.milliwatt.fill(1);
  bench.light->send(std::move(bright));
  Bench::run(1);
  bench.send(1);
  bench.fibre.cut();
  bench.send(2);
  Bench::run(1);
  CHECK(bench.far.codewords.empty());
  CHECK(bench.far.lights.back().second.milliwatt[0] == 0);
  bench.fibre.repair();
  bench.send(3);
  Bench::run(1);
  REQUIRE(bench.far.codewords.size() == 1);
  CHECK(bench.far.codewords[0].second.sequence == 3);
  CHECK(bench.far.lights.back().second.milliwatt[0] > 0);
}

TEST_CASE("what arrives over two fibres at one time arrives in the order of the fibres") {
  struct Node : sc_core::sc_module {
    std::vector<unsigned> order;
    Receiver<Codeword> first{"first", [this](Codeword&&) { order.push_back(0); }};
    Receiver<Codeword> second{"second", [this](Codeword&&) { order.push_back(1); }};
    explicit Node(sc_core::sc_module_name name) : sc_module(name) {}
  };
  struct Sender : sc_core::sc_module {
    SendPort<Codeword> out{"out"};
    explicit Sender(sc_core::sc_module_name name) : sc_module(name) {}
  };
  Fibre fibre0{"fibre0"}, fibre1{"fibre1"};
  End dark{"dark"};
  Node node{"node"};
  Sender sender0{"sender0"}, sender1{"sender1"};
  for (Fibre* fibre : {&fibre0, &fibre1}) {
    fibre->codeword_initiator[0].bind(dark.codeword);
    fibre->light_initiator[0].bind(dark.light);
    fibre->light_initiator[1].bind(dark.light);
  }
  fibre0.codeword_initiator[1].bind(node.first);
  fibre1.codeword_initiator[1].bind(node.second);
  sender0.out.bind(fibre0.codeword_target_0);
  sender1.out.bind(fibre1.codeword_target_0);
  Bench::run(0);
  for (const bool first_sent_last : {true, false, false, true}) {
    const auto send = [&](bool over_first, uint64_t on_wire_ps) {
      Codeword sent;
      sent.on_wire = sc_time::from_value(on_wire_ps);
      (over_first ? sender0 : sender1).out->send(std::move(sent));
    };
    send(!first_sent_last, 25600);
    sc_core::sc_start(sc_time::from_value(10000));
    send(first_sent_last, 15600);
    Bench::run(1);
    CHECK(node.order == std::vector<unsigned>{0, 1});
    node.order.clear();
  }
}

TEST_CASE("what is in flight is in the receiver's agenda and arrives before what leaves") {
  struct Block : sc_core::sc_module {
    std::vector<unsigned> order;
    Receiver<Codeword> in{"in", [this](Codeword&&) { order.push_back(0); }};
    Timer leaves{[this] { order.push_back(1); }, Agenda::Stage::kDepart};
    explicit Block(sc_core::sc_module_name name) : sc_module(name) {}
  };
  struct Node : sc_core::sc_module {
    Block block{"block"};
    explicit Node(sc_core::sc_module_name name) : sc_module(name) {}
  };
  struct Sender : sc_core::sc_module {
    SendPort<Codeword> out{"out"};
    explicit Sender(sc_core::sc_module_name name) : sc_module(name) {}
  };
  Fibre fibre{"fibre"};
  End dark{"dark"};
  Node node{"node"};
  Sender sender{"sender"};
  fibre.codeword_initiator[0].bind(dark.codeword);
  fibre.codeword_initiator[1].bind(node.block.in);
  fibre.light_initiator[0].bind(dark.light);
  fibre.light_initiator[1].bind(dark.light);
  sender.out.bind(fibre.codeword_target_0);
  Bench::run(0);
  for (const bool set_first : {true, false}) {
    const sc_time arrives =
        sc_core::sc_time_stamp() + sc_time(25600, sc_core::SC_PS) + fibre.flight();
    if (set_first) node.block.leaves.set(arrives);
    sc_core::sc_start(sc_time(100, sc_core::SC_PS));
    Codeword sent;
    sent.on_wire = sc_time(25500, sc_core::SC_PS);
    sender.out->send(std::move(sent));
    sc_core::sc_start(sc_time(100, sc_core::SC_PS));
    if (!set_first) node.block.leaves.set(arrives);
    Bench::run(1);
    CHECK(node.block.order == std::vector<unsigned>{0, 1});
    node.block.order.clear();
  }
}

TEST_CASE("the closed form gives the published figures") {
  // scale(0): to a part of the figure itself, not of one more than it.
  CHECK(codeword_loss(0) == 0);
  CHECK(codeword_loss(1e-3) == doctest::Approx(1.53e-4).epsilon(0.01).scale(0));
  CHECK(codeword_loss(5e-4) == doctest::Approx(2.79e-8).epsilon(0.01).scale(0));
  CHECK(codeword_loss(2.4e-4) == doctest::Approx(8.15e-13).epsilon(0.01).scale(0));
  CHECK(codeword_loss(1.5e-3) == doctest::Approx(8.72e-3).epsilon(0.005).scale(0));
  CHECK(codeword_loss(0.5) == doctest::Approx(1));
}

TEST_CASE(
    "of 100000 codewords at BER 1.5e-3 as many are lost as the closed form says within 5 sigma") {
  settings().set(Settings::kPod, "bench.fibre.ber", "1.5e-3", {});
  Bench bench;
  Bench::run(0);
  constexpr unsigned kCount = 100000;
  for (unsigned i = 0; i < kCount; i++) bench.send(i);
  Bench::run(1);
  unsigned lost = 0;
  for (const auto& arrived : bench.far.codewords) lost += arrived.second.lost;
  const double p = codeword_loss(1.5e-3);
  const double sigma = std::sqrt(kCount * p * (1 - p));
  CHECK(bench.far.codewords.size() == kCount);
  CHECK(std::abs(lost - kCount * p) < 5 * sigma);
}

TEST_CASE("more loss dims both ends at once and a burst of bit errors ends by itself") {
  Bench bench;
  Bench::run(0);
  Light bright;
  bright.milliwatt.fill(1);
  bench.light->send(std::move(bright));
  Bench::run(1);
  const double before = bench.far.lights.back().second.milliwatt[0];
  const auto fault = [](const char* name, double value) {
    dynamic_cast<Fault*>(sc_core::sc_find_object(name))->inject(value);
  };
  fault("bench.fibre.loss", 10);
  Bench::run(1);
  CHECK(bench.far.lights.back().second.milliwatt[0] == doctest::Approx(before / 10));
  fault("bench.fibre.loss", 0);
  Bench::run(1);
  CHECK(bench.far.lights.back().second.milliwatt[0] == before);
  fault("bench.fibre.ber_burst", 5e6);
  for (unsigned i = 0; i < 200; i++) bench.send(i);
  Bench::run(10);
  for (unsigned i = 0; i < 200; i++) bench.send(i);
  Bench::run(10);
  unsigned lost[2] = {};
  for (size_t i = 0; i < bench.far.codewords.size(); i++)
    lost[i / 200] += bench.far.codewords[i].second.lost;
  CHECK(lost[0] > 100);
  CHECK(lost[1] == 0);
}

TEST_CASE("an end without a fibre takes what is sent and counts it") {
  struct Sender : sc_core::sc_module {
    SendPort<Codeword> codeword{"codeword"};
    SendPort<Light> light{"light"};
    explicit Sender(sc_core::sc_module_name name) : sc_module(name) {}
  } sender("sender");
  FibreEnd end{"end"};
  sender.codeword.bind(end.codeword_target);
  sender.light.bind(end.light_target);
  Bench::run(0);
  sender.codeword->send(Codeword{});
  sender.light->send(Light{});
  Bench::run(1);
  const auto* counter = dynamic_cast<Counter*>(sc_core::sc_find_object("end.codewords"));
  REQUIRE(counter);
  CHECK(counter->value() == 1);
}
