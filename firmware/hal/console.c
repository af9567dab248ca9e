/* picolibc's standard streams on the node's 16550. One that does not drain costs its patience once;
 * what does not fit then is dropped and counted. */
#include <stdio.h>

#include "firmware/hal/parts.h"
#include "platform/regs/generated/uart16550_regs.h"

#define PATIENCE_US 20000u /* a character at 500 baud; well below a watchdog's period */
#define POLL_US 4
#define DEPTH 16 /* of the FIFO */

/* Without its FIFOs the UART holds one byte each way. */
void hal_init_console(void) {
  mmio_write8(NODE_UART_BASE + UART16550_FCR, UART16550_FCR_ENABLE_MASK);
}

static bool stuck;
static uint32_t dropped;
static unsigned room; /* in the FIFO, at least */

static bool wait_for(uint32_t ready) {
  const uint64_t deadline = hal_ticks_after_us(PATIENCE_US);
  while (!(mmio_read8(NODE_UART_BASE + UART16550_LSR) & ready)) {
    stuck |= hal_ticks() > deadline;
    if (stuck) return false;
    hal_sleep_until_us(hal_now_us() + POLL_US);
  }
  stuck = false;
  return true;
}

static int put(char c, FILE* file) {
  (void)file;
  if (!room && wait_for(UART16550_LSR_THRE_MASK)) room = DEPTH; /* it is empty */
  if (!room) {
    dropped++;
    return c;
  }
  room--;
  mmio_write8(NODE_UART_BASE + UART16550_THR, (uint8_t)c);
  return c;
}

static int get(FILE* file) {
  (void)file;
  if (!(mmio_read8(NODE_UART_BASE + UART16550_LSR) & UART16550_LSR_DR_MASK)) return EOF;
  return mmio_read8(NODE_UART_BASE + UART16550_RBR);
}

void hal_console_drain(void) { wait_for(UART16550_LSR_TEMT_MASK); }

uint32_t hal_console_dropped(void) { return dropped; }

static FILE uart = FDEV_SETUP_STREAM(put, get, NULL, _FDEV_SETUP_RW);
FILE* const stdin = &uart;
FILE* const stdout = &uart;
FILE* const stderr = &uart;
