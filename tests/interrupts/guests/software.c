// MSIP, set and taken back by the hart itself.
#include "guest.h"

#define MSIP (CLINT + CLINT_MSIP(0))
enum { kRounds = 20 };
static volatile uint32_t standing;  // traps that leave the level as it is

static void lower(void) {
  CHECK(csr_read(mip) & PENDING(kSoftware), 1);
  if (standing) {
    standing--;
    return;
  }
  CHECK(!(mip_after_write32(MSIP, 0) & PENDING(kSoftware)), 2);
}

static void mip_follows(void) {
  for (int i = 0; i < kRounds; i++) {
    CHECK(mip_after_write32(MSIP, 1) & PENDING(kSoftware), 3);
    CHECK_IS(read32(MSIP), 1, 4);
    CHECK(!(mip_after_write32(MSIP, 0) & PENDING(kSoftware)), 5);
  }
}

static void one_trap_each(void) {
  interrupts_on(kSoftware);
  CHECK_IS(last.count, 0, 6);  // what was taken back before
  for (uint32_t i = 1; i <= kRounds; i++) {
    const uintptr_t next = next_after_write32(MSIP, 1);
    CHECK_IS(last.count, i, 7);
    CHECK_IS(last.cause, kSoftware, 8);
    CHECK_IS(last.epc, next, 9);
  }
  settle();
  CHECK_IS(last.count, kRounds, 10);
}

static void a_level_left_standing_comes_again(void) {
  const uint32_t before = last.count;
  standing = 3;
  const uintptr_t next = next_after_write32(MSIP, 1);
  CHECK_IS(last.count - before, 4, 11);
  CHECK_IS(last.epc, next, 12);  // nothing was executed in between
  settle();
  CHECK_IS(last.count - before, 4, 13);
}

static void enabling_takes_it(void) {
  const uint32_t before = last.count;
  interrupts_off();
  write32(MSIP, 1);
  CHECK_IS(last.count, before, 14);
  uintptr_t next;
  __asm__ volatile("lla %0, 1f\n csrsi mstatus, 8\n1: nop" : "=&r"(next)::"memory");
  CHECK_IS(last.count, before + 1, 15);
  CHECK_IS(last.epc, next, 16);
  csr_clear(mie, PENDING(kSoftware));
  write32(MSIP, 1);
  CHECK_IS(last.count, before + 1, 17);
  __asm__ volatile("lla %0, 1f\n csrsi mie, 8\n1: nop" : "=&r"(next)::"memory");
  CHECK_IS(last.count, before + 2, 18);
  CHECK_IS(last.epc, next, 19);
  interrupts_off();
  write32(MSIP, 1);
  write32(MSIP, 0);
  csr_set(mstatus, MIE);
  settle();
  CHECK_IS(last.count, before + 2, 20);
}

static void wfi_does_not_sleep_on_what_is_pending(void) {
  interrupts_off();
  write32(MSIP, 1);
  const uint32_t from = cycle();
  __asm__ volatile("wfi");
  CHECK_IN(cycle() - from, 1, 3, 21);
  write32(MSIP, 0);
}

int main(void) {
  handler = lower;
  mip_follows();
  one_trap_each();
  a_level_left_standing_comes_again();
  enabling_takes_it();
  wfi_does_not_sleep_on_what_is_pending();
  return 0;
}
