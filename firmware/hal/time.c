/* Time, sleep and the one timer, on the CLINT. */
#include <stddef.h>

#include "firmware/hal/parts.h"
#include "platform/regs/generated/clint_regs.h"

static uint32_t ticks_per_us; /* 1 to 1000 */
static uint64_t last_us;      /* that fits into ticks */
static struct {
  hal_handler_t handler; /* NULL: not started */
  void* context;
  uint64_t when; /* in ticks, as all here */
} timer;

void hal_init_time(void) {
  ticks_per_us = system_read(SYSTEM_CONTROLLER_TIMEBASE);
  last_us = UINT64_MAX / ticks_per_us;
}

/* A counter of 64 bits; RV32 reads it in halves, until the upper one has not moved meanwhile. */
#if __riscv_xlen == 64
#define READ_COUNTER(name, value) __asm__ volatile("csrr %0, " #name : "=r"(value))
#else
#define READ_COUNTER(name, value)                                                     \
  do {                                                                                \
    uint32_t high, low, again;                                                        \
    do {                                                                              \
      __asm__ volatile("csrr %0, " #name "h; csrr %1, " #name "; csrr %2, " #name "h" \
                       : "=r"(high), "=r"(low), "=r"(again));                         \
    } while (high != again);                                                          \
    (value) = (uint64_t)high << 32 | low;                                             \
  } while (0)
#endif

uint64_t hal_ticks(void) {
  uint64_t now;
  READ_COUNTER(time, now);
  return now;
}

uint64_t hal_ticks_after_us(uint64_t us) { return hal_ticks() + us * ticks_per_us; }

/* RV32 has no division of 64 bits: by digits of 16 it takes a twentieth of what the library's does.
 */
#if __riscv_xlen == 64
static uint64_t us_of(uint64_t ticks) { return ticks / ticks_per_us; }
#else
static uint64_t us_of(uint64_t ticks) {
  const uint32_t top = (uint32_t)(ticks >> 32), d = ticks_per_us;
  const uint32_t middle = top % d << 16 | (uint32_t)ticks >> 16;
  const uint32_t low = middle % d << 16 | ((uint32_t)ticks & 0xffff);
  return (uint64_t)(top / d) << 32 | (middle / d << 16 | low / d);
}
#endif

uint64_t hal_now_us(void) { return us_of(hal_ticks()); }

uint64_t hal_cycles(void) {
  uint64_t now;
  READ_COUNTER(cycle, now);
  return now;
}

static uint64_t ticks_at(uint64_t us) { return us > last_us ? UINT64_MAX : us * ticks_per_us; }

static void compare_with(uint64_t when) {
  mmio_write64(NODE_CLINT_BASE + CLINT_MTIMECMP(0), when);
  csr_set(mie, MIE_TIMER);
}

void hal_timer_start(uint64_t when_us, hal_handler_t handler, void* context) {
  const bool on = hal_interrupts_off();
  timer.handler = handler;
  timer.context = context;
  timer.when = ticks_at(when_us);
  compare_with(timer.when);
  hal_interrupts_restore(on);
}

void hal_timer_stop(void) {
  const bool on = hal_interrupts_off();
  csr_clear(mie, MIE_TIMER);
  timer.handler = NULL;
  hal_interrupts_restore(on);
}

/* The line follows a new compare value when it can, so an interrupt may come that is of the old
 * one. */
void hal_serve_timer(void) {
  const hal_handler_t handler = timer.handler;
  if (handler && hal_ticks() < timer.when) return;
  hal_timer_stop(); /* the handler may start it again */
  if (handler)
    handler(timer.context);
  else
    hal_unserved("timer interrupt", 7);
}

void hal_sleep_until_us(uint64_t when_us) {
  const uint64_t when = ticks_at(when_us);
  if (hal_ticks() >= when) return;
  /* With interrupts off the timer cannot fire between the look and the sleep; WFI wakes on it all
   * the same. */
  const bool on = hal_interrupts_off();
  uintptr_t enabled;
  __asm__ volatile("csrr %0, mie" : "=r"(enabled));
  const bool started = enabled & MIE_TIMER; /* by hal_timer_start, or a program of its own */
  const uint64_t before = started ? mmio_read64(NODE_CLINT_BASE + CLINT_MTIMECMP(0)) : UINT64_MAX;
  if (when < before) compare_with(when);
  __asm__ volatile("wfi");
  if (started)
    compare_with(before);
  else
    csr_clear(mie, MIE_TIMER);
  hal_interrupts_restore(on);
}

void hal_delay_us(uint64_t us) {
  const uint64_t now = hal_now_us();
  const uint64_t end = us > UINT64_MAX - now ? UINT64_MAX : now + us; /* then for ever */
  while (hal_now_us() < end) hal_sleep_until_us(end);
}
