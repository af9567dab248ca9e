// The pool's crossbar: requests of all ports to the decoder, in order of arrival, those that meet
// in turn.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>
#include <systemc>
#include <vector>

#include "models/core/counter.hpp"
#include "models/core/parameter.hpp"
#include "models/core/timeline.hpp"
#include "models/core/timer.hpp"

namespace lantern {

/// nb_transport on both sides. A request is accepted at once and arbitrated with all that come at
/// the same time.
class Crossbar : public sc_core::sc_module {
 public:
  sc_core::sc_vector<tlm_utils::simple_target_socket_tagged<Crossbar>> target;
  tlm_utils::simple_initiator_socket<Crossbar> initiator{"initiator"};

  Crossbar(sc_core::sc_module_name name, unsigned ports);

 private:
  Parameter<sc_core::sc_time> arbitration_{
      "arbitration",
      Dimension::kTime,
      "10 ns",
      {"0 ns", "1 us"},
      "From a port to the decoder, when nobody is in the way.",
      "Pond (ASPLOS 2023): switch arbitration and NoC at least 20 ns, both ways"};
  Parameter<sc_core::sc_time> cycle_{
      "cycle",          Dimension::kTime,        "1 ns",
      {"0 ns", "1 us"}, "Between two requests.", "assumed: one a cycle at 1 GHz"};
  Counter conflicts_{"conflicts", "Requests that arrived together with another."};

  struct Request {
    tlm::tlm_generic_payload* trans;
    sc_core::sc_time delay;
    unsigned port;
  };
  tlm::tlm_sync_enum nb_transport_fw(int port, tlm::tlm_generic_payload& trans,
                                     tlm::tlm_phase& phase, sc_core::sc_time& delay);
  tlm::tlm_sync_enum nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                     sc_core::sc_time& delay);
  unsigned turn(unsigned port) const;
  void arbitrate();
  void forward(const Request& request);

  std::vector<Request> arrived_;  ///< at this time, as they will be forwarded
  unsigned next_port_ = 0;        ///< who goes first among equals
  Timeline issue_;
  Timer arbitrate_{[this] { arbitrate(); }, Agenda::Stage::kArbitrate};
};

}  // namespace lantern
