// Requests to look-ups, answers to media or back.
#include "rtl/hdm_decoder/hdm_decoder_cosim.hpp"

#include "models/core/trace.hpp"

namespace lantern {

using sc_core::sc_time;
using sc_core::sc_time_stamp;

HdmDecoderCosim::HdmDecoderCosim(sc_core::sc_module_name name)
    : sc_module(name),
      lookup_name_(std::string(this->name()) + ".lookup"),
      access_name_(std::string(this->name()) + ".access"),
      engine_(this->name(), region_, period_,
              [this](const HdmLookup&, const HdmAnswer& answer, sc_time arrival, sc_time edge) {
                answered(answer, arrival, edge);
              }) {
  mem_target.register_nb_transport_fw(this, &HdmDecoderCosim::mem_nb_transport_fw);
  mem_target.register_transport_dbg(this, &HdmDecoderCosim::mem_transport_dbg);
  mem_initiator.register_nb_transport_bw(this, &HdmDecoderCosim::mem_nb_transport_bw);
  csr_target.register_b_transport(this, &HdmDecoderCosim::csr_b_transport);
  csr_target.register_transport_dbg(this, &HdmDecoderCosim::csr_transport_dbg);
}

tlm::tlm_sync_enum HdmDecoderCosim::mem_nb_transport_fw(tlm::tlm_generic_payload& trans,
                                                        tlm::tlm_phase& phase, sc_time& delay) {
  if (phase != tlm::BEGIN_REQ) return tlm::TLM_ACCEPTED;
  if (trans.has_mm()) trans.acquire();
  asked_.push_back(&trans);
  engine_.push(HdmLookup::of(trans), sc_time_stamp() + delay);
  phase = tlm::END_REQ;
  return tlm::TLM_UPDATED;
}

void HdmDecoderCosim::answered(const HdmAnswer& answer, sc_time arrival, sc_time edge) {
  tlm::tlm_generic_payload& trans = *asked_.front();
  asked_.pop_front();
  if (Trace::on()) Trace::line(arrival, lookup_name_.c_str(), edge - arrival, trans);
  sc_time delay = edge - sc_time_stamp();
  tlm::tlm_phase phase = tlm::BEGIN_REQ;
  const bool done = !counters_.take(answer, trans) ||
                    mem_initiator->nb_transport_fw(trans, phase, delay) == tlm::TLM_COMPLETED;
  if (done) {
    phase = tlm::BEGIN_RESP;
    mem_target->nb_transport_bw(trans, phase, delay);
  }
  if (trans.has_mm()) trans.release();
}

tlm::tlm_sync_enum HdmDecoderCosim::mem_nb_transport_bw(tlm::tlm_generic_payload& trans,
                                                        tlm::tlm_phase& phase, sc_time& delay) {
  return mem_target->nb_transport_bw(trans, phase, delay);
}

unsigned HdmDecoderCosim::mem_transport_dbg(tlm::tlm_generic_payload& trans) {
  const HdmAnswer answer = engine_.look_up_dbg(HdmLookup::of(trans));
  if (answer.outcome != HdmOutcome::kHit) return 0;
  trans.set_address(answer.dpa);
  return mem_initiator->transport_dbg(trans);
}

void HdmDecoderCosim::csr_b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
  counters_.wait_if_seen(trans, map_, reset, delay);
  const sc_time begin = sc_time_stamp() + delay;
  charge(trans, delay, access_name_.c_str(), engine_.access(trans, map_.holds(trans), begin));
}

}  // namespace lantern
