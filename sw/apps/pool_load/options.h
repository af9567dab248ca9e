/* What pool_load is asked to do: words NAME=VALUE. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef enum { PATTERN_SEQUENTIAL, PATTERN_RANDOM, PATTERN_STRIDE, PATTERN_CHASE } pattern_t;
typedef enum { BY_HART, BY_DMA } by_t;
typedef enum { ARRIVALS_POISSON, ARRIVALS_EVEN } arrivals_t;

typedef struct {
  uint32_t pattern;  /* pattern_t */
  uint32_t by;       /* by_t: loads and stores of the hart, one at a time; or copies by DMA */
  uint32_t arrivals; /* arrivals_t, where there is a rate */
  uint64_t bytes;    /* an operation */
  uint64_t stride;   /* from one operation's address to the next */
  uint64_t span;     /* what the operations lie in */
  uint64_t writes;   /* per cent of the operations */
  uint64_t window;   /* operations in flight, by DMA */
  uint64_t rate;     /* MB/s (10^6) in an open loop; 0: the next as soon as the window allows */
  uint64_t warmup, count, cooldown; /* operations; those of `count` are measured */
  uint64_t start; /* us of simulated time at which the warm-up begins; 0: at once */
  uint64_t seed;
} options_t;

/* False: what is wrong has been printed. */
bool options_read(options_t* options, int argc, char** argv);
void options_print(const options_t* options);
