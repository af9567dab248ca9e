/* What a log keeps and what a host holds, as CXL's records and extents. */
#pragma once

#include <string.h>

#include "firmware/apps/pool_manager/capacity.h"

/* As the first of the host's links shows it. Parts of one shared extent keep its tag; their
 * sequences are counted from where it began, so that all holders see the same and none moves. */
static inline cxl_extent_t extent_record(const capacity_t* capacity, const capacity_port_t* host,
                                         uint64_t dpa, uint64_t length, uint32_t tag) {
  cxl_extent_t extent;
  memset(&extent, 0, sizeof extent);
  extent.dpa = dpa;
  extent.length = length;
  memcpy(extent.tag, &tag, sizeof tag);
  if (!tag) return extent;
  const uint32_t first = (uint32_t)(dpa / capacity->block_size) - host->share.first;
  extent.sequence = (uint16_t)(CXL_FIRST_SEQUENCE + first - shared_tag_first(tag));
  return extent;
}

static inline uint32_t tags_of(const capacity_port_t* host) {
  uint32_t tags = 0;
  for (uint32_t i = 0; i < host->granted_count; i++) tags += host->granted[i].tag != 0;
  return tags;
}

static inline void write_dc_event(const capacity_t* capacity, const capacity_port_t* host,
                                  const event_t* event, cxl_dc_event_t* to) {
  static const uint8_t uuid[] = CXL_DC_EVENT_UUID;
  memcpy(to->header.uuid, uuid, sizeof to->header.uuid);
  to->type = event->type;
  to->validity = CXL_DC_EXTENTS_VALID | CXL_DC_TAGS_VALID;
  to->extent = extent_record(capacity, host, event->dpa, event->length, event->tag);
  to->extents_available = CAPACITY_EXTENTS - host->granted_count;
  to->tags_available = CAPACITY_EXTENTS - tags_of(host);
}

/* Of the media, which are DRAM, no more is known than where. */
static inline void write_media_event(uint8_t log, const event_t* event, cxl_media_event_t* to) {
  static const uint8_t uuid[] = CXL_MEDIA_EVENT_UUID;
  memcpy(to->header.uuid, uuid, sizeof to->header.uuid);
  to->header.flags[0] = log;
  to->dpa = event->dpa | CXL_MEDIA_DPA_VOLATILE;
  to->descriptor = event->type;
}
