// Two causes of one instant, 50 us: a byte that the script sends, and the timer. Who wakes up sees
// both, and takes the external one first.
#include "guest.h"

enum { kAt = 50000 };
static volatile uint32_t causes;
static volatile uintptr_t next;  // instruction, when both are let through

static void serve(void) {
  causes = causes << 8 | last.cause;
  CHECK_IS(last.epc, next, 1);  // nothing in between
  if (last.cause == kTimer) {
    stop_timer();
  } else {
    CHECK_IS(plic_claim(), kUart, 2);
    (void)read8(UART + UART16550_RBR);
    plic_complete(kUart);
  }
}

int main(void) {
  handler = serve;
  plic_open(kUart, 1);
  write8(UART + UART16550_IER, UART16550_IER_ERBFI_MASK);
  csr_write(mie, PENDING(kTimer) | PENDING(kExternal));
  set_timer(kAt / kTick);
  uintptr_t pending, woken, at;
  __asm__ volatile("wfi\n csrr %0, mip\n csrr %1, mcycle" : "=r"(pending), "=r"(woken)::"memory");
  CHECK_IS(woken, kAt + 1, 3);
  tell("mip", pending);
  settle();
  CHECK_IS(csr_read(mip), PENDING(kTimer) | PENDING(kExternal), 4);
  __asm__ volatile("lla %0, both\n" : "=r"(at));
  next = at;
  __asm__ volatile("csrsi mstatus, 8\nboth: nop" ::: "memory");
  CHECK_IS(causes, kExternal << 8 | kTimer, 5);
  return 0;
}
