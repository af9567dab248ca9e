// The link's states: down, training, ready, up. Who is ready says so until the other answers.
#include "models/link_layer/link_layer.hpp"

namespace lantern {

void LinkLayer::enter(State state) {
  state_ = state;
  up.write(state == State::kUp);
}

void LinkLayer::module_changed() {
  const bool works = active.read() && light.read() && !reset.read();
  if (reset.read()) forget_all();
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
  trained_.notify(train_);
}

void LinkLayer::train_done() {
  enter(State::kReady);
  say_ready();
}

void LinkLayer::say_ready() {
  ready_due_ = true;
  replay_timer_.notify(replay_timeout_);
  wake();
}

void LinkLayer::on_timeout() {
  if (state_ == State::kReady) return say_ready();  // the peer may not have listened yet
  if (state_ != State::kUp || !in_flight()) return;
  ++timeouts_;
  if (++timeouts_in_row_ >= replay_limit_) return train();
  replay_from(first_unacknowledged_);
  replay_timer_.notify(replay_timeout_);
  wake();
}

// The peer expects codeword `expected` next; what it has not seen is sent again.
void LinkLayer::peer_ready(uint64_t expected, bool asks) {
  if (state_ == State::kUp && !asks) return;
  answer_due_ |= asks;
  nak_due_ = nak_sent_ = false;
  enter(State::kUp);
  acknowledge(expected);
  replay_from(first_unacknowledged_);
  replay_timer_.cancel();
  if (in_flight()) replay_timer_.notify(replay_timeout_);
  wake();
}

// What waits is gone; what the peer may have seen stays in the replay buffer, so that the row has
// no hole.
void LinkLayer::forget_all() {
  completions_.clear();
  for (auto& queue : requests_) queue.clear();
  has_current_ = false;
  credits_ = {mem_credits_, io_credits_};
}

std::string LinkLayer::state_text() const {
  static constexpr const char* kNames[] = {"down", "training", "ready", "up"};
  return kNames[static_cast<unsigned>(state_)];
}

}  // namespace lantern
