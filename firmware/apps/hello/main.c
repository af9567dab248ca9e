/* Says who it is and ends: the smallest app. */
#include <stdio.h>

#include "firmware/hal/hal.h"

int main(void) {
  printf("hello from RV%d at %lu us\n", __riscv_xlen, (unsigned long)hal_now_us());
  hal_delay_us(10);
  printf("slept until %lu us\n", (unsigned long)hal_now_us());
  return 0;
}
