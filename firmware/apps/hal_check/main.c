/* Checks what the HAL offers, on the hart: timer, heap, errno, accesses that may fail. Exit code 0:
 * all of it holds. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "node_map.h"
#include "platform/regs/generated/clint_regs.h"
#include "platform/regs/generated/system_controller_regs.h"

#define NOTHING 0x4000u /* no window of the node */
#define TICKS 5u
#define PERIOD_US 10u

static unsigned failures;

static void check(bool holds, const char* what) {
  if (holds) return;
  failures++;
  printf("does not hold: %s\n", what);
}

static volatile unsigned ticks;
static volatile uint64_t last_us;
static void tick(void* context) {
  last_us = hal_now_us();
  if (++ticks < TICKS) hal_timer_start(last_us + PERIOD_US, tick, context);
}

static void check_timer(void) {
  const uint64_t begun = hal_now_us();
  hal_timer_start(begun + PERIOD_US, tick, NULL);
  hal_delay_us(10 * PERIOD_US); /* sleeping and the timer share one compare register */
  check(ticks == TICKS, "the timer's handler ran as often as it started the timer");
  const uint64_t took = last_us - begun;
  check(took >= TICKS * PERIOD_US && took <= (TICKS + 1) * PERIOD_US, "and at its times");
  check(hal_now_us() - begun >= 10 * PERIOD_US, "a sleep is not cut short by the timer");
  ticks = 0;
  hal_timer_start(hal_now_us() + PERIOD_US, tick, NULL);
  hal_timer_stop();
  hal_delay_us(2 * PERIOD_US);
  check(ticks == 0, "a timer that is stopped does not fire");
}

static void check_heap(void) {
  char* small = malloc(100);
  check(small && (uintptr_t)small % sizeof(void*) == 0, "malloc gives memory");
  if (small) memset(small, 0x5a, 100);
  errno = 0;
  check(!malloc(SIZE_MAX / 4), "more than there is gives NULL");
  check(errno == ENOMEM, "and says so in errno");
  size_t total = 0;
  for (void* block; (block = malloc(64 << 10)); total += 64 << 10) memset(block, 1, 64 << 10);
  check(total >= 64 << 10, "the heap has room");
  check(small && small[99] == 0x5a, "one block does not touch another");
  free(small);
  check(malloc(64), "what was freed is given again");
}

static volatile mmio_status_t in_handler;
static void try_it(void* context) {
  (void)context;
  uint32_t value;
  in_handler = mmio_try_read32(NOTHING, &value);
}

static void check_tries(void) {
  uint32_t word = 0x1234;
  uint64_t pair = 0x5678;
  check(mmio_try_read32(NOTHING, &word) == MMIO_FAULT && word == 0x1234, "a load that fails");
  check(mmio_try_read64(NOTHING, &pair) == MMIO_FAULT && pair == 0x5678, "a pair that fails");
  check(mmio_try_write32(NOTHING, 1) == MMIO_FAULT, "a store that fails");
  check(mmio_try_write64(NOTHING, 1) == MMIO_FAULT, "a store of a pair that fails");
  const uintptr_t there = NODE_SYSTEM_CONTROLLER_BASE + SYSTEM_CONTROLLER_TIMEBASE;
  check(mmio_try_read32(there, &word) == MMIO_OK && word == mmio_read32(there),
        "a load that works");
  uint64_t stored = 0;
  check(mmio_try_write64((uintptr_t)&stored, 0x1122334455667788u) == MMIO_OK &&
            mmio_try_read64((uintptr_t)&stored, &pair) == MMIO_OK && pair == 0x1122334455667788u,
        "a pair that works");
  in_handler = MMIO_OK;
  hal_timer_start(hal_now_us() + 1, try_it, NULL);
  hal_delay_us(10);
  check(in_handler == MMIO_FAULT, "a load that fails in a handler");
  ticks = TICKS - 1;
  hal_timer_start(hal_now_us() + 1, tick, NULL);
  hal_delay_us(10);
  check(ticks == TICKS, "and interrupts come afterwards");
}

/* RV32 divides 64 bits by digits: at the ends of each of them. */
static void check_clock(void) {
  static const uint64_t times_us[] = {6553,        6554,        429496729,  429496730,
                                      4294967295u, 4294967296u, 1ull << 48, 0x123456789abcdefu};
  const uint32_t per_us = mmio_read32(NODE_SYSTEM_CONTROLLER_BASE + SYSTEM_CONTROLLER_TIMEBASE);
  for (unsigned i = 0; i < sizeof times_us / sizeof *times_us; i++) {
    mmio_write64(NODE_CLINT_BASE + CLINT_MTIME, times_us[i] * per_us);
    const uint64_t now = hal_now_us();
    check(now == times_us[i] || now == times_us[i] + 1, "microseconds are ticks, divided");
  }
}

int main(int argc, char** argv) {
  printf("%d:", argc);
  for (int i = 0; i < argc; i++) printf(" [%s]", argv[i]);
  printf("\n");
  check(!argv[argc], "argv ends");
  check_timer();
  check_heap();
  check_tries();
  check_clock();
  printf("%u failures\n", failures);
  return failures ? 1 : 0;
}
