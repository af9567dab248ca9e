// Registers to FIFOs, FIFOs to the line, and the interrupt's priorities.
#include "models/uart/uart.hpp"

#include "models/core/process.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using namespace uart16550_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

constexpr unsigned kTrigger[] = {1, 4, 8, 14};
enum Identification : unsigned { kModem = 0, kEmpty = 1, kData = 2, kLine = 3 };

std::string node_of(const sc_core::sc_object& block) {
  return block.get_parent_object() ? block.get_parent_object()->name() : block.name();
}

}  // namespace

Uart::Uart(sc_core::sc_module_name name)
    : sc_module(name), console_({node_of(*this), terminal_, file_, input_}) {
  target.register_b_transport(this, &Uart::b_transport);
  target.register_transport_dbg(this, &Uart::transport_dbg);
  regs_.before_read(RBR, [this] {
    regs_[RBR] = rx_.empty() ? 0 : rx_.front();
    if (!rx_.empty()) rx_.pop_front();
  });
  regs_.after_read(RBR, [this] { update(); });
  regs_.after_write(THR, [this](uint64_t) { transmit(); });
  regs_.after_write(IER, [this](uint64_t) {
    thre_pending_ |= tx_.empty();
    update();
  });
  regs_.after_read(IIR, [this] {
    if (IIR_ID.get(regs_[IIR]) == kEmpty) thre_pending_ = false;
    update();
  });
  regs_.after_write(FCR, [this](uint64_t written) {
    if (FCR_CLEAR_RX.get(written)) rx_.clear();
    update();
  });
  spawn_method(
      "on_shifted", [this] { shifted_out(); }, shifted_);
  spawn_method(
      "on_input", [this] { poll_input(); }, input_due_);
  const sc_time first = console_.next_input_at(sc_core::SC_ZERO_TIME);
  if (first != sc_core::sc_max_time()) input_due_.notify(first);
}

bool Uart::divisor_latch(const tlm::tlm_generic_payload& trans) const {
  return regs_.get(LCR, LCR_DLAB) &&
         trans.get_address() + trans.get_data_length() <= uart16550_divisor_regs::kSize;
}

void Uart::b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
  charge(trans, delay, access_);
  delay_ = delay;
  (divisor_latch(trans) ? divisor_ : regs_).transport(trans);
}

unsigned Uart::transport_dbg(tlm::tlm_generic_payload& trans) {
  return (divisor_latch(trans) ? divisor_ : regs_).transport_dbg(trans);
}

void Uart::transmit() {
  const auto byte = static_cast<uint8_t>(regs_[THR]);
  if (regs_.get(MCR, MCR_LOOP)) return receive(byte);
  if (tx_.size() < kFifo) tx_.push_back(byte);  // a full FIFO drops it, as the 16550 does
  if (tx_.size() == 1) shifted_.notify(delay_ + character_());
  thre_pending_ = false;
  update();
}

void Uart::shifted_out() {
  console_.put(tx_.front());
  ++sent_;
  tx_.pop_front();
  if (!tx_.empty()) shifted_.notify(character_);
  thre_pending_ |= tx_.empty();
  update();
}

void Uart::receive(uint8_t byte) {
  ++received_;
  if (rx_.size() < kFifo) {
    rx_.push_back(byte);
  } else {
    ++lost_;
    regs_.hardware_write(LSR, LSR_OE, 1);
  }
  update();
}

void Uart::poll_input() {
  const int byte = console_.next_input(sc_time_stamp());
  if (byte >= 0) receive(static_cast<uint8_t>(byte));
  const sc_time next = console_.next_input_at(sc_time_stamp());
  if (byte >= 0 || next != sc_core::sc_max_time())
    input_due_.notify(byte >= 0 ? character_() : next - sc_time_stamp());
}

void Uart::update() {
  regs_.set(LSR, LSR_DR, !rx_.empty());
  regs_.set(LSR, LSR_THRE, tx_.empty());
  regs_.set(LSR, LSR_TEMT, tx_.empty());
  const uint64_t enabled = regs_[IER];
  const unsigned trigger = regs_.get(FCR, FCR_ENABLE) ? kTrigger[regs_.get(FCR, FCR_TRIGGER)] : 1;
  const bool line = IER_ELSI.get(enabled) && regs_.get(LSR, LSR_OE);
  // The time-out of a partly filled FIFO follows at once: at this speed software does not see the
  // difference.
  const bool data = IER_ERBFI.get(enabled) && !rx_.empty();
  const bool empty = IER_ETBEI.get(enabled) && thre_pending_;
  const unsigned id = line    ? kLine
                      : data  ? (rx_.size() >= trigger ? kData : 6u)
                      : empty ? kEmpty
                              : kModem;
  regs_.set(IIR, IIR_NONE, !(line || data || empty));
  regs_.set(IIR, IIR_ID, id);
  regs_.set(IIR, IIR_FIFO, regs_.get(FCR, FCR_ENABLE) ? 3 : 0);
  interrupt.write(line || data || empty);
}

}  // namespace lantern
