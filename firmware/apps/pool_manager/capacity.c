/* Blocks and their holders. Only capacity_accept gives access. */
#include "firmware/apps/pool_manager/capacity.h"

#include <string.h>

#include "firmware/hal/hal.h"

#define BARRIER() __atomic_signal_fence(__ATOMIC_SEQ_CST) /* of the compiler: one hart writes */

#define SCRUB_BYTES_PER_US 1000u /* far below what the media do: a deadline, not an estimate */
#define SCRUB_MARGIN_US 2000u
#define MOST_FAILURES 3u

void capacity_init(capacity_t* capacity, hdm_decoder_t decoder, scrub_t scrub) {
  memset(capacity, 0, sizeof *capacity);
  capacity->decoder = decoder;
  capacity->scrub = scrub;
  capacity->blocks = hdm_decoder_blocks(&decoder);
  capacity->block_size = hdm_decoder_block_size(&decoder);
  memset(capacity->owner, CAPACITY_FREE, sizeof capacity->owner);
  scrub_abort(&scrub);
  for (uint32_t block = 0; block < capacity->blocks; block++)
    hdm_decoder_forbid_all(&decoder, block);
}

static uint32_t checksum(const capacity_t* capacity) {
  const uint32_t* words = (const uint32_t*)capacity;
  uint32_t sum = 0x1a17e121;
  for (size_t i = 1; i < sizeof *capacity / sizeof *words; i++)
    sum = (sum << 1 | sum >> 31) ^ words[i];
  return sum;
}

void capacity_keep(capacity_t* capacity, capacity_store_t* store) {
  if (!capacity->changed) return;
  capacity->changed = false;
  capacity->sequence++;
  capacity_t* kept = &store->table[capacity->sequence % 2];
  kept->seal = ~checksum(capacity); /* not whole until all of it is written */
  BARRIER();
  capacity->seal = kept->seal;
  *kept = *capacity;
  BARRIER();
  kept->seal = checksum(kept);
}

