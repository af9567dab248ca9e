/* What the files of the HAL share. */
#pragma once

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "node_map.h"
#include "platform/regs/generated/system_controller_regs.h"

#define MIE_TIMER (1ul << 7)
#define MIE_EXTERNAL (1ul << 11)

#define csr_set(name, bits) __asm__ volatile("csrs " #name ", %0" ::"r"(bits))
#define csr_clear(name, bits) __asm__ volatile("csrc " #name ", %0" ::"r"(bits))

static inline uint32_t system_read(uint32_t offset) {
  return mmio_read32(NODE_SYSTEM_CONTROLLER_BASE + offset);
}
static inline void system_write(uint32_t offset, uint32_t value) {
  mmio_write32(NODE_SYSTEM_CONTROLLER_BASE + offset, value);
}

/* For loops that poll: without the division that microseconds take. */
uint64_t hal_ticks(void);
uint64_t hal_ticks_after_us(uint64_t us);

/* Called by the trap handler. */
void hal_serve_timer(void);
void hal_serve_plic(void);
/* An interrupt that nobody serves would come again at once, for ever: says so; the caller turns it
 * off. */
void hal_unserved(const char* what, unsigned number);
/* Called at the start. */
void hal_init_time(void);
void hal_init_plic(void);
void hal_init_trap_stack(void);
void hal_init_console(void);
