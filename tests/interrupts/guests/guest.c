// What every guest is linked with.
#include "guest.h"

volatile struct trap last;
void (*volatile handler)(void);
volatile uintptr_t resume;

enum { kTrapped = 240, kNoHandler = 241 };

void on_trap(unsigned long cause, uintptr_t epc, uint32_t second) {
  if ((long)cause >= 0) fail(kTrapped, (uint32_t)cause, (uint32_t)epc, 0);
  last.count++;
  last.cause = cause & 0xff;
  last.epc = epc;
  last.entered = second - 1;
  if (!handler) finish(kNoHandler);
  handler();
  if (resume) csr_write(mepc, resume);
  resume = 0;
}

void finish(int code) {
  csr_clear(mstatus, MIE);
  write32(SYSTEM_CONTROLLER + SYSTEM_CONTROLLER_EXIT,
          SYSTEM_CONTROLLER_EXIT_DONE_MASK | (uint32_t)code);
  while (1) __asm__ volatile("wfi");
}

static void put(char c) {
  while (!(read8(UART + UART16550_LSR) & UART16550_LSR_THRE_MASK)) continue;
  write8(UART + UART16550_THR, (uint8_t)c);
}

static void put_text(const char* text) {
  while (*text) put(*text++);
}

static void put_number(uint32_t value) {
  char digits[11];
  int at = 10;
  digits[at] = 0;
  do digits[--at] = (char)('0' + value % 10);
  while (value /= 10);
  put_text(digits + at);
}

void tell(const char* what, uint32_t value) {
  put_text(what);
  put(' ');
  put_number(value);
  put('\n');
  while (!(read8(UART + UART16550_LSR) & UART16550_LSR_TEMT_MASK)) continue;
}

void fail(int code, uint32_t is, uint32_t least, uint32_t most) {
  csr_clear(mstatus, MIE);
  write8(UART + UART16550_IER, 0);
  write8(UART + UART16550_LCR, 3);
  write8(UART + UART16550_MCR, 0);
  put_text("check ");
  put_number((uint32_t)code);
  put_text(": is ");
  put_number(is);
  put_text(", least ");
  put_number(least);
  tell(", most", most);
  finish(code);
}

void spin(uint32_t ns) {
  uint32_t turns = ns / 2 + 1;
  __asm__ volatile("1: addi %0, %0, -1\n bnez %0, 1b" : "+r"(turns)::"memory");
}

void set_timer(uint64_t at) {
  write32(CLINT + CLINT_MTIMECMP(0) + 4, ~0u);
  write32(CLINT + CLINT_MTIMECMP(0), (uint32_t)at);
  write32(CLINT + CLINT_MTIMECMP(0) + 4, (uint32_t)(at >> 32));
}

void plic_open(unsigned source, unsigned priority) {
  write32(PLIC + PLIC_PRIORITY(source), priority);
  const uintptr_t enable = PLIC + PLIC_ENABLE_WORD(0, source / 32);
  write32(enable, read32(enable) | 1u << source % 32);
}
