// Calls the answerer's hart, by MSIP and by its mailbox, and is called back.
#include "pair.h"

static void called(void) {
  CHECK_IS(last.cause, kSoftware, 1);
  CHECK(!(mip_after_write32(MSIP, 0) & PENDING(kSoftware)), 2);
}

static void call(void) {
  write32(PEER + STAMP, cycle());
  write32(PEER + MSIP, 1);
}

int main(void) {
  uint32_t took = 0;
  handler = called;
  csr_set(mie, PENDING(kSoftware));
  for (uint32_t i = 0; i < kRounds; i++) {
    spin(2000 + 37 * i);
    call();
    sleep_until_called();
  }
  for (uint32_t i = 0; i < kRounds; i++) {  // the answerer is at work, and sleeps later
    spin(kWork / 3 + 37 * i);
    call();
    sleep_until_called();
  }
  CHECK_IS(last.count, 0, 3);
  csr_set(mstatus, MIE);
  for (uint32_t i = 0; i < kRounds; i++) {
    settle();
    spin(37 * i);
    call();
    while (last.count == i) continue;
    CHECK_IS(last.count, i + 1, 4);
  }
  settle();
  CHECK_IS(last.count, kRounds, 5);
  for (uint32_t i = 0; i < kRounds; i++) {
    spin(3000 + 37 * i);
    const uint32_t from = cycle();
    write32(PEER + MAILBOX + MAILBOX_CONTROL, 1);
    while (read32(PEER + MAILBOX + MAILBOX_CONTROL) & 1) continue;
    took = cycle() - from;
    CHECK_IN(took, kThink, kThink + 300, 6);  // the answerer sleeps, and thinks
  }
  tell("took", took);
  return 0;
}
