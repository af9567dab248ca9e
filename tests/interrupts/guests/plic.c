// The PLIC by itself: enable, threshold, priority, order of sources; what a write of it causes, the
// next instruction sees.
#include "guest.h"

#define IER (UART + UART16550_IER)
#define ENABLE (PLIC + PLIC_ENABLE_WORD(0, 0))
#define THRESHOLD (PLIC + PLIC_CONTEXT_THRESHOLD(0))
#define PRIORITY (PLIC + PLIC_PRIORITY(kUart))
#define CLAIM (PLIC + PLIC_CONTEXT_CLAIM(0))
#define RAISED(at, v, code) CHECK(mip_after_write32(at, v) & PENDING(kExternal), code)
#define LOWERED(at, v, code) CHECK(!(mip_after_write32(at, v) & PENDING(kExternal)), code)

enum { kOn = 1u << kUart };
static volatile uint32_t order, standing;

static void note(void) {
  const uint32_t source = plic_claim();
  CHECK(source, 1);  // no claim of nothing
  order = order << 8 | source;
  if (source == kUart) (void)read8(UART + UART16550_IIR);
  if (source == kMailbox) write32(MAILBOX_SERVICE + MAILBOX_SERVICE_INTERRUPT, 1);
  if (source == kLink) CHECK(false, 2);
  plic_complete(source);
}

static void leave(void) {
  const uint32_t source = plic_claim();
  CHECK_IS(source, kUart, 3);
  if (standing)
    standing--;
  else
    (void)read8(UART + UART16550_IIR);
  plic_complete(source);
}

static void every_gate(void) {
  CHECK(!(csr_read(mip) & PENDING(kExternal)), 10);
  write32(PRIORITY, 3);
  RAISED(ENABLE, kOn, 11);
  LOWERED(ENABLE, 0, 12);
  RAISED(ENABLE, kOn, 13);
  LOWERED(THRESHOLD, 3, 14);
  RAISED(THRESHOLD, 2, 15);
  LOWERED(PRIORITY, 2, 16);
  RAISED(PRIORITY, 7, 17);
  LOWERED(PRIORITY, 0, 18);
  RAISED(PRIORITY, 1 + 2, 19);
  LOWERED(THRESHOLD, 7, 20);
  CHECK_IS(plic_claim(), kUart, 21);  // whatever the threshold
  LOWERED(THRESHOLD, 0, 22);
  RAISED(CLAIM, kUart, 23);  // completed, and the level stands
  CHECK_IS(plic_claim(), kUart, 24);
  LOWERED(CLAIM, kUart + 1, 25);  // another's completion
  LOWERED(ENABLE, 0, 26);
  LOWERED(CLAIM, kUart, 27);  // not enabled: ignored
  LOWERED(ENABLE, kOn, 28);
  RAISED(CLAIM, kUart, 29);
  CHECK_IS(plic_claim(), kUart, 30);
  CHECK_IS(read8(UART + UART16550_IIR) & 0xf, 2, 31);  // takes the level back
  LOWERED(CLAIM, kUart, 32);
}

/// Each gate, opened with interrupts on, lets one trap through: at its next instruction.
static void every_gate_traps(void) {
  handler = note;
  interrupts_on(kExternal);
  static const struct {
    uintptr_t at;
    uint32_t shut, open;
  } gates[] = {{ENABLE, 0, kOn}, {THRESHOLD, 3, 2}, {PRIORITY, 0, 3}, {PRIORITY, 2, 3}};
  for (unsigned i = 0; i < sizeof gates / sizeof *gates; i++) {
    for (int times = 0; times < 5; times++) {
      const uint32_t before = last.count;
      write32(gates[i].at, gates[i].shut);
      write8(IER, UART16550_IER_ETBEI_MASK);
      CHECK_IS(last.count, before, 40 + i);
      const uintptr_t next = next_after_write32(gates[i].at, gates[i].open);
      CHECK_IS(last.count, before + 1, 50 + i);
      CHECK_IS(last.epc, next, 60 + i);
      write8(IER, 0);
    }
  }
  const uint32_t before = last.count;
  settle();
  CHECK_IS(last.count, before, 70);
}

static void what_is_left_standing(void) {
  handler = leave;
  standing = 5;
  const uint32_t before = last.count;
  const uintptr_t next = next_after_write8(IER, UART16550_IER_ETBEI_MASK);
  CHECK_IS(last.count - before, 6, 71);
  CHECK_IS(last.epc, next, 72);
  settle();
  CHECK_IS(last.count - before, 6, 73);
  write8(IER, 0);
}

/// Two at once: the higher priority first, of equal ones the lower number; a trap each.
static void two_sources(void) {
  handler = note;
  plic_open(kMailbox, 3);
  write32(MAILBOX_SERVICE + MAILBOX_SERVICE_CONTROL, MAILBOX_SERVICE_CONTROL_READY_MASK);
  write32(MAILBOX_SERVICE + MAILBOX_SERVICE_INTERRUPT_ENABLE, 1);
  for (uint32_t priority = 2; priority <= 4; priority++) {
    write32(PRIORITY, priority);
    interrupts_off();
    order = 0;
    const uint32_t before = last.count;
    write32(MAILBOX + MAILBOX_CONTROL, 1);
    write8(IER, UART16550_IER_ETBEI_MASK);
    CHECK_IS(read32(PLIC + PLIC_PENDING(0)), kOn | 1u << kMailbox, 74);
    csr_set(mstatus, MIE);
    CHECK_IS(last.count - before, 2, 75);
    CHECK_IS(order, priority < 3 ? kMailbox << 8 | kUart : kUart << 8 | kMailbox, 76);
    write8(IER, 0);
    write32(MAILBOX_SERVICE + MAILBOX_SERVICE_CONTROL,
            MAILBOX_SERVICE_CONTROL_READY_MASK | MAILBOX_SERVICE_CONTROL_COMPLETE_MASK);
    settle();
    CHECK_IS(last.count - before, 2, 77);
  }
}

/// External before software before timer, each once.
static volatile uint32_t causes;
static void note_cause(void) {
  causes = causes << 8 | last.cause;
  if (last.cause == kExternal) note();
  if (last.cause == kSoftware) write32(CLINT + CLINT_MSIP(0), 0);
  if (last.cause == kTimer) stop_timer();
}

static void three_causes(void) {
  handler = note_cause;
  interrupts_off();
  csr_write(mie, PENDING(kExternal) | PENDING(kSoftware) | PENDING(kTimer));
  const uint32_t before = last.count;
  set_timer(1);
  write32(CLINT + CLINT_MSIP(0), 1);
  write8(IER, UART16550_IER_ETBEI_MASK);
  CHECK_IS(csr_read(mip), PENDING(kExternal) | PENDING(kSoftware) | PENDING(kTimer), 78);
  csr_set(mstatus, MIE);
  CHECK_IS(last.count - before, 3, 79);
  CHECK_IS(causes, kExternal << 16 | kSoftware << 8 | kTimer, 80);
  CHECK_IS(csr_read(mip), 0, 81);
  settle();
  CHECK_IS(last.count - before, 3, 82);
}

int main(void) {
  write8(IER, UART16550_IER_ETBEI_MASK);  // a level that stands
  every_gate();
  write8(IER, 0);
  write32(PRIORITY, 3);
  write32(THRESHOLD, 0);
  every_gate_traps();
  write32(THRESHOLD, 0);
  write32(PRIORITY, 3);
  what_is_left_standing();
  two_sources();
  three_causes();
  return 0;
}
