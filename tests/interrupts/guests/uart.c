// Every interrupt of the UART, raised and taken back; its line is level-sensitive, its source at
// the PLIC is 1.
#include "guest.h"

#define IER (UART + UART16550_IER)
#define IIR (UART + UART16550_IIR)
#define CLAIM (PLIC + PLIC_CONTEXT_CLAIM(0))
enum { kNone = 1, kEmpty = 2, kData = 4, kLineStatus = 6, kTimeOut = 12, kModem = 0 };  // of IIR
static volatile uint32_t taken, expected, standing;
static volatile uint8_t received;

/// Reads what takes the interrupt back, and says that it is gone.
static void take_back(uint32_t what) {
  uint32_t value;
  switch (what & 0xf) {
    case kData:
    case kTimeOut:
      received = read8(UART + UART16550_RBR);
      break;
    case kLineStatus:
      value = read8(UART + UART16550_LSR);
      CHECK(value & UART16550_LSR_OE_MASK, 1);
      break;
    case kModem:
      value = read8(UART + UART16550_MSR);
      CHECK(value & 0xf, 2);
      break;
    default:
      break;  // by IIR
  }
}

static void serve(void) {
  CHECK_IS(last.cause, kExternal, 3);
  uint32_t source;
  CHECK(csr_read(mip) & PENDING(kExternal), 4);
  CHECK(!(mip_after_read32(CLAIM, source) & PENDING(kExternal)), 5);  // nothing else is pending
  CHECK_IS(source, kUart, 6);
  taken++;
  if (standing) {
    standing--;
    CHECK(mip_after_write32(CLAIM, source) & PENDING(kExternal), 7);  // still there: pending again
    return;
  }
  const uint32_t what = read8(IIR);
  CHECK_IS(what & 0xf, expected, 8);
  take_back(what);
  CHECK_IS(read8(IIR) & 0xf, kNone, 9);
  CHECK(!(mip_after_write32(CLAIM, source) & PENDING(kExternal)), 10);
  CHECK_IS(plic_claim(), 0, 11);
}

/// `times` times: the write raises the interrupt, `undo` makes it ready for the next time.
#define RAISES(what, at, v, undo, times, code)         \
  do {                                                 \
    expected = (what);                                 \
    for (uint32_t i = 0; i < (times); i++) {           \
      const uint32_t before = last.count;              \
      const uintptr_t next = next_after_write8(at, v); \
      CHECK_IS(last.count - before, 1, code);          \
      CHECK_IS(last.epc, next, (code) + 1);            \
      undo;                                            \
      spin(50);                                        \
      CHECK_IS(last.count - before, 1, (code) + 2);    \
    }                                                  \
    {                                                  \
      const uint32_t before = last.count;              \
      settle();                                        \
      CHECK_IS(last.count, before, (code) + 3);        \
    }                                                  \
  } while (0)

static void transmitter_empty(void) {
  RAISES(kEmpty, IER, UART16550_IER_ETBEI_MASK, write8(IER, 0), 10, 20);
  standing = 3;
  expected = kEmpty;
  const uint32_t before = last.count;
  const uintptr_t next = next_after_write8(IER, UART16550_IER_ETBEI_MASK);
  CHECK_IS(last.count - before, 4, 24);
  CHECK_IS(last.epc, next, 25);  // it came again at each mret
  settle();
  CHECK_IS(last.count - before, 4, 26);
  write8(IER, 0);
}

static void taken_back_by_its_enable(void) {
  interrupts_off();
  csr_write(mie, 0);
  const uint32_t before = last.count;
  for (int i = 0; i < 10; i++) {
    CHECK(mip_after_write8(IER, UART16550_IER_ETBEI_MASK) & PENDING(kExternal), 27);
    write8(IER, 0);  // the level falls; what the gateway has passed on stays pending
    CHECK_IS(plic_claim(), kUart, 28);
    CHECK(!(csr_read(mip) & PENDING(kExternal)), 29);
    plic_complete(kUart);
    CHECK(!(csr_read(mip) & PENDING(kExternal)), 30);
  }
  interrupts_on(kExternal);
  settle();
  CHECK_IS(last.count, before, 31);
}

/// The second byte moves on when the first has left; then, not before, the holding register is
/// empty.
static void a_byte_sent(void) {
  for (uint32_t i = 0; i < 5; i++) {
    const uint32_t before = last.count;
    expected = kEmpty;
    const uint32_t from = cycle();
    write8(UART + UART16550_THR, '.');
    write8(UART + UART16550_THR, i == 4 ? '\n' : '.');
    write8(IER, UART16550_IER_ETBEI_MASK);
    CHECK_IS(last.count, before, 32);
    while (last.count == before) CHECK(cycle() - from < kCharacter + quantum_ns + 10000, 33);
    CHECK_IN(last.entered - from, kCharacter, kCharacter + kAccess + quantum_ns, 34);
    spin(5000);
    write8(IER, 0);
    CHECK_IS(last.count - before, 1, 35);
  }
  settle();
  for (uint32_t i = 0; i < 5; i++) {  // asleep, it is exact
    const uint32_t before = last.count;
    const uint32_t from = cycle();
    write8(UART + UART16550_THR, '.');
    write8(UART + UART16550_THR, i == 4 ? '\n' : '.');
    write8(IER, UART16550_IER_ETBEI_MASK);
    while (last.count == before) __asm__ volatile("wfi");
    CHECK_IN(last.entered - from, kCharacter, kCharacter + kAccess, 36);
    write8(IER, 0);
    spin(3000);
    CHECK_IS(last.count - before, 1, 37);
  }
}

