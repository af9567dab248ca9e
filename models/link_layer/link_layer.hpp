// The link layer: messages to flits, flits to codewords; credits, acknowledgement, replay,
// training.
#pragma once

#include <array>
#include <systemc>
#include <vector>

#include "models/core/codeword.hpp"
#include "models/core/counter.hpp"
#include "models/core/light.hpp"
#include "models/core/message.hpp"
#include "models/core/parameter.hpp"
#include "models/core/ring.hpp"
#include "models/core/timer.hpp"

namespace lantern {

/// Up while both ends' data paths are active and light arrives on all lanes, or on two at half the
/// rate. Messages given to it wait until it
/// is; what its peer acknowledged has arrived exactly once and in order, whatever was lost on the
/// way.
class LinkLayer : public sc_core::sc_module {
 public:
  Receiver<Message> message_target{"message_target", [this](Message&& m) { submit(std::move(m)); }};
  SendPort<Message> message_initiator{"message_initiator"};
  SendPort<Codeword> codeword_initiator{"codeword_initiator"};
  Receiver<Codeword> codeword_target{"codeword_target",
                                     [this](Codeword&& c) { receive(std::move(c)); }};
  sc_core::sc_in<bool> active{"active"};  ///< the module's data path is activated
  sc_core::sc_vector<sc_core::sc_in<bool>> light{"light", kLanes};  ///< light arrives on lane i
  sc_core::sc_out<bool> up{"up"};
  sc_core::sc_out<bool> degraded{"degraded"};  ///< up, on half its lanes in a direction

  explicit LinkLayer(sc_core::sc_module_name name);
  sc_core::sc_time codeword_time() const { return codeword_time_; }
  const Parameter<double>& rate() const { return rate_; }
  /// Before the simulation starts.
  void run_at(const Parameter<double>& rate);

 private:
  enum class State : uint8_t { kDown, kTraining, kReady, kUp };
  Parameter<double> rate_{"rate",
                          Dimension::kRate,
                          "212.5 Gb/s",
                          {"1 Gb/s", "10000 Gb/s"},
                          "Line rate; where none is given, the fibre's.",
                          "OCI 1.0: 4 x 53.125 Gb/s"};
  Parameter<sc_core::sc_time> codec_{"codec",
                                     Dimension::kTime,
                                     "51.2 ns",
                                     {"0 ns", "10 us"},
                                     "FEC encoding and decoding.",
                                     "assumed: one codeword each"};
  Parameter<sc_core::sc_time> ack_delay_{"ack_delay",
                                         Dimension::kTime,
                                         "200 ns",
                                         {"0 ns", "1 ms"},
                                         "How long an acknowledgement waits for data to ride on.",
                                         "assumed"};
  Parameter<sc_core::sc_time> replay_timeout_{
      "replay_timeout",
      Dimension::kTime,
      "5 us",
      {"1 ns", "1 s"},
      "Without acknowledgement for so long beyond a round trip all is sent again.",
      "assumed: a few codewords and ack_delay"};
  Parameter<sc_core::sc_time> train_{"train",         Dimension::kTime, "2 us",
                                     {"0 ns", "1 s"}, "Training.",      "assumed"};
  Parameter<uint64_t> replay_limit_{"replay_limit",
                                    Dimension::kCount,
                                    "8",
                                    {"1", "1000"},
                                    "Time-outs in a row after which the link retrains.",
                                    "assumed"};
  Parameter<uint64_t> mem_credits_{"mem_credits",
                                   Dimension::kCount,
                                   "256",
                                   {"1", "65536"},
                                   "Requests in flight on the mem channel.",
                                   "assumed: the pool's request buffer"};
  Parameter<uint64_t> io_credits_{
      "io_credits", Dimension::kCount, "4", {"1", "65536"}, "Requests in flight on the io channel.",
      "assumed"};
  Parameter<uint64_t> replay_depth_{"replay_depth",
                                    Dimension::kCount,
                                    "256",
                                    {"1", "65536"},
                                    "Codewords sent and not acknowledged, at most.",
                                    "assumed: the replay buffer"};
  Parameter<sc_core::sc_time> delivery_timeout_{
      "delivery_timeout",
      Dimension::kTime,
      "50 us",
      {"1 ns", "1 s"},
      "A request that could not leave for so long ends in an error.",
      "assumed: several replay time-outs"};
  Counter undelivered_{"undelivered", "Requests that could not leave in time.",
                       Counter::Place::kSummary};
  Counter messages_sent_{"messages_sent", "Messages that left."};
  Counter messages_received_{"messages_received", "Messages that arrived."};
  Counter bytes_sent_{"bytes_sent", "Bytes of data that left.", Counter::Place::kSummary};
  Counter bytes_received_{"bytes_received", "Bytes of data that arrived.",
                          Counter::Place::kSummary};
  Counter codewords_sent_{"codewords_sent", "Data codewords, replays not counted."};
  Counter control_sent_{"control_sent", "Codewords of overhead alone."};
  Counter naks_sent_{"naks_sent", "Requests for replay."};
  Counter replays_{"replays", "Codewords sent again.", Counter::Place::kSummary};
  Counter timeouts_{"timeouts", "Replays without being asked."};
  Counter trainings_{"trainings", "Times that training began."};
  Counter credit_stalls_{"credit_stalls", "Requests that had to wait for a credit."};
  Status status_{"state", "Link state.", [this] { return state_text(); }};

