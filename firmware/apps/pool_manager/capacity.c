/* Blocks and their owners. Only capacity_accept gives access. */
#include "firmware/apps/pool_manager/capacity.h"

#include <string.h>

#include "firmware/hal/hal.h"

#define SCRUB_BYTES_PER_US 1000u /* far below what the media do: a deadline, not an estimate */
#define SCRUB_MARGIN_US 2000u

void capacity_init(capacity_t* capacity, hdm_decoder_t decoder, scrub_t scrub) {
  memset(capacity, 0, sizeof *capacity);
  capacity->decoder = decoder;
  capacity->scrub = scrub;
  capacity->blocks = hdm_decoder_blocks(&decoder);
  capacity->block_size = hdm_decoder_block_size(&decoder);
  capacity->scrub_port = -1;
  memset(capacity->owner, CAPACITY_FREE, sizeof capacity->owner);
  scrub_abort(&scrub);
  for (uint32_t block = 0; block < capacity->blocks; block++)
    hdm_decoder_forbid_all(&decoder, block);
}

void capacity_set_reach(capacity_t* capacity, uint32_t port, uint64_t dpa, uint64_t length) {
  const capacity_run_t reach = {(uint32_t)(dpa / capacity->block_size),
                                (uint32_t)(length / capacity->block_size)};
  capacity->port[port].reach = reach;
}

/* First fit within a run; CAPACITY_BLOCKS if there is none. */
static uint32_t find_free(const capacity_t* capacity, capacity_run_t within, uint32_t blocks) {
  uint32_t run = 0;
  for (uint32_t block = within.first; block < within.first + within.blocks; block++) {
    run = capacity->owner[block] == CAPACITY_FREE ? run + 1 : 0;
    if (run == blocks) return block + 1 - blocks;
  }
  return CAPACITY_BLOCKS;
}

static void set_owner(capacity_t* capacity, capacity_run_t run, uint8_t owner) {
  memset(capacity->owner + run.first, owner, run.blocks);
}

static void permit(capacity_t* capacity, capacity_run_t run, uint32_t port, bool permitted) {
  for (uint32_t i = 0; i < run.blocks; i++)
    hdm_decoder_permit(&capacity->decoder, run.first + i, port, permitted);
}

static void drop_offer(capacity_t* capacity, uint32_t port) {
  set_owner(capacity, capacity->port[port].offer, CAPACITY_FREE);
  capacity->port[port].offer = (capacity_run_t){0, 0};
  capacity->port[port].offer_ready = false;
}

capacity_status_t capacity_request(capacity_t* capacity, uint32_t port, uint64_t length) {
  capacity_port_t* owner = &capacity->port[port];
  const uint64_t blocks = length / capacity->block_size;
  if (!length || length % capacity->block_size || blocks > owner->reach.blocks)
    return CAPACITY_BAD_LENGTH;
  if (owner->offer.blocks || capacity->scrub_port >= 0) return CAPACITY_RETRY;
  if (owner->granted_count == CAPACITY_EXTENTS) return CAPACITY_TOO_MANY;
  const uint32_t first = find_free(capacity, owner->reach, (uint32_t)blocks);
  if (first == CAPACITY_BLOCKS) return CAPACITY_RETRY;
  const capacity_run_t run = {first, (uint32_t)blocks};
  if (!scrub_start(&capacity->scrub, first * capacity->block_size, length)) return CAPACITY_RETRY;
  set_owner(capacity, run, (uint8_t)port);
  owner->offer = run;
  capacity->scrub_port = (int32_t)port;
  capacity->scrub_deadline_us = hal_now_us() + length / SCRUB_BYTES_PER_US + SCRUB_MARGIN_US;
  return CAPACITY_OK;
}

scrubbed_t capacity_poll(capacity_t* capacity, uint32_t* port) {
  if (capacity->scrub_port < 0) return SCRUBBED_NONE;
  const scrub_state_t state = scrub_state(&capacity->scrub);
  if (state == SCRUB_BUSY && hal_now_us() < capacity->scrub_deadline_us) return SCRUBBED_NONE;
  *port = (uint32_t)capacity->scrub_port;
  capacity->scrub_port = -1;
  if (state != SCRUB_IDLE) {
    if (state == SCRUB_BUSY) scrub_abort(&capacity->scrub);
    drop_offer(capacity, *port);
    return SCRUBBED_FAILED;
  }
  capacity_port_t* owner = &capacity->port[*port];
  owner->offer_ready = true;
  owner->event_pending = true;
  owner->event_handle++;
  return SCRUBBED_OFFERED;
}

static bool is_run(const capacity_t* capacity, capacity_run_t run, uint64_t dpa, uint64_t length) {
  return run.blocks && dpa == run.first * capacity->block_size &&
         length == run.blocks * capacity->block_size;
}

void capacity_refuse(capacity_t* capacity, uint32_t port) {
  if (!capacity->port[port].offer_ready) return;
  capacity->port[port].event_pending = false;
  drop_offer(capacity, port);
}

capacity_status_t capacity_accept(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                  uint64_t length) {
  capacity_port_t* owner = &capacity->port[port];
  if (!owner->offer_ready || !is_run(capacity, owner->offer, dpa, length))
    return CAPACITY_BAD_EXTENT;
  permit(capacity, owner->offer, port, true);
  owner->granted[owner->granted_count++] = owner->offer;
  owner->offer = (capacity_run_t){0, 0};
  owner->offer_ready = false;
  owner->event_pending = false;
  owner->generation++;
  return CAPACITY_OK;
}

static uint32_t find_granted(const capacity_t* capacity, uint32_t port, uint64_t dpa,
                             uint64_t length) {
  const capacity_port_t* owner = &capacity->port[port];
  uint32_t i = 0;
  while (i < owner->granted_count && !is_run(capacity, owner->granted[i], dpa, length)) i++;
  return i;
}

bool capacity_holds(const capacity_t* capacity, uint32_t port, uint64_t dpa, uint64_t length) {
  return find_granted(capacity, port, dpa, length) < capacity->port[port].granted_count;
}

capacity_status_t capacity_release(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                   uint64_t length) {
  capacity_port_t* owner = &capacity->port[port];
  const uint32_t i = find_granted(capacity, port, dpa, length);
  if (i == owner->granted_count) return CAPACITY_BAD_EXTENT;
  permit(capacity, owner->granted[i], port, false);
  set_owner(capacity, owner->granted[i], CAPACITY_FREE);
  owner->granted[i] = owner->granted[--owner->granted_count];
  owner->generation++;
  return CAPACITY_OK;
}

uint64_t capacity_free_bytes(const capacity_t* capacity) {
  uint64_t blocks = 0;
  for (uint32_t block = 0; block < capacity->blocks; block++)
    blocks += capacity->owner[block] == CAPACITY_FREE;
  return blocks * capacity->block_size;
}
