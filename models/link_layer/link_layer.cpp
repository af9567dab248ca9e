// Sending: replays first, then data, then overhead alone.
#include "models/link_layer/link_layer.hpp"

#include <algorithm>
#include <utility>

#include "models/core/now.hpp"
#include "models/core/process.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using sc_core::sc_time;

namespace {

constexpr double kCodewordBytes = 680;

sc_time codeword_time_at(double bytes_per_second) {
  return sc_time::from_value(static_cast<uint64_t>(kCodewordBytes / bytes_per_second * 1e12 + 0.5));
}

}  // namespace

LinkLayer::LinkLayer(sc_core::sc_module_name name)
    : sc_module(name),
      codeword_time_(codeword_time_at(rate_)),
      credits_{mem_credits_, io_credits_},
      replay_(replay_depth_) {
  for (auto* time : {&ack_delay_, &replay_timeout_, &train_, &delivery_timeout_})
    time->let_change();
  spawn_method(
      "on_module", [this] { module_changed(); }, active, light[0], light[1], light[2], light[3]);
}

void LinkLayer::run_at(const Parameter<double>& rate) {
  rate_.follow(rate);
  codeword_time_ = codeword_time_at(rate_);
}

void LinkLayer::submit(Message&& message) {
  auto& queue = message.kind == Message::Kind::kCompletion
                    ? completions_
                    : requests_[static_cast<unsigned>(message.channel)];
  Waiting& waiting = queue.add();
  waiting.message = std::move(message);
  waiting.since = now();
  delivery_timer_.set_at_latest(now() + delivery_timeout_());
  wake();
}

// Requests that could not leave are answered here; one that has begun to leave is its requester's
// to time out.
void LinkLayer::give_up() {
  sc_time next = sc_core::sc_max_time();
  for (auto& queue : requests_) {
    while (!queue.empty() && queue.front().since + delivery_timeout_() <= now()) {
      ++undelivered_;
      Message message = std::move(queue.front().message);
      queue.pop_front();
      message.kind = Message::Kind::kCompletion;
      message.status = tlm::TLM_GENERIC_ERROR_RESPONSE;
      message.data = Bytes();
      message_initiator->send(std::move(message));
    }
    if (!queue.empty()) next = std::min(next, queue.front().since + delivery_timeout_());
  }
  if (next != sc_core::sc_max_time()) delivery_timer_.set(next);
}

bool LinkLayer::has_something_to_send() const {
  if (due_ || resend_ < next_sequence_ || current_flits_left_ || !completions_.empty()) return true;
  return std::any_of(requests_.begin(), requests_.end(), [this](const auto& queue) {
    return !queue.empty() && has_credit(queue.front().message);
  });
}

// The line's end is waited for only by who has something to send.
void LinkLayer::wake() {
  if (!form_.waits() && has_something_to_send()) form_.set(std::max(now(), busy_until_));
}

void LinkLayer::form() {
  send_next();
  if (now() < busy_until_) wake();
}

void LinkLayer::send_next() {
  if (due_ & kFaultDue) {
    due_ &= ~kFaultDue;
    Codeword fault;
    fault.kind = Codeword::Kind::kFault;
    return put_on_line(std::move(fault));
  }
  if (state_ == State::kDown || state_ == State::kTraining) return;
  if (send_handshake() || state_ != State::kUp) return;
  if (!send_replay() && !send_data()) send_control();
}

bool LinkLayer::send_handshake() {
  const unsigned due = due_ & (kAnswerDue | kReadyDue | kProbeDue);
  if (!due) return false;
  Codeword handshake;
  handshake.lanes = receive_lanes_;
  handshake.kind = due & kAnswerDue  ? Codeword::Kind::kAnswer
                   : due & kReadyDue ? Codeword::Kind::kReady
                                     : Codeword::Kind::kProbe;
  handshake.stamp = due & kAnswerDue ? answer_stamp_ : now();
  due_ &= ~(due & -due);  // the one that was said: the first of them
  put_on_line(std::move(handshake));
  return true;
}

Codeword LinkLayer::data_codeword(uint64_t sequence) const {
  Codeword codeword;
  codeword.kind = Codeword::Kind::kData;
  codeword.sequence = sequence;
  codeword.row = replay_[sequence % replay_depth_];
  return codeword;
}

bool LinkLayer::send_replay() {
  if (resend_ >= next_sequence_) return false;
  ++replays_;
  put_on_line(data_codeword(resend_++));
  return true;
}

bool LinkLayer::has_credit(const Message& message) const {
  return message.kind == Message::Kind::kCompletion ||
         credits_[static_cast<unsigned>(message.channel)] > 0;
}

bool LinkLayer::send_data() {
  if (next_sequence_ - first_unacknowledged_ >= replay_depth_) return false;
  auto row = Pooled<MessageRow>::make();
  if (!fill(*row)) return false;
  ++codewords_sent_;
  if (!in_flight()) replay_timer_.set(now() + patience());
  replay_[next_sequence_ % replay_depth_] = std::move(row);
  resend_ = next_sequence_ + 1;
  put_on_line(data_codeword(next_sequence_++));
  return true;
}

