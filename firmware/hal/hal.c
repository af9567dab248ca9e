/* Start-up, interrupts, watchdog, on PLIC and system controller. */
#include "firmware/hal/hal.h"

#include <assert.h>

#include "firmware/hal/parts.h"
#include "platform/regs/generated/plic_regs.h"

#define SOURCES PLIC_PRIORITY_COUNT
#define MSTATUS_MIE 8ul

static struct {
  hal_handler_t handler;
  void* context;
} handlers[SOURCES];

/* The PLIC outlives a reset of the processor: what was enabled or claimed before it means nothing
 * now. It takes the completion of enabled sources only. */
void hal_init_plic(void) {
  for (uint32_t word = 0; word < PLIC_ENABLE_WORD_COUNT_J; word++) {
    mmio_write32(NODE_PLIC_BASE + PLIC_ENABLE_WORD(0, word), ~0u);
    for (uint32_t source = 32 * word; source < SOURCES && source < 32 * (word + 1); source++)
      if (source) mmio_write32(NODE_PLIC_BASE + PLIC_CONTEXT_CLAIM(0), source);
    mmio_write32(NODE_PLIC_BASE + PLIC_ENABLE_WORD(0, word), 0);
  }
  mmio_write32(NODE_PLIC_BASE + PLIC_CONTEXT_THRESHOLD(0), 0);
}

void hal_init(void) {
  hal_init_time();
  hal_init_trap_stack();
  hal_init_plic();
  hal_init_console();
  csr_set(mie, MIE_EXTERNAL);
  csr_set(mstatus, MSTATUS_MIE);
}

static void enable(unsigned source, bool on) {
  const uintptr_t word = NODE_PLIC_BASE + PLIC_ENABLE_WORD(0, source / 32);
  const uint32_t bit = 1u << source % 32;
  const uint32_t before = mmio_read32(word);
  mmio_write32(word, on ? before | bit : before & ~bit);
}

void hal_on_interrupt(unsigned source, hal_handler_t handler, void* context) {
  assert(source && source < SOURCES);
  const bool on = hal_interrupts_off();
  handlers[source].handler = handler;
  handlers[source].context = context;
  mmio_write32(NODE_PLIC_BASE + PLIC_PRIORITY(source), 1);
  enable(source, true);
  hal_interrupts_restore(on);
}

void hal_serve_plic(void) {
  for (uint32_t source; (source = mmio_read32(NODE_PLIC_BASE + PLIC_CONTEXT_CLAIM(0)));) {
    const bool served = handlers[source].handler;
    if (served) handlers[source].handler(handlers[source].context);
    mmio_write32(NODE_PLIC_BASE + PLIC_CONTEXT_CLAIM(0),
                 source); /* while it is enabled: else it is ignored */
    if (served) continue;
    enable(source, false);
    hal_unserved("interrupt of PLIC source", source);
  }
}

bool hal_interrupts_off(void) {
  uintptr_t before;
  __asm__ volatile("csrrci %0, mstatus, 8" : "=r"(before));
  return before & MSTATUS_MIE;
}

void hal_interrupts_restore(bool on) {
  if (on) csr_set(mstatus, MSTATUS_MIE);
}

void hal_watchdog_start(uint32_t period_us) {
  system_write(SYSTEM_CONTROLLER_WATCHDOG_PERIOD, period_us);
  system_write(SYSTEM_CONTROLLER_WATCHDOG_CONTROL, SYSTEM_CONTROLLER_WATCHDOG_CONTROL_ENABLE_MASK);
}
void hal_watchdog_feed(void) { system_write(SYSTEM_CONTROLLER_WATCHDOG_FEED, 1); }

uint32_t hal_capability(void) { return system_read(SYSTEM_CONTROLLER_CAPABILITY); }

uint32_t hal_reset_cause(void) {
  const uint32_t cause = system_read(SYSTEM_CONTROLLER_RESET_CAUSE);
  system_write(SYSTEM_CONTROLLER_RESET_CAUSE, cause);
  return cause;
}
