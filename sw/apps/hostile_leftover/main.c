/* A hostile host: offers what it holds to the host at port 1, gives its own back, and goes on doing
 * nothing. For tests of what others notice of it; it never ends with 0. */
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "sw/apps/node_pool.h"

#define TIMEOUT_US 1000000u
#define CAPACITY (192ull << 20) /* as much as pool_demo asks for */
#define VICTIM 1
#define RIGHTS 3
#define IDLE_US 300000u

int main(void) {
  const pool_t pool = node_pool();
  const int down = node_pool_up(&pool, TIMEOUT_US);
  if (down) return down;
  pool_extent_t extent;
  uint16_t code;
  if (pool_acquire(&pool, CAPACITY, TIMEOUT_US, &extent, &code) != POOL_OK) return 4;
  if (pool_share(&pool, &extent, VICTIM, RIGHTS, &code) != POOL_OK) return 5;
  if (pool_release(&pool, &extent, &code) != POOL_OK) return 6;
  printf("offered, and given back\n");
  hal_delay_us(IDLE_US);
  return 3;
}
