/* Steady traffic on pooled memory, as its arguments say: the summary's latencies are of what is
 * measured. */
#include <inttypes.h>
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "sw/apps/node_pool.h"
#include "sw/apps/pool_load/options.h"
#include "sw/apps/pool_load/pace.h"
#include "sw/driver/ring.h"

#define LINK_TIMEOUT_US 1000000u
#define OFFER_TIMEOUT_US 2000000u
#define DMA_TIMEOUT_US 100000u
#define BLOCK (8ull << 20)
#define ENTRIES 256
#define LINE 64 /* of a chase */
#define MOST_CHASED (32ull << 20)

enum { BAD_ARGUMENTS = 20, LATE_START = 21, FAILED = 22, NO_CAPACITY = 9 };

static dma_descriptor_t submission[ENTRIES] __attribute__((aligned(64)));
static dma_completion_t completion[ENTRIES] __attribute__((aligned(64)));
/* As the DMA engine's bursts: it splits at their boundaries in the destination. */
static uint64_t local[MOST_CHASED / 8] __attribute__((aligned(4096), section(".noinit")));

static options_t options;
static dma_descriptor_t descriptor; /* of all copies, but for the addresses */
static ring_t ring;
static pace_t pace;
static uint64_t base;     /* of the span */
static uint64_t position; /* of the next operation in it; the line where a chase is */
static uint64_t draw;     /* for addresses and for reads or writes */
static uint64_t errors, late;
static uint64_t completed; /* operations */

static uint64_t places(void) { return options.span / options.bytes; }

static uint64_t next_address(void) {
  if (options.pattern == PATTERN_RANDOM)
    return base + next_random(&draw) % places() * options.bytes;
  const uint64_t at = base + position;
  position += options.pattern == PATTERN_STRIDE ? options.stride : options.bytes;
  if (position + options.bytes > options.span) position = 0;
  return at;
}

static bool is_write(void) { return options.writes && next_random(&draw) % 100 < options.writes; }

/* Every line holds the number of the next; one round visits all (Sattolo). */
static bool make_chase(void) {
  const uint64_t lines = options.span / LINE;
  for (uint64_t i = 0; i < lines; i++) local[i * 8] = i;
  for (uint64_t i = lines - 1; i; i--) {
    const uint64_t j = next_random(&draw) % i, was = local[i * 8];
    local[i * 8] = local[j * 8];
    local[j * 8] = was;
  }
  const dma_descriptor_t copy = ring_copy(0, base, (uintptr_t)local, (uint32_t)(lines * LINE));
  ring_result_t result = {0};
  return ring_submit(&ring, &copy) == RING_OK &&
         ring_wait(&ring, &result, DMA_TIMEOUT_US) == RING_OK && !result.status;
}

static void chase(void) {
  uint64_t next = 0;
  errors +=
      mmio_try_read64(base + position * LINE, &next) != MMIO_OK || next >= options.span / LINE;
  position = errors ? 0 : next;
}

static mmio_status_t access(uint64_t address, bool write) {
  uint64_t value = address;
  uint32_t half = (uint32_t)address;
  if (options.bytes == 8)
    return write ? mmio_try_write64(address, value) : mmio_try_read64(address, &value);
  return write ? mmio_try_write32(address, half) : mmio_try_read32(address, &half);
}

static void take_completions(void) {
  ring_result_t result;
  for (; ring_poll(&ring, &result) == RING_OK; completed++)
    errors += result.status || result.bytes != options.bytes;
}

static bool drain(uint64_t most) {
  take_completions();
  if (ring.outstanding <= most) return true;
  const uint64_t deadline = hal_now_us() + DMA_TIMEOUT_US;
  for (; ring.outstanding > most; take_completions())
    if (hal_now_us() > deadline) return false;
  return true;
}

/* Nobody sleeps here, so no completion interrupts. */
static void prepare_copies(void) {
  descriptor = ring_copy(0, 0, 0, (uint32_t)options.bytes);
  descriptor.command &= ~DMA_DESCRIPTOR_COMMAND_INTERRUPT_MASK;
}

static void copy(uint64_t address, bool write) {
  const uintptr_t here = (uintptr_t)local + (address - base) % (MOST_CHASED / 2);
  descriptor.source = write ? here : address;
  descriptor.destination = write ? address : here;
  errors += ring_submit(&ring, &descriptor) != RING_OK;
}

static bool operate_once(void) {
  if (options.by == BY_DMA) {
    if (!drain(options.window - 1)) return false;
    const uint64_t address = next_address();
    copy(address, is_write());
    return true;
  }
  if (options.pattern == PATTERN_CHASE) {
    chase();
  } else {
    const uint64_t address = next_address();
    errors += access(address, is_write()) != MMIO_OK;
  }
  completed++;
  return true;
}

