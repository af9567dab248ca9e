/* The table of holders through a reset of the processor: kept twice, taken whole or not at all. */
#include <string.h>

#include "firmware/apps/pool_manager/capacity.h"
#include "firmware/apps/pool_manager/sealed.h"

/* It is part of every command that changes something. */
void capacity_keep(capacity_t* capacity, capacity_store_t* store) {
  if (!capacity->changed) return;
  capacity->changed = false;
  capacity->sequence++;
  sealed_keep(&store->table[capacity->sequence % 2], capacity, sizeof *capacity);
}

static bool is_whole(const capacity_t* capacity, hdm_decoder_t decoder) {
  return capacity->seal == sealed_sum(capacity, sizeof *capacity) &&
         capacity->decoder.base == decoder.base && capacity->blocks == hdm_decoder_blocks(&decoder);
}

/* Every block's row as the table of holders says; writes where the decoder has another. */
static void put_right(const capacity_t* capacity) {
  static uint32_t rows[CAPACITY_BLOCKS];
  memset(rows, 0, sizeof rows);
  for (uint32_t p = 0; p < CAPACITY_PORTS; p++) {
    const capacity_port_t* host = &capacity->port[p];
    for (uint32_t i = 0; i < host->granted_count; i++)
      for (uint32_t link = 0; link < host->links; link++)
        for (uint32_t b = 0; b < host->granted[i].run.blocks; b++)
          rows[capacity->port[p + link].share.first + host->granted[i].run.first + b] |=
              (uint32_t)host->granted[i].rights << 2 * (p + link);
  }
  for (uint32_t block = 0; block < capacity->blocks; block++)
    hdm_decoder_set_row(&capacity->decoder, block, rows[block]);
}

bool capacity_restore(capacity_t* capacity, const capacity_store_t* store, hdm_decoder_t decoder,
                      scrub_t scrub) {
  const capacity_t* best = NULL;
  for (unsigned i = 0; i < 2; i++) {
    const capacity_t* kept = &store->table[i];
    if (is_whole(kept, decoder) && (!best || (int32_t)(kept->sequence - best->sequence) > 0))
      best = kept;
  }
  if (!best) return false;
  *capacity = *best;
  if (!capacity->scrubbing.busy) scrub_abort(&scrub); /* of a request that is as if never made */
  put_right(capacity);
  return true;
}
