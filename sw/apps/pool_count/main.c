/* Two hosts count in an extent that both may load and store: with atomics, and without, under a
 * lock that is taken by an atomic swap. Nothing may be lost. */
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/port_registers_regs.h"
#include "sw/apps/node_pool.h"

#define CAPACITY (16ull << 20)
#define TIMEOUT_US 1000000u
#define POLL_US 5
#define EACH 200u
#define LOADS_AND_STORES 3

/* At the start of the extent, a line each. */
typedef struct {
  _Alignas(64) _Atomic uint32_t counted;
  _Alignas(64) _Atomic uint32_t lock;
  _Alignas(64) volatile uint32_t under_lock;
  struct {
    _Alignas(64) _Atomic uint32_t stage;
  } host[2];
} board_t;

static pool_status_t meet(const pool_t* pool, uint32_t port, pool_extent_t* extent) {
  uint16_t code;
  if (port != 0) return pool_accept_shared(pool, TIMEOUT_US, extent, &code);
  pool_status_t status = pool_acquire(pool, CAPACITY, TIMEOUT_US, extent, &code);
  const uint64_t deadline = hal_now_us() + TIMEOUT_US;
  while (status == POOL_OK &&
         (status = pool_share(pool, extent, 1, LOADS_AND_STORES, &code)) == POOL_RETRY &&
         hal_now_us() < deadline) {
    hal_delay_us(POLL_US);
    status = POOL_OK;
  }
  return status;
}

/* Says that this host is at `stage` and waits for the other one; false: it does not come. */
static bool both_at(board_t* board, uint32_t port, uint32_t stage) {
  const uint64_t deadline = hal_now_us() + TIMEOUT_US;
  atomic_store(&board->host[port].stage, stage);
  while (atomic_load(&board->host[!port].stage) < stage) {
    if (hal_now_us() > deadline) return false;
    hal_delay_us(POLL_US);
  }
  return true;
}

static void count(board_t* board) {
  for (unsigned i = 0; i < EACH; i++) atomic_fetch_add(&board->counted, 1);
  for (unsigned i = 0; i < EACH; i++) {
    while (atomic_exchange(&board->lock, 1)) {
    }
    board->under_lock = board->under_lock + 1;
    atomic_exchange(&board->lock, 0);
  }
}

int main(void) {
  const pool_t pool = node_pool();
  const int down = node_pool_up(&pool, TIMEOUT_US);
  if (down) return down;
  const uint32_t port = mmio_read32(pool.port + PORT_REGISTERS_PORT);
  pool_extent_t extent;
  if (meet(&pool, port, &extent) != POOL_OK) return 3;
  board_t* board = (board_t*)(uintptr_t)extent.hpa;
  if (!both_at(board, port, 1)) return 4;
  count(board);
  if (!both_at(board, port, 2)) return 5;
  const uint32_t counted = board->counted, under_lock = board->under_lock;
  printf("%" PRIu32 " of %u counted, %" PRIu32 " of %u under the lock\n", counted, 2 * EACH,
         under_lock, 2 * EACH);
  hal_delay_us(200); /* the run ends with us: the other one may finish its line */
  return counted == 2 * EACH && under_lock == 2 * EACH ? 0 : 6;
}
