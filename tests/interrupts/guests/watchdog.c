// The watchdog counts from when it was fed, by its processor's own clock: fed in time it never
// resets, else after its period.
#include "guest.h"

enum {
  kPeriod = 10,
  kPulse = 1000,
  kStart = 200
};  // us; ns: system_controller.pulse; ns: from reset to main's first access
#define AT(name) (SYSTEM_CONTROLLER + SYSTEM_CONTROLLER_##name)
static volatile uint32_t fed_at __attribute__((section(".data"))) = 1;

int main(void) {
  if (read32(AT(RESET_CAUSE)) & SYSTEM_CONTROLLER_RESET_CAUSE_WATCHDOG_MASK) {
    CHECK(fed_at != 1, 3);  // it was fed in time
    const uint32_t reset_after = ticks() * kTick - kPulse - fed_at;
    CHECK_IN(reset_after, kPeriod * 1000 - kTick, kPeriod * 1000 + quantum_ns + kStart + kTick, 1);
    return 0;
  }
  write32(AT(WATCHDOG_PERIOD), kPeriod);
  write32(AT(WATCHDOG_CONTROL), 1);
  for (int i = 0; i < 30; i++) {
    spin(9000);
    write32(AT(WATCHDOG_FEED), 1);
  }
  for (int i = 0; i < 10; i++) {
    set_timer(ticks() + 80);
    csr_set(mie, PENDING(kTimer));
    __asm__ volatile("wfi");  // with interrupts off
    write32(AT(WATCHDOG_FEED), 1);
  }
  fed_at = cycle();
  spin(kPeriod * 1000 + 2 * quantum_ns + 5000);
  finish(2);
}
