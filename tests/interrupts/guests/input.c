// Bytes that the script sends: two at 50 us, two at 103.7 us, two at 5.0437 ms (a letter and the
// line's end), not all at a quantum's end. Each is one interrupt.
#include "guest.h"

enum { kFirst = 50000, kSecond = 103700, kThird = 5043700 };
static volatile uint32_t entered[8];
static volatile char received[8];

static void serve(void) {
  uint32_t source;
  CHECK(!(mip_after_read32(PLIC + PLIC_CONTEXT_CLAIM(0), source) & PENDING(kExternal)), 1);
  CHECK_IS(source, kUart, 2);
  CHECK(last.count <= 6, 3);
  entered[last.count - 1] = last.entered;
  received[last.count - 1] = (char)read8(UART + UART16550_RBR);
  (void)mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), source);
}

int main(void) {
  handler = serve;
  plic_open(kUart, 1);
  write8(UART + UART16550_FCR, 1);
  write8(UART + UART16550_IER, UART16550_IER_ERBFI_MASK);
  interrupts_on(kExternal);
  while (last.count < 2) __asm__ volatile("wfi");
  CHECK_IN(entered[0], kFirst, kFirst + 1, 4);  // asleep: exact
  CHECK_IN(entered[1], kFirst + kCharacter, kFirst + kCharacter + 1, 5);
  while (last.count < 4) CHECK(cycle() < kSecond + kCharacter + quantum_ns + 10000, 6);
  CHECK_IN(entered[2], kSecond, kSecond + quantum_ns + kAccess,
           7);  // at work: at the end of the quantum at the latest
  CHECK_IN(entered[3], kSecond + kCharacter, kSecond + kCharacter + quantum_ns + kAccess, 8);
  settle();
  CHECK_IS(last.count, 4, 9);
  // Who polls sees it when it happens.
  interrupts_off();
  while (!(read8(UART + UART16550_LSR) & UART16550_LSR_DR_MASK))
    CHECK(cycle() < kThird + 10000, 10);
  CHECK_IN(cycle(), kThird, kThird + 3 * kAccess, 11);
  CHECK(csr_read(mip) & PENDING(kExternal), 12);
  csr_set(mstatus, MIE);
  spin(2 * kCharacter);
  settle();
  CHECK_IS(last.count, 6, 13);
  for (uint32_t i = 0; i < 6; i++) CHECK_IS((uint8_t)received[i], i % 2 ? '\n' : 'a' + i / 2, 14);
  return 0;
}
