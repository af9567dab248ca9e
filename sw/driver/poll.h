/* Waiting for what no interrupt tells: the link brings none from the pool, and has none itself. */
#pragma once

#include <stdint.h>

#include "firmware/hal/hal.h"

/* Between two polls, since one may cross the link and costs both ends: the longer it has been
 * waited since `begun_us`, the longer, by an eighth; from `least_us` to `most_us`. */
static inline void poll_sleep(uint64_t begun_us, uint32_t least_us, uint32_t most_us) {
  const uint64_t eighth = (hal_now_us() - begun_us) / 8;
  hal_delay_us(eighth < least_us ? least_us : eighth < most_us ? eighth : most_us);
}
