// The link's states: down, training, ready, up. Who is ready says so until the other answers.
#include "models/core/now.hpp"
#include "models/link_layer/link_layer.hpp"

namespace lantern {

void LinkLayer::enter(State state) {
  const bool was_up = state_ == State::kUp;
  state_ = state;
  if (was_up != (state == State::kUp)) up.write(state == State::kUp);
  degraded.write(state == State::kUp && (receive_lanes_ < kLanes || send_lanes_ < kLanes));
}

// All lanes, or any two of them; the module maps wavelengths to lanes freely.
unsigned LinkLayer::lanes_lit() const {
  unsigned lit = 0;
  for (const auto& lane : light) lit += lane.read();
  return !active.read() ? 0 : lit == kLanes ? kLanes : lit >= kLanes / 2 ? kLanes / 2 : 0;
}

void LinkLayer::module_changed() {
  const unsigned lanes = lanes_lit();
  if (lanes && (state_ == State::kDown || lanes != receive_lanes_)) {
    receive_lanes_ = lanes;
    return train();
  }
  if (lanes) return;
  trained_.cancel();
  replay_timer_.cancel();
  ack_timer_.cancel();
  enter(State::kDown);
  if (active.read()) say_fault();
}

// Light may go one way only: the end that sees none tells the other, as often as it may be lost.
void LinkLayer::say_fault() {
  constexpr double kSeldom = 50;
  due_ |= kFaultDue;
  replay_timer_.set(now() + replay_timeout_() * kSeldom);
  wake();
}

void LinkLayer::peer_fault() {
  if (state_ != State::kUp) return;
  enter(State::kReady);
  replay_timer_.set(now() + replay_timeout_());
}

void LinkLayer::train() {
  ++trainings_;
  timeouts_in_row_ = 0;
  replay_timer_.cancel();
  due_ &= ~kFaultDue;
  enter(State::kTraining);
  measured_ = false;
  trained_.set(now() + train_());
}

void LinkLayer::train_done() {
  enter(State::kReady);
  say_ready();
}

void LinkLayer::say_ready() {
  due_ |= kReadyDue;
  replay_timer_.set(now() + replay_timeout_());
  wake();
}

// How long silence is no loss: the time-out and a round trip. Until the answer to our first kReady
// has measured that, many time-outs stand in for it.
sc_core::sc_time LinkLayer::patience() const {
  constexpr double kUnmeasured = 32;
  return measured_ ? replay_timeout_() + round_trip_ : replay_timeout_() * kUnmeasured;
}

void LinkLayer::on_timeout() {
  if (state_ == State::kReady) return say_ready();  // the peer may not have listened yet
  if (state_ == State::kDown && active.read()) return say_fault();
  if (state_ != State::kUp || !in_flight()) return;
  ++timeouts_;
  if (!measured_) due_ |= kProbeDue;
  if (++timeouts_in_row_ >= replay_limit_) return train();
  replay_from(first_unacknowledged_);
  replay_timer_.set(now() + patience());
  wake();
}

// The peer expects codeword `expected` next; what it has not seen is sent again.
void LinkLayer::peer_ready(const Codeword& handshake) {
  const bool asks = handshake.kind == Codeword::Kind::kReady;
  if (!asks && !measured_) {
    measured_ = true;
    round_trip_ = now() - handshake.stamp;
  }
  if (state_ == State::kUp && !asks) return;
  due_ &= ~(kReadyDue | kProbeDue | kNakDue);
  if (asks) {
    due_ |= kAnswerDue;
    answer_stamp_ = handshake.stamp;
  }
  if (!measured_) due_ |= kProbeDue;  // our own kReady may have been sent in vain
  nak_sent_ = false;
  send_lanes_ = handshake.lanes;
  enter(State::kUp);
  acknowledge(handshake.ack);
  replay_from(first_unacknowledged_);
  replay_timer_.cancel();
  if (in_flight()) replay_timer_.set(now() + patience());
  wake();
}

std::string LinkLayer::state_text() const {
  static constexpr const char* kNames[] = {"down", "training", "ready", "up"};
  const bool half = state_ == State::kUp && (receive_lanes_ < kLanes || send_lanes_ < kLanes);
  return std::string(kNames[static_cast<unsigned>(state_)]) + (half ? ", on half its lanes" : "");
}

}  // namespace lantern
