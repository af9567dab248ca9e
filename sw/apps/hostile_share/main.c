/* A hostile host: offers what it holds to the host at port 1 without end, and looks for what that
 * one stores there. For tests of what others notice of it; it never ends with 0. */
#include <inttypes.h>
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "sw/apps/node_pool.h"

#define TIMEOUT_US 1000000u
#define CAPACITY (192ull << 20) /* as much as pool_demo asks for */
#define VICTIM 1
#define RIGHTS 3
#define ATTACK_US 300000u
#define LINES 8

int main(void) {
  const pool_t pool = node_pool();
  const int down = node_pool_up(&pool, TIMEOUT_US);
  if (down) return down;
  pool_extent_t extent;
  uint16_t code;
  if (pool_acquire(&pool, CAPACITY, TIMEOUT_US, &extent, &code) != POOL_OK) return 4;
  const uint64_t end = hal_now_us() + ATTACK_US;
  uint32_t offers = 0, taken = 0;
  while (hal_now_us() < end) {
    offers += pool_share(&pool, &extent, VICTIM, RIGHTS, &code) == POOL_OK;
    for (uint64_t line = 0; line < LINES; line++) {
      uint64_t word = 0;
      taken += mmio_try_read64(extent.hpa + 64 * line, &word) == MMIO_OK && word != 0;
    }
  }
  printf("%" PRIu32 " offers, %" PRIu32 " words of somebody else seen\n", offers, taken);
  return 3;
}