/* One that cannot begin when it is due, since the one before or the window holds it up, is late. */
static bool operate_if_due(uint64_t* begun) {
  uint64_t behind;
  if (!pace_take(&pace, &behind)) return true;
  late += pace.mean && behind * (1 << 16) > pace.mean;
  ++*begun;
  return operate_once();
}

static bool operate(uint64_t operations) {
  for (uint64_t begun = 0; begun < operations && !errors;)
    if (!operate_if_due(&begun)) return false;
  take_completions();
  return !errors;
}

/* Until as many have been completed: what the warm-up has on its way comes first, and as much is on
 * its way in the end. */
static bool operate_until_completed(uint64_t operations) {
  completed = 0;
  for (uint64_t begun = 0; completed < operations && !errors;) {
    if (begun < operations) {
      if (!operate_if_due(&begun)) return false;
      take_completions();
    } else if (ring.outstanding && !drain(ring.outstanding - 1)) {
      return false;
    }
  }
  return !errors;
}

static bool measure(const pool_t* pool) {
  pace_start(&pace);
  if (!operate(options.warmup)) return false;
  late = 0;
  pool_measure(pool, true);
  const uint64_t begun = hal_cycles();
  if (!operate_until_completed(options.count)) return false;
  const uint64_t cycles = hal_cycles() - begun, were_late = late;
  const uint64_t bytes = options.count * options.bytes;
  pool_measure(pool, false);
  if (!operate(options.cooldown) || !drain(0) || errors) return false;
  const uint64_t rate = bytes * 1000000 / cycles; /* in thousandths */
  printf("%" PRIu64 " operations, %" PRIu64 " bytes in %" PRIu64 " cycles: %" PRIu64 ".%03" PRIu64
         " bytes in 1000 cycles; %" PRIu64 " began late\n",
         options.count, bytes, cycles, rate / 1000, rate % 1000, were_late);
  return true;
}

/* So that hosts that were told one time are at it together. */
static bool wait_for_start(void) {
  if (!options.start) return true;
  if (hal_now_us() > options.start) {
    printf("ready at %" PRIu64 " us only, after start=%" PRIu64 "\n", hal_now_us(), options.start);
    return false;
  }
  hal_sleep_until_us(options.start);
  return true;
}

static uint32_t cycles_per_us(void) {
  const uint64_t from = hal_now_us();
  while (hal_now_us() == from) {
  }
  const uint64_t begun = hal_cycles(), us = hal_now_us();
  while (hal_now_us() < us + 10) {
  }
  return (uint32_t)((hal_cycles() - begun + 5) / 10);
}

static int use(const pool_t* pool, const pool_extent_t* extent) {
  base = extent->hpa;
  /* Hosts that are told the same still differ: by where the pool's memory is theirs. */
  draw = (options.seed + extent->dpa) * 0x9e3779b97f4a7c15ull | 1;
  pace_begin(&pace, &options, cycles_per_us(), next_random(&draw));
  prepare_copies();
  if (options.pattern == PATTERN_CHASE && !make_chase()) return FAILED;
  if (!wait_for_start()) return LATE_START;
  if (measure(pool)) return 0;
  printf("given up after %" PRIu64 " errors\n", errors);
  return FAILED;
}

int main(int argc, char** argv) {
  const pool_t pool = node_pool();
  if (!options_read(&options, argc, argv)) return BAD_ARGUMENTS;
  ring_reset(pool.accelerator); /* it may be at work for whoever ran here before */
  int result = node_pool_up(&pool, LINK_TIMEOUT_US);
  if (result) return result;
  printf("link up at %" PRIu64 " us\n", hal_now_us());
  if (ring_open(&ring, pool.accelerator, 0, submission, (uintptr_t)submission, completion,
                (uintptr_t)completion, ENTRIES) != RING_OK)
    return 5;
  pool_extent_t extent;
  uint16_t code = 0;
  const uint64_t length = (options.span + BLOCK - 1) / BLOCK * BLOCK;
  const pool_status_t status = pool_acquire(&pool, length, OFFER_TIMEOUT_US, &extent, &code);
  if (status != POOL_OK) {
    printf("capacity: %s (return code %u)\n", pool_status_text(status), code);
    return NO_CAPACITY;
  }
  options_print(&options);
  result = use(&pool, &extent);
  if (!result && pool_release(&pool, &extent, &code) != POOL_OK) result = 7;
  hal_delay_us(200); /* the run ends with us: the pool may finish its line */
  return result;
}
