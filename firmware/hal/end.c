/* How a program ends: what picolibc calls, and what assert and abort come to. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "firmware/hal/parts.h"

#define GREATEST_CODE SYSTEM_CONTROLLER_EXIT_CODE_MASK

/* What the register does not hold must not come out as another code, least of all as 0. */
static uint32_t code_that_fits(int code) {
  return (unsigned)code > GREATEST_CODE ? GREATEST_CODE : (unsigned)code;
}

void hal_exit(int code) {
  hal_interrupts_off();
  hal_console_drain();
  system_write(SYSTEM_CONTROLLER_WATCHDOG_CONTROL, 0);
  mmio_doorbell_fence();
  system_write(SYSTEM_CONTROLLER_EXIT, code_that_fits(code) | SYSTEM_CONTROLLER_EXIT_DONE_MASK);
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
