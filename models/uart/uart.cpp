// Registers to FIFOs, FIFOs to the line, and the interrupt's priorities.
#include "models/uart/uart.hpp"

#include <algorithm>

namespace lantern {

using namespace uart16550_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

constexpr unsigned kTrigger[] = {1, 4, 8, 14};
constexpr unsigned kTimeOut = 4;  ///< characters
enum Identification : uint8_t { kModem = 0, kEmpty = 1, kData = 2, kLine = 3, kTimedOut = 6 };

/// A console is always there: CTS, DSR and DCD are asserted.
constexpr unsigned kConsole = 0b1011;

std::string node_of(const sc_core::sc_object& block) {
  return block.get_parent_object() ? block.get_parent_object()->name() : block.name();
}

}  // namespace

Uart::Uart(sc_core::sc_module_name name)
    : sc_module(name), console_({this->name(), node_of(*this), terminal_, file_, input_}) {
  target.choose([this](tlm::tlm_generic_payload& trans, const sc_time&, bool) {
    return divisor_latch(trans) ? &divisor_ : &regs_;
  });
  regs_.before_read(RBR, [this] { take_received(); });
  regs_.after_read(RBR, [this] { update(); });
  regs_.after_write(THR, [this](uint64_t) { transmit(); });
  regs_.after_write(IER, [this](uint64_t) {
    const bool enabled = regs_.get(IER, IER_ETBEI);
    if (enabled && !thre_enabled_) thre_pending_ |= tx_.empty();
    thre_enabled_ = enabled;
    update();
  });
  regs_.after_read(IIR, [this] {
    if (IIR_ID.get(regs_[IIR]) == kEmpty) thre_pending_ = false;
    update();
  });
  regs_.after_write(FCR, [this](uint64_t written) { control_fifos(written); });
  regs_.after_write(MCR, [this](uint64_t) { update_modem_status(); });
  for (RegisterId status : {LSR, MSR}) regs_.after_read(status, [this] { update(); });
  character_.let_change();
  const sc_time first = console_.next_input_at(sc_core::SC_ZERO_TIME);
  if (first != sc_core::sc_max_time()) input_due_.set(first);
}

bool Uart::divisor_latch(const tlm::tlm_generic_payload& trans) const {
  return regs_.get(LCR, LCR_DLAB) && trans.get_address() < uart16550_divisor_regs::kSize;
}

void Uart::transmit() {
  const auto byte = static_cast<uint8_t>(regs_[THR]);
  thre_pending_ = false;
  if (tx_.size() >= depth()) ++early_;
  // Without its FIFO hardware writes the holding register over. Images that were written for an
  // emulator do not wait for it: their first sixteen bytes come out, and the counter tells.
  if (tx_.size() < kFifo) tx_.push_back(byte);
  fill_shifter();
  update();
}

void Uart::fill_shifter() {
  if (shifting_ || tx_.empty()) return;
  if (regs_.get(MCR, MCR_LOOP)) {
    for (; !tx_.empty(); tx_.pop_front()) accept(tx_.front());
  } else {
    shifter_ = tx_.front();
    tx_.pop_front();
    shifting_ = true;
    shifted_.set(regs_.now() + character_());
  }
  thre_pending_ |= tx_.empty();
}

void Uart::shifted_out() {
  shifting_ = false;
  if (regs_.get(MCR, MCR_LOOP)) {
    accept(shifter_);
  } else if (!regs_.get(LCR, LCR_BREAK)) {
    console_.put(shifter_);
    ++sent_;
  }
  fill_shifter();
  update();
}

void Uart::receive(uint8_t byte) {
  if (regs_.get(MCR, MCR_LOOP)) {
    ++lost_;
    return;
  }
  accept(byte);
  update();
}

void Uart::accept(uint8_t byte) {
  ++received_;
  if (rx_.size() < depth()) {
    rx_.push_back(byte);
  } else {
    ++lost_;
    regs_.hardware_write(LSR, LSR_OE, 1);
    if (!fifos_) rx_.back() = byte;  // a full FIFO keeps what it has
  }
  count_time_out();
}

void Uart::take_received() {
  if (rx_.empty()) return;
  regs_[RBR] = rx_.front();
  rx_.pop_front();
  timed_out_ = false;
  count_time_out();
}

