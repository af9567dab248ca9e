#include "tests/harts/guests/eight.h"

struct one harts[kHarts];

void end(uint32_t code) {
  write32(SYSTEM_CONTROLLER + SYSTEM_CONTROLLER_EXIT, SYSTEM_CONTROLLER_EXIT_DONE_MASK | code);
  while (1) __asm__ volatile("wfi");
}

void meet(void) {
  static volatile uint32_t come, round;
  const uint32_t mine = round;
  if (add(&come, 1) + 1 == kHarts) {
    come = 0;
    round = mine + 1;
  } else {
    while (round == mine) continue;
  }
}

void on_trap(unsigned long cause, uintptr_t epc, unsigned long hart) {
  (void)epc;
  if ((long)cause >= 0) end(240);
  struct one* const one = &harts[hart];
  switch (cause & 0xff) {
    case kSoftware:
      write32(CLINT + CLINT_MSIP(hart), 0);
      one->software++;
      return;
    case kTimer:
      one->timer_at = read32(CLINT + CLINT_MTIME);
      write32(CLINT + CLINT_MTIMECMP(hart) + 4, ~0u);
      one->timer++;
      return;
    default:
      one->claimed = read32(PLIC + PLIC_CONTEXT_CLAIM(hart));
      one->external++;
      if (!one->claimed) return;
      write8(UART + UART16550_IER, 0);  // takes the cause away
      write32(PLIC + PLIC_CONTEXT_CLAIM(hart), one->claimed);
  }
}

const uint32_t quantum_ns = QUANTUM_NS;

void spin(uint32_t ns) {
  uint32_t turns = ns / 2 + 1;
  __asm__ volatile("1: addi %0, %0, -1\n bnez %0, 1b" : "+r"(turns)::"memory");
}
