// Both doors, the table of tags between them, and the time-out.
#include "models/pool_port/pool_port.hpp"

#include <algorithm>
#include <cstring>

#include "models/core/now.hpp"
#include "models/core/payload.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using sc_core::sc_time;

PoolPort::PoolPort(sc_core::sc_module_name name, unsigned links)
    : sc_module(name), message_initiator("message_initiator", links) {
  if (granule_ & (granule_ - 1)) granule_.refuse("must be a power of two");
  process_.let_change();
  measured.bind(*this);
  for (unsigned link = 0; link < links; link++)
    message_target.push_back(
        std::make_unique<Receiver<Message>>(("message_target_" + std::to_string(link)).c_str(),
                                            [this](Message&& m) { receive(std::move(m)); }));
  for (unsigned socket = 0; socket < kMemTargets; socket++) {
    mem_target[socket].register_b_transport(this, &PoolPort::mem_b_transport,
                                            static_cast<int>(socket));
    mem_target[socket].register_nb_transport_fw(this, &PoolPort::mem_nb_transport_fw,
                                                static_cast<int>(socket));
  }
  io_target.register_b_transport(this, &PoolPort::io_b_transport);
  pieces_.resize(tags_);
  for (unsigned i = 0; i < tags_; i++) {
    parents_.push_back(std::make_unique<Parent>(i));
    free_parents_.push_back(static_cast<unsigned>(tags_) - 1 - i);
    free_pieces_.push_back(static_cast<unsigned>(tags_) - 1 - i);
  }
}

void PoolPort::measure(bool on, const sc_time& at) {
  measured_from_ = on ? at : sc_core::sc_max_time();
  if (!on) return;
  for (LatencyRecord* record : {&load_latency_, &store_latency_, &atomic_latency_, &dma_latency_})
    record->forget();
}

void PoolPort::record(const Parent& parent, bool atomic, const sc_time& latency) {
  if (parent.channel != Channel::kMem || parent.begun < measured_from_) return;
  (!parent.waits              ? dma_latency_
   : atomic                   ? atomic_latency_
   : parent.trans->is_write() ? store_latency_
                              : load_latency_)
      .add(latency);
}

bool PoolPort::in_window(const tlm::tlm_generic_payload& trans) const {
  const uint64_t offset = trans.get_address() - window_base_;
  return offset < window_size_ && trans.get_data_length() &&
         trans.get_data_length() <= window_size_ - offset;
}

// Reservations are not kept beyond a link: who else stores there is not seen here.
bool PoolPort::can_carry(tlm::tlm_generic_payload& trans) {
  if (!is_plain_access(trans)) return false;
  const AtomicExtension* const atomic = atomic_of(trans);
  if (!atomic || is_amo(atomic->op)) return true;
  trans.set_response_status(tlm::TLM_COMMAND_ERROR_RESPONSE);
  return false;
}

void PoolPort::mem_b_transport(int socket, tlm::tlm_generic_payload& trans, sc_time& delay) {
  if (!in_window(trans)) return trans.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
  wait_for(socket, Channel::kMem, trans, delay);
}

void PoolPort::io_b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
  wait_for(0, Channel::kIo, trans, delay);
}

void PoolPort::wait_for(int socket, Channel channel, tlm::tlm_generic_payload& trans,
                        sc_time& delay) {
  if (!can_carry(trans)) return;
  Parent* parent = nullptr;
  if (arrivals_.empty() && !free_parents_.empty()) {
    // Its time is handed on, so that its caller waits once.
    parent = &begin({&trans, socket, channel, &parent}, now() + delay);
  } else {
    wait(delay);
    arrivals_.push_back({&trans, socket, channel, &parent});
    admit();
    while (!parent) wait(parent_free_);
  }
  delay = sc_core::SC_ZERO_TIME;
  while (!parent->done) wait(parent->completed);
  release(*parent);
}

tlm::tlm_sync_enum PoolPort::mem_nb_transport_fw(int socket, tlm::tlm_generic_payload& trans,
                                                 tlm::tlm_phase& phase, sc_time& delay) {
  if (phase != tlm::BEGIN_REQ) return tlm::TLM_ACCEPTED;
  if (delay != sc_core::SC_ZERO_TIME || !in_window(trans)) {
    // Who has many requests in flight acts in kernel time.
    trans.set_response_status(delay != sc_core::SC_ZERO_TIME ? tlm::TLM_GENERIC_ERROR_RESPONSE
                                                             : tlm::TLM_ADDRESS_ERROR_RESPONSE);
    return tlm::TLM_COMPLETED;
  }
  if (!can_carry(trans)) return tlm::TLM_COMPLETED;
  arrivals_.push_back({&trans, socket, Channel::kMem, nullptr});
  offered_ = &trans;
  admit();
  if (std::exchange(offered_, nullptr)) return tlm::TLM_ACCEPTED;
  phase = tlm::END_REQ;
  return tlm::TLM_UPDATED;
}

// Both doors are served in order of arrival, as parents come free.
void PoolPort::admit() {
  while (!arrivals_.empty() && !free_parents_.empty()) {
    const Arrival arrival = arrivals_.front();
    arrivals_.pop_front();
    Parent& parent = begin(arrival, now());
    if (arrival.granted) {
      *arrival.granted = &parent;
      parent_free_.notify(sc_core::SC_ZERO_TIME);
    } else if (arrival.trans == offered_) {
      offered_ = nullptr;  // accepted in its own call
    } else {
      tlm::tlm_phase phase = tlm::END_REQ;
      sc_time now;
      mem_target[arrival.socket]->nb_transport_bw(*arrival.trans, phase, now);
    }
  }
}

void PoolPort::release(Parent& parent) {
  free_parents_.push_back(parent.slot);
  admit();
}

