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
