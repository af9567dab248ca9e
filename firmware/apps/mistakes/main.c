/* Makes the mistake that a test asks for on the console; the trap handler must say which. */
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"

static void fall(void) { __asm__ volatile("csrw mtvec, zero; .word 0"); }

int main(void) {
  int choice;
  while ((choice = getchar()) == EOF) hal_delay_us(5);
  printf("mistake %c\n", choice);
  switch (choice) {
    case 'u': /* unmapped */
      return (int)mmio_read32(0x4000);
    case 'm': /* misaligned */
      return (int)mmio_read32(0x80000001u);
    case 'i': /* illegal instruction */
      __asm__ volatile(".word 0");
      return 0;
    case 'f': /* jump into nowhere */
      ((void (*)(void))0x40000000u)();
      return 0;
    case 'n': /* a trap without a handler */
      fall();
      return 0;
    case 'c':
      return 7;
    default:
      return 0;
  }
}
