/* Registers in the datasheet's order: range, then start. */
#include "firmware/drivers/scrub.h"

#include "firmware/hal/mmio.h"
#include "platform/regs/generated/scrub_regs.h"

bool scrub_start(const scrub_t* scrub, uint64_t dpa, uint64_t length) {
  if (scrub_state(scrub) == SCRUB_BUSY) return false;
  mmio_write32(scrub->base + SCRUB_DPA_LOW, (uint32_t)dpa);
  mmio_write32(scrub->base + SCRUB_DPA_HIGH, (uint32_t)(dpa >> 32));
  mmio_write32(scrub->base + SCRUB_LENGTH_LOW, (uint32_t)length);
  mmio_write32(scrub->base + SCRUB_LENGTH_HIGH, (uint32_t)(length >> 32));
  mmio_write32(scrub->base + SCRUB_CONTROL, SCRUB_CONTROL_START_MASK);
  return true;
}

scrub_state_t scrub_state(const scrub_t* scrub) {
  const uint32_t status = mmio_read32(scrub->base + SCRUB_STATUS);
  if (status & SCRUB_STATUS_BUSY_MASK) return SCRUB_BUSY;
  return status & (SCRUB_STATUS_ABORTED_MASK | SCRUB_STATUS_ERROR_MASK) ? SCRUB_FAILED : SCRUB_IDLE;
}

void scrub_abort(const scrub_t* scrub) {
  mmio_write32(scrub->base + SCRUB_CONTROL, SCRUB_CONTROL_ABORT_MASK);
}

void scrub_interrupt_enable(const scrub_t* scrub) {
  mmio_write32(scrub->base + SCRUB_INTERRUPT_ENABLE, SCRUB_INTERRUPT_ENABLE_STOPPED_MASK);
}

void scrub_interrupt_clear(const scrub_t* scrub) {
  mmio_write32(scrub->base + SCRUB_INTERRUPT, SCRUB_INTERRUPT_STOPPED_MASK);
}
