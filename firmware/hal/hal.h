/* The node below an app or a driver: time, sleep, interrupts, console, watchdog, the end. Serves
 * RV32 and RV64. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Microseconds since the machine started. */
uint64_t hal_now_us(void);
/* Clock cycles of the hart, for measuring. */
uint64_t hal_cycles(void);
/* Sleeps in WFI until then, or until an interrupt was served. Whoever waits for something that a
 * handler or a device tells has interrupts off from the look to the sleep, so that nothing is lost
 * in between: then it sleeps until an interrupt waits to be served. */
void hal_sleep_until_us(uint64_t when_us);
/* Sleeps the whole time. */
void hal_delay_us(uint64_t us);

/* Handlers run with interrupts off, on the trap stack (8 KiB). An interrupt without one is turned
 * off, and said. */
typedef void (*hal_handler_t)(void* context);
/* Calls `handler(context)` on each interrupt of PLIC source `source`; enables it. */
void hal_on_interrupt(unsigned source, hal_handler_t handler, void* context);
/* Calls `handler(context)` once, at that time; it may start the timer again. Sleeping goes on
 * meanwhile. */
void hal_timer_start(uint64_t when_us, hal_handler_t handler, void* context);
void hal_timer_stop(void);
/* Interrupts off, returns whether they were on; and back to what they were. */
bool hal_interrupts_off(void);
void hal_interrupts_restore(bool on);

void hal_watchdog_start(uint32_t period_us);
void hal_watchdog_feed(void);

/* CAPABILITY of the system controller. */
uint32_t hal_capability(void);
/* RESET_CAUSE of the system controller; cleared by the call. */
uint32_t hal_reset_cause(void);

/* Waits until the last byte printed has left, but not for ever. */
void hal_console_drain(void);
/* Bytes that were not printed, since the UART did not drain. */
uint32_t hal_console_dropped(void);

/* Writes the exit code, 255 for one outside 0 to 255, and sleeps for ever. */
void hal_exit(int code) __attribute__((noreturn));
