/* Exponential gaps come from a table of their quantiles: no floating point, and a mean that is
 * exact. */
#include "sw/apps/pool_load/pace.h"

#include "firmware/hal/hal.h"

#define QUANTILES 1024
#define ONE (1ull << 16)

static uint64_t quantile[QUANTILES]; /* of a mean of ONE */

uint64_t next_random(uint64_t* state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 0x2545f4914f6cdd1dull;
}

/* -log2(numerator / 2^bits) in 2^-16, by squaring: each square gives a binary digit. */
static uint64_t minus_log2(uint64_t numerator, unsigned bits) {
  uint64_t whole = 0, x = numerator << (31 - bits); /* in 2^-31 */
  for (; x < 1ull << 31; x <<= 1) whole++;
  uint64_t fraction = 0;
  for (unsigned i = 0; i < 16; i++) {
    x = x * x >> 31;
    fraction = fraction << 1 | x >> 32;
    if (x >> 32) x >>= 1;
  }
  return whole * ONE - fraction;
}

static void make_quantiles(void) {
  uint64_t sum = 0;
  for (uint64_t i = 0; i < QUANTILES; i++) /* at (i + 1/2) / QUANTILES */
    sum += quantile[i] = minus_log2(2 * i + 1, 11);
  for (uint64_t i = 0; i < QUANTILES; i++) quantile[i] = quantile[i] * QUANTILES * ONE / sum;
}

void pace_begin(pace_t* pace, const options_t* options, uint32_t cycles_per_us, uint64_t random) {
  make_quantiles();
  /* A byte a microsecond is a MB/s. */
  pace->mean = options->rate ? options->bytes * cycles_per_us * ONE / options->rate : 0;
  pace->even = options->arrivals == ARRIVALS_EVEN;
  pace->random = random;
  pace_start(pace);
}

void pace_start(pace_t* pace) { pace->due = hal_cycles() * ONE; }

bool pace_take(pace_t* pace, uint64_t* behind) {
  *behind = 0;
  if (!pace->mean) return true;
  const uint64_t due = pace->due / ONE, now = hal_cycles();
  if (now < due) return false;
  const uint64_t gap = pace->even ? ONE : quantile[next_random(&pace->random) >> 54];
  pace->due += (pace->mean * gap) / ONE;
  *behind = now - due;
  return true;
}
