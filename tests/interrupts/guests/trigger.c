// Four bytes that the script sends from 50 us on, and four from 100 us on, into a FIFO with its
// trigger at four: the time-out that each of them puts off is later than what the fourth causes.
#include "guest.h"

enum { kFirst = 50000, kSecond = 100000, kBytes = 4 };

static void serve(void) {
  CHECK_IS(plic_claim(), kUart, 1);
  CHECK_IS(read8(UART + UART16550_IIR) & 0xf, 4, 2);
  for (int i = 0; i < kBytes; i++) {
    CHECK(read8(UART + UART16550_LSR) & UART16550_LSR_DR_MASK, 3);
    (void)read8(UART + UART16550_RBR);
  }
  CHECK(!(mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), kUart) & PENDING(kExternal)), 4);
}

int main(void) {
  handler = serve;
  plic_open(kUart, 1);
  write8(UART + UART16550_FCR, 0x47);  // on and empty, trigger at 4
  write8(UART + UART16550_IER, UART16550_IER_ERBFI_MASK);
  interrupts_on(kExternal);
  while (last.count < 1) __asm__ volatile("wfi");
  uint32_t due = kFirst + (kBytes - 1) * kCharacter;
  CHECK_IN(last.entered, due, due + 1, 5);  // asleep: exact
  due = kSecond + (kBytes - 1) * kCharacter;
  while (last.count < 2) CHECK(cycle() < due + quantum_ns + 10000, 6);
  CHECK_IN(last.entered, due, due + quantum_ns + kAccess, 7);
  settle();
  CHECK_IS(last.count, 2, 8);
  return 0;
}