PoolPort::Parent& PoolPort::begin(const Arrival& arrival, const sc_time& at) {
  Parent& parent = *parents_[free_parents_.back()];
  free_parents_.pop_back();
  const tlm::tlm_generic_payload& trans = *arrival.trans;
  parent.trans = arrival.trans;
  parent.socket = arrival.socket;
  parent.channel = arrival.channel;
  parent.waits = arrival.granted != nullptr;
  parent.done = false;
  parent.next = 0;
  parent.pieces = 0;
  parent.status = tlm::TLM_OK_RESPONSE;
  parent.poisoned = false;
  parent.begun = at;
  if (Trace::on()) Trace::line(at, process_.name(), process_, trans);
  staged_.push(at + process_(), unsigned{parent.slot});
  return parent;
}

void PoolPort::issue() {
  while (!issuing_.empty() && !free_pieces_.empty()) {
    const unsigned slot = issuing_.front();
    issue_piece(slot);
    if (parents_[slot]->next == parents_[slot]->trans->get_data_length()) issuing_.pop_front();
  }
}

uint64_t PoolPort::piece_length(const Parent& parent) const {
  const uint64_t left = parent.trans->get_data_length() - parent.next;
  const uint64_t at = parent.trans->get_address() + parent.next;
  const uint64_t limit = parent.channel == Channel::kMem && message_initiator.size() > 1
                             ? std::min<uint64_t>(burst_bytes_, granule_)
                             : burst_bytes_();
  return std::min(left, limit - at % limit);
}

unsigned PoolPort::link_of(const Parent& parent) const {
  if (parent.channel == Channel::kIo) return 0;
  const uint64_t offset = parent.trans->get_address() + parent.next - window_base_;
  return static_cast<unsigned>(offset / granule_ % message_initiator.size());
}

void PoolPort::issue_piece(unsigned slot) {
  Parent& parent = *parents_[slot];
  const unsigned index = free_pieces_.back();
  free_pieces_.pop_back();
  Piece& piece = pieces_[index];
  piece = {next_tag_++ * tags_ + index, slot, static_cast<uint32_t>(parent.next),
           static_cast<uint32_t>(piece_length(parent))};
  const unsigned link = link_of(parent);
  Message message;
  message.channel = parent.channel;
  if (const AtomicExtension* const atomic = atomic_of(*parent.trans)) {
    message.command = Message::Command::kAtomic;
    message.atomic_op = atomic->op;
  } else if (parent.trans->is_write()) {
    message.command = Message::Command::kWrite;
  }
  message.length = piece.length;
  message.tag = piece.tag;
  message.address = parent.trans->get_address() + parent.next;
  if (Trace::on()) message.origin = Trace::origin(*parent.trans);
  if (message.command != Message::Command::kRead) {
    message.data = Bytes(piece.length);
    std::memcpy(message.data.data(), parent.trans->get_data_ptr() + piece.offset, piece.length);
  }
  parent.next += piece.length;
  parent.pieces++;
  deadlines_.push_back({piece.tag, now() + request_timeout_()});
  if (deadlines_.size() == 1) arm_deadline();
  message_initiator[link]->send(std::move(message));
}

void PoolPort::arm_deadline() {
  deadline_due_.cancel();
  while (!deadlines_.empty() &&
         pieces_[deadlines_.front().tag % tags_].tag != deadlines_.front().tag)
    deadlines_.pop_front();
  if (!deadlines_.empty()) deadline_due_.set(deadlines_.front().at);
}

void PoolPort::receive(Message&& message) {
  Piece& piece = pieces_[message.tag % tags_];
  if (piece.tag != message.tag) {
    ++late_;
    return;
  }
  Parent& parent = *parents_[piece.parent];
  if (!message.is_write() && message.status == tlm::TLM_OK_RESPONSE)
    std::memcpy(parent.trans->get_data_ptr() + piece.offset, message.data.data(), piece.length);
  if (message.status != tlm::TLM_OK_RESPONSE) ++errors_;
  parent.poisoned |= message.poison;
  piece_done(piece, message.status);
  arm_deadline();
  issue();
}

void PoolPort::expire() {
  while (!deadlines_.empty() && deadlines_.front().at <= now()) {
    const uint64_t tag = deadlines_.front().tag;
    deadlines_.pop_front();
    Piece& piece = pieces_[tag % tags_];
    if (piece.tag != tag) continue;
    ++timeouts_;
    piece_done(piece, tlm::TLM_GENERIC_ERROR_RESPONSE);
  }
  arm_deadline();
  issue();
}

void PoolPort::piece_done(Piece& piece, tlm::tlm_response_status status) {
  Parent& parent = *parents_[piece.parent];
  if (status != tlm::TLM_OK_RESPONSE) parent.status = status;
  free_pieces_.push_back(static_cast<unsigned>(piece.tag % tags_));
  piece.tag = 0;
  parent.pieces--;
  if (!parent.pieces && parent.next == parent.trans->get_data_length()) finish(parent);
}

void PoolPort::finish(Parent& parent) {
  tlm::tlm_generic_payload& trans = *parent.trans;
  const sc_time latency = now() - parent.begun;
  trans.set_response_status(parent.status);
  if (auto* poison = trans.get_extension<PoisonExtension>()) poison->poisoned = parent.poisoned;
  AtomicExtension* const atomic = atomic_of(trans);
  if (atomic) atomic->done = trans.is_response_ok();
  record(parent, atomic, latency);
  if (parent.waits) {
    parent.done = true;
    return parent.completed.notify();
  }
  const int socket = parent.socket;
  release(parent);
  tlm::tlm_phase phase = tlm::BEGIN_RESP;
  sc_time now;
  mem_target[socket]->nb_transport_bw(trans, phase, now);
}

}  // namespace lantern
