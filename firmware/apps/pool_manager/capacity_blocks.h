/* From a run of a host's blocks to the region's blocks below it, over all its links. */
#pragma once

#include <string.h>

#include "firmware/apps/pool_manager/capacity.h"

/* The region's blocks of a run, in the share of one link. */
static inline capacity_run_t blocks_of(const capacity_t* capacity, uint32_t leader, uint32_t link,
                                       capacity_run_t run) {
  return (capacity_run_t){capacity->port[leader + link].share.first + run.first, run.blocks};
}

static inline void set_owner(capacity_t* capacity, uint32_t leader, capacity_run_t run,
                             uint8_t owner) {
  for (uint32_t link = 0; link < capacity->port[leader].links; link++) {
    const capacity_run_t blocks = blocks_of(capacity, leader, link, run);
    memset(capacity->owner + blocks.first, owner, blocks.blocks);
  }
}

static inline void permit(capacity_t* capacity, uint32_t leader, capacity_run_t run,
                          hdm_rights_t rights) {
  for (uint32_t link = 0; link < capacity->port[leader].links; link++) {
    const capacity_run_t blocks = blocks_of(capacity, leader, link, run);
    for (uint32_t i = 0; i < blocks.blocks; i++)
      hdm_decoder_permit(&capacity->decoder, blocks.first + i, leader + link, rights);
  }
}

static inline bool is_free(const capacity_t* capacity, uint32_t leader, uint32_t block) {
  for (uint32_t link = 0; link < capacity->port[leader].links; link++)
    if (capacity->owner[capacity->port[leader + link].share.first + block] != CAPACITY_FREE)
      return false;
  return true;
}

/* First fit; CAPACITY_BLOCKS if there is none. */
static inline uint32_t find_free(const capacity_t* capacity, uint32_t leader, uint32_t blocks) {
  uint32_t run = 0;
  for (uint32_t block = 0; block < capacity->port[leader].share.blocks; block++) {
    run = is_free(capacity, leader, block) ? run + 1 : 0;
    if (run == blocks) return block + 1 - blocks;
  }
  return CAPACITY_BLOCKS;
}
