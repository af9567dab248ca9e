// The timer at the exact instruction, among loads that memory makes wait: a block takes more time
// than it has instructions.
#include "guest.h"

enum { kLoad = 5 };    // ns: a cycle, router.hop, ram.access
uint32_t loads(void);  ///< csrr a0, mcycle, then loads with interrupts on
extern char loads_first[];
__asm__(
    ".text\n.option push\n.option norvc\n.balign 4\n"
    "loads: lw a1, 0(sp)\n csrsi mstatus, 8\n csrr a0, mcycle\n"
    "loads_first: .rept 1000\n lw a1, 0(sp)\n .endr\n csrci mstatus, 8\n ret\n"
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
    const uint32_t before = last.count, at = ticks() + 3 + i % 20;
    set_timer(at);
    const uint32_t from = loads() + 1;  // the time before the first load
    CHECK_IS(last.count - before, 1, 2);
    const uint32_t done = (at * kTick - from + kLoad - 1) / kLoad;
    CHECK_IS(last.epc, (uintptr_t)loads_first + 4 * done, 3);
    CHECK_IS(last.entered, from + kLoad * done, 4);
  }
  return 0;
}