static bool is_whole(const capacity_t* capacity, hdm_decoder_t decoder) {
  return capacity->seal == checksum(capacity) && capacity->decoder.base == decoder.base &&
         capacity->blocks == hdm_decoder_blocks(&decoder);
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

static capacity_port_t* leader_of(capacity_t* capacity, uint32_t port) {
  return &capacity->port[capacity->port[port].leader];
}

void capacity_set_share(capacity_t* capacity, uint32_t leader, uint32_t link, uint64_t dpa,
                        uint64_t length) {
  capacity_port_t* port = &capacity->port[leader + link];
  capacity->changed = true;
  port->leader = leader;
  port->share = (capacity_run_t){(uint32_t)(dpa / capacity->block_size),
                                 (uint32_t)(length / capacity->block_size)};
  if (link >= capacity->port[leader].links) capacity->port[leader].links = link + 1;
}

/* The region's blocks of a run, in the share of one link. */
static capacity_run_t blocks_of(const capacity_t* capacity, uint32_t leader, uint32_t link,
                                capacity_run_t run) {
  return (capacity_run_t){capacity->port[leader + link].share.first + run.first, run.blocks};
}

static void set_owner(capacity_t* capacity, uint32_t leader, capacity_run_t run, uint8_t owner) {
  for (uint32_t link = 0; link < capacity->port[leader].links; link++) {
    const capacity_run_t blocks = blocks_of(capacity, leader, link, run);
    memset(capacity->owner + blocks.first, owner, blocks.blocks);
  }
}

static void permit(capacity_t* capacity, uint32_t leader, capacity_run_t run, hdm_rights_t rights) {
  for (uint32_t link = 0; link < capacity->port[leader].links; link++) {
    const capacity_run_t blocks = blocks_of(capacity, leader, link, run);
    for (uint32_t i = 0; i < blocks.blocks; i++)
      hdm_decoder_permit(&capacity->decoder, blocks.first + i, leader + link, rights);
  }
}

static bool is_free(const capacity_t* capacity, uint32_t leader, uint32_t block) {
  for (uint32_t link = 0; link < capacity->port[leader].links; link++)
    if (capacity->owner[capacity->port[leader + link].share.first + block] != CAPACITY_FREE)
      return false;
  return true;
}

/* First fit; CAPACITY_BLOCKS if there is none. */
static uint32_t find_free(const capacity_t* capacity, uint32_t leader, uint32_t blocks) {
  uint32_t run = 0;
  for (uint32_t block = 0; block < capacity->port[leader].share.blocks; block++) {
    run = is_free(capacity, leader, block) ? run + 1 : 0;
    if (run == blocks) return block + 1 - blocks;
  }
  return CAPACITY_BLOCKS;
}

static bool is_held(const capacity_t* capacity, uint32_t block) {
  for (uint32_t p = 0; p < CAPACITY_PORTS; p++) {
    const capacity_port_t* port = &capacity->port[p];
    const uint32_t within = block - port->share.first;
    if (within - port->offer.run.first < port->offer.run.blocks) return true;
    for (uint32_t i = 0; i < port->granted_count; i++)
      if (within - port->granted[i].run.first < port->granted[i].run.blocks) return true;
  }
  return false;
}

/* After an extent or an offer has gone from its list: blocks that nobody else holds become `owner`,
 * which is free or dirty. */
static void let_go(capacity_t* capacity, uint32_t leader, capacity_run_t run, uint8_t owner) {
  const uint32_t first = capacity->port[leader].share.first + run.first;
  if (!run.blocks || is_held(capacity, first)) return;
  set_owner(capacity, leader, run, owner);
  if (owner == CAPACITY_DIRTY) capacity->dirty_blocks += run.blocks * capacity->port[leader].links;
}

static void drop_offer(capacity_t* capacity, uint32_t leader) {
  capacity_port_t* host = &capacity->port[leader];
  const capacity_run_t run = host->offer.run;
  if (capacity->scrubbing.busy && capacity->scrubbing.leader == (int32_t)leader) {
    scrub_abort(&capacity->scrub); /* else it would end as another offer's */
    capacity->scrubbing.busy = false;
  }
  capacity->changed = true;
  memset(&host->offer, 0, sizeof host->offer);
  host->offer_ready = host->event_pending = false;
  let_go(capacity, leader, run, CAPACITY_FREE);
}

static void raise_event(capacity_t* capacity, capacity_port_t* host) {
  capacity->changed = true;
  host->offer_ready = host->event_pending = true;
  host->event_handle++;
}

static bool start_scrub(capacity_t* capacity, int32_t leader, uint32_t link, capacity_run_t run) {
  const uint64_t length = run.blocks * capacity->block_size;
  if (!scrub_start(&capacity->scrub, run.first * capacity->block_size, length)) return false;
  capacity->scrubbing = (capacity_scrub_t){
      true, leader, link, run, hal_now_us() + length / SCRUB_BYTES_PER_US + SCRUB_MARGIN_US};
  capacity->changed = true;
  return true;
}

capacity_status_t capacity_request(capacity_t* capacity, uint32_t port, uint64_t length) {
  const uint32_t leader = capacity->port[port].leader;
  capacity_port_t* host = &capacity->port[leader];
  const uint64_t unit = capacity->block_size * host->links;
  if (!length || !host->links || length % unit || length / unit > host->share.blocks)
    return CAPACITY_BAD_LENGTH;
  if (host->offer.run.blocks || capacity_is_scrubbing(capacity)) return CAPACITY_RETRY;
  if (host->granted_count == CAPACITY_EXTENTS) return CAPACITY_TOO_MANY;
  const uint32_t first = find_free(capacity, leader, (uint32_t)(length / unit));
  if (first == CAPACITY_BLOCKS) return CAPACITY_RETRY;
  const capacity_run_t run = {first, (uint32_t)(length / unit)};
  if (!start_scrub(capacity, (int32_t)leader, 0, blocks_of(capacity, leader, 0, run)))
    return CAPACITY_RETRY;
  set_owner(capacity, leader, run, (uint8_t)leader);
  host->offer = (capacity_extent_t){run, HDM_BOTH, 0};
  return CAPACITY_OK;
}

bool capacity_is_scrubbing(const capacity_t* capacity) {
  return capacity->scrubbing.busy || capacity->dirty_blocks;
}

static void scrub_dirty(capacity_t* capacity) {
  const uint8_t* owner = capacity->owner;
  capacity_run_t run = {0, 0};
  while (run.first < capacity->blocks && owner[run.first] != CAPACITY_DIRTY) run.first++;
  while (run.first + run.blocks < capacity->blocks &&
         owner[run.first + run.blocks] == CAPACITY_DIRTY)
    run.blocks++;
  start_scrub(capacity, -1, 0, run);
}

static scrubbed_t scrub_ended(capacity_t* capacity, bool well) {
  const capacity_scrub_t done = capacity->scrubbing;
  capacity->scrubbing.busy = false;
  capacity->changed = true;
  if (done.leader < 0) {
    capacity->dirty_failures = well ? 0 : capacity->dirty_failures + 1;
    if (!well && capacity->dirty_failures < MOST_FAILURES) return SCRUBBED_NONE; /* once more */
    memset(capacity->owner + done.run.first, well ? CAPACITY_FREE : CAPACITY_BAD, done.run.blocks);
    capacity->dirty_blocks -= done.run.blocks;
    capacity->dirty_failures = 0;
    return !well ? SCRUBBED_BAD : capacity->dirty_blocks ? SCRUBBED_NONE : SCRUBBED_RECLAIMED;
  }
  const uint32_t leader = (uint32_t)done.leader;
  capacity_port_t* host = &capacity->port[leader];
  if (well && done.link + 1 < host->links)
    well = start_scrub(capacity, done.leader, done.link + 1,
                       blocks_of(capacity, leader, done.link + 1, host->offer.run));
  if (capacity->scrubbing.busy) return SCRUBBED_NONE;
  if (!well) {
    drop_offer(capacity, leader);
    return SCRUBBED_FAILED;
  }
  raise_event(capacity, host);
  return SCRUBBED_OFFERED;
}

scrubbed_t capacity_poll(capacity_t* capacity, uint32_t* leader) {
  if (!capacity->scrubbing.busy) {
    if (capacity->dirty_blocks) scrub_dirty(capacity);
    return SCRUBBED_NONE;
  }
  const scrub_state_t state = scrub_state(&capacity->scrub);
  if (state == SCRUB_BUSY && hal_now_us() < capacity->scrubbing.deadline_us) return SCRUBBED_NONE;
  if (state == SCRUB_BUSY) scrub_abort(&capacity->scrub);
  *leader = (uint32_t)capacity->scrubbing.leader;
  return scrub_ended(capacity, state == SCRUB_IDLE);
}

/* Extents are named by where the first link shows them. */
static bool is_run(const capacity_t* capacity, const capacity_port_t* host, capacity_run_t run,
                   uint64_t dpa, uint64_t length) {
  return run.blocks && dpa == (host->share.first + run.first) * capacity->block_size &&
         length == run.blocks * capacity->block_size;
}

void capacity_refuse(capacity_t* capacity, uint32_t port) {
  if (leader_of(capacity, port)->offer_ready) drop_offer(capacity, capacity->port[port].leader);
}

capacity_status_t capacity_accept(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                  uint64_t length) {
  capacity_port_t* host = leader_of(capacity, port);
  /* Asked again, by a host that did not get the answer: it has it. */
  if (!host->offer_ready && capacity_holds(capacity, port, dpa, length)) return CAPACITY_OK;
  if (!host->offer_ready || !is_run(capacity, host, host->offer.run, dpa, length))
    return CAPACITY_BAD_EXTENT;
  capacity->changed = true;
  permit(capacity, capacity->port[port].leader, host->offer.run, host->offer.rights);
  host->granted[host->granted_count++] = host->offer;
  memset(&host->offer, 0, sizeof host->offer);
  host->offer_ready = host->event_pending = false;
  host->generation++;
  return CAPACITY_OK;
}

static uint32_t find_granted(const capacity_t* capacity, const capacity_port_t* host, uint64_t dpa,
                             uint64_t length) {
  uint32_t i = 0;
  while (i < host->granted_count && !is_run(capacity, host, host->granted[i].run, dpa, length)) i++;
  return i;
}

bool capacity_holds(const capacity_t* capacity, uint32_t port, uint64_t dpa, uint64_t length) {
  const capacity_port_t* host = &capacity->port[capacity->port[port].leader];
  return find_granted(capacity, host, dpa, length) < host->granted_count;
}

/* Both see the same blocks at the same places of as many shares. */
static bool same_shares(const capacity_t* capacity, uint32_t a, uint32_t b) {
  if (capacity->port[a].links != capacity->port[b].links) return false;
  for (uint32_t link = 0; link < capacity->port[a].links; link++)
    if (memcmp(&capacity->port[a + link].share, &capacity->port[b + link].share,
               sizeof(capacity_run_t)) != 0)
      return false;
  return true;
}

capacity_status_t capacity_share_extent(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                        uint64_t length, uint32_t to, hdm_rights_t rights) {
  const uint32_t leader = capacity->port[port].leader;
  capacity_port_t* host = &capacity->port[leader];
  const uint32_t i = find_granted(capacity, host, dpa, length);
  if (i == host->granted_count) return CAPACITY_BAD_EXTENT;
  if (to >= CAPACITY_PORTS || !capacity->port[to].share.blocks) return CAPACITY_BAD_HOST;
  const uint32_t other_leader = capacity->port[to].leader;
  capacity_port_t* other = &capacity->port[other_leader];
  if (other == host || !same_shares(capacity, leader, other_leader)) return CAPACITY_BAD_HOST;
  const uint32_t tag = host->granted[i].tag;
  if (capacity_holds(capacity, to, dpa, length) || (tag && other->offer.tag == tag))
    return CAPACITY_OK; /* asked again */
  if (other->offer.run.blocks) return CAPACITY_RETRY;
  if (other->granted_count == CAPACITY_EXTENTS) return CAPACITY_TOO_MANY;
  capacity_extent_t* extent = &host->granted[i];
  if (!extent->tag) extent->tag = 1 + (leader << 16 | extent->run.first);
  other->offer = (capacity_extent_t){extent->run, rights & extent->rights, extent->tag};
  raise_event(capacity, other);
  return CAPACITY_OK;
}

static void take_back(capacity_t* capacity, uint32_t leader, uint32_t i, uint8_t owner) {
  capacity_port_t* host = &capacity->port[leader];
  const capacity_run_t run = host->granted[i].run;
  capacity->changed = true;
  permit(capacity, leader, run, HDM_NONE);
  host->granted[i] = host->granted[--host->granted_count];
  host->generation++;
  let_go(capacity, leader, run, owner);
}

capacity_status_t capacity_release(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                   uint64_t length) {
  const uint32_t leader = capacity->port[port].leader;
  const uint32_t i = find_granted(capacity, &capacity->port[leader], dpa, length);
  if (i == capacity->port[leader].granted_count) return CAPACITY_BAD_EXTENT;
  take_back(capacity, leader, i, CAPACITY_FREE);
  return CAPACITY_OK;
}

uint64_t capacity_reclaim(capacity_t* capacity, uint32_t port) {
  const uint32_t leader = capacity->port[port].leader;
  capacity_port_t* host = &capacity->port[leader];
  uint64_t blocks = 0;
  if (host->offer.run.blocks) drop_offer(capacity, leader);
  while (host->granted_count) {
    blocks += host->granted[host->granted_count - 1].run.blocks * host->links;
    take_back(capacity, leader, host->granted_count - 1, CAPACITY_DIRTY);
  }
  return blocks * capacity->block_size;
}

uint64_t capacity_free_bytes(const capacity_t* capacity) {
  uint64_t blocks = 0;
  for (uint32_t block = 0; block < capacity->blocks; block++)
    blocks += capacity->owner[block] == CAPACITY_FREE;
  return blocks * capacity->block_size;
}
