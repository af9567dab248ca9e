// A hart that resets itself: no instruction behind the store has an effect, whatever it is and
// wherever in the quantum, and the pulse counts from the store.
#include "guest.h"

#define RESET (SYSTEM_CONTROLLER + SYSTEM_CONTROLLER_RESET)
#define SOFTWARE SYSTEM_CONTROLLER_RESET_CAUSE_SOFTWARE_MASK
enum {
  kPulse = 1000,
  kStart = 200,
  kRounds = 24
};  // ns: system_controller.pulse; ns: from reset to main's first access
#define KEPT __attribute__((section(".data")))  // a reset leaves it
static volatile uint32_t rounds KEPT = 0, begun KEPT = 0, after[4] KEPT = {0};

int main(void) {
  const uint32_t now = ticks();
  for (uint32_t i = 0; i < 4; i++) CHECK_IS(after[i], 0, 1 + (int)i);
  if (rounds) {
    CHECK(read32(SYSTEM_CONTROLLER + SYSTEM_CONTROLLER_RESET_CAUSE) & SOFTWARE, 5);
    CHECK_IN((now - begun) * kTick, kPulse - kTick, kPulse + kStart + 2 * kTick, 6);
  }
  if (rounds++ == kRounds) return 0;
  spin(rounds * 97);
  if (rounds % 3 == 0) read32(PLIC + PLIC_PRIORITY(1));  // an access right before it
  begun = ticks();
  // In the same block, in the next one, in those behind.
  __asm__ volatile(
      "sw %1, 0(%0)\n sw %1, 0(%2)\n j 1f\n"
      "1: sw %1, 4(%2)\n li t0, 0\n"
      "2: addi t0, t0, 1\n li t1, 20\n sw t0, 8(%2)\n blt t0, t1, 2b\n"
      "sw %1, 0(%3)\n sw %1, 12(%2)\n"
      "3: j 3b"
      :
      : "r"(RESET), "r"(SYSTEM_CONTROLLER_RESET_PROCESSOR_MASK), "r"(after),
        "r"(CLINT + CLINT_MSIP(0))
      : "t0", "t1", "memory");
  return 7;
}
