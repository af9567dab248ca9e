// The crossbar: order of arrival, turns among equals.
#include "models/crossbar/crossbar.hpp"

#include <doctest/doctest.h>

#include "models/core/payload.hpp"

using namespace lantern;
using sc_core::sc_time;

namespace {

struct Port : sc_core::sc_module {
  tlm_utils::simple_initiator_socket<Port> initiator{"initiator"};
  PayloadPool payloads;
  std::vector<sc_time> answers;
  explicit Port(sc_core::sc_module_name name) : sc_module(name) {
    initiator.register_nb_transport_bw(this, &Port::nb_transport_bw);
  }
  void send(uint64_t address = 0) {
    tlm::tlm_generic_payload* trans = payloads.acquire();
    trans->get_extension<PortExtension>()->port = 9;  // what it says of itself counts for nothing
    trans->set_address(address);
    tlm::tlm_phase phase = tlm::BEGIN_REQ;
    sc_time delay;
    CHECK(initiator->nb_transport_fw(*trans, phase, delay) == tlm::TLM_UPDATED);
    CHECK(phase == tlm::END_REQ);
  }
  tlm::tlm_sync_enum nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase&,
                                     sc_time& delay) {
    answers.push_back(sc_core::sc_time_stamp() + delay);
    trans.release();
    return tlm::TLM_COMPLETED;
  }
};

struct Sink : sc_core::sc_module {
  tlm_utils::simple_target_socket<Sink> target{"target"};
  std::vector<unsigned> order;
  std::vector<uint64_t> addresses;
  explicit Sink(sc_core::sc_module_name name) : sc_module(name) {
    target.register_nb_transport_fw(this, &Sink::nb_transport_fw);
  }
  tlm::tlm_sync_enum nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase&,
                                     sc_time& delay) {
    order.push_back(trans.get_extension<PortExtension>()->port);
    addresses.push_back(trans.get_address());
    delay += sc_time(7, sc_core::SC_NS);
    return tlm::TLM_COMPLETED;
  }
};

struct Bench {
  Crossbar crossbar{"crossbar", 4};
  std::vector<std::unique_ptr<Port>> ports;
  Sink sink{"sink"};
  Bench() {
    for (unsigned i = 0; i < 4; i++) {
      ports.push_back(std::make_unique<Port>(("port" + std::to_string(i)).c_str()));
      ports[i]->initiator.bind(crossbar.target[i]);
    }
    crossbar.initiator.bind(sink.target);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }
  void meet(std::initializer_list<unsigned> which) {
    for (unsigned port : which) ports[port]->send();
    sc_core::sc_start(sc_time(100, sc_core::SC_NS));
  }
};

}  // namespace

TEST_CASE("requests that meet are served in turn") {
  Bench bench;
  bench.meet({3, 1, 0, 2});
  CHECK(bench.sink.order == std::vector<unsigned>{0, 1, 2, 3});
  bench.sink.order.clear();
  bench.meet({2});
  bench.meet({1, 2, 3, 0});
  CHECK(bench.sink.order == std::vector<unsigned>{2, 3, 0, 1, 2});
}

TEST_CASE("requests of one port keep their order when they meet") {
  Bench bench;
  for (const unsigned port : {1u, 0u})
    for (const uint64_t n : {3u, 1u, 2u}) bench.ports[port]->send(16 * port + n);
  sc_core::sc_start(sc_time(100, sc_core::SC_NS));
  CHECK(bench.sink.addresses == std::vector<uint64_t>{3, 1, 2, 19, 17, 18});
}

TEST_CASE("each takes arbitration and the decoder's delay and those behind it a cycle more") {
  Bench bench;
  const sc_time begun = sc_core::sc_time_stamp();
  bench.meet({0, 1});
  REQUIRE(bench.ports[0]->answers.size() == 1);
  REQUIRE(bench.ports[1]->answers.size() == 1);
  CHECK(bench.ports[0]->answers[0] - begun == sc_time(17, sc_core::SC_NS));
  CHECK(bench.ports[1]->answers[0] - begun == sc_time(18, sc_core::SC_NS));
}
