// The timer among register accesses that follow each other in one block: it is late by what is left
// of one of them, not by those that come after it.
#include "guest.h"

uint32_t accesses(
    uintptr_t at);  ///< csrr a0, mcycle, then loads of `at` and nops, with interrupts on
extern char accesses_nops[];
__asm__(
    ".text\n.option push\n.option norvc\n.balign 4\n"
    "accesses: mv a2, a0\n csrsi mstatus, 8\n csrr a0, mcycle\n"
    ".rept 30\n lbu a1, 0(a2)\n .endr\n"
    "accesses_nops: .rept 1000\n nop\n .endr\n csrci mstatus, 8\n ret\n"
    ".option pop\n");

static void stop(void) {
  CHECK_IS(last.cause, kTimer, 1);
  stop_timer();
}

int main(void) {
  handler = stop;
  csr_set(mie, PENDING(kTimer));
  for (uint32_t i = 0; i < 60; i++) {
    spin(2 * (i % 50));
    const uint32_t before = last.count, at = ticks() + 3 + i % 8;
    set_timer(at);
    (void)accesses(UART + UART16550_SCR);
    CHECK_IS(last.count - before, 1, 2);
    const bool in_an_access = last.epc <= (uintptr_t)accesses_nops;
    CHECK_IN(last.entered, at * kTick, at * kTick + (in_an_access ? kAccess : 0), 3);
  }
  return 0;
}
