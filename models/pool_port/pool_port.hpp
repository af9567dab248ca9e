// The pool port of an accelerator node: where calls become messages.
#pragma once

#include <tlm_utils/simple_target_socket.h>
#include <memory>
#include <systemc>
#include <vector>

#include "models/core/counter.hpp"
#include "models/core/delay_queue.hpp"
#include "models/core/measured.hpp"
#include "models/core/message.hpp"
#include "models/core/parameter.hpp"
#include "models/core/ring.hpp"
#include "models/core/timer.hpp"

namespace lantern {

/// A caller of b_transport waits here for its completion; one of nb_transport has many requests in
/// flight and is called back. Transactions are split at the interleave granule and at the burst;
/// each piece is a message.
class PoolPort : public sc_core::sc_module, private MeasuredIf {
 public:
  static constexpr unsigned kMemTargets = 2;  ///< the node's router, the DMA engine
  sc_core::sc_vector<tlm_utils::simple_target_socket_tagged<PoolPort>> mem_target{"mem_target",
                                                                                  kMemTargets};
  tlm_utils::simple_target_socket<PoolPort> io_target{"io_target"};
  sc_core::sc_vector<SendPort<Message>> message_initiator;
  std::vector<std::unique_ptr<Receiver<Message>>> message_target;  ///< message_target_0 ...
  sc_core::sc_export<MeasuredIf> measured{"measured"};             ///< its latencies

  PoolPort(sc_core::sc_module_name name, unsigned links);

 private:
  Parameter<uint64_t> window_base_{
      "window_base",        Dimension::kCount, "0x40_0000_0000", {}, "HPA of the pool window.",
      "pod: the host's map"};
  Parameter<uint64_t> window_size_{
      "window_size",        Dimension::kBytes, "16 GiB", {}, "Size of the pool window.",
      "pod: the host's map"};
  Parameter<uint64_t> granule_{"granule",
                               Dimension::kBytes,
                               "256 B",
                               {"256 B", "16 KiB"},
                               "Interleave granule over the links.",
                               "pod"};
  Parameter<uint64_t> burst_bytes_{
      "burst_bytes",     Dimension::kBytes,       "256 B",
      {"64 B", "4 KiB"}, "Most bytes a message.", "UALink 200G 1.0: requests of 64 to 256 B"};
  Parameter<uint64_t> tags_{"tags",         Dimension::kCount,     "256",
                            {"1", "65536"}, "Messages in flight.", "assumed"};
  Parameter<sc_core::sc_time> process_{"process",
                                       Dimension::kTime,
                                       "5 ns",
                                       {"0 ns", "1 us"},
                                       "From transaction to message.",
                                       "assumed: 5 cycles at 1 GHz"};
  Parameter<sc_core::sc_time> request_timeout_{
      "request_timeout",
      Dimension::kTime,
      "1 ms",
      {"1 ns", "1 s"},
      "Without completion for so long, a request ends in an error.",
      "assumed: far beyond the link's time-outs, within a driver's patience"};
  Counter timeouts_{"timeouts", "Requests that ended without completion.",
                    Counter::Place::kSummary};
  Counter errors_{"errors", "Requests that the pool refused.", Counter::Place::kSummary};
  Counter late_{"late", "Completions of requests that had timed out."};
  LatencyRecord load_latency_{"load_latency", "Loads of b_transport callers."};
  LatencyRecord store_latency_{"store_latency", "Stores of b_transport callers."};
  LatencyRecord atomic_latency_{"atomic_latency", "Atomics of b_transport callers."};
  LatencyRecord dma_latency_{"dma_latency", "Requests of nb_transport callers."};

  /// A transaction on its way: one slot of a table.
  struct Parent {
    explicit Parent(unsigned slot) : slot(slot) {}
    const unsigned slot;
    tlm::tlm_generic_payload* trans = nullptr;
    int socket = 0;
    Channel channel = Channel::kMem;
    bool waits = false;   ///< a b_transport caller, woken by `completed`
    uint64_t next = 0;    ///< bytes sent so far
    unsigned pieces = 0;  ///< in flight
    tlm::tlm_response_status status = tlm::TLM_OK_RESPONSE;
    bool poisoned = false;
    sc_core::sc_time begun;
    bool done = false;
    sc_core::sc_event completed;
  };
  struct Arrival {
    tlm::tlm_generic_payload* trans;
    int socket;
    Channel channel;
    Parent** granted;  ///< where a b_transport caller looks for its parent; nullptr: nb_transport
  };
  struct Piece {
    uint64_t tag = 0;  ///< 0: free
    unsigned parent = 0;
    uint32_t offset = 0;
    uint32_t length = 0;
  };
  struct Deadline {
    uint64_t tag;
    sc_core::sc_time at;
  };
  void measure(bool on, const sc_core::sc_time& at) override;
  void record(const Parent& parent, bool atomic, const sc_core::sc_time& latency);
  void mem_b_transport(int socket, tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  void io_b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  tlm::tlm_sync_enum mem_nb_transport_fw(int socket, tlm::tlm_generic_payload& trans,
                                         tlm::tlm_phase& phase, sc_core::sc_time& delay);
  void wait_for(int socket, Channel channel, tlm::tlm_generic_payload& trans,
                sc_core::sc_time& delay);
  static bool can_carry(tlm::tlm_generic_payload& trans);
  bool in_window(const tlm::tlm_generic_payload& trans) const;
  void admit();
  Parent& begin(const Arrival& arrival, const sc_core::sc_time& at);
  void release(Parent& parent);
  void issue();
  void issue_piece(unsigned slot);
  uint64_t piece_length(const Parent& parent) const;
  unsigned link_of(const Parent& parent) const;
  void receive(Message&& message);
  void expire();
  void piece_done(Piece& piece, tlm::tlm_response_status status);
  void finish(Parent& parent);
  void arm_deadline();

  std::vector<std::unique_ptr<Parent>> parents_;
  std::vector<unsigned> free_parents_;
  std::vector<Piece> pieces_;
  std::vector<unsigned> free_pieces_;
  Ring<unsigned> issuing_;  ///< parents with pieces still to send, in order of arrival
  DelayQueue<unsigned> staged_{[this](unsigned&& parent) {
    issuing_.push_back(std::move(parent));
    issue();
  }};                               ///< between acceptance and `process` later
  sc_core::sc_time measured_from_;  ///< sc_max_time(): nothing is recorded
  Ring<Arrival> arrivals_;          ///< of both doors, in order; they wait for a free parent
  tlm::tlm_generic_payload* offered_ = nullptr;  ///< BEGIN_REQ that has not been answered yet
  Ring<Deadline> deadlines_;
  uint64_t next_tag_ = 1;
  sc_core::sc_event parent_free_;
  Timer deadline_due_{[this] { expire(); }};
};

}  // namespace lantern
