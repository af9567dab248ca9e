/* One record an error and a holder. */
#include "firmware/apps/pool_manager/media_events.h"

#include "firmware/apps/pool_manager/sealed.h"
#include "firmware/hal/hal.h"

static bool holds(const capacity_t* capacity, uint32_t leader, uint32_t block) {
  const capacity_port_t* host = &capacity->port[leader];
  for (uint32_t link = 0; link < host->links; link++) {
    const capacity_run_t run = {block - capacity->port[leader + link].share.first, 1};
    if (extent_list_overlaps(host->granted, host->granted_count, run)) return true;
  }
  return false;
}

void media_events_add(media_events_t* events, const capacity_t* capacity, uint64_t dpa,
                      bool uncorrectable) {
  const uint8_t log = uncorrectable ? CXL_EVENT_LOG_FAILURE : CXL_EVENT_LOG_INFORMATIONAL;
  for (uint32_t leader = 0; leader < CAPACITY_PORTS; leader++) {
    if (!holds(capacity, leader, (uint32_t)(dpa / capacity->block_size))) continue;
    event_log_add(
        &events->log[leader][log],
        (event_t){.timestamp = host_clock_read(&capacity->port[leader].clock, hal_now_us()),
                  .dpa = dpa & ~(uint64_t)CXL_MEDIA_DPA_FLAGS,
                  .type = uncorrectable ? CXL_MEDIA_UNCORRECTABLE : 0});
  }
}

void media_events_keep(media_events_t* events, media_events_store_t* store) {
  events->sequence++;
  sealed_keep(&store->table[events->sequence % 2], events, sizeof *events);
}

void media_events_restore(media_events_t* events, const media_events_store_t* store) {
  const media_events_t* best = NULL;
  for (unsigned i = 0; i < 2; i++) {
    const media_events_t* kept = &store->table[i];
    if (kept->seal && kept->seal == sealed_sum(kept, sizeof *kept) &&
        (!best || (int32_t)(kept->sequence - best->sequence) > 0))
      best = kept;
  }
  if (best) *events = *best;
}

void media_events_forget(media_events_store_t* store) {
  store->table[0].seal = store->table[1].seal = 0;
}
