// A periodic tick, timers put off and armed anew, what writes of MTIME and MTIMECMP cause.
#include "guest.h"

enum { kPeriod = 50, kPeriods = 20 };
static volatile uint64_t next;

static void tick(void) {
  CHECK_IS(last.cause, kTimer, 1);
  CHECK_IN(last.entered, (uint32_t)next * kTick, (uint32_t)next * kTick + kAccess, 2);
  next += kPeriod;
  write32(CLINT + CLINT_MTIMECMP(0), (uint32_t)next);
}

static void stop(void) { stop_timer(); }

/// Counts until the middle of the period after the last one; `poll` spends the time in accesses,
/// else in a loop.
static void periods(bool poll) {
  const uint32_t before = last.count, first = ticks() + kPeriod;
  handler = tick;
  next = first;
  set_timer(next);
  csr_set(mstatus, MIE);
  if (poll) {
    while (ticks() < first + (kPeriods - 1) * kPeriod + kPeriod / 2) continue;
  } else {
    while (cycle() < (first + (kPeriods - 1) * kPeriod + kPeriod / 2) * kTick) continue;
  }
  interrupts_off();
  stop_timer();
  CHECK_IS(last.count - before, kPeriods, 3);
  csr_set(mstatus, MIE);
  settle();
  interrupts_off();
  CHECK_IS(last.count - before, kPeriods, 4);
}

static void asleep_between_periods(void) {
  const uint32_t before = last.count;
  handler = tick;
  next = ticks() + kPeriod;
  set_timer(next);
  csr_set(mstatus, MIE);
  for (uint32_t i = 1; i <= kPeriods; i++) {
    __asm__ volatile("wfi");
    CHECK_IS(last.count - before, i, 5);
  }
  interrupts_off();
  stop_timer();
}

static void put_off_in_time(void) {
  const uint32_t before = last.count;
  csr_set(mstatus, MIE);
  for (uint32_t i = 0; i < 10; i++) {
    set_timer(ticks() + 10);
    spin(200 + 50 * i);  // of 900 or more
    stop_timer();
    spin(2000);
  }
  settle();
  interrupts_off();
  CHECK_IS(last.count, before, 6);
}

static void put_off_when_due(void) {
  const uint32_t before = last.count;
  for (uint32_t i = 0; i < 10; i++) {
    set_timer(ticks() + 3);
    spin(1000);
    CHECK(csr_read(mip) & PENDING(kTimer), 7);
    CHECK(!(mip_after_write32(CLINT + CLINT_MTIMECMP(0) + 4, ~0u) & PENDING(kTimer)), 8);
    csr_set(mstatus, MIE);
    spin(100);
    interrupts_off();
    CHECK_IS(last.count, before, 9);
  }
}

static void due_when_armed(void) {
  handler = stop;
  const uint32_t before = last.count;
  csr_set(mstatus, MIE);
  for (uint32_t i = 1; i <= 10; i++) {
    write32(CLINT + CLINT_MTIMECMP(0), 1);
    const uintptr_t after = next_after_write32(CLINT + CLINT_MTIMECMP(0) + 4, 0);
    CHECK_IS(last.count - before, i, 10);
    CHECK_IS(last.epc, after, 11);
  }
  settle();
  interrupts_off();
  CHECK_IS(last.count - before, 10, 12);
}

static void armed_anew(void) {
  const uint32_t before = last.count;
  handler = stop;
  csr_set(mstatus, MIE);
  uint32_t at = ticks() + 20;
  set_timer(at + 100);
  set_timer(at);  // earlier
  spin(4000);
  CHECK_IS(last.count - before, 1, 13);
  CHECK_IS(last.entered, at * kTick, 14);
  at = ticks() + 60;
  set_timer(at - 30);
  set_timer(at);  // later
  spin(10000);
  CHECK_IS(last.count - before, 2, 15);
  CHECK_IS(last.entered, at * kTick, 16);
  settle();
  interrupts_off();
  CHECK_IS(last.count - before, 2, 17);
}

/// As RV32 has to: high word to -1, low, high. And one word after the other, none of it due before
/// its time.
static void two_words(void) {
  const uint32_t before = last.count;
  csr_set(mstatus, MIE);
  const uint32_t at = ticks() + 20;
  write32(CLINT + CLINT_MTIMECMP(0) + 4, ~0u);
  write32(CLINT + CLINT_MTIMECMP(0), at);
  spin(5000);
  CHECK_IS(last.count, before, 18);
  const uintptr_t after =
      next_after_write32(CLINT + CLINT_MTIMECMP(0) + 4, 0);  // its time has gone by
  CHECK_IS(last.count, before + 1, 19);
  CHECK_IS(last.epc, after, 20);
  interrupts_off();
}

static void time_moved(void) {
  const uint32_t before = last.count;
  csr_set(mstatus, MIE);
  uint32_t at = ticks() + 100000;
  set_timer(at);
  spin(500);
  CHECK_IS(last.count, before, 21);
  uintptr_t after = next_after_write32(CLINT + CLINT_MTIME, at);
  CHECK_IS(last.count, before + 1, 22);
  CHECK_IS(last.epc, after, 23);
  interrupts_off();
  // Back again: what is due no more is gone at once.
  set_timer(at - 10);
  CHECK(csr_read(mip) & PENDING(kTimer), 24);
  CHECK(!(mip_after_write32(CLINT + CLINT_MTIME, at - 100) & PENDING(kTimer)), 25);
  csr_set(mstatus, MIE);
  spin(7000);  // 90 ticks are to go
  CHECK_IS(last.count, before + 1, 26);
  spin(4000);
  CHECK_IS(last.count, before + 2, 27);
  interrupts_off();
}

int main(void) {
  csr_set(mie, PENDING(kTimer));
  periods(true);
  periods(false);
  asleep_between_periods();
  put_off_in_time();
  put_off_when_due();
  due_when_armed();
  armed_anew();
  two_words();
  time_moved();
  return 0;
}