// Completions first: they give credits back. Between the channels the longer waiting goes first.
Ring<LinkLayer::Waiting>* LinkLayer::next_queue() {
  if (!completions_.empty()) return &completions_;
  Ring<Waiting>* next = nullptr;
  for (auto& queue : requests_) {
    if (queue.empty()) continue;
    if (!has_credit(queue.front().message)) {
      ++credit_stalls_;
      continue;
    }
    if (!next || queue.front().since < next->front().since) next = &queue;
  }
  return next;
}

/// The flits of one codeword; false: there are none to send. A message is in the row of its last
/// flit.
bool LinkLayer::fill(MessageRow& row) {
  unsigned space = Codeword::kFlits;
  while (space > 0) {
    if (current_flits_left_) {
      const unsigned taken = std::min(space, current_flits_left_);
      space -= taken;
      current_flits_left_ -= taken;
      if (!current_flits_left_) leave(std::move(current_), row);
      continue;
    }
    Ring<Waiting>* const queue = next_queue();
    if (!queue) break;
    const Message& message = queue->front().message;
    if (message.kind == Message::Kind::kRequest) credits_[static_cast<unsigned>(message.channel)]--;
    const unsigned flits = message.flits();
    if (flits <= space) {
      space -= flits;
      leave(std::move(queue->front()), row);
      queue->drop_front();
    } else {
      current_ = queue->take_front();
      current_flits_left_ = flits;
    }
  }
  return space < Codeword::kFlits;
}

void LinkLayer::leave(Waiting&& sent, MessageRow& row) {
  if (Trace::on()) {
    // In the queue, by the name of the block.
    Trace::line(sent.since, name(), now() - sent.since, sent.message);
    Trace::line(now(), rate_.name(), line_time(), sent.message);
    Trace::line(now() + line_time(), codec_.name(), codec_, sent.message);
  }
  ++messages_sent_;
  bytes_sent_ += sent.message.data.size();
  row.push_back(std::move(sent.message));
}

bool LinkLayer::send_control() {
  if (!(due_ & (kNakDue | kAckDue))) return false;
  ++control_sent_;
  put_on_line(Codeword());
  return true;
}

void LinkLayer::put_on_line(Codeword&& codeword) {
  codeword.ack = expected_;
  codeword.nak = due_ & kNakDue;
  codeword.on_wire = line_time() + codec_();
  if (codeword.nak) ++naks_sent_;
  due_ &= ~(kNakDue | kAckDue);
  ack_timer_.cancel();
  busy_until_ = now() + line_time();
  codeword_initiator->send(std::move(codeword));
}

void LinkLayer::receive(Codeword&& codeword) {
  if (state_ == State::kDown || state_ == State::kTraining) return;
  if (codeword.lost) {
    // What was lost is not known, its place in the row is: ask for it once.
    if (state_ == State::kUp) ask_again();
    return wake();
  }
  if (codeword.kind == Codeword::Kind::kReady || codeword.kind == Codeword::Kind::kAnswer)
    return peer_ready(codeword);
  if (codeword.kind == Codeword::Kind::kFault) return peer_fault();
  if (state_ != State::kUp) return;
  if (codeword.kind == Codeword::Kind::kProbe) {
    due_ |= kAnswerDue;
    answer_stamp_ = codeword.stamp;
  }
  acknowledge(codeword.ack);
  if (codeword.nak) replay_from(codeword.ack);
  if (codeword.kind == Codeword::Kind::kData) accept(std::move(codeword));
  wake();
}

void LinkLayer::acknowledge(uint64_t below) {
  const bool progress = below > first_unacknowledged_;
  while (first_unacknowledged_ < below && in_flight())
    replay_[first_unacknowledged_++ % replay_depth_] = {};
  resend_ = std::max(resend_, first_unacknowledged_);
  if (!progress) return;
  timeouts_in_row_ = 0;
  replay_timer_.cancel();
  if (in_flight()) replay_timer_.set(now() + patience());
}

void LinkLayer::accept(Codeword&& codeword) {
  if (codeword.sequence != expected_) {
    // A gap is asked for once; what came before is only acknowledged again.
    if (codeword.sequence > expected_) ask_again();
    if (codeword.sequence < expected_) due_ |= kAckDue;
    return;
  }
  expected_++;
  nak_sent_ = false;
  ack_timer_.set_at_latest(now() + ack_delay_());
  if (!codeword.row) return;
  for (const Message& message : *codeword.row) {
    ++messages_received_;
    bytes_received_ += message.data.size();
    if (message.kind == Message::Kind::kCompletion)
      credits_[static_cast<unsigned>(message.channel)]++;
    message_initiator->send(Message(message));  // the sender may have to send the row again
  }
}

void LinkLayer::ask_again() {
  if (!std::exchange(nak_sent_, true)) due_ |= kNakDue;
}

void LinkLayer::replay_from(uint64_t sequence) {
  resend_ = std::max(sequence, first_unacknowledged_);
}

}  // namespace lantern
