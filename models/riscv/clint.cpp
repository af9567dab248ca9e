// mtime is a formula of time; so are the timers' lines.
#include "models/riscv/clint.hpp"

namespace lantern {

using namespace clint_regs;
using sc_core::sc_time;

Clint::Clint(sc_core::sc_module_name name) : sc_module(name) {
  time.bind(*this);
  target.choose([this](tlm::tlm_generic_payload&, const sc_time& at, bool) {
    regs_[MTIME] = ticks(at);  // what a read sees, and what a store to one half leaves in the other
    return &regs_;
  });
  regs_.before_look(MTIME, [this] { regs_[MTIME] = ticks(sc_core::sc_time_stamp()); });
  regs_.after_write(MTIME, [this](uint64_t) {
    offset_ = regs_[MTIME] - regs_.now().value() / tick_().value();
    compare_all();
  });
  regs_.after_write(MTIMECMP, [this](uint32_t hart, uint32_t, uint64_t) {
    if (hart >= harts_)
      regs_[MTIMECMP(hart)] = 0;
    else
      compare(hart);
  });
  regs_.after_write(MSIP, [this](uint32_t hart, uint32_t, uint64_t) {
    if (hart >= harts_)
      regs_[MSIP(hart)] = 0;
    else
      software_interrupt[hart].set(regs_[MSIP(hart)] & 1, regs_.now());
  });
  for (uint64_t hart = harts_; hart < MTIMECMP.count; hart++)
    regs_[MTIMECMP(static_cast<uint32_t>(hart))] = 0;
}

uint64_t Clint::ticks(sc_time now) const { return now.value() / tick_().value() + offset_; }

void Clint::compare_all() {
  for (uint32_t hart = 0; hart < harts_; hart++) compare(hart);
}

void Clint::compare(uint32_t hart) {
  const sc_time now = regs_.now();
  const uint64_t mtime = ticks(now);
  const uint64_t compare = regs_[MTIMECMP(hart)];
  timer_interrupt[hart].set(mtime >= compare, now);
  if (mtime >= compare) return;
  const uint64_t tick = tick_().value();
  const uint64_t left = compare - mtime;
  const uint64_t this_tick = now.value() / tick * tick;
  if (left < (1ull << 62) / tick)  // beyond that: never
    timer_interrupt[hart].set(true, sc_time::from_value(this_tick + left * tick));
}

}  // namespace lantern
