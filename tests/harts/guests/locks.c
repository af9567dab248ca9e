// Eight harts count: by AMO, by LR and SC, under a lock of either kind. None is lost.
#include "tests/harts/guests/eight.h"

enum { kTimes = 300 };
static volatile uint32_t by_amo, by_sc, under_amo_lock, under_sc_lock, amo_lock, sc_lock;

static void take(volatile uint32_t* lock) {
  while (__atomic_exchange_n(lock, 1, __ATOMIC_ACQUIRE)) continue;
}
static void take_by_sc(volatile uint32_t* lock) {
  while (load_reserved(lock) || !store_conditional(lock, 1)) continue;
}
static void give(volatile uint32_t* lock) { __atomic_store_n(lock, 0, __ATOMIC_RELEASE); }

int main(unsigned long told, unsigned long hart) {
  HOLDS(told == hart, 1);
  for (uint32_t i = 0; i < kTimes; i++) {
    add(&by_amo, 1);
    while (!store_conditional(&by_sc, load_reserved(&by_sc) + 1)) continue;
    // The next hart finds the lock under its other address.
    volatile uint32_t* const other =
        (volatile uint32_t*)(hart % 2 ? AGAIN(&sc_lock) : (uintptr_t)&sc_lock);
    take(&amo_lock);
    under_amo_lock = under_amo_lock + 1;
    give(&amo_lock);
    take_by_sc(other);
    under_sc_lock = under_sc_lock + 1;
    give(other);
  }
  meet();
  if (hart) return 0;
  HOLDS(by_amo == kHarts * kTimes, 2);
  HOLDS(by_sc == kHarts * kTimes, 3);
  HOLDS(under_amo_lock == kHarts * kTimes, 4);
  HOLDS(under_sc_lock == kHarts * kTimes, 5);
  end(0);
}
