/* volatile, here alone. */
#include "firmware/hal/mmio.h"

uint8_t mmio_read8(uintptr_t address) { return *(volatile uint8_t*)address; }
uint32_t mmio_read32(uintptr_t address) { return *(volatile uint32_t*)address; }
void mmio_write8(uintptr_t address, uint8_t value) { *(volatile uint8_t*)address = value; }
void mmio_write32(uintptr_t address, uint32_t value) { *(volatile uint32_t*)address = value; }

#if __riscv_xlen == 64
uint64_t mmio_read64(uintptr_t address) { return *(volatile uint64_t*)address; }
void mmio_write64(uintptr_t address, uint64_t value) { *(volatile uint64_t*)address = value; }
#else
uint64_t mmio_read64(uintptr_t address) {
  const uint32_t low = mmio_read32(address);
  return low | (uint64_t)mmio_read32(address + 4) << 32;
}
void mmio_write64(uintptr_t address, uint64_t value) {
  mmio_write32(address, (uint32_t)value);
  mmio_write32(address + 4, (uint32_t)(value >> 32));
}
#endif

/* C's fences order memory with memory (rw,rw); a device's register is output. */
void mmio_doorbell_fence(void) { __asm__ volatile("fence w, o" ::: "memory"); }
