/* A list of extents, counted in blocks: which of them has a run, and what is left when it is cut
 * out. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/drivers/hdm_decoder.h"

#define EXTENT_LIST_MOST 16

typedef struct {
  uint32_t first, blocks;
} capacity_run_t;

typedef struct {
  capacity_run_t run; /* blocks 0: none */
  hdm_rights_t rights;
  uint32_t tag; /* of a shared one, 0: not shared */
} capacity_extent_t;

static inline bool run_has(capacity_run_t outer, capacity_run_t inner) {
  const uint32_t at = inner.first - outer.first;
  return at < outer.blocks && inner.blocks <= outer.blocks - at;
}

static inline bool runs_equal(capacity_run_t a, capacity_run_t b) {
  return a.first == b.first && a.blocks == b.blocks;
}

static inline bool runs_overlap(capacity_run_t a, capacity_run_t b) {
  return a.first - b.first < b.blocks || b.first - a.first < a.blocks;
}

/* Of two that overlap. */
static inline capacity_run_t runs_common(capacity_run_t a, capacity_run_t b) {
  const uint32_t first = a.first > b.first ? a.first : b.first;
  const uint32_t a_end = a.first + a.blocks, b_end = b.first + b.blocks;
  return (capacity_run_t){first, (a_end < b_end ? a_end : b_end) - first};
}

/* The extent that has all of the run; `count` if there is none. */
static inline uint32_t extent_list_find(const capacity_extent_t* list, uint32_t count,
                                        capacity_run_t run) {
  uint32_t i = 0;
  while (i < count && !run_has(list[i].run, run)) i++;
  return i;
}

static inline bool extent_list_overlaps(const capacity_extent_t* list, uint32_t count,
                                        capacity_run_t run) {
  for (uint32_t i = 0; i < count; i++)
    if (runs_overlap(list[i].run, run)) return true;
  return false;
}

/* Cuts a run out of extent `i`, which has it; what is left is nothing, one extent, or two. False:
 * the list has no room for the second. */
static inline bool extent_list_cut(capacity_extent_t* list, uint32_t* count, uint32_t i,
                                   capacity_run_t run) {
  const uint32_t head = run.first - list[i].run.first;
  const uint32_t tail = list[i].run.blocks - head - run.blocks;
  if (head && tail && *count == EXTENT_LIST_MOST) return false;
  const uint32_t second = head && tail ? (*count)++ : i;
  list[second] = list[i];
  if (tail) list[second].run = (capacity_run_t){run.first + run.blocks, tail};
  if (head) list[i].run.blocks = head;
  if (!head && !tail) list[i] = list[--*count];
  return true;
}
