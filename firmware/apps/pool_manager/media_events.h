/* What hosts are told of the media below their extents, in the logs that are not of dynamic
 * capacity. They outlive a reset of the processor. */
#pragma once

#include "firmware/apps/pool_manager/capacity.h"

typedef struct {
  uint32_t seal;     /* first: a checksum over all that follows; 0: nothing is kept */
  uint32_t sequence; /* of the last change that was kept */
  event_log_t log[CAPACITY_PORTS][CXL_EVENT_LOG_DYNAMIC_CAPACITY]; /* of a leader */
} media_events_t;

/* Two whole ones: while one is written the other is good. */
typedef struct {
  media_events_t table[2];
} media_events_store_t;

/* An error at a DPA, for whoever holds it: corrected is information, uncorrectable a failure. */
void media_events_add(media_events_t* events, const capacity_t* capacity, uint64_t dpa,
                      bool uncorrectable);
/* Keeps them all, or what was kept before. */
void media_events_keep(media_events_t* events, media_events_store_t* store);
/* After a reset: takes what was kept last; nothing, if that is not whole. */
void media_events_restore(media_events_t* events, const media_events_store_t* store);
/* After a cold start nothing is kept, whatever is there. */
void media_events_forget(media_events_store_t* store);
