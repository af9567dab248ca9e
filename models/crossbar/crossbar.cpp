// Arbitration: round robin among those of one moment.
#include "models/crossbar/crossbar.hpp"

#include <algorithm>

#include "models/core/now.hpp"
#include "models/core/payload.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using sc_core::sc_time;

Crossbar::Crossbar(sc_core::sc_module_name name, unsigned ports)
    : sc_module(name), target("target", ports) {
  for (unsigned port = 0; port < ports; port++)
    target[port].register_nb_transport_fw(this, &Crossbar::nb_transport_fw, static_cast<int>(port));
  initiator.register_nb_transport_bw(this, &Crossbar::nb_transport_bw);
  arbitration_.let_change();
  cycle_.let_change();
}

tlm::tlm_sync_enum Crossbar::nb_transport_fw(int port, tlm::tlm_generic_payload& trans,
                                             tlm::tlm_phase& phase, sc_time& delay) {
  if (phase != tlm::BEGIN_REQ) return tlm::TLM_ACCEPTED;
  // Who the host is follows from the socket its request came in by, never from the request.
  trans.get_extension<PortExtension>()->port = static_cast<unsigned>(port);
  if (!arrived_.empty()) ++conflicts_;
  const auto before = [this](const Request& a, const Request& b) {
    return a.delay != b.delay ? a.delay < b.delay : turn(a.port) < turn(b.port);
  };
  const Request request{&trans, delay, static_cast<unsigned>(port)};
  arrived_.insert(std::upper_bound(arrived_.begin(), arrived_.end(), request, before), request);
  arbitrate_.set(now());
  phase = tlm::END_REQ;
  return tlm::TLM_UPDATED;
}

/// Among equals the lowest goes first.
unsigned Crossbar::turn(unsigned port) const {
  const auto ports = static_cast<unsigned>(target.size());
  return (port + ports - next_port_) % ports;
}

void Crossbar::arbitrate() {
  next_port_ = (arrived_.back().port + 1) % static_cast<unsigned>(target.size());
  for (const Request& request : arrived_) forward(request);
  arrived_.clear();
}

void Crossbar::forward(const Request& request) {
  sc_time delay = request.delay;
  charge(*request.trans, delay, arbitration_);
  const uint64_t arrival = (now() + delay).value();
  const uint64_t turn = issue_.reserve(arrival, cycle_().value());
  if (turn > arrival)
    charge(*request.trans, delay, cycle_.name(), sc_time::from_value(turn - arrival));
  tlm::tlm_phase phase = tlm::BEGIN_REQ;
  if (initiator->nb_transport_fw(*request.trans, phase, delay) != tlm::TLM_COMPLETED)
    return;  // a queued one answers later
  phase = tlm::BEGIN_RESP;
  target[request.port]->nb_transport_bw(*request.trans, phase, delay);
}

tlm::tlm_sync_enum Crossbar::nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                             sc_time& delay) {
  const auto* extension = trans.get_extension<PortExtension>();
  return target[extension->port]->nb_transport_bw(trans, phase, delay);
}

}  // namespace lantern
