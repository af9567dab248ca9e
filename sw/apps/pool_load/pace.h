/* When the next operation of an open loop is due: at even gaps, or at those of a Poisson process.
 */
#pragma once

#include <stdint.h>

#include "sw/apps/pool_load/options.h"

typedef struct {
  uint64_t mean; /* gap, in 2^-16 cycles; 0: a closed loop */
  uint64_t due;  /* in 2^-16 cycles */
  bool even;
  uint64_t random; /* state of a generator of its own */
} pace_t;

/* `cycles_per_us`: of `hal_cycles`. `random`: not 0. */
void pace_begin(pace_t* pace, const options_t* options, uint32_t cycles_per_us, uint64_t random);
/* The first is due now. */
void pace_start(pace_t* pace);
/* False: none is due yet. Else the next one is due a gap later, and this one is so late, in cycles.
 */
bool pace_take(pace_t* pace, uint64_t* behind);

/* xorshift64*; `state` is not 0. */
uint64_t next_random(uint64_t* state);
