// A change that is known ahead, as that of the UART's line when its shifter will be empty, or when
// a byte will have waited too long, is taken by a hart that runs, at its time.
#include "guest.h"

static volatile bool loop;

static void serve(void) {
  CHECK_IS(plic_claim(), kUart, 1);
  (void)read8(UART + UART16550_IIR);
  if (loop) (void)read8(UART + UART16550_RBR);
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
  settle();
  loop = true;
  write8(UART + UART16550_MCR, UART16550_MCR_LOOP_MASK);
  write8(UART + UART16550_FCR, 0x47);  // on and empty, trigger at 4
  write8(UART + UART16550_IER, UART16550_IER_ERBFI_MASK);
  for (uint32_t i = 11; i <= 15; i++) {
    const uint32_t from = cycle();
    write8(UART + UART16550_THR, 'x');
    CHECK_IS(last.count, i - 1, 5);
    spin(8000);
    CHECK_IS(last.count, i, 6);
    CHECK_IN(last.entered - from, 4 * kCharacter, 4 * kCharacter + kAccess, 7);
  }
  write8(UART + UART16550_IER, 0);
  write8(UART + UART16550_FCR, 0);
  write8(UART + UART16550_MCR, 0);
  return 0;
}
