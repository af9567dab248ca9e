// Each hart's own interrupts: MSIP round the ring, its MTIMECMP, its context of the PLIC; what is
// not there stays 0.
#include "tests/harts/guests/eight.h"

enum { kRounds = 20 };

/// What comes between the look and WFI is pending at WFI, not lost.
static void until(volatile uint32_t* count, uint32_t value) {
  csr_clear(mstatus, MIE);
  while (*count != value) {
    __asm__ volatile("wfi");
    csr_set(mstatus, MIE);
    csr_clear(mstatus, MIE);
  }
  csr_set(mstatus, MIE);
}

int main(unsigned long told, unsigned long hart) {
  (void)told;
  struct one* const mine = &harts[hart];
  csr_write(mie, 1 << kSoftware | 1 << kTimer | 1 << kExternal);
  csr_set(mstatus, MIE);
  meet();
  for (uint32_t round = 1; round <= kRounds; round++) {
    if (hart || round > 1) until(&mine->software, hart ? round : round - 1);
    write32(CLINT + CLINT_MSIP((hart + 1) % kHarts), 1);
  }
  if (!hart) until(&mine->software, kRounds);
  meet();
  HOLDS(mine->software == kRounds, 1 + hart);
  HOLDS(!mine->timer && !mine->external, 10 + hart);

  // Timers, the last hart's first.
  const uint32_t now = read32(CLINT + CLINT_MTIME);
  const uint32_t at = now + 100 + 50 * (kHarts - (uint32_t)hart);
  write32(CLINT + CLINT_MTIMECMP(hart), at);
  write32(CLINT + CLINT_MTIMECMP(hart) + 4, 0);
  until(&mine->timer, 1);
  HOLDS(mine->timer_at - at < 5 + quantum_ns / kTick, 20 + hart);
  meet();
  HOLDS(mine->timer == 1 && mine->software == kRounds && !mine->external, 30 + hart);
  meet();

  // The UART has an empty transmitter: enabled for hart 3 alone, then for all, of whom one finds
  // it.
  if (!hart) {
    write32(PLIC + PLIC_PRIORITY(kUart), 1);
    write32(PLIC + PLIC_ENABLE_WORD(3, 0), 1 << kUart);
    write8(UART + UART16550_IER, UART16550_IER_ETBEI_MASK);
  }
  if (hart == 3) {
    until(&mine->external, 1);
    HOLDS(mine->claimed == kUart, 40);
  }
  meet();
  HOLDS(mine->external == (hart == 3), 50 + hart);
  meet();
  static volatile uint32_t found;
  const uint32_t before = mine->external;
  mine->claimed = 0;
  meet();
  write32(PLIC + PLIC_ENABLE_WORD(hart, 0), 1 << kUart);
  meet();
  if (!hart) write8(UART + UART16550_IER, UART16550_IER_ETBEI_MASK);
  spin(4 * quantum_ns + 10000);
  meet();
  HOLDS(mine->external <= before + 1, 60 + hart);
  if (mine->claimed == kUart) add(&found, 1);
  meet();
  if (hart) return 0;
  HOLDS(found == 1, 70);
  write32(PLIC + PLIC_ENABLE_WORD(8, 0), ~0u);
  write32(PLIC + PLIC_CONTEXT_THRESHOLD(15), 7);
  HOLDS(!read32(PLIC + PLIC_ENABLE_WORD(8, 0)) && !read32(PLIC + PLIC_CONTEXT_THRESHOLD(15)), 71);
  HOLDS(!read32(PLIC + PLIC_CONTEXT_CLAIM(8)), 72);
  end(0);
}
