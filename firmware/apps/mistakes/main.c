/* Makes the mistake that a test asks for on the console; the trap handler must say which. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "node_map.h"
#include "platform/regs/generated/plic_regs.h"
#include "platform/regs/generated/system_controller_regs.h"
#include "platform/regs/generated/uart16550_regs.h"

/* mistakes.S */
void lose_the_stack(void);
void lose_the_globals(void);
void forget_the_timer(void);
void forget_the_software_interrupt(void);

static void fall(void) { __asm__ volatile("nop; .word 0"); }

static volatile int initialised = 5, zero;

#define UNNOTICED 1 /* nothing came of the mistake */

/* Hangs with interrupts off and one pending: the watchdog must start a processor that works. */
static void ignore(void* context) { (void)context; }
static void hang(void) {
  hal_interrupts_off();
  hal_on_interrupt(NODE_UART_SOURCE, ignore, NULL);
  mmio_write8(NODE_UART_BASE + UART16550_IER, UART16550_IER_ETBEI_MASK);
  initialised = zero = 6;
  hal_watchdog_start(100);
  while (1) {
  }
}

/* Uses more stack than there is: for the program, or for a handler. */
static unsigned dig(unsigned depth) {
  volatile char room[400];
  memset((char*)room, (int)depth, sizeof room);
  return depth ? dig(depth - 1) + (unsigned)room[depth % sizeof room] : 0;
}
static void dig_in_a_handler(void* context) {
  (void)context;
  dig(30);
}

static void lose_the_stack_in_a_handler(void* context) {
  (void)context;
  lose_the_stack();
}
static void lose_the_globals_in_a_handler(void* context) {
  (void)context;
  lose_the_globals();
}
static void fall_in_a_handler(void* context) {
  (void)context;
  fall();
}
static void in_a_handler(hal_handler_t mistake) {
  hal_timer_start(hal_now_us() + 1, mistake, NULL);
  hal_delay_us(50);
}

/* One array larger than the stack, by far. */
static int heap_up(void) {
  volatile char room[3 << 20];
  room[0] = 1;
  return room[0];
}

/* A load that fails as it was expected to, and an end that is not for it. */
static int give_back(int code) {
  uint64_t value;
  return mmio_try_read64(0x4000, &value) == MMIO_FAULT ? code : UNNOTICED;
}

/* A wait beyond the end of time. */
static void still_there(void* context) {
  (void)context;
  printf("it still waits\n");
  hal_exit(0);
}
static void wait_for_ever(void) {
  hal_timer_start(hal_now_us() + 20, still_there, NULL);
  hal_delay_us(~0ull);
}

/* A source that is on at the PLIC and has no handler. */
static void forget_the_handler(void) {
  hal_on_interrupt(NODE_UART_SOURCE, NULL, NULL);
  mmio_write8(NODE_UART_BASE + UART16550_IER, UART16550_IER_ETBEI_MASK);
}

/* The mistake is one that the HAL ends: the program goes on. */
static int go_on(void) {
  hal_delay_us(50);
  printf("the program goes on\n");
  return 0;
}

/* Hangs in a handler, its source claimed: the program that the watchdog starts must get that
 * source's interrupts. */
static volatile bool came;
static void hang_in_a_handler(void* context) {
  (void)context;
  while (1) {
  }
}
static void note(void* context) {
  (void)context;
  came = true;
  mmio_write8(NODE_UART_BASE + UART16550_IER, 0);
}
static void claim_and_hang(void) {
  hal_watchdog_start(100);
  hal_on_interrupt(NODE_UART_SOURCE, hang_in_a_handler, NULL);
  mmio_write8(NODE_UART_BASE + UART16550_IER, UART16550_IER_ETBEI_MASK);
  hal_delay_us(1000);
}
static int start_again(void) {
  printf("reset by the watchdog\n");
  printf("data are as %s\n", initialised == 5 && !zero ? "at first" : "THEY WERE");
  mmio_write8(NODE_UART_BASE + UART16550_IER, 0);
  hal_on_interrupt(NODE_UART_SOURCE, note, NULL);
  mmio_write8(NODE_UART_BASE + UART16550_IER, UART16550_IER_ETBEI_MASK);
  hal_delay_us(50);
  printf("interrupts %s\n", came ? "come" : "DO NOT COME");
  return came ? 0 : 1;
}

int main(void) {
  int choice;
  if (hal_reset_cause() & SYSTEM_CONTROLLER_RESET_CAUSE_WATCHDOG_MASK) return start_again();
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
      fall();
      return UNNOTICED;
    case 'f': /* jump into nowhere */
      ((void (*)(void))0x40000000u)();
      return UNNOTICED;
    case 'w':
      hang();
      return UNNOTICED;
    case 'q':
      claim_and_hang();
      return UNNOTICED;
    case 'c':
      return 7;
    case 'o':
      return (int)dig(1u << 20);
    case 'l': /* large array */
      return heap_up();
    case 'g':
      lose_the_globals();
      return UNNOTICED;
    case 'G':
      in_a_handler(lose_the_globals_in_a_handler);
      return UNNOTICED;
    case 'P':
      in_a_handler(lose_the_stack_in_a_handler);
      return UNNOTICED;
    case 'I':
      in_a_handler(fall_in_a_handler);
      return UNNOTICED;
    case 'e': /* exit code that does not fit */
      return 768;
    case 'r':
      return give_back(7);
    case 'y': /* the trap handler's code, by the program */
      return SYSTEM_CONTROLLER_EXIT_CODE_TRAP;
    case 'n': /* no such source */
      hal_on_interrupt(2000, ignore, NULL);
      return UNNOTICED;
    case 'd':
      wait_for_ever();
      return UNNOTICED;
    case 'h':
      hal_timer_start(hal_now_us() + 1, dig_in_a_handler, NULL);
      return go_on();
    case 'p':
      lose_the_stack();
      return UNNOTICED;
    case 't':
      forget_the_timer();
      return go_on();
    case 's':
      forget_the_software_interrupt();
      return go_on();
    case 'x':
      forget_the_handler();
      return go_on();
    case 'a':
      assert(choice == 'b');
      return UNNOTICED;
    case 'b':
      abort();
    default:
      return UNNOTICED;
  }
}
