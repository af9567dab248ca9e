/* What hosts are told of the media below their extents, in the logs that are not of dynamic
 * capacity. A reset of the processor forgets them. */
#pragma once

#include "firmware/apps/pool_manager/capacity.h"

typedef struct {
  event_log_t log[CAPACITY_PORTS][CXL_EVENT_LOG_DYNAMIC_CAPACITY]; /* of a leader */
} media_events_t;

/* An error at a DPA, for whoever holds it: corrected is information, uncorrectable a failure. */
void media_events_add(media_events_t* events, const capacity_t* capacity, uint64_t dpa,
                      bool uncorrectable);