/// LSR, IIR, PLIC and mip are of one time, the caller's.
static void status_and_line_agree(void) {
  interrupts_off();
  for (uint32_t i = 0; i < 5; i++) {
    write8(UART + UART16550_THR, '.');
    write8(UART + UART16550_THR, i == 4 ? '\n' : '.');
    write8(IER, UART16550_IER_ETBEI_MASK);
    uint32_t status, pending, polls = 0;
    do {
      pending = mip_after_read8(UART + UART16550_LSR, status) & PENDING(kExternal);
      // The line may rise while the answer to the read is on its way.
      if (!(status & UART16550_LSR_THRE_MASK) && pending)
        CHECK(read8(UART + UART16550_LSR) & UART16550_LSR_THRE_MASK, 38);
      else
        CHECK(!(status & UART16550_LSR_THRE_MASK) == !pending, 39);
      CHECK(++polls < 1000000, 40);
    } while (!pending);
    CHECK(read32(PLIC + PLIC_PENDING(0)) & 1u << kUart, 41);
    CHECK_IS(plic_claim(), kUart, 42);
    CHECK_IS(read8(IIR) & 0xf, kEmpty, 43);
    plic_complete(kUart);
    CHECK(!(csr_read(mip) & PENDING(kExternal)), 44);
    write8(IER, 0);
    while (!(read8(UART + UART16550_LSR) & UART16550_LSR_TEMT_MASK)) continue;
  }
  csr_set(mstatus, MIE);
}

static void what_the_loop_brings(void) {
  write8(UART + UART16550_MCR, UART16550_MCR_LOOP_MASK);
  write8(IER, UART16550_IER_ERBFI_MASK);
  for (uint32_t i = 0; i < 10; i++) {
    const uint32_t before = last.count;
    expected = kData;
    write8(UART + UART16550_THR, (uint8_t)('a' + i));
    spin(3 * kCharacter + quantum_ns);
    CHECK_IS(last.count - before, 1, 45);
    CHECK_IS(received, (uint32_t)('a' + i), 46);
  }
  settle();
  write8(IER, UART16550_IER_ELSI_MASK);
  for (uint32_t i = 0; i < 5; i++) {
    const uint32_t before = last.count;
    expected = kLineStatus;
    write8(UART + UART16550_THR, 'x');
    spin(3 * kCharacter);
    CHECK_IS(last.count - before, 0, 47);
    write8(UART + UART16550_THR, 'y');  // nobody has fetched the first
    spin(3 * kCharacter + quantum_ns);
    CHECK_IS(last.count - before, 1, 48);
    (void)read8(UART + UART16550_RBR);
  }
  settle();
  write8(IER, 0);
}

static void modem_status(void) {
  (void)read8(UART + UART16550_MSR);
  write8(IER, UART16550_IER_EDSSI_MASK);
  uint8_t pins = UART16550_MCR_LOOP_MASK;
  write8(UART + UART16550_MCR, pins);
  RAISES(kModem, UART + UART16550_MCR, pins ^= UART16550_MCR_RTS_MASK, (void)0, 6,
         50);  // CTS follows
  write8(IER, 0);
}

static void trigger_and_time_out(void) {
  write8(UART + UART16550_MCR, UART16550_MCR_LOOP_MASK);
  write8(UART + UART16550_FCR, 0x47);  // both FIFOs on and empty, trigger at 4
  write8(IER, UART16550_IER_ERBFI_MASK);
  const uint32_t before = last.count;
  expected = kTimeOut;
  const uint32_t from = cycle();
  write8(UART + UART16550_THR, 'x');
  while (last.count == before) CHECK(cycle() - from < 6 * kCharacter + quantum_ns + 10000, 56);
  CHECK_IN(last.entered - from, 4 * kCharacter, 5 * kCharacter + kAccess + quantum_ns,
           57);  // of silence
  settle();
  CHECK_IS(last.count - before, 1, 58);
  CHECK_IS(received, 'x', 59);
  interrupts_off();
  for (int i = 0; i < 4; i++) write8(UART + UART16550_THR, 'y');
  spin(6 * kCharacter);
  for (int i = 0; i < 3; i++) (void)read8(UART + UART16550_RBR);
  CHECK_IS(plic_claim(), kUart, 60);  // of the fourth byte
  plic_complete(kUart);
  (void)read8(UART + UART16550_RBR);
  spin(6 * kCharacter);
  csr_set(mstatus, MIE);
  spin(quantum_ns);
  write8(IER, 0);
  write8(UART + UART16550_FCR, 0);
  write8(UART + UART16550_MCR, 0);
}

int main(void) {
  handler = serve;
  plic_open(kUart, 1);
  interrupts_on(kExternal);
  transmitter_empty();
  taken_back_by_its_enable();
  a_byte_sent();
  status_and_line_agree();
  what_the_loop_brings();
  modem_status();
  trigger_and_time_out();
  CHECK_IS(taken, last.count, 61);
  return 0;
}
