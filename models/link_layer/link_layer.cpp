// Sending: replays first, then data, then overhead alone.
#include "models/link_layer/link_layer.hpp"

#include <algorithm>
#include <utility>

#include "models/core/process.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using sc_core::sc_time;
using sc_core::sc_time_stamp;

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
  spawn_method(
      "on_module", [this] { module_changed(); }, active, light[0], light[1], light[2], light[3]);
}

void LinkLayer::run_at(const Parameter<double>& rate) {
  rate_.follow(rate);
  codeword_time_ = codeword_time_at(rate_);
}

void LinkLayer::submit(Message&& message) {
  const unsigned flits = message.flits();
  auto& queue = message.kind == Message::Kind::kCompletion
                    ? completions_
                    : requests_[static_cast<unsigned>(message.channel)];
  queue.push_back({std::move(message), sc_time_stamp(), flits});
  delivery_timer_.set_at_latest(sc_time_stamp() + delivery_timeout_());
  wake();
}

// Requests that could not leave are answered here; one that has begun to leave is its requester's
// to time out.
void LinkLayer::give_up() {
  sc_time next = sc_core::sc_max_time();
  for (auto& queue : requests_) {
    while (!queue.empty() && queue.front().since + delivery_timeout_() <= sc_time_stamp()) {
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
  if (fault_due_ || answer_due_ || ready_due_ || probe_due_ || nak_due_ || ack_due_) return true;
  if (resend_ < next_sequence_ || has_current_ || !completions_.empty()) return true;
  return std::any_of(requests_.begin(), requests_.end(), [this](const auto& queue) {
    return !queue.empty() && has_credit(queue.front().message);
  });
}

// The line's end is waited for only by who has something to send.
void LinkLayer::wake() {
  if (has_something_to_send()) form_.set(std::max(sc_time_stamp(), busy_until_));
}

void LinkLayer::form() {
  send_next();
  if (sc_time_stamp() < busy_until_) wake();
}

void LinkLayer::send_next() {
  if (std::exchange(fault_due_, false)) {
    Codeword fault;
    fault.kind = Codeword::Kind::kFault;
    return put_on_line(std::move(fault));
  }
  if (state_ == State::kDown || state_ == State::kTraining) return;
  if (answer_due_ || ready_due_ || probe_due_) {
    Codeword handshake;
    handshake.lanes = receive_lanes_;
    handshake.kind = answer_due_  ? Codeword::Kind::kAnswer
                     : ready_due_ ? Codeword::Kind::kReady
                                  : Codeword::Kind::kProbe;
    handshake.stamp = answer_due_ ? answer_stamp_ : sc_time_stamp();
    (answer_due_ ? answer_due_ : ready_due_ ? ready_due_ : probe_due_) = false;
    return put_on_line(std::move(handshake));
  }
  if (state_ != State::kUp) return;
  if (!send_replay() && !send_data()) send_control();
}

bool LinkLayer::send_replay() {
  if (resend_ >= next_sequence_) return false;
  ++replays_;
  Codeword again = replay_[resend_ % replay_depth_];
  resend_++;
  put_on_line(std::move(again));
  return true;
}

bool LinkLayer::has_credit(const Message& message) const {
  return message.kind == Message::Kind::kCompletion ||
         credits_[static_cast<unsigned>(message.channel)] > 0;
}

bool LinkLayer::send_data() {
  if (next_sequence_ - first_unacknowledged_ >= replay_depth_) return false;
  Codeword codeword;
  codeword.kind = Codeword::Kind::kData;
  codeword.sequence = next_sequence_;
  const bool began = has_current_;
  codeword.row = Pooled<MessageRow>::make();
  fill(codeword);
  if (!began && !has_current_ && !codeword.messages()) return false;
  ++codewords_sent_;
  if (!in_flight()) replay_timer_.set(sc_time_stamp() + patience());
  replay_[next_sequence_ % replay_depth_] = codeword;
  resend_ = ++next_sequence_;
  put_on_line(std::move(codeword));
  return true;
}

void LinkLayer::fill(Codeword& codeword) {
  for (unsigned space = Codeword::kFlits; space > 0;) {
    if (!has_current_) {
      // Completions first: they give credits back. Between the channels the longer waiting goes
      // first.
      Ring<Waiting>* next = completions_.empty() ? nullptr : &completions_;
      for (auto& queue : requests_) {
        if (queue.empty() || next == &completions_) continue;
        if (!has_credit(queue.front().message)) {
          ++credit_stalls_;
          continue;
        }
        if (!next || queue.front().since < next->front().since) next = &queue;
      }
      if (!next) return;
      current_ = std::move(next->front());
      next->pop_front();
      has_current_ = true;
      if (current_.message.kind == Message::Kind::kRequest)
        credits_[static_cast<unsigned>(current_.message.channel)]--;
    }
    const unsigned taken = std::min(space, current_.flits_left);
    space -= taken;
    current_.flits_left -= taken;
    if (current_.flits_left) return;
    if (Trace::on()) {
      // In the queue, by the name of the block.
      Trace::line(current_.since, name(), sc_time_stamp() - current_.since, current_.message);
      Trace::line(sc_time_stamp(), rate_.name(), line_time(), current_.message);
      Trace::line(sc_time_stamp() + line_time(), codec_.name(), codec_, current_.message);
    }
    ++messages_sent_;
    bytes_sent_ += current_.message.data.size();
    codeword.row->push_back(std::move(current_.message));
    has_current_ = false;
  }
}

bool LinkLayer::send_control() {
  if (!nak_due_ && !ack_due_) return false;
  ++control_sent_;
  put_on_line(Codeword());
  return true;
}

void LinkLayer::put_on_line(Codeword&& codeword) {
  codeword.ack = expected_;
  codeword.nak = nak_due_;
  codeword.on_wire = line_time() + codec_();
  if (nak_due_) ++naks_sent_;
  nak_due_ = false;
  ack_due_ = false;
  ack_timer_.cancel();
  busy_until_ = sc_time_stamp() + line_time();
  codeword_initiator->send(std::move(codeword));
}

void LinkLayer::receive(Codeword&& codeword) {
  if (state_ == State::kDown || state_ == State::kTraining) return;
  if (codeword.lost) {
    // What was lost is not known, its place in the row is: ask for it once.
    if (state_ == State::kUp && !nak_sent_) nak_due_ = nak_sent_ = true;
    return wake();
  }
  if (codeword.kind == Codeword::Kind::kReady || codeword.kind == Codeword::Kind::kAnswer)
    return peer_ready(codeword);
  if (codeword.kind == Codeword::Kind::kFault) return peer_fault();
  if (state_ != State::kUp) return;
  if (codeword.kind == Codeword::Kind::kProbe) {
    answer_due_ = true;
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
    replay_[first_unacknowledged_++ % replay_depth_] = Codeword();
  resend_ = std::max(resend_, first_unacknowledged_);
  if (!progress) return;
  timeouts_in_row_ = 0;
  replay_timer_.cancel();
  if (in_flight()) replay_timer_.set(sc_time_stamp() + patience());
}

void LinkLayer::accept(Codeword&& codeword) {
  if (codeword.sequence != expected_) {
    // A gap is asked for once; what came before is only acknowledged again.
    if (codeword.sequence > expected_ && !nak_sent_) nak_due_ = nak_sent_ = true;
    if (codeword.sequence < expected_) ack_due_ = true;
    return;
  }
  expected_++;
  nak_sent_ = false;
  ack_timer_.set_at_latest(sc_time_stamp() + ack_delay_());
  if (!codeword.row) return;
  for (const Message& message : *codeword.row) {
    ++messages_received_;
    bytes_received_ += message.data.size();
    if (message.kind == Message::Kind::kCompletion)
      credits_[static_cast<unsigned>(message.channel)]++;
    message_initiator->send(Message(message));  // the sender may have to send the row again
  }
}

void LinkLayer::replay_from(uint64_t sequence) {
  resend_ = std::max(sequence, first_unacknowledged_);
}

}  // namespace lantern
