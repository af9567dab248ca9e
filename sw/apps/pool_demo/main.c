/* The whole way of a host: modules and links up, capacity, loads and stores, DMA there and back,
 * capacity given back; and what it does when something on the way breaks. */
#include <inttypes.h>
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "sw/apps/node_pool.h"
#include "sw/driver/ring.h"

#define CAPACITY (192ull << 20) /* more than half of what the smallest pool has */
#define LINK_TIMEOUT_US 1000000u
#define OFFER_TIMEOUT_US 1000000u
#define RETRY_US 500u
#define RETRY_TIMEOUT_US 2000000u
#define DMA_TIMEOUT_US 100000u
#define ATTEMPTS 8
#define LOADS 64
#define ENTRIES 16
#define COPY_BYTES (256u << 10)

/* What a step came to: 0, an exit code, or one of these two, after which it can be tried again. */
enum { LOST_LINK = -1, MET_POISON = -2 };

static dma_descriptor_t submission[ENTRIES] __attribute__((aligned(64)));
static dma_completion_t completion[ENTRIES] __attribute__((aligned(64)));
/* Written before they are read: a start need not clear them. */
static uint64_t source[COPY_BYTES / 8] __attribute__((aligned(64), section(".noinit")));
static uint64_t destination[COPY_BYTES / 8] __attribute__((aligned(64), section(".noinit")));
static ring_t ring;

static uint64_t pattern(uint64_t i) { return (i + 1) * 0x9e3779b97f4a7c15ull; }

static int outcome_of(pool_status_t status, int code) {
  return status == POOL_OK ? 0 : status == POOL_NO_LINK ? LOST_LINK : code;
}

static int bring_up(const pool_t* pool) {
  cmis_bringup_t bringup[POOL_LINKS];
  uint32_t failed;
  if (pool_modules_up(pool, bringup, &failed) != POOL_OK) {
    printf("module %" PRIu32 ": failed while %s\n", failed,
           cmis_bringup_step_text(&bringup[failed]));
    return 1;
  }
  printf("%" PRIu32 " module(s) %s up at %" PRIu64 " us\n", pool->links,
         *bringup[0].part ? bringup[0].part : "still", hal_now_us());
  const pool_status_t status = pool_wait_ready(pool, LINK_TIMEOUT_US);
  printf("%s at %" PRIu64 " us%s\n", status == POOL_OK ? "link up" : pool_status_text(status),
         hal_now_us(), pool_is_degraded(pool) ? ", on half its lanes" : "");
  return status == POOL_OK ? 0 : 2;
}

/* What the pool counts as ours and we do not know of is of no use: held before a reset, or taken
 * when the answer was lost. */
static int drop_unknown(const pool_t* pool) {
  uint32_t count = 0;
  const pool_status_t status = pool_release_all(pool, &count);
  if (count) printf("%" PRIu32 " extent(s) of before given back\n", count);
  if (status != POOL_OK) printf("extents of before: %s\n", pool_status_text(status));
  return outcome_of(status, 7);
}

static int acquire(const pool_t* pool, pool_extent_t* extent) {
  const uint64_t deadline = hal_now_us() + RETRY_TIMEOUT_US;
  unsigned asked = 1;
  uint16_t code = 0;
  pool_status_t status;
  while ((status = pool_acquire(pool, CAPACITY, OFFER_TIMEOUT_US, extent, &code)) == POOL_RETRY &&
         hal_now_us() < deadline) {
    if (asked++ == 1) printf("not enough capacity now: asking again\n");
    hal_delay_us(RETRY_US);
  }
  if (status != POOL_OK)
    printf("capacity: %s (return code %u)\n", pool_status_text(status), code);
  else
    printf("%" PRIu64 " MiB at DPA 0x%" PRIx64 ", HPA 0x%" PRIx64 ", asked %u time(s)\n",
           extent->length >> 20, extent->dpa, extent->hpa, asked);
  return outcome_of(status, 9);
}

static int copy(const char* what, uint16_t id, uint64_t to, uint64_t from) {
  const dma_descriptor_t descriptor = ring_copy(id, to, from, COPY_BYTES);
  ring_result_t result = {0};
  const uint64_t begun = hal_cycles();
  ring_status_t status = ring_submit(&ring, &descriptor);
  if (status == RING_OK) status = ring_wait(&ring, &result, DMA_TIMEOUT_US);
  const uint64_t ns = hal_cycles() - begun;
  if (status == RING_OK && result.id == id && !result.status && result.bytes == COPY_BYTES) {
    printf("DMA %s: %u KiB in %" PRIu64 " ns, %" PRIu64 " MB/s\n", what, COPY_BYTES >> 10, ns,
           (uint64_t)COPY_BYTES * 1000 / ns);
    return 0;
  }
  printf("DMA %s: %s after %" PRIu32 " bytes\n", what,
         status == RING_OK ? ring_error_text(result.status) : "no completion", result.bytes);
  if (status != RING_OK) return 4;
  return result.status == DMA_COMPLETION_STATUS_CODE_POISON ? MET_POISON : LOST_LINK;
}

/* Memory that changes hands arrives zeroed. */
static int check_zeroes(const pool_extent_t* extent) {
  const int result = copy("fresh pool to DRAM", 1, (uintptr_t)destination, extent->hpa);
  if (result) return result;
  uint64_t other = 0;
  for (uint64_t i = 0; i < COPY_BYTES / 8; i++) other += destination[i] != 0;
  printf("%u KiB of it read: %s\n", COPY_BYTES >> 10, other ? "NOT ZERO" : "zeroes");
  return other ? 10 : 0;
}

