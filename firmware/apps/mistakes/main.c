/* Makes the mistake that a test asks for on the console; the trap handler must say which. */
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "node_map.h"
#include "platform/regs/generated/system_controller_regs.h"
#include "platform/regs/generated/uart16550_regs.h"

#define UNNOTICED 1 /* nothing came of the mistake */

static void fall(void) { __asm__ volatile("csrw mtvec, zero; .word 0"); }

/* Hangs with interrupts off and one pending: the watchdog must start a processor that works. */
static void ignore(void* context) { (void)context; }
static void hang(void) {
  hal_interrupts_off();
  hal_on_interrupt(NODE_UART_SOURCE, ignore, NULL);
  mmio_write8(NODE_UART_BASE + UART16550_IER, UART16550_IER_ETBEI_MASK);
  hal_watchdog_start(100);
  while (1) {
  }
}

int main(void) {
  int choice;
  if (hal_reset_cause() & SYSTEM_CONTROLLER_RESET_CAUSE_WATCHDOG_MASK) {
    printf("reset by the watchdog\n");
    hal_delay_us(50);
    return 0;
  }
  while ((choice = getchar()) == EOF) hal_delay_us(5);
  printf("mistake %c\n", choice);
  switch (choice) {
    case 'u': /* unmapped */
      mmio_read32(0x4000);
      return UNNOTICED;
    case 'm': /* misaligned */
      mmio_read32(0x80000001u);
      return UNNOTICED;
    case 'i': /* illegal instruction */
      __asm__ volatile(".word 0");
      return UNNOTICED;
    case 'f': /* jump into nowhere */
      ((void (*)(void))0x40000000u)();
      return UNNOTICED;
    case 'n': /* a trap without a handler */
      fall();
      return UNNOTICED;
    case 'w':
      hang();
      return UNNOTICED;
    case 'c':
      return 7;
    default:
      return UNNOTICED;
  }
}
