// A port of the pool: messages from its link become transactions, their ends become completions.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <deque>
#include <systemc>
#include <vector>

#include "models/core/counter.hpp"
#include "models/core/delay_queue.hpp"
#include "models/core/message.hpp"
#include "models/core/parameter.hpp"
#include "models/core/payload.hpp"

namespace lantern {

class Port : public sc_core::sc_module {
 public:
  Receiver<Message> message_target{"message_target",
                                   [this](Message&& m) { receive(std::move(m)); }};
  SendPort<Message> message_initiator{"message_initiator"};
  tlm_utils::simple_initiator_socket<Port> mem_initiator{
      "mem_initiator"};  ///< nb_transport, to the crossbar
  tlm_utils::simple_initiator_socket<Port> io_initiator{
      "io_initiator"};  ///< b_transport, to the port's registers

  explicit Port(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> process_{"process",
                                       Dimension::kTime,
                                       "5 ns",
                                       {"0 ns", "1 us"},
                                       "From message to transaction.",
                                       "assumed: 5 cycles at 1 GHz"};
  Counter requests_{"requests", "Requests that came over the link."};
  Counter errors_{"errors", "Requests that ended in an error.", Counter::Place::kSummary};

  /// A request in the node: its message, which becomes the completion, and its payload.
  struct Request {
    Message message;
    tlm::tlm_generic_payload* trans;
  };
  void receive(Message&& message);
  tlm::tlm_sync_enum mem_nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                         sc_core::sc_time& delay);
  unsigned keep(Message&& message, tlm::tlm_generic_payload& trans);
  void complete(unsigned slot);

  PayloadPool payloads_;
  std::deque<Request> requests_in_node_;  ///< by slot
  std::vector<unsigned> free_slots_;
  DelayQueue<unsigned> done_{[this](unsigned&& slot) { complete(slot); }};
};

}  // namespace lantern
