// What the guests of eight harts share.
#pragma once
#include "tests/interrupts/guests/guest.h"

enum { kHarts = 8 };
#define AGAIN(p) ((uintptr_t)(p) + 0x20000000ul) /* the same memory by another address */

struct one {
  volatile uint32_t software, timer, external, claimed;
  volatile uint32_t timer_at;  ///< mtime in its handler
};
extern struct one harts[kHarts];
/// Ends the run with that code.
_Noreturn void end(uint32_t code);
#define HOLDS(holds, code) ((holds) ? (void)0 : end(code))
/// All of them, and each when the last has come.
void meet(void);
/// Returns when it is done. By one hart alone.
void copy_by_dma(volatile void* to, const void* from, uint32_t bytes);
/// A word of the test, without a lock.
static inline uint32_t add(volatile uint32_t* word, uint32_t value) {
  return __atomic_fetch_add(word, value, __ATOMIC_SEQ_CST);
}
static inline uint32_t load_reserved(volatile uint32_t* word) {
  uint32_t value;
  __asm__ volatile("lr.w %0, (%1)" : "=r"(value) : "r"(word) : "memory");
  return value;
}
/// True if it stored.
static inline bool store_conditional(volatile uint32_t* word, uint32_t value) {
  unsigned long failed;
  __asm__ volatile("sc.w %0, %2, (%1)" : "=&r"(failed) : "r"(word), "r"(value) : "memory");
  return !failed;
}
