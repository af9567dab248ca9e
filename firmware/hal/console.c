/* picolibc's standard streams on the node's 16550. */
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "node_map.h"
#include "platform/regs/generated/uart16550_regs.h"

static int put(char c, FILE* file) {
  (void)file;
  while (!(mmio_read8(NODE_UART_BASE + UART16550_LSR) & UART16550_LSR_THRE_MASK)) {
  }
  mmio_write8(NODE_UART_BASE + UART16550_THR, (uint8_t)c);
  return c;
}

static int get(FILE* file) {
  (void)file;
  if (!(mmio_read8(NODE_UART_BASE + UART16550_LSR) & UART16550_LSR_DR_MASK)) return EOF;
  return mmio_read8(NODE_UART_BASE + UART16550_RBR);
}

void hal_console_drain(void) {
  while (!(mmio_read8(NODE_UART_BASE + UART16550_LSR) & UART16550_LSR_TEMT_MASK)) {
  }
}

static FILE uart = FDEV_SETUP_STREAM(put, get, NULL, _FDEV_SETUP_RW);
FILE* const stdin = &uart;
FILE* const stdout = &uart;
FILE* const stderr = &uart;
