// A change that is known ahead, as that of the UART's line when its shifter will be empty, is taken
// by a hart that runs, at its time.
#include "guest.h"

static void serve(void) {
  CHECK_IS(plic_claim(), kUart, 1);
  (void)read8(UART + UART16550_IIR);
  plic_complete(kUart);
}

int main(void) {
  handler = serve;
  plic_open(kUart, 1);
  interrupts_on(kExternal);
  for (uint32_t i = 1; i <= 10; i++) {
    const uint32_t from = cycle();
    write8(UART + UART16550_THR, '.');
    write8(UART + UART16550_THR, i == 10 ? '\n' : '.');
    write8(UART + UART16550_IER, UART16550_IER_ETBEI_MASK);
    CHECK_IS(last.count, i - 1, 2);
    spin(5000);
    CHECK_IS(last.count, i, 3);
    CHECK_IN(last.entered - from, kCharacter, kCharacter + kAccess, 4);
    write8(UART + UART16550_IER, 0);
  }
  return 0;
}