/// From the last byte that came, or was taken.
void Uart::count_time_out() {
  if (timed_out_) return;
  time_out_.cancel();
  if (fifos_ && !rx_.empty()) time_out_.set(regs_.now() + kTimeOut * character_());
}

void Uart::control_fifos(uint64_t written) {
  const bool enable = FCR_ENABLE.get(written);
  const bool change = enable != fifos_;  // empties both
  fifos_ = enable;
  if (change || (enable && FCR_CLEAR_RX.get(written))) {
    rx_.clear();
    timed_out_ = false;
    count_time_out();
  }
  if (change || (enable && FCR_CLEAR_TX.get(written))) {
    thre_pending_ |= change || !tx_.empty();
    tx_.clear();  // what is on the line goes out
  }
  update();
}

void Uart::update_modem_status() {
  const uint64_t m = regs_[MCR];
  const uint64_t outputs = MCR_RTS.get(m) | MCR_DTR.get(m) << 1 | MCR_OUT1.get(m) << 2 |
                           MCR_OUT2.get(m) << 3;  // in the order of CTS, DSR, RI, DCD
  const uint64_t inputs = MCR_LOOP.get(m) ? outputs : kConsole;
  const uint64_t before = regs_[MSR] >> MSR_CTS.lsb;
  const uint64_t ended = before & ~inputs;
  const uint64_t ring = MSR_TERI.mask();
  const uint64_t changed = ((before ^ inputs) & ~ring) | (ended & ring);
  regs_[MSR] = inputs << MSR_CTS.lsb | ((regs_[MSR] | changed) & 0xf);
  update();
}

void Uart::type(const std::string& text) {
  console_.type(unescaped(text), sc_time_stamp());
  input_due_.set_at_latest(sc_time_stamp());
}

void Uart::poll_input() {
  const int byte = console_.next_input(sc_time_stamp());
  if (byte >= 0) receive(static_cast<uint8_t>(byte));
  const sc_time next = console_.next_input_at(sc_time_stamp());
  if (byte >= 0 || next != sc_core::sc_max_time())
    input_due_.set(byte >= 0 ? sc_time_stamp() + character_() : next);
}

void Uart::update() {
  regs_.set(LSR, LSR_DR, !rx_.empty());
  regs_.set(LSR, LSR_THRE, tx_.empty());
  regs_.set(LSR, LSR_TEMT, tx_.empty() && !shifting_);
  const uint64_t enabled = regs_[IER];
  const unsigned trigger = fifos_ ? kTrigger[regs_.get(FCR, FCR_TRIGGER)] : 1;
  const bool line = IER_ELSI.get(enabled) && regs_.get(LSR, LSR_OE);
  const bool data = IER_ERBFI.get(enabled) && rx_.size() >= trigger;
  const bool timed_out = IER_ERBFI.get(enabled) && timed_out_;
  const bool empty = IER_ETBEI.get(enabled) && thre_pending_;
  const bool modem = IER_EDSSI.get(enabled) && regs_[MSR] & 0xf;
  const bool any = line || data || timed_out || empty || modem;
  const unsigned id = line ? kLine : data ? kData : timed_out ? kTimedOut : empty ? kEmpty : kModem;
  regs_.set(IIR, IIR_NONE, !any);
  regs_.set(IIR, IIR_ID, id);
  regs_.set(IIR, IIR_FIFO, fifos_ ? 3 : 0);
  interrupt.set(any, regs_.now());
  if (!any && interrupts_at() != sc_core::sc_max_time()) interrupt.set(true, interrupts_at());
}

/// When it will interrupt by itself, if nothing comes before: the transmitter runs empty, or bytes
/// have waited too long.
sc_time Uart::interrupts_at() const {
  sc_time at = sc_core::sc_max_time();
  const bool runs_empty = tx_.size() == 1 && !regs_.get(MCR, MCR_LOOP);
  if (IER_ETBEI.get(regs_[IER]) && runs_empty) at = shifted_.at();
  if (IER_ERBFI.get(regs_[IER])) at = std::min(at, time_out_.at());
  return at;
}

}  // namespace lantern
