// Loads from two places in turn, stores to them in turn: FIRST and SECOND, of one memory or of two.
#include <stdint.h>

#include "platform/regs/generated/system_controller_regs.h"

#define WORDS 1024u
#define ROUNDS 4000u

__asm__(".section .text.start\n.globl _start\n_start:\n  li sp, 0x80080000\n  j main\n");

static uint64_t sum_of(volatile uint64_t* first, volatile uint64_t* second) {
  uint64_t sum = 0;
  for (unsigned i = 0; i < WORDS; i++) {
    sum += first[i];
    sum ^= second[i];
    first[i] = sum;
    second[i] = sum + i;
  }
  return sum;
}

void main(void) {
  uint64_t sum = 0;
  for (unsigned round = 0; round < ROUNDS; round++)
    sum += sum_of((volatile uint64_t*)FIRST, (volatile uint64_t*)SECOND);
  *(volatile uint32_t*)(0x10001000ul + SYSTEM_CONTROLLER_EXIT) =
      SYSTEM_CONTROLLER_EXIT_DONE_MASK | !sum;
  for (;;) __asm__ volatile("wfi");
}
