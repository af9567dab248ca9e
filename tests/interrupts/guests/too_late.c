// What a hart would do after its watchdog's bite it does not, however far it has run ahead.
#include "guest.h"

#define AT(name) (SYSTEM_CONTROLLER + SYSTEM_CONTROLLER_##name)

int main(void) {
  if (read32(AT(RESET_CAUSE)) & SYSTEM_CONTROLLER_RESET_CAUSE_WATCHDOG_MASK) return 0;
  write32(AT(WATCHDOG_PERIOD), 10);
  write32(AT(WATCHDOG_CONTROL), 1);
  spin(50000);
  finish(1);  // 40 us too late
}
