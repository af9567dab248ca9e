/* Time, interrupts, traps, watchdog and exit, on CLINT, PLIC and system controller. */
#include "firmware/hal/hal.h"

#include <stdio.h>

#include "firmware/hal/mmio.h"
#include "node_map.h"
#include "platform/regs/generated/clint_regs.h"
#include "platform/regs/generated/plic_regs.h"
#include "platform/regs/generated/system_controller_regs.h"
#include "platform/regs/generated/uart16550_regs.h"

#define SOURCES PLIC_PRIORITY_COUNT
#define MSTATUS_MIE 8ul
#define MIE_TIMER (1ul << 7)
#define MIE_EXTERNAL (1ul << 11)
#define INTERRUPT_BIT (1ul << (__riscv_xlen - 1))
#define CAUSE_LOAD_FAULT 5
#define CAUSE_STORE_FAULT 7
#define CAUSE_HARDWARE_ERROR 19

#define csr_set(name, bits) __asm__ volatile("csrs " #name ", %0" ::"r"(bits))
#define csr_clear(name, bits) __asm__ volatile("csrc " #name ", %0" ::"r"(bits))

static struct {
  hal_handler_t handler;
  void* context;
} handlers[SOURCES];
static uint32_t ticks_per_us;
static volatile bool faults_expected;
static volatile unsigned faults, poisons;

static uint32_t system_read(uint32_t offset) {
  return mmio_read32(NODE_SYSTEM_CONTROLLER_BASE + offset);
}
static void system_write(uint32_t offset, uint32_t value) {
  mmio_write32(NODE_SYSTEM_CONTROLLER_BASE + offset, value);
}

static uint64_t ticks(void) {
#if __riscv_xlen == 64
  uint64_t now;
  __asm__ volatile("csrr %0, time" : "=r"(now));
  return now;
#else
  uint32_t high, low, again;
  do {
    __asm__ volatile("csrr %0, timeh; csrr %1, time; csrr %2, timeh"
                     : "=r"(high), "=r"(low), "=r"(again));
  } while (high != again);
  return (uint64_t)high << 32 | low;
#endif
}

uint64_t hal_now_us(void) { return ticks() / ticks_per_us; }

uint64_t hal_cycles(void) {
#if __riscv_xlen == 64
  uint64_t now;
  __asm__ volatile("csrr %0, cycle" : "=r"(now));
  return now;
#else
  uint32_t high, low, again;
  do {
    __asm__ volatile("csrr %0, cycleh; csrr %1, cycle; csrr %2, cycleh"
                     : "=r"(high), "=r"(low), "=r"(again));
  } while (high != again);
  return (uint64_t)high << 32 | low;
#endif
}

void hal_init(void) {
  ticks_per_us = system_read(SYSTEM_CONTROLLER_TIMEBASE);
  /* The PLIC outlives a reset of the processor: what was enabled or claimed before it means nothing
   * now. It takes the completion of an enabled source alone. */
  for (uint32_t word = 0; word < PLIC_ENABLE_COUNT; word++)
    mmio_write32(NODE_PLIC_BASE + PLIC_ENABLE(word), ~0u);
  for (uint32_t source = 1; source < SOURCES; source++)
    mmio_write32(NODE_PLIC_BASE + PLIC_CLAIM, source);
  for (uint32_t word = 0; word < PLIC_ENABLE_COUNT; word++)
    mmio_write32(NODE_PLIC_BASE + PLIC_ENABLE(word), 0);
  mmio_write32(NODE_PLIC_BASE + PLIC_THRESHOLD, 0);
  /* Without its FIFOs the UART holds one byte each way. */
  mmio_write8(NODE_UART_BASE + UART16550_FCR, UART16550_FCR_ENABLE_MASK);
  csr_set(mie, MIE_EXTERNAL);
  csr_set(mstatus, MSTATUS_MIE);
}

