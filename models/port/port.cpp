// Requests in, completions out.
#include "models/port/port.hpp"

#include "models/core/now.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using sc_core::sc_time;

Port::Port(sc_core::sc_module_name name) : sc_module(name) {
  mem_initiator.register_nb_transport_bw(this, &Port::mem_nb_transport_bw);
  process_.let_change();
}

void Port::receive(Message&& message) {
  ++requests_;
  tlm::tlm_generic_payload* trans = payloads_.acquire();
  if (message.command == Message::Command::kRead) message.data = Bytes(message.length);
  static constexpr tlm::tlm_command kCommands[] = {tlm::TLM_READ_COMMAND, tlm::TLM_WRITE_COMMAND,
                                                   tlm::TLM_IGNORE_COMMAND};
  trans->set_command(kCommands[static_cast<unsigned>(message.command)]);
  AtomicExtension& atomic = *trans->get_extension<AtomicExtension>();
  atomic.op = message.atomic_op;
  atomic.done = false;
  trans->set_address(message.address);
  trans->set_data_ptr(message.data.data());
  trans->set_data_length(message.length);
  trans->set_streaming_width(message.length);
  if (Trace::on()) Trace::tag(*trans, message.origin);
  sc_time delay;
  charge(*trans, delay, process_);
  if (message.channel == Channel::kIo) {
    io_initiator->b_transport(*trans, delay);
    return done_.push(now() + delay, keep(std::move(message), *trans));
  }
  trans->get_extension<PortExtension>()->slot = keep(std::move(message), *trans);
  tlm::tlm_phase phase = tlm::BEGIN_REQ;
  mem_initiator->nb_transport_fw(*trans, phase, delay);
}

tlm::tlm_sync_enum Port::mem_nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                             sc_time& delay) {
  if (phase != tlm::BEGIN_RESP) return tlm::TLM_ACCEPTED;
  done_.push(now() + delay, unsigned{trans.get_extension<PortExtension>()->slot});
  return tlm::TLM_COMPLETED;
}

unsigned Port::keep(Message&& message, tlm::tlm_generic_payload& trans) {
  if (free_slots_.empty()) {
    free_slots_.push_back(static_cast<unsigned>(requests_in_node_.size()));
    requests_in_node_.emplace_back();
  }
  const unsigned slot = free_slots_.back();
  free_slots_.pop_back();
  requests_in_node_[slot].message = std::move(message);
  requests_in_node_[slot].trans = &trans;
  return slot;
}

void Port::complete(unsigned slot) {
  Request& request = requests_in_node_[slot];
  Message& message = request.message;
  message.kind = Message::Kind::kCompletion;
  message.status = request.trans->get_response_status();
  // OK from who does not know atomics is no answer to one.
  const AtomicExtension* const atomic = atomic_of(*request.trans);
  if (atomic && !atomic->done && message.status == tlm::TLM_OK_RESPONSE)
    message.status = tlm::TLM_COMMAND_ERROR_RESPONSE;
  if (message.status != tlm::TLM_OK_RESPONSE) ++errors_;
  message.poison = request.trans->get_extension<PoisonExtension>()->poisoned;
  // Only what was read goes back, and only where reading was allowed.
  if (message.is_write() || message.status != tlm::TLM_OK_RESPONSE) message.data = Bytes();
  request.trans->release();
  message_initiator->send(std::move(message));
  free_slots_.push_back(slot);
}

}  // namespace lantern
