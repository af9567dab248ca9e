// mtime counts from kernel time plus delay; the timer is an event at its compare value.
#include "models/riscv/clint.hpp"

#include "models/core/process.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using namespace clint_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

Clint::Clint(sc_core::sc_module_name name) : sc_module(name) {
  target.register_b_transport(this, &Clint::b_transport);
  target.register_transport_dbg(this, &Clint::transport_dbg);
  time.bind(*this);
  regs_.after_write(MTIME, [this](uint64_t) {
    offset_ = regs_[MTIME] - now_.value() / tick_().value();
    compare();
  });
  regs_.after_write(MTIMECMP, [this](uint64_t) { compare(); });
  regs_.after_write(MSIP, [this](uint64_t) { software_interrupt.write(regs_[MSIP] & 1); });
  spawn_method(
      "on_due", [this] { compare(); }, due_);
}

uint64_t Clint::ticks(sc_time now) const { return now.value() / tick_().value() + offset_; }

void Clint::compare() {
  const uint64_t now = ticks(sc_time_stamp());
  const uint64_t compare = regs_[MTIMECMP];
  timer_interrupt.write(now >= compare);
  due_.cancel();
  if (now >= compare) return;
  const uint64_t left = compare - now;
  const uint64_t into_tick = sc_time_stamp().value() % tick_().value();
  if (left < (1ull << 62) / tick_().value())  // beyond that: never
    due_.notify(sc_time::from_value(left * tick_().value() - into_tick));
}

void Clint::b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
  charge(trans, delay, access_);
  now_ = sc_time_stamp() + delay;
  regs_[MTIME] = ticks(now_);  // what a read sees, and what a store to one half leaves in the other
  regs_.transport(trans);
}

unsigned Clint::transport_dbg(tlm::tlm_generic_payload& trans) {
  regs_[MTIME] = ticks(sc_time_stamp());
  return regs_.transport_dbg(trans);
}

}  // namespace lantern