void hal_sleep_until_us(uint64_t when) {
  if (hal_now_us() >= when) return;
  /* With interrupts off the timer cannot fire between the look and the sleep; WFI wakes on it all
   * the same. */
  const bool on = hal_interrupts_off();
  mmio_write64(NODE_CLINT_BASE + CLINT_MTIMECMP, when * ticks_per_us);
  csr_set(mie, MIE_TIMER);
  __asm__ volatile("wfi");
  csr_clear(mie, MIE_TIMER);
  hal_interrupts_restore(on);
}

void hal_delay_us(uint64_t us) {
  const uint64_t end = hal_now_us() + us;
  while (hal_now_us() < end) hal_sleep_until_us(end);
}

void hal_on_interrupt(unsigned source, hal_handler_t handler, void* context) {
  const bool on = hal_interrupts_off();
  handlers[source].handler = handler;
  handlers[source].context = context;
  const uintptr_t enable = NODE_PLIC_BASE + PLIC_ENABLE(source / 32);
  mmio_write32(NODE_PLIC_BASE + PLIC_PRIORITY(source), 1);
  mmio_write32(enable, mmio_read32(enable) | 1u << source % 32);
  hal_interrupts_restore(on);
}

bool hal_interrupts_off(void) {
  uintptr_t before;
  __asm__ volatile("csrrci %0, mstatus, 8" : "=r"(before));
  return before & MSTATUS_MIE;
}

void hal_interrupts_restore(bool on) {
  if (on) csr_set(mstatus, MSTATUS_MIE);
}

void hal_expect_faults(bool expected) {
  faults = poisons = 0;
  faults_expected = expected;
}
unsigned hal_faults(void) { return faults; }
unsigned hal_poisons(void) { return poisons; }

static void serve_interrupts(void) {
  for (uint32_t source; (source = mmio_read32(NODE_PLIC_BASE + PLIC_CLAIM));) {
    if (handlers[source].handler) handlers[source].handler(handlers[source].context);
    mmio_write32(NODE_PLIC_BASE + PLIC_CLAIM, source);
  }
}

/* Returns the address to go on at. */
uintptr_t hal_trap(uintptr_t cause, uintptr_t pc, uintptr_t value) {
  if (cause & INTERRUPT_BIT) {
    if ((cause & ~INTERRUPT_BIT) == 11) serve_interrupts();
    return pc;
  }
  if (faults_expected &&
      (cause == CAUSE_LOAD_FAULT || cause == CAUSE_STORE_FAULT || cause == CAUSE_HARDWARE_ERROR)) {
    faults++;
    poisons += cause == CAUSE_HARDWARE_ERROR;
    return pc + ((*(const uint16_t*)pc & 3) == 3 ? 4 : 2);
  }
  static const char* const causes[] = {"instruction misaligned", "instruction access fault",
                                       "illegal instruction",    "breakpoint",
                                       "load misaligned",        "load access fault",
                                       "store misaligned",       "store access fault"};
  const char* name = cause < sizeof causes / sizeof *causes ? causes[cause]
                     : cause == CAUSE_HARDWARE_ERROR        ? "hardware error (poison)"
                                                            : "environment call";
  printf("unhandled trap: %s (cause %lu), value 0x%lx at pc 0x%lx\n", name, (unsigned long)cause,
         (unsigned long)value, (unsigned long)pc);
  hal_exit(SYSTEM_CONTROLLER_EXIT_CODE_TRAP);
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

void hal_exit(int code) {
  hal_interrupts_off();
  hal_console_drain();
  system_write(SYSTEM_CONTROLLER_WATCHDOG_CONTROL, 0);
  system_write(SYSTEM_CONTROLLER_EXIT, (uint32_t)(code & 0xff) | SYSTEM_CONTROLLER_EXIT_DONE_MASK);
  csr_clear(mie, ~0ul);
  while (1) __asm__ volatile("wfi");
}

/* What picolibc calls. */
void _exit(int code) { hal_exit(code); }
