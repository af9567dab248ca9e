// Is called by the other hart: asleep, at work, and by its mailbox.
#include "pair.h"

enum { kCall = 60 };  // ns: more than the caller needs from its stamp to MSIP
static volatile uint32_t answered;

static void answer(void) { write32(PEER + MSIP, 1); }

static void called(void) {
  CHECK_IS(last.cause, kSoftware, 1);
  CHECK_IN(last.entered - read32(STAMP), 1, kCall + quantum_ns, 2);
  CHECK(!(mip_after_write32(MSIP, 0) & PENDING(kSoftware)), 3);
  answer();
  answered++;
}

int main(void) {
  handler = called;
  csr_set(mie, PENDING(kSoftware));
  write32(MAILBOX_SERVICE + MAILBOX_SERVICE_CONTROL, MAILBOX_SERVICE_CONTROL_READY_MASK);
  write32(MAILBOX_SERVICE + MAILBOX_SERVICE_INTERRUPT_ENABLE, 1);
  uint32_t first = 0;
  for (uint32_t i = 0; i < kRounds; i++) {
    const uint32_t late = sleep_until_called() - read32(STAMP);
    CHECK_IN(late, 1, kCall, 4);
    if (!i) first = late;
    CHECK_IS(late, first, 5);  // exact, whatever the quantum
    answer();
  }
  for (uint32_t i = 0; i < kRounds; i++) {  // it was called before it sleeps: its time goes on
    spin(kWork);
    const uint32_t from = cycle();
    CHECK_IN(sleep_until_called() - from, 1, 3, 12);
    answer();
  }
  CHECK_IS(last.count, 0, 6);
  csr_set(mstatus, MIE);
  while (answered < kRounds) continue;
  CHECK_IS(last.count, kRounds, 7);
  interrupts_off();
  plic_open(kMailbox, 1);
  csr_write(mie, PENDING(kExternal));
  for (uint32_t i = 0; i < kRounds; i++) {
    __asm__ volatile("wfi");
    CHECK(csr_read(mip) & PENDING(kExternal), 8);
    CHECK_IS(plic_claim(), kMailbox, 9);
    write32(MAILBOX_SERVICE + MAILBOX_SERVICE_INTERRUPT, 1);
    spin(kThink);
    write32(MAILBOX_SERVICE + MAILBOX_SERVICE_CONTROL,
            MAILBOX_SERVICE_CONTROL_READY_MASK | MAILBOX_SERVICE_CONTROL_COMPLETE_MASK);
    CHECK(!(mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), kMailbox) & PENDING(kExternal)), 10);
  }
  CHECK_IS(last.count, kRounds, 11);
  return 0;
}
