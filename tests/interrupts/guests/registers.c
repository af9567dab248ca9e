// Registers at the caller's time: what a formula gives agrees with the hart's own clock, however
// far that is ahead.
#include "guest.h"

static void mtime_agrees_with_mcycle(void) {
  for (uint32_t i = 0; i < 50; i++) {
    spin(1 + 37 * i);
    const uint32_t from = cycle(), at = ticks(), to = cycle();
    CHECK_IN(at, from / kTick, to / kTick, 1);
    const uint32_t csr = (uint32_t)csr_read(time), now = cycle();
    CHECK_IN(csr, to / kTick, now / kTick, 2);
    CHECK(csr >= at, 3);
  }
}

static void mtime_goes_on_from_what_is_written(void) {
  const uint32_t from = cycle();
  write32(CLINT + CLINT_MTIME, 5000);
  const uint32_t to = cycle();
  spin(5000);
  const uint32_t before = cycle(), at = ticks(), after = cycle();
  CHECK_IN(at - 5000, (before - to) / kTick, (after - from) / kTick + 1, 15);
}

static uint32_t lsr(void) { return read8(UART + UART16550_LSR); }

/// Cycles until the bit is set, from `from` on; the last poll began before that, by no more than
/// one.
static uint32_t until(uint32_t from, uint32_t bit, uint32_t* polls) {
  *polls = 0;
  while (!(lsr() & bit)) ++*polls;
  return cycle() - from;
}

enum { kPoll = 50 };  // ns: more than one turn of the loop takes

static void transmitter_empties_at_its_rate(void) {
  for (int i = 0; i < 5; i++) {
    uint32_t polls;
    CHECK_IS(lsr() & 0x60, 0x60, 5);
    uint32_t from = cycle();
    write8(UART + UART16550_THR, '.');
    CHECK_IS(lsr() & UART16550_LSR_TEMT_MASK, 0, 6);
    CHECK_IN(until(from, UART16550_LSR_TEMT_MASK, &polls), kCharacter,
             kCharacter + kAccess + 2 * kPoll, 7);
    CHECK_IN(polls, kCharacter / kPoll - 3, kCharacter / 25, 8);
    from = cycle();
    write8(UART + UART16550_THR, '.');
    write8(UART + UART16550_THR, i == 4 ? '\n' : '.');
    CHECK_IS(lsr() & 0x60, 0, 9);  // one in the shifter, one behind it
    CHECK_IN(until(from, UART16550_LSR_THRE_MASK, &polls), kCharacter,
             kCharacter + kAccess + 2 * kPoll, 10);
    CHECK_IN(polls, kCharacter / kPoll - 4, kCharacter / 25, 11);
    CHECK_IN(until(from, UART16550_LSR_TEMT_MASK, &polls), 2 * kCharacter,
             2 * kCharacter + kAccess + 2 * kPoll, 12);
  }
}

static void fifo_empties_at_its_rate(void) {
  uint32_t polls;
  write8(UART + UART16550_FCR, 1);
  const uint32_t from = cycle();
  for (int i = 0; i < 8; i++) write8(UART + UART16550_THR, i == 7 ? '\n' : '.');
  CHECK_IN(until(from, UART16550_LSR_THRE_MASK, &polls), 7 * kCharacter,
           7 * kCharacter + kAccess + 2 * kPoll, 13);
  CHECK_IN(until(from, UART16550_LSR_TEMT_MASK, &polls), 8 * kCharacter,
           8 * kCharacter + kAccess + 2 * kPoll, 14);
  write8(UART + UART16550_FCR, 0);
}

int main(void) {
  mtime_agrees_with_mcycle();
  transmitter_empties_at_its_rate();
  fifo_empties_at_its_rate();
  mtime_goes_on_from_what_is_written();
  return 0;
}
