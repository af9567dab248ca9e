/* How a program ends: what picolibc calls, and what assert and abort come to. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "firmware/hal/parts.h"

void hal_exit(int code) {
  hal_interrupts_off();
  hal_console_drain();
  system_write(SYSTEM_CONTROLLER_WATCHDOG_CONTROL, 0);
  mmio_doorbell_fence();
  system_write(SYSTEM_CONTROLLER_EXIT, (uint32_t)(code & 0xff) | SYSTEM_CONTROLLER_EXIT_DONE_MASK);
  csr_clear(mie, ~0ul);
  while (1) __asm__ volatile("wfi");
}

void _exit(int code) { hal_exit(code); }

void abort(void) {
  printf("aborted\n");
  hal_exit(SYSTEM_CONTROLLER_EXIT_CODE_ABORT);
}

void __assert_func(const char* file, int line, const char* function, const char* expression) {
  printf("%s:%d: %s: assertion `%s` failed\n", file, line, function ? function : "?", expression);
  hal_exit(SYSTEM_CONTROLLER_EXIT_CODE_ABORT);
}
