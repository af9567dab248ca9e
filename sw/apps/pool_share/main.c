/* Two hosts share an extent: the one at port 0 writes it, the one at port 1 may only read. The two
 * agree through the extent itself: the first line says how many rounds are written. */
#include <inttypes.h>
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/port_registers_regs.h"
#include "sw/apps/node_pool.h"
#include "sw/driver/ring.h"

#define CAPACITY (16ull << 20)
#define TIMEOUT_US 1000000u
#define POLL_US 20
#define ROUNDS 4
#define ROUND_BYTES (64u << 10)
#define ENTRIES 16
#define LOADS_ONLY 1
#define UNKNOWN ~0ull
#define LOST_LINK 12

static dma_descriptor_t submission[ENTRIES] __attribute__((aligned(64)));
static dma_completion_t completion[ENTRIES] __attribute__((aligned(64)));
static uint64_t buffer[ROUND_BYTES / 8] __attribute__((aligned(64)));
static ring_t ring;

static uint64_t pattern(uint64_t round, uint64_t i) {
  return (round * ROUND_BYTES + i + 1) * 0x9e3779b97f4a7c15ull;
}
static uint64_t place(const pool_extent_t* extent, uint64_t round) {
  return extent->hpa + ROUND_BYTES * (1 + round);
}

static int bring_up(const pool_t* pool) {
  const int down = node_pool_up(pool, TIMEOUT_US);
  if (down) return down;
  if (ring_open(&ring, pool->accelerator, 0, submission, (uintptr_t)submission, completion,
                (uintptr_t)completion, ENTRIES) != RING_OK)
    return 3;
  ring_use_interrupt(&ring, NODE_RING_0_SOURCE);
  return 0;
}

static int copy(uint64_t to, uint64_t from) {
  const dma_descriptor_t descriptor = ring_copy(1, to, from, ROUND_BYTES);
  ring_result_t result = {0};
  if (ring_submit(&ring, &descriptor) != RING_OK ||
      ring_wait(&ring, &result, TIMEOUT_US) != RING_OK || result.status)
    return 4;
  return 0;
}

/* How many rounds are written, in the first line; UNKNOWN when the link is lost. */
static uint64_t heard(const pool_extent_t* extent) {
  uint64_t rounds;
  return mmio_try_read64(extent->hpa, &rounds) == MMIO_OK ? rounds : UNKNOWN;
}
static bool say(const pool_extent_t* extent, uint64_t rounds) {
  return mmio_try_write64(extent->hpa, rounds) == MMIO_OK;
}

static int write_rounds(const pool_extent_t* extent) {
  for (uint64_t round = 0; round < ROUNDS; round++) {
    for (uint64_t i = 0; i < ROUND_BYTES / 8; i++) buffer[i] = pattern(round, i);
    if (copy(place(extent, round), (uintptr_t)buffer)) return 4;
    if (!say(extent, round + 1)) return LOST_LINK;
    hal_delay_us(POLL_US);
  }
  printf("%u rounds of %u KiB written\n", ROUNDS, ROUND_BYTES >> 10);
  return 0;
}

static int read_rounds(const pool_extent_t* extent) {
  const uint64_t deadline = hal_now_us() + TIMEOUT_US;
  uint64_t wrong = 0;
  for (uint64_t round = 0; round < ROUNDS; round++) {
    for (uint64_t rounds; (rounds = heard(extent)) <= round || rounds == UNKNOWN;) {
      if (rounds == UNKNOWN) return LOST_LINK;
      if (hal_now_us() > deadline) return 5;
      hal_delay_us(POLL_US);
    }
    if (copy((uintptr_t)buffer, place(extent, round))) return 4;
    for (uint64_t i = 0; i < ROUND_BYTES / 8; i++) wrong += buffer[i] != pattern(round, i);
  }
  printf("%u rounds of %u KiB read, %" PRIu64 " words wrong\n", ROUNDS, ROUND_BYTES >> 10, wrong);
  return wrong ? 6 : 0;
}

/* What is shared for loads refuses stores, by the hart and by DMA, and stays as it is. */
static int try_to_write(const pool_extent_t* extent) {
  const uint64_t before = heard(extent);
  const bool refused = !say(extent, ~before) && copy(place(extent, 0), (uintptr_t)buffer);
  const bool same = heard(extent) == before;
  printf("a store there is %s, the bytes %s\n", refused ? "refused" : "NOT REFUSED",
         same ? "stay" : "CHANGED");
  return refused && same ? 0 : 7;
}

static int owner(const pool_t* pool) {
  pool_extent_t extent;
  uint16_t code;
  if (pool_acquire(pool, CAPACITY, TIMEOUT_US, &extent, &code) != POOL_OK) return 8;
  pool_status_t status;
  const uint64_t deadline = hal_now_us() + TIMEOUT_US;
  while ((status = pool_share(pool, &extent, 1, LOADS_ONLY, &code)) == POOL_RETRY &&
         hal_now_us() < deadline)
    hal_delay_us(POLL_US);
  printf("sharing with port 1, for loads: %s\n", pool_status_text(status));
  if (status != POOL_OK) return 9;
  int result = write_rounds(&extent);
  if (!result) result = read_rounds(&extent);
  return result ? result : pool_release(pool, &extent, &code) == POOL_OK ? 0 : 10;
}

static int reader(const pool_t* pool) {
  pool_extent_t extent;
  uint16_t code;
  const pool_status_t status = pool_accept_shared(pool, TIMEOUT_US, &extent, &code);
  printf("offered by another: %s\n", pool_status_text(status));
  if (status != POOL_OK) return 8;
  printf("%" PRIu64 " MiB at DPA 0x%" PRIx64 "%s\n", extent.length >> 20, extent.dpa,
         extent.shared ? ", shared" : "");
  int result = read_rounds(&extent);
  if (!result) result = try_to_write(&extent);
  if (!result && !extent.shared) result = 11;
  return result ? result : pool_release(pool, &extent, &code) == POOL_OK ? 0 : 10;
}

int main(void) {
  const pool_t pool = node_pool();
  int result = bring_up(&pool);
  if (!result) {
    const uint32_t port = mmio_read32(pool.port + PORT_REGISTERS_PORT);
    result = port == 0 ? owner(&pool) : reader(&pool);
  }
  if (result) printf("ended with %d%s\n", result, result == LOST_LINK ? ": the link is lost" : "");
  hal_delay_us(200); /* the run ends with us: the pool may finish its line */
  return result;
}
