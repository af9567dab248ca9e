// The link's states: down, training, ready, up. Who is ready says so until the other answers.
#include "models/link_layer/link_layer.hpp"

namespace lantern {

void LinkLayer::enter(State state) {
  const bool was_up = state_ == State::kUp;
  state_ = state;
  if (was_up != (state == State::kUp)) up.write(state == State::kUp);
}

void LinkLayer::module_changed() {
  const bool works = active.read() && light.read();
  if (works && state_ == State::kDown) return train();
  if (works) return;
  trained_.cancel();
  replay_timer_.cancel();
  ack_timer_.cancel();
  enter(State::kDown);
}

void LinkLayer::train() {
  ++trainings_;
  timeouts_in_row_ = 0;
  replay_timer_.cancel();
  enter(State::kTraining);
  measured_ = false;
  trained_.notify(train_);
}

void LinkLayer::train_done() {
  enter(State::kReady);
  ready_since_ = sc_core::sc_time_stamp();
  say_ready();
}

void LinkLayer::say_ready() {
  ready_due_ = true;
  replay_timer_.set(replay_timeout_);
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
  if (state_ != State::kUp || !in_flight()) return;
  ++timeouts_;
  if (++timeouts_in_row_ >= replay_limit_) return train();
  replay_from(first_unacknowledged_);
  replay_timer_.set(patience());
  wake();
}

// The peer expects codeword `expected` next; what it has not seen is sent again.
void LinkLayer::peer_ready(uint64_t expected, bool asks) {
  if (!asks && !measured_) {
    measured_ = true;
    round_trip_ = sc_core::sc_time_stamp() - ready_since_;
  }
  if (state_ == State::kUp && !asks) return;
  answer_due_ |= asks;
  nak_due_ = nak_sent_ = false;
  enter(State::kUp);
  acknowledge(expected);
  replay_from(first_unacknowledged_);
  replay_timer_.cancel();
  if (in_flight()) replay_timer_.set(patience());
  wake();
}

std::string LinkLayer::state_text() const {
  static constexpr const char* kNames[] = {"down", "training", "ready", "up"};
  return kNames[static_cast<unsigned>(state_)];
}

}  // namespace lantern
