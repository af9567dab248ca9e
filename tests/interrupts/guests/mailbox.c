// A mailbox's doorbell, rung by the hart itself: raised by one access, taken back by another.
#include "guest.h"

#define RING (MAILBOX + MAILBOX_CONTROL)
#define CONTROL (MAILBOX_SERVICE + MAILBOX_SERVICE_CONTROL)
#define INTERRUPT (MAILBOX_SERVICE + MAILBOX_SERVICE_INTERRUPT)
#define ENABLE (MAILBOX_SERVICE + MAILBOX_SERVICE_INTERRUPT_ENABLE)
#define CLAIM (PLIC + PLIC_CONTEXT_CLAIM(0))
enum {
  kReady = MAILBOX_SERVICE_CONTROL_READY_MASK,
  kComplete = MAILBOX_SERVICE_CONTROL_COMPLETE_MASK
};
static volatile uint32_t served;

static void complete_command(void) { write32(CONTROL, kReady | kComplete); }

static void serve(void) {
  uint32_t source;
  CHECK_IS(last.cause, kExternal, 1);
  CHECK(!(mip_after_read32(CLAIM, source) & PENDING(kExternal)), 2);
  CHECK_IS(source, kMailbox, 3);
  write32(INTERRUPT, 1);
  complete_command();
  CHECK(!(mip_after_write32(CLAIM, source) & PENDING(kExternal)), 4);
  served++;
}

static void mip_follows(void) {
  for (int i = 0; i < 5; i++) {
    CHECK(mip_after_write32(RING, 1) & PENDING(kExternal), 5);
    CHECK_IS(plic_claim(), kMailbox, 6);
    CHECK(!(csr_read(mip) & PENDING(kExternal)), 7);
    CHECK(mip_after_write32(CLAIM, kMailbox) & PENDING(kExternal), 8);  // the level stands
    CHECK_IS(plic_claim(), kMailbox, 9);
    write32(INTERRUPT, 1);
    CHECK(!(mip_after_write32(CLAIM, kMailbox) & PENDING(kExternal)), 10);
    complete_command();
  }
}

static void enable_is_a_gate(void) {
  write32(ENABLE, 0);
  CHECK(!(mip_after_write32(RING, 1) & PENDING(kExternal)), 11);
  CHECK_IS(read32(INTERRUPT), 1, 12);
  CHECK(mip_after_write32(ENABLE, 1) & PENDING(kExternal), 13);
  CHECK_IS(plic_claim(), kMailbox, 14);
  write32(ENABLE, 0);
  CHECK(!(mip_after_write32(CLAIM, kMailbox) & PENDING(kExternal)), 15);
  write32(INTERRUPT, 1);
  complete_command();
  CHECK(!(mip_after_write32(ENABLE, 1) & PENDING(kExternal)), 16);
}

int main(void) {
  handler = serve;
  plic_open(kMailbox, 1);
  csr_set(mie, PENDING(kExternal));
  write32(CONTROL, kReady);
  write32(ENABLE, 1);
  mip_follows();
  enable_is_a_gate();
  csr_set(mstatus, MIE);
  for (uint32_t i = 1; i <= 20; i++) {
    const uintptr_t next = next_after_write32(RING, 1);
    CHECK_IS(last.count, i, 17);
    CHECK_IS(last.epc, next, 18);
    CHECK_IS(read32(RING) & 1, 0, 19);  // answered
  }
  settle();
  CHECK_IS(last.count, 20, 20);
  CHECK_IS(served, 20, 21);
  return 0;
}
