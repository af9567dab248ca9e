// The timer at the exact instruction. Times are absolute, in ns: both mcycle (1 ns) and mtime (100
// ns) count from the start.
#include "guest.h"

uint32_t sled(void);             ///< csrr a0, mcycle, then nops with interrupts on
uint32_t loop(uint32_t* turns);  ///< the same, with two instructions that go round `turns` times;
                                 ///< leaves how many were left
extern char sled_first[], loop_first[], loop_end[];
__asm__(
    ".text\n.option push\n.option norvc\n.balign 4\n"
    "sled: csrsi mstatus, 8\n csrr a0, mcycle\n"
    "sled_first: .rept 1000\n nop\n .endr\n csrci mstatus, 8\n ret\n"
    "loop: lw a1, 0(a0)\n mv t0, a0\n csrsi mstatus, 8\n csrr a0, mcycle\n"
    "loop_first: addi a1, a1, -1\n bnez a1, loop_first\n"
    "loop_end: csrci mstatus, 8\n sw a1, 0(t0)\n ret\n"
    ".option pop\n");

static void stop(void) {
  CHECK_IS(last.cause, kTimer, 1);
  CHECK(csr_read(mip) & PENDING(kTimer), 2);
  CHECK(!(mip_after_write32(CLINT + CLINT_MTIMECMP(0) + 4, ~0u) & PENDING(kTimer)), 3);
}

static void stop_and_leave_the_loop(void) {
  stop();
  resume = (uintptr_t)loop_end;
}

static void straight_code(void) {
  handler = stop;
  for (uint32_t i = 0; i < 60; i++) {
    spin(2 * (i % 50));
    const uint32_t before = last.count, at = ticks() + 3 + i % 4;
    set_timer(at);
    const uint32_t from = sled() + 1;  // the time before the first nop
    CHECK_IS(last.count - before, 1, 4);
    CHECK_IS(last.epc, (uintptr_t)sled_first + 4 * (at * kTick - from), 5);
    CHECK_IS(last.entered, at * kTick, 6);
  }
}

static void blocks_that_are_chained(void) {
  static const uint32_t far[] = {2, 3, 5, 10, 77, 300, 1100, 2500};
  handler = stop_and_leave_the_loop;
  for (unsigned i = 0; i < sizeof far / sizeof *far; i++) {
    spin(2 * i);
    uint32_t turns = 1000000;
    const uint32_t before = last.count, at = ticks() + far[i];
    set_timer(at);
    const uint32_t from = loop(&turns) + 1;
    CHECK_IS(last.count - before, 1, 7);
    // A turn is two instructions; one that stands before its branch has counted down already.
    const uint32_t executed = 2 * (1000000 - turns) - (last.epc != (uintptr_t)loop_first);
    CHECK_IS(executed, at * kTick - from, 8);
    CHECK_IS(last.entered, at * kTick, 9);
  }
}

static void between_accesses(void) {
  handler = stop;
  for (uint32_t i = 0; i < 40; i++) {
    const uint32_t before = last.count, at = ticks() + 5 + i;
    set_timer(at);
    csr_set(mstatus, MIE);
    while (last.count == before && ticks() < at + 100)
      i % 2 ? (void)read8(UART + UART16550_SCR)
            : (void)read32(MAILBOX + MAILBOX_CONTROL);  // waits until kernel time is here
    interrupts_off();
    CHECK_IS(last.count - before, 1, 10);
    CHECK_IN(last.entered, at * kTick, at * kTick + kAccess, 11);  // an access is not cut in two
  }
}

static void asleep(void) {
  handler = stop;
  for (uint32_t i = 0; i < 20; i++) {
    const uint32_t before = last.count, at = ticks() + 10 + 100 * (i % 3);
    set_timer(at);
    uint32_t woken;
    __asm__ volatile("wfi\n csrr %0, mcycle" : "=r"(woken)::"memory");  // MIE is 0
    CHECK_IS(last.count, before, 12);
    CHECK_IS(woken, at * kTick, 13);
    CHECK_IS(ticks(), at, 14);
    csr_set(mstatus, MIE);
    interrupts_off();
    CHECK_IS(last.count, before + 1, 15);
  }
  for (uint32_t i = 0; i < 20; i++) {
    const uint32_t before = last.count, at = ticks() + 10 + 100 * (i % 3);
    set_timer(at);
    uintptr_t next;
    __asm__ volatile("lla %0, 1f\n csrsi mstatus, 8\n wfi\n1: csrci mstatus, 8"
                     : "=&r"(next)::"memory");
    CHECK_IS(last.count, before + 1, 16);
    CHECK_IS(last.epc, next, 17);
    CHECK_IS(last.entered, at * kTick, 18);
  }
}

int main(void) {
  csr_set(mie, PENDING(kTimer));
  straight_code();
  blocks_that_are_chained();
  between_accesses();
  asleep();
  return 0;
}
