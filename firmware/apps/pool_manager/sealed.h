/* Tables that outlive a reset: the first word of one is a checksum over all words that follow. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define SEALED_FIRST_SUM 0x1a17e121u
#define SEALED_BARRIER() \
  __atomic_signal_fence(__ATOMIC_SEQ_CST) /* of the compiler: one hart writes */

/* FNV-1a, by words. */
static inline uint32_t sealed_add(uint32_t sum, uint32_t word) { return (sum ^ word) * 16777619u; }

static inline uint32_t sealed_sum(const void* table, size_t size) {
  const uint32_t* words = table;
  uint32_t sum = SEALED_FIRST_SUM;
  for (size_t i = 1; i < size / sizeof *words; i++) sum = sealed_add(sum, words[i]);
  return sum;
}

/* In one go, by words; `kept` is not whole until all of it is written. */
static inline void sealed_keep(void* kept, const void* table, size_t size) {
  const uint32_t* from = table;
  uint32_t* to = kept;
  uint32_t sum = SEALED_FIRST_SUM;
  *to = ~*to;
  SEALED_BARRIER();
  for (size_t i = 1; i < size / sizeof *to; i++) {
    to[i] = from[i];
    sum = sealed_add(sum, from[i]);
  }
  SEALED_BARRIER();
  *to = sum;
}
