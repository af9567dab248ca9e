/* The whole way of a host: module and link up, capacity, loads and stores, DMA there and back,
 * capacity given back. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "node_map.h"
#include "sw/driver/pool.h"
#include "sw/driver/ring.h"

#define CAPACITY (64ull << 20)
#define LINK_TIMEOUT_US 100000u
#define OFFER_TIMEOUT_US 100000u
#define DMA_TIMEOUT_US 100000u
#define LOADS 64
#define ENTRIES 16
#define COPY_BYTES (256u << 10)

static dma_descriptor_t submission[ENTRIES] __attribute__((aligned(64)));
static dma_completion_t completion[ENTRIES] __attribute__((aligned(64)));
static uint64_t source[COPY_BYTES / 8] __attribute__((aligned(64)));
static uint64_t destination[COPY_BYTES / 8] __attribute__((aligned(64)));

static uint64_t pattern(uint64_t i) { return (i + 1) * 0x9e3779b97f4a7c15ull; }

static int bring_up(const pool_t* pool) {
  cmis_bringup_t bringup;
  pool_status_t status = pool_module_up(pool, &bringup);
  if (status != POOL_OK) {
    printf("module: failed while %s\n", cmis_bringup_step_text(&bringup));
    return 1;
  }
  printf("module %s %s up at %" PRIu64 " us\n", bringup.vendor, bringup.part, hal_now_us());
  status = pool_wait_link(pool, LINK_TIMEOUT_US);
  if (status == POOL_OK) status = pool_wait_mailbox(pool, LINK_TIMEOUT_US);
  printf("link %s at %" PRIu64 " us\n", status == POOL_OK ? "up" : pool_status_text(status),
         hal_now_us());
  return status == POOL_OK ? 0 : 2;
}

/* Stores, then loads, a cache line apart; prints the mean latency of each. */
static int load_store(const pool_extent_t* extent) {
  uint64_t begun = hal_cycles();
  for (uint64_t i = 0; i < LOADS; i++) mmio_write64(extent->hpa + 64 * i, pattern(i));
  const uint64_t stores = hal_cycles() - begun;
  uint64_t wrong = 0;
  begun = hal_cycles();
  for (uint64_t i = 0; i < LOADS; i++) wrong += mmio_read64(extent->hpa + 64 * i) != pattern(i);
  const uint64_t loads = hal_cycles() - begun;
  printf("%d stores, %" PRIu64 " ns each; %d loads, %" PRIu64 " ns each; %" PRIu64 " wrong\n",
         LOADS, stores / LOADS, LOADS, loads / LOADS, wrong);
  return wrong ? 3 : 0;
}

static int copy(ring_t* ring, const char* what, uint16_t id, uint64_t to, uint64_t from) {
  const dma_descriptor_t descriptor = ring_copy(id, to, from, COPY_BYTES);
  ring_result_t result;
  const uint64_t begun = hal_cycles();
  ring_status_t status = ring_submit(ring, &descriptor);
  if (status == RING_OK) status = ring_wait(ring, &result, DMA_TIMEOUT_US);
  const uint64_t ns = hal_cycles() - begun;
  if (status != RING_OK || result.id != id || result.status || result.bytes != COPY_BYTES) {
    printf("DMA %s: failed (ring %d, status %u, %" PRIu32 " bytes)\n", what, status, result.status,
           result.bytes);
    return 4;
  }
  printf("DMA %s: %u KiB in %" PRIu64 " ns, %" PRIu64 " MB/s\n", what, COPY_BYTES >> 10, ns,
         (uint64_t)COPY_BYTES * 1000 / ns);
  return 0;
}

/* DRAM to pool to HBM to DRAM: what comes back must be what left. */
static int dma(const pool_extent_t* extent) {
  ring_t ring;
  if (ring_open(&ring, NODE_BAR_BASE + BAR_ACCELERATOR_BASE, 0, submission, (uintptr_t)submission,
                completion, (uintptr_t)completion, ENTRIES) != RING_OK) {
    printf("ring refused\n");
    return 5;
  }
  ring_use_interrupt(&ring, NODE_RING_0_SOURCE);
  for (uint64_t i = 0; i < COPY_BYTES / 8; i++) source[i] = pattern(i);
  int code = copy(&ring, "DRAM to pool", 1, extent->hpa, (uintptr_t)source);
  if (!code) code = copy(&ring, "pool to HBM", 2, NODE_HBM_BASE, extent->hpa);
  if (!code) code = copy(&ring, "HBM to DRAM", 3, (uintptr_t)destination, NODE_HBM_BASE);
  if (code) return code;
  const int differs = memcmp(source, destination, COPY_BYTES);
  printf("%u KiB compared: %s\n", COPY_BYTES >> 10, differs ? "DIFFERENT" : "equal");
  return differs ? 6 : 0;
}

static int give_back(const pool_t* pool, const pool_extent_t* extent) {
  uint16_t code;
  const pool_status_t status = pool_release(pool, extent, &code);
  if (status != POOL_OK) {
    printf("release: %s (return code %u)\n", pool_status_text(status), code);
    return 7;
  }
  hal_expect_faults(true);
  mmio_read64(extent->hpa);
  const unsigned faults = hal_faults();
  hal_expect_faults(false);
  printf("released; a load now %s\n", faults ? "is refused" : "STILL WORKS");
  return faults ? 0 : 8;
}

int main(void) {
  const pool_t pool = {
      NODE_BAR_BASE + BAR_ACCELERATOR_BASE,
      {{NODE_BAR_BASE + BAR_I2C_BASE(0)}, NODE_BAR_BASE + BAR_MODULE_CONTROL_BASE(0)},
      {NODE_IO_BASE + IO_MAILBOX_BASE},
      NODE_IO_BASE + IO_REGISTERS_BASE};
  pool_extent_t extent;
  uint16_t code = 0;
  int result = bring_up(&pool);
  if (result) return result;
  const pool_status_t status = pool_acquire(&pool, CAPACITY, OFFER_TIMEOUT_US, &extent, &code);
  if (status != POOL_OK) {
    printf("capacity: %s (return code %u)\n", pool_status_text(status), code);
    return 9;
  }
  printf("%" PRIu64 " MiB at DPA 0x%" PRIx64 ", HPA 0x%" PRIx64 "\n", extent.length >> 20,
         extent.dpa, extent.hpa);
  result = load_store(&extent);
  if (!result) result = dma(&extent);
  if (!result) result = give_back(&pool, &extent);
  hal_delay_us(200); /* the run ends with us: the pool may finish its line */
  return result;
}
