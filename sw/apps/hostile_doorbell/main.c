/* A hostile host: rings its mailbox without pause, for the longest payload there is. For tests of
 * what others notice of it. It has nothing to compare, so it never ends with 0. */
#include <inttypes.h>
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/mailbox_regs.h"
#include "sw/apps/node_pool.h"

#define LINK_TIMEOUT_US 1000000u
#define ATTACK_US 300000u
#define LONGEST 1024ull

int main(void) {
  const pool_t pool = node_pool();
  const int down = node_pool_up(&pool, LINK_TIMEOUT_US);
  if (down) return down;
  const uint64_t end = hal_now_us() + ATTACK_US;
  uint32_t doorbells = 0;
  for (; hal_now_us() < end; doorbells++) {
    mmio_write64(pool.mailbox.base + MAILBOX_COMMAND,
                 0x4802 | LONGEST << MAILBOX_COMMAND_LENGTH_LSB);
    mmio_write32(pool.mailbox.base + MAILBOX_CONTROL, MAILBOX_CONTROL_DOORBELL_MASK);
  }
  printf("%" PRIu32 " doorbells\n", doorbells);
  return 3;
}
