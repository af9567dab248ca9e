/* A command ring of the accelerator: submission, completion, waiting by interrupt or by polling. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "platform/regs/generated/dma_completion_regs.h"
#include "platform/regs/generated/dma_descriptor_regs.h"

/* As the accelerator reads and writes them in memory. */
typedef struct {
  uint32_t command, length;
  uint64_t source, destination, pattern, next;
  uint64_t reserved[3];
} dma_descriptor_t;
typedef struct {
  uint32_t command, status, done, mark;
} dma_completion_t;

typedef struct {
  uintptr_t registers; /* BAR */
  uint32_t index;
  dma_descriptor_t* submission;
  volatile dma_completion_t* completion;
  uint32_t entries;
  uint32_t tail, head; /* next to submit, next completion to read */
  uint32_t phase;
  uint32_t outstanding;
  bool listens; /* to its interrupt */
  volatile bool interrupted;
} ring_t;

typedef enum { RING_OK, RING_BAD, RING_FULL, RING_EMPTY, RING_TIMEOUT } ring_status_t;

typedef struct {
  uint16_t id;
  uint8_t status; /* DMA_COMPLETION_STATUS_CODE_* */
  uint32_t bytes;
} ring_result_t;

/* Both rings have `entries` (a power of two); `..._hpa` is where the accelerator finds them.
 * RING_BAD: it refused. */
ring_status_t ring_open(ring_t* ring, uintptr_t registers, uint32_t index,
                        dma_descriptor_t* submission, uint64_t submission_hpa,
                        dma_completion_t* completion, uint64_t completion_hpa, uint32_t entries);
/* Completions that ask for it interrupt at PLIC source `source`. */
void ring_use_interrupt(ring_t* ring, unsigned source);
ring_status_t ring_submit(ring_t* ring, const dma_descriptor_t* descriptor);
/* RING_EMPTY: none yet. */
ring_status_t ring_poll(ring_t* ring, ring_result_t* result);
/* Sleeps between looks; an interrupt, where used, wakes it. */
ring_status_t ring_wait(ring_t* ring, ring_result_t* result, uint32_t timeout_us);
void ring_abort(ring_t* ring);
/* Ends all work of the accelerator at `registers`, and all its rings. */
void ring_reset(uintptr_t registers);
/* A status that is not OK, in words. */
const char* ring_error_text(uint8_t status);

/* Descriptors for the usual commands; `id` comes back in the result. */
dma_descriptor_t ring_copy(uint16_t id, uint64_t destination, uint64_t source, uint32_t length);
dma_descriptor_t ring_fill(uint16_t id, uint64_t destination, uint64_t pattern, uint32_t length);
dma_descriptor_t ring_fence(uint16_t id);