/* Stores, then loads, a cache line apart; prints the mean latency of each. */
static int load_store(const pool_extent_t* extent) {
  unsigned faults = 0, poisons = 0;
  uint64_t begun = hal_cycles();
  for (uint64_t i = 0; i < LOADS; i++)
    faults += mmio_try_write64(extent->hpa + 64 * i, pattern(i)) != MMIO_OK;
  const uint64_t stores = hal_cycles() - begun;
  uint64_t wrong = 0;
  begun = hal_cycles();
  for (uint64_t i = 0; i < LOADS; i++) {
    uint64_t value = 0;
    const mmio_status_t status = mmio_try_read64(extent->hpa + 64 * i, &value);
    faults += status != MMIO_OK;
    poisons += status == MMIO_POISON;
    wrong += value != pattern(i);
  }
  const uint64_t loads = hal_cycles() - begun;
  if (faults) {
    printf("loads and stores: %u errors, %u of them poison\n", faults, poisons);
    return poisons ? MET_POISON : LOST_LINK;
  }
  printf("%d stores, %" PRIu64 " ns each; %d loads, %" PRIu64 " ns each; %" PRIu64 " wrong\n",
         LOADS, stores / LOADS, LOADS, loads / LOADS, wrong);
  return wrong ? 3 : 0;
}

/* DRAM to pool to HBM to DRAM: what comes back must be what left. */
static int dma(const pool_extent_t* extent) {
  for (uint64_t i = 0; i < COPY_BYTES / 8; i++) source[i] = pattern(i);
  int result = copy("DRAM to pool", 2, extent->hpa, (uintptr_t)source);
  if (!result) result = copy("pool to HBM", 3, NODE_HBM_BASE, extent->hpa);
  if (!result) result = copy("HBM to DRAM", 4, (uintptr_t)destination, NODE_HBM_BASE);
  if (result) return result;
  uint64_t differs = 0; /* by words: the library compares bytes */
  for (uint64_t i = 0; i < COPY_BYTES / 8; i++) differs |= source[i] ^ destination[i];
  printf("%u KiB compared: %s\n", COPY_BYTES >> 10, differs ? "DIFFERENT" : "equal");
  return differs ? 6 : 0;
}

static int give_back(const pool_t* pool, const pool_extent_t* extent) {
  uint16_t code;
  const pool_status_t status = pool_release(pool, extent, &code);
  if (status != POOL_OK) {
    printf("release: %s (return code %u)\n", pool_status_text(status), code);
    return outcome_of(status, 7);
  }
  uint64_t value;
  const bool refused = mmio_try_read64(extent->hpa, &value) == MMIO_FAULT;
  printf("released; a load now %s\n", refused ? "is refused" : "STILL WORKS");
  return refused ? 0 : 8;
}

/* Storing lines whole is what ends poison. */
static int overwrite(const pool_extent_t* extent) {
  const dma_descriptor_t fill = ring_fill(5, extent->hpa, 0, COPY_BYTES);
  ring_result_t result = {0};
  ring_status_t status = ring_submit(&ring, &fill);
  if (status == RING_OK) status = ring_wait(&ring, &result, DMA_TIMEOUT_US);
  printf("poisoned lines filled with zeroes: %s\n",
         status == RING_OK && !result.status ? "done" : "failed");
  return status == RING_OK && !result.status ? 0 : LOST_LINK;
}

/* Waits for the links; `*held` ends when the pool has given the extent to somebody else. */
static int mend(const pool_t* pool, const pool_extent_t* extent, bool* held) {
  const pool_status_t status = pool_wait_ready(pool, LINK_TIMEOUT_US);
  if (status != POOL_OK) {
    printf("%s at %" PRIu64 " us: given up\n", pool_status_text(status), hal_now_us());
    return 2;
  }
  printf("link up at %" PRIu64 " us%s: trying again\n", hal_now_us(),
         pool_is_degraded(pool) ? ", on half its lanes" : "");
  if (!*held) return 0;
  const pool_status_t check = pool_check(pool, extent);
  *held = check != POOL_REFUSED;
  if (!*held) printf("the extent is not ours any more: asking for another\n");
  return outcome_of(check == POOL_REFUSED ? POOL_OK : check, 7);
}

static int use_pool(const pool_t* pool, pool_extent_t* extent, bool* held) {
  static bool checked;
  int result = 0;
  if (!*held) {
    result = drop_unknown(pool);
    if (!result) result = acquire(pool, extent);
    if (result) return result;
    *held = true;
    checked = false;
  }
  if (!checked) result = check_zeroes(extent);
  checked |= !result;
  if (!result) result = load_store(extent);
  if (!result) result = dma(extent);
  if (!result) result = give_back(pool, extent);
  return result;
}

/* 0 only after the copy was compared; what breaks on the way is mended, and tried again. */
static int use_until_done(const pool_t* pool) {
  pool_extent_t extent;
  bool held = false;
  int result = 0;
  for (unsigned attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (!result && (result = use_pool(pool, &extent, &held)) >= 0) return result;
    result = result == MET_POISON ? overwrite(&extent) : mend(pool, &extent, &held);
    if (result > 0) return result;
  }
  printf("given up after %d attempts\n", ATTEMPTS);
  return 12;
}

int main(void) {
  const pool_t pool = node_pool();
  ring_reset(pool.accelerator); /* it may be at work for whoever ran here before */
  int result = bring_up(&pool);
  if (result) return result;
  if (ring_open(&ring, pool.accelerator, 0, submission, (uintptr_t)submission, completion,
                (uintptr_t)completion, ENTRIES) != RING_OK) {
    printf("ring refused\n");
    return 5;
  }
  ring_use_interrupt(&ring, NODE_RING_0_SOURCE);
  result = use_until_done(&pool);
  hal_delay_us(200); /* the run ends with us: the pool may finish its line */
  return result;
}
