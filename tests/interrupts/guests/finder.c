// The management processor's side of a mailbox, polled: a doorbell does not show before it is rung.
#include "pair.h"

enum { kLate = 200 };  // ns: from the caller's stamp until a poll has seen it

int main(void) {
  write32(MAILBOX_SERVICE + MAILBOX_SERVICE_CONTROL, MAILBOX_SERVICE_CONTROL_READY_MASK);
  for (uint32_t i = 0; i < kRounds; i++) {
    while (!(read32(MAILBOX_SERVICE + MAILBOX_SERVICE_INTERRUPT) & 1)) continue;
    CHECK_IN(cycle() - read32(STAMP), 1, kLate, 1);
    write32(MAILBOX_SERVICE + MAILBOX_SERVICE_INTERRUPT, 1);
    write32(MAILBOX_SERVICE + MAILBOX_SERVICE_CONTROL,
            MAILBOX_SERVICE_CONTROL_READY_MASK | MAILBOX_SERVICE_CONTROL_COMPLETE_MASK);
  }
  return 0;
}
