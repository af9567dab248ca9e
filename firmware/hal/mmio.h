/* The only functions that touch the bus. Tests on the build machine link their own, which go to a
 * model's socket. */
#pragma once

#include <stdint.h>

uint8_t mmio_read8(uintptr_t address);
uint32_t mmio_read32(uintptr_t address);
uint64_t mmio_read64(uintptr_t address);
void mmio_write8(uintptr_t address, uint8_t value);
void mmio_write32(uintptr_t address, uint32_t value);
void mmio_write64(uintptr_t address, uint64_t value);

typedef enum {
  MMIO_OK,
  MMIO_FAULT,  /* nothing there, refused, or lost on the way */
  MMIO_POISON, /* the path works, the data is lost */
} mmio_status_t;
/* Where an access may fail; one that does leaves `*value` as it was. */
mmio_status_t mmio_try_read32(uintptr_t address, uint32_t* value);
mmio_status_t mmio_try_read64(uintptr_t address, uint64_t* value);
mmio_status_t mmio_try_write32(uintptr_t address, uint32_t value);
mmio_status_t mmio_try_write64(uintptr_t address, uint64_t value);

/* Before a doorbell: what was stored in memory is there when the device sees the next write. */
void mmio_doorbell_fence(void);
