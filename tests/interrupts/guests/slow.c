// The timer at the exact instruction, where loads, or code, come from memory that is slower than
// any met before.
#include "guest.h"

enum { kSlow = 505, kSlower = 1005 };  // ns of a load: a cycle, router.hop, and access
typedef void loads_t(uintptr_t at);
extern loads_t here, in_slower;
#define LOADS(name)                                        \
  __asm__(".option push\n.option norvc\n.balign 4\n" #name \
          ": .rept 200\n lw a1, 0(a0)\n .endr\n ret\n.option pop\n.text")
LOADS(here);
__asm__(".section .slower, \"ax\"");
LOADS(in_slower);

static void stop(void) {
  CHECK_IS(last.cause, kTimer, 1);
  stop_timer();
}

static void load(loads_t* code, uintptr_t at, uint32_t ns, uint32_t ticks_ahead, uint32_t check) {
  const uint32_t before = last.count, due = ticks() + ticks_ahead;
  set_timer(due);
  csr_set(mstatus, MIE);
  code(at);
  interrupts_off();
  CHECK_IS(last.count - before, 1, check);
  CHECK_IN(last.entered, due * kTick, due * kTick + ns, check + 1);
}

int main(void) {
  handler = stop;
  csr_set(mie, PENDING(kTimer));
  load(here, SLOW, kSlow, 100, 2);
  load(here, SLOW, kSlow, 100, 4);
  load(in_slower, SLOWER, kSlower, 500, 6);
  load(in_slower, SLOWER, kSlower, 500, 8);
  return 0;
}
