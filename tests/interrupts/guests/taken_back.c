// What is known ahead - the UART's transmitter will be empty - and what takes it back, puts it off,
// or leaves it as it is.
#include "guest.h"

#define IER (UART + UART16550_IER)
#define ENABLE (PLIC + PLIC_ENABLE_WORD(0, 0))
#define THRESHOLD (PLIC + PLIC_CONTEXT_THRESHOLD(0))
#define PRIORITY (PLIC + PLIC_PRIORITY(kUart))
enum { kRounds = 3, kOn = 1u << kUart, kFifos = UART16550_FCR_ENABLE_MASK };
static const struct {
  uintptr_t at;
  uint32_t shut, open;
} gates[] = {{ENABLE, 0, kOn}, {THRESHOLD, 7, 0}, {PRIORITY, 0, 1}};
enum { kGates = sizeof gates / sizeof *gates };

static void serve(void) {
  CHECK_IS(plic_claim(), kUart, 1);
  CHECK_IS(read8(UART + UART16550_IIR) & 0xf, 2, 2);
  plic_complete(kUart);
}

/// Two bytes: a character's time from now the second one moves on. Gives that time less a
/// character.
static uint32_t announce(void) {
  while (!(read8(UART + UART16550_LSR) & UART16550_LSR_TEMT_MASK)) continue;
  const uint32_t from = cycle();
  write8(UART + UART16550_THR, '.');
  write8(UART + UART16550_THR, '\n');
  write8(IER, UART16550_IER_ETBEI_MASK);
  return from;
}

/// Neither when it was due, nor when kernel time has come to it.
static void nothing_comes(uint32_t before, uint32_t code) {
  spin(3 * kCharacter);
  CHECK_IS(last.count, before, code);
  settle();
  CHECK_IS(last.count, before, code + 1);
}

static void by_its_enable(void) {
  announce();
  write8(IER, 0);
  nothing_comes(last.count, 3);
}

static void by_another_byte(void) {
  const uint32_t before = last.count, from = announce();
  write8(UART + UART16550_THR, '\n');
  spin(3 * kCharacter / 2);
  CHECK_IS(last.count, before, 5);
  while (last.count == before) __asm__ volatile("wfi");
  CHECK_IN(last.entered - from, 2 * kCharacter, 2 * kCharacter + kAccess, 6);
  write8(IER, 0);
  nothing_comes(before + 1, 7);
}

static void because_it_has_come(void) {
  const uint32_t before = last.count;
  announce();
  const uintptr_t next =
      next_after_write8(UART + UART16550_FCR, kFifos | UART16550_FCR_CLEAR_TX_MASK);
  CHECK_IS(last.count, before + 1, 9);
  CHECK_IS(last.epc, next, 10);
  nothing_comes(before + 1, 11);
  write8(IER, 0);
}

static void by_a_gate(unsigned gate) {
  const uint32_t before = last.count;
  announce();
  write32(gates[gate].at, gates[gate].shut);
  nothing_comes(before, 20 + 2 * gate);
  const uintptr_t next = next_after_write32(gates[gate].at, gates[gate].open);
  CHECK_IS(last.count, before + 1, 30 + gate);
  CHECK_IS(last.epc, next, 40 + gate);
  write8(IER, 0);
}

/// Shut when it is announced and open in time, or written with what it has.
static void not_by_a_gate(unsigned gate, bool shut) {
  const uint32_t before = last.count;
  if (shut) write32(gates[gate].at, gates[gate].shut);
  const uint32_t from = announce();
  write32(gates[gate].at, gates[gate].open);
  CHECK_IS(last.count, before, 50 + gate);
  spin(2 * kCharacter);
  CHECK_IS(last.count, before + 1, 60 + gate);
  CHECK_IN(last.entered - from, kCharacter, kCharacter + kAccess, 70 + gate);
  write8(IER, 0);
}

/// Another source comes and goes meanwhile.
static void not_by_another_source(void) {
  interrupts_off();
  plic_open(kMailbox, 1);
  const uint32_t before = last.count, from = announce();
  CHECK(mip_after_write32(MAILBOX + MAILBOX_CONTROL, 1) & PENDING(kExternal), 81);
  CHECK_IS(plic_claim(), kMailbox, 82);
  write32(MAILBOX_SERVICE + MAILBOX_SERVICE_INTERRUPT, 1);
  write32(MAILBOX_SERVICE + MAILBOX_SERVICE_CONTROL,
          MAILBOX_SERVICE_CONTROL_READY_MASK | MAILBOX_SERVICE_CONTROL_COMPLETE_MASK);
  CHECK(!(mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), kMailbox) & PENDING(kExternal)), 83);
  csr_set(mstatus, MIE);
  CHECK_IS(last.count, before, 84);
  spin(2 * kCharacter);
  CHECK_IS(last.count, before + 1, 85);
  CHECK_IN(last.entered - from, kCharacter, kCharacter + kAccess, 86);
  write8(IER, 0);
  settle();
}

int main(void) {
  handler = serve;
  plic_open(kUart, 1);
  write32(MAILBOX_SERVICE + MAILBOX_SERVICE_CONTROL, MAILBOX_SERVICE_CONTROL_READY_MASK);
  write32(MAILBOX_SERVICE + MAILBOX_SERVICE_INTERRUPT_ENABLE, 1);
  write8(UART + UART16550_FCR, kFifos);
  interrupts_on(kExternal);
  for (int i = 0; i < kRounds; i++) {
    by_its_enable();
    by_another_byte();
    because_it_has_come();
    not_by_another_source();
    for (unsigned gate = 0; gate < kGates; gate++) {
      by_a_gate(gate);
      not_by_a_gate(gate, true);
      not_by_a_gate(gate, false);
    }
  }
  settle();
  CHECK_IS(last.count, kRounds * (3 + 3 * kGates), 80);
  return 0;
}
