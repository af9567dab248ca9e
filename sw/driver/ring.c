/* One entry of the submission ring stays free; the phase bit tells new completions from old ones.
 */
#include "sw/driver/ring.h"

#include <stddef.h>
#include <string.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/accelerator_regs.h"

#define POLL_US 5
#define LOOK_US 200 /* beside its interrupt, which only those that ask for it raise */
#define BARRIER() __atomic_thread_fence(__ATOMIC_SEQ_CST)

static void write_register(const ring_t* ring, uint32_t offset, uint32_t value) {
  mmio_write32(ring->registers + offset, value);
}

ring_status_t ring_open(ring_t* ring, uintptr_t registers, uint32_t index,
                        dma_descriptor_t* submission, uint64_t submission_hpa,
                        dma_completion_t* completion, uint64_t completion_hpa, uint32_t entries) {
  memset(ring, 0, sizeof *ring);
  memset(completion, 0, entries * sizeof *completion);
  ring->registers = registers;
  ring->index = index;
  ring->submission = submission;
  ring->completion = completion;
  ring->entries = entries;
  ring->phase = 1;
  write_register(ring, ACCELERATOR_RING_CONTROL(index), 0); /* off while it changes */
  write_register(ring, ACCELERATOR_RING_BASE_LOW(index), (uint32_t)submission_hpa);
  write_register(ring, ACCELERATOR_RING_BASE_HIGH(index), (uint32_t)(submission_hpa >> 32));
  write_register(ring, ACCELERATOR_RING_COMPLETION_LOW(index), (uint32_t)completion_hpa);
  write_register(ring, ACCELERATOR_RING_COMPLETION_HIGH(index), (uint32_t)(completion_hpa >> 32));
  write_register(ring, ACCELERATOR_RING_SIZE(index), entries);
  mmio_doorbell_fence(); /* the cleared completions */
  write_register(ring, ACCELERATOR_RING_CONTROL(index), ACCELERATOR_RING_CONTROL_ENABLE_MASK);
  const uint32_t control = mmio_read32(registers + ACCELERATOR_RING_CONTROL(index));
  return control & ACCELERATOR_RING_CONTROL_ENABLE_MASK ? RING_OK : RING_BAD;
}

static void on_interrupt(void* context) {
  ring_t* ring = context;
  write_register(ring, ACCELERATOR_RING_INTERRUPT(ring->index),
                 ACCELERATOR_RING_INTERRUPT_COMPLETION_MASK);
  ring->interrupted = true;
}

void ring_use_interrupt(ring_t* ring, unsigned source) {
  ring->listens = true;
  hal_on_interrupt(source, on_interrupt, ring);
  write_register(ring, ACCELERATOR_RING_INTERRUPT_ENABLE(ring->index),
                 ACCELERATOR_RING_INTERRUPT_ENABLE_COMPLETION_MASK);
}

/* By words: the library copies bytes, which takes a hart longer than the rest of a submission. */
static void put(dma_descriptor_t* entry, const dma_descriptor_t* descriptor) {
  volatile uint64_t* const to = (volatile uint64_t*)entry;
  const uint64_t* const from = (const uint64_t*)descriptor;
  for (size_t i = 0; i < sizeof *descriptor / sizeof *from; i++) to[i] = from[i];
}

ring_status_t ring_submit(ring_t* ring, const dma_descriptor_t* descriptor) {
  if (ring->outstanding == ring->entries - 1) return RING_FULL;
  put(&ring->submission[ring->tail], descriptor);
  ring->tail = (ring->tail + 1) & (ring->entries - 1);
  ring->outstanding++;
  mmio_doorbell_fence();
  write_register(ring, ACCELERATOR_RING_TAIL(ring->index), ring->tail);
  return RING_OK;
}

ring_status_t ring_poll(ring_t* ring, ring_result_t* result) {
  const volatile dma_completion_t* entry = &ring->completion[ring->head];
  if ((entry->mark & DMA_COMPLETION_MARK_PHASE_MASK) != ring->phase) return RING_EMPTY;
  BARRIER();
  result->id = (uint16_t)entry->command;
  result->status = (uint8_t)entry->status;
  result->bytes = entry->done;
  ring->outstanding--;
  ring->head = (ring->head + 1) & (ring->entries - 1);
  if (!ring->head) ring->phase ^= 1;
  return RING_OK;
}

ring_status_t ring_wait(ring_t* ring, ring_result_t* result, uint32_t timeout_us) {
  const uint64_t deadline = hal_now_us() + timeout_us;
  while (ring_poll(ring, result) == RING_EMPTY) {
    if (hal_now_us() > deadline) return RING_TIMEOUT;
    const bool on = hal_interrupts_off();
    if (!ring->interrupted) hal_sleep_until_us(hal_now_us() + (ring->listens ? LOOK_US : POLL_US));
    ring->interrupted = false;
    hal_interrupts_restore(on);
  }
  return RING_OK;
}

void ring_abort(ring_t* ring) {
  write_register(ring, ACCELERATOR_RING_CONTROL(ring->index),
                 ACCELERATOR_RING_CONTROL_ENABLE_MASK | ACCELERATOR_RING_CONTROL_ABORT_MASK);
}

void ring_reset(uintptr_t registers) {
  mmio_write32(registers + ACCELERATOR_RESET, ACCELERATOR_RESET_ALL_MASK);
}

const char* ring_error_text(uint8_t status) {
  static const char* const texts[] = {"no error",
                                      "bad descriptor",
                                      "the source gave an error",
                                      "the destination gave an error",
                                      "aborted",
                                      "the descriptor could not be fetched",
                                      "the source is poisoned"};
  return status < sizeof texts / sizeof *texts ? texts[status] : "an unknown error";
}

static dma_descriptor_t descriptor(uint32_t opcode, uint16_t id) {
  dma_descriptor_t d;
  memset(&d, 0, sizeof d);
  d.command = opcode | DMA_DESCRIPTOR_COMMAND_INTERRUPT_MASK |
              (uint32_t)id << DMA_DESCRIPTOR_COMMAND_ID_LSB;
  return d;
}

dma_descriptor_t ring_copy(uint16_t id, uint64_t destination, uint64_t source, uint32_t length) {
  dma_descriptor_t d = descriptor(DMA_DESCRIPTOR_COMMAND_OPCODE_COPY, id);
  d.source = source;
  d.destination = destination;
  d.length = length;
  return d;
}

dma_descriptor_t ring_fill(uint16_t id, uint64_t destination, uint64_t pattern, uint32_t length) {
  dma_descriptor_t d = descriptor(DMA_DESCRIPTOR_COMMAND_OPCODE_FILL, id);
  d.destination = destination;
  d.pattern = pattern;
  d.length = length;
  return d;
}

dma_descriptor_t ring_fence(uint16_t id) {
  return descriptor(DMA_DESCRIPTOR_COMMAND_OPCODE_FENCE, id);
}
