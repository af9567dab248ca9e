// Rings a mailbox whose other side looks for it, and polls for the answer.
#include "pair.h"

int main(void) {
  for (uint32_t i = 0; i < kRounds; i++) {
    spin(kWork + 37 * i);
    write32(PEER + STAMP, cycle());
    write32(PEER + MAILBOX + MAILBOX_CONTROL, 1);
    while (read32(PEER + MAILBOX + MAILBOX_CONTROL) & 1) continue;
  }
  return 0;
}
