/* What a host may take or refuse, the oldest first. Who looks for one gets its index, `count` if
 * there is none. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "firmware/apps/pool_manager/extent_list.h"

typedef struct {
  capacity_extent_t extent;
  uint32_t from; /* the leader that shares it; of a host's own request: itself */
  bool ready;    /* scrubbed, and told by an event */
  bool parted;   /* a part of it is taken, and the list of what is goes on */
} capacity_offer_t;

static inline uint32_t offer_list_from(const capacity_offer_t* list, uint32_t count,
                                       uint32_t from) {
  uint32_t i = 0;
  while (i < count && list[i].from != from) i++;
  return i;
}

/* The first that the host was told of and that has all of these runs. */
static inline uint32_t offer_list_find(const capacity_offer_t* list, uint32_t count,
                                       const capacity_run_t* runs, uint32_t run_count) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t run = 0;
    while (run < run_count && run_has(list[i].extent.run, runs[run])) run++;
    if (list[i].ready && run == run_count) return i;
  }
  return count;
}

/* The first with a list of what is taken of it that has not ended. */
static inline uint32_t offer_list_parted(const capacity_offer_t* list, uint32_t count) {
  uint32_t i = 0;
  while (i < count && !list[i].parted) i++;
  return i;
}

static inline capacity_offer_t offer_list_take(capacity_offer_t* list, uint32_t* count,
                                               uint32_t i) {
  const capacity_offer_t taken = list[i];
  for (--*count; i < *count; i++) list[i] = list[i + 1];
  memset(&list[i], 0, sizeof list[i]);
  return taken;
}