  /// What is to be said without data.
  enum Due : unsigned {
    kFaultDue = 1,
    kAnswerDue = 2,
    kReadyDue = 4,
    kProbeDue = 8,
    kNakDue = 16,
    kAckDue = 32,  ///< ack_delay has passed
  };
  struct Waiting {
    Message message;
    sc_core::sc_time since;
  };
  void submit(Message&& message);
  void wake();
  bool has_something_to_send() const;
  void form();
  void send_next();
  bool send_replay();
  bool send_data();
  bool send_control();
  bool send_handshake();
  Codeword data_codeword(uint64_t sequence) const;
  bool fill(MessageRow& row);
  Ring<Waiting>* next_queue();
  void leave(Waiting&& sent, MessageRow& row);
  bool has_credit(const Message& message) const;
  void put_on_line(Codeword&& codeword);
  void receive(Codeword&& codeword);
  void acknowledge(uint64_t below);
  void accept(Codeword&& codeword);
  void ask_again();
  void replay_from(uint64_t sequence);
  bool in_flight() const { return first_unacknowledged_ != next_sequence_; }
  void module_changed();
  unsigned lanes_lit() const;
  sc_core::sc_time line_time() const {
    return send_lanes_ == kLanes ? codeword_time_ : codeword_time_ * 2.0;
  }
  void train();
  void say_ready();
  void train_done();
  void say_fault();
  void peer_fault();
  void peer_ready(const Codeword& handshake);
  void on_timeout();
  void give_up();
  void enter(State state);
  sc_core::sc_time patience() const;
  std::string state_text() const;

  sc_core::sc_time codeword_time_;
  State state_ = State::kDown;
  unsigned receive_lanes_ = kLanes;  ///< of this training
  unsigned send_lanes_ = kLanes;     ///< that the peer receives on
  Ring<Waiting> completions_;
  std::array<Ring<Waiting>, kChannels> requests_;
  Waiting current_{};                ///< the message some of whose flits have left
  unsigned current_flits_left_ = 0;  ///< of it; 0: none
  std::array<uint64_t, kChannels> credits_;
  std::vector<Pooled<MessageRow>> replay_;  ///< that of codeword n is at n modulo replay_depth
  uint64_t first_unacknowledged_ = 0;       ///< the oldest of them
  uint64_t resend_ = 0;  ///< next sequence to put on the line: below next_sequence_ while replaying
  uint64_t next_sequence_ = 0;
  uint64_t expected_ = 0;  ///< next sequence to arrive
  unsigned due_ = 0;       ///< what is to be said, of Due
  bool nak_sent_ = false;  ///< and not answered yet
  unsigned timeouts_in_row_ = 0;
  bool measured_ = false;  ///< round_trip_ is of this training
  sc_core::sc_time round_trip_, answer_stamp_;
  sc_core::sc_time busy_until_;
  Timer form_{[this] { form(); },
              Agenda::Stage::kDepart};  ///< what came at one time leaves together
  Timer trained_{[this] { train_done(); }};
  Timer delivery_timer_{[this] { give_up(); }};
  Timer replay_timer_{[this] { on_timeout(); }};
  Timer ack_timer_{[this] {
    due_ |= kAckDue;
    wake();
  }};
};

}  // namespace lantern
