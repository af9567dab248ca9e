/* Blocks and their holders. Only capacity_accept gives access. */
#include "firmware/apps/pool_manager/capacity.h"

#include <string.h>

#include "firmware/apps/pool_manager/capacity_blocks.h"
#include "firmware/hal/hal.h"

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
  for (uint32_t port = 0; port < CAPACITY_PORTS; port++) capacity->port[port].leader = port;
  scrub_abort(&scrub);
  for (uint32_t block = 0; block < capacity->blocks; block++)
    hdm_decoder_forbid_all(&decoder, block);
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

static bool is_held(const capacity_t* capacity, uint32_t block) {
  for (uint32_t p = 0; p < CAPACITY_PORTS; p++) {
    const capacity_port_t* port = &capacity->port[p];
    const uint32_t within = block - port->share.first;
    for (uint32_t i = 0; i < port->offer_count; i++)
      if (within - port->offer[i].extent.run.first < port->offer[i].extent.run.blocks) return true;
    for (uint32_t i = 0; i < port->granted_count; i++)
      if (within - port->granted[i].run.first < port->granted[i].run.blocks) return true;
  }
  return false;
}

/* After an extent or an offer has gone from its list: blocks that nobody holds any more become
 * `owner`, which is free or dirty. Of what is `parted` each block may have other holders. */
static void let_go(capacity_t* capacity, uint32_t leader, capacity_run_t gone, bool parted,
                   uint8_t owner) {
  const uint32_t step = parted ? 1 : gone.blocks;
  for (uint32_t block = 0; block < gone.blocks; block += step) {
    const capacity_run_t run = {gone.first + block, step};
    if (is_held(capacity, capacity->port[leader].share.first + run.first)) continue;
    set_owner(capacity, leader, run, owner);
    if (owner == CAPACITY_DIRTY) capacity->dirty_blocks += step * capacity->port[leader].links;
  }
}

capacity_offer_t* capacity_requested(capacity_t* capacity, uint32_t port) {
  capacity_port_t* host = leader_of(capacity, port);
  const uint32_t i = offer_list_from(host->offer, host->offer_count, capacity->port[port].leader);
  return i < host->offer_count ? &host->offer[i] : NULL;
}

static void drop_offer(capacity_t* capacity, uint32_t leader, uint32_t i) {
  capacity_port_t* host = &capacity->port[leader];
  const capacity_offer_t dropped = offer_list_take(host->offer, &host->offer_count, i);
  capacity->changed = true;
  if (!dropped.ready && capacity->scrubbing.busy && capacity->scrubbing.leader == (int32_t)leader) {
    scrub_abort(&capacity->scrub); /* else it would end as another offer's */
    capacity->scrubbing.busy = false;
  }
  let_go(capacity, leader, dropped.extent.run, dropped.parted || dropped.extent.tag, CAPACITY_FREE);
}

static void log_event(capacity_t* capacity, capacity_port_t* host, uint8_t type,
                      const capacity_extent_t* extent) {
  capacity->changed = true;
  event_log_add(&host->events,
                (event_t){.timestamp = host_clock_read(&host->clock, hal_now_us()),
                          .dpa = (host->share.first + extent->run.first) * capacity->block_size,
                          .length = extent->run.blocks * capacity->block_size,
                          .tag = extent->tag,
                          .type = type});
}

static void raise_offer(capacity_t* capacity, capacity_port_t* host, capacity_offer_t* offer) {
  offer->ready = true;
  log_event(capacity, host, CXL_DC_ADD, &offer->extent);
}

static void start_scrub(capacity_t* capacity, int32_t leader, uint32_t link, capacity_run_t run) {
  const uint64_t length = run.blocks * capacity->block_size;
  const bool taken = scrub_start(&capacity->scrub, run.first * capacity->block_size, length);
  capacity->scrubbing = (capacity_scrub_t){
      true, !taken, leader,
      link, run,    hal_now_us() + length / SCRUB_BYTES_PER_US + SCRUB_MARGIN_US};
  capacity->changed = true;
}

capacity_status_t capacity_request(capacity_t* capacity, uint32_t port, uint64_t length) {
  const uint32_t leader = capacity->port[port].leader;
  capacity_port_t* host = &capacity->port[leader];
  const uint64_t unit = capacity->block_size * host->links;
  if (!length || !host->links || length % unit || length / unit > host->share.blocks)
    return CAPACITY_BAD_LENGTH;
  if (capacity_requested(capacity, port)) return CAPACITY_RETRY;
  if (host->granted_count == CAPACITY_EXTENTS) return CAPACITY_TOO_MANY;
  const uint32_t first = find_free(capacity, leader, (uint32_t)(length / unit));
  if (first == CAPACITY_BLOCKS) return CAPACITY_RETRY;
  const capacity_run_t run = {first, (uint32_t)(length / unit)};
  set_owner(capacity, leader, run, (uint8_t)leader);
  host->offer[host->offer_count++] = (capacity_offer_t){{run, HDM_BOTH, 0}, leader, false, false};
  capacity->changed = true;
  return CAPACITY_OK;
}

static bool waits_for_scrub(const capacity_t* capacity, uint32_t leader) {
  const capacity_port_t* host = &capacity->port[leader];
  const uint32_t i = offer_list_from(host->offer, host->offer_count, leader);
  return i < host->offer_count && !host->offer[i].ready;
}

bool capacity_is_scrubbing(const capacity_t* capacity) {
  bool is = capacity->scrubbing.busy || capacity->dirty_blocks;
  for (uint32_t p = 0; p < CAPACITY_PORTS && !is; p++) is = waits_for_scrub(capacity, p);
  return is;
}

uint64_t capacity_due_us(const capacity_t* capacity) {
  const capacity_scrub_t* scrubbing = &capacity->scrubbing;
  if (scrubbing->busy && !scrubbing->refused) return scrubbing->deadline_us;
  return capacity_is_scrubbing(capacity) ? 0 : UINT64_MAX;
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

/* One engine for all: hosts, and what is dirty, take turns. */
static void scrub_next(capacity_t* capacity) {
  const int32_t turns = CAPACITY_PORTS + 1;
  for (int32_t i = 1; i <= turns; i++) {
    const int32_t leader = (capacity->scrubbing.leader + 1 + i) % turns - 1;
    if (leader < 0 && capacity->dirty_blocks) return scrub_dirty(capacity);
    if (leader < 0 || !waits_for_scrub(capacity, (uint32_t)leader)) continue;
    const capacity_run_t run = capacity_requested(capacity, (uint32_t)leader)->extent.run;
    return start_scrub(capacity, leader, 0, blocks_of(capacity, (uint32_t)leader, 0, run));
  }
}

static scrubbed_t dirty_ended(capacity_t* capacity, bool well) {
  const capacity_run_t run = capacity->scrubbing.run;
  capacity->dirty_failures = well ? 0 : capacity->dirty_failures + 1;
  if (!well && capacity->dirty_failures < MOST_FAILURES) return SCRUBBED_NONE; /* once more */
  memset(capacity->owner + run.first, well ? CAPACITY_FREE : CAPACITY_BAD, run.blocks);
  capacity->dirty_blocks -= run.blocks;
  capacity->dirty_failures = 0;
  return !well ? SCRUBBED_BAD : capacity->dirty_blocks ? SCRUBBED_NONE : SCRUBBED_RECLAIMED;
}

static scrubbed_t scrub_ended(capacity_t* capacity, bool well) {
  const capacity_scrub_t done = capacity->scrubbing;
  capacity->scrubbing.busy = false;
  capacity->changed = true;
  if (done.leader < 0) return dirty_ended(capacity, well);
  const uint32_t leader = (uint32_t)done.leader;
  capacity_port_t* host = &capacity->port[leader];
  capacity_offer_t* offer = capacity_requested(capacity, leader);
  if (!well) {
    drop_offer(capacity, leader, (uint32_t)(offer - host->offer));
    return SCRUBBED_FAILED;
  }
  if (done.link + 1 < host->links) {
    start_scrub(capacity, done.leader, done.link + 1,
                blocks_of(capacity, leader, done.link + 1, offer->extent.run));
    return SCRUBBED_NONE;
  }
  raise_offer(capacity, host, offer);
  return SCRUBBED_OFFERED;
}

/* Ends one or begins one, never both: each is kept before the next. */
scrubbed_t capacity_poll(capacity_t* capacity, uint32_t* leader) {
  const capacity_scrub_t* scrubbing = &capacity->scrubbing;
  if (!scrubbing->busy) {
    scrub_next(capacity);
    return SCRUBBED_NONE;
  }
  const scrub_state_t state = scrubbing->refused ? SCRUB_FAILED : scrub_state(&capacity->scrub);
  if (state == SCRUB_BUSY && hal_now_us() < scrubbing->deadline_us) return SCRUBBED_NONE;
  if (state != SCRUB_IDLE) scrub_abort(&capacity->scrub);
  *leader = (uint32_t)scrubbing->leader;
  return scrub_ended(capacity, state == SCRUB_IDLE);
}

void capacity_refuse(capacity_t* capacity, uint32_t port) {
  const capacity_port_t* host = leader_of(capacity, port);
  uint32_t i = offer_list_parted(host->offer, host->offer_count);
  if (i == host->offer_count) i = offer_list_find(host->offer, host->offer_count, NULL, 0);
  if (i < host->offer_count) drop_offer(capacity, capacity->port[port].leader, i);
}

capacity_status_t capacity_accept(capacity_t* capacity, uint32_t port, const capacity_run_t* list,
                                  uint32_t count, bool more) {
  const uint32_t leader = capacity->port[port].leader;
  capacity_port_t* host = &capacity->port[leader];
  const uint32_t at = offer_list_find(host->offer, host->offer_count, list, count);
  if (at == host->offer_count) return CAPACITY_NOT_HELD;
  for (uint32_t i = 0; i < count; i++)
    if (extent_list_overlaps(host->granted, host->granted_count, list[i])) return CAPACITY_NOT_HELD;
  capacity_offer_t* offer = &host->offer[at];
  if (count > CAPACITY_EXTENTS - host->granted_count) return CAPACITY_TOO_MANY;
  for (uint32_t i = 0; i < count; i++) {
    offer->parted |= more || list[i].blocks != offer->extent.run.blocks;
    permit(capacity, leader, list[i], offer->extent.rights);
    host->granted[host->granted_count++] =
        (capacity_extent_t){list[i], offer->extent.rights, offer->extent.tag};
    host->generation++;
  }
  capacity->changed = true;
  if (!more) drop_offer(capacity, leader, at);
  return CAPACITY_OK;
}

/* Extents are named by where the first link shows them. */
static uint32_t find_granted(const capacity_t* capacity, const capacity_port_t* host, uint64_t dpa,
                             uint64_t length) {
  const uint64_t unit = capacity->block_size;
  uint32_t i = 0;
  for (; i < host->granted_count; i++) {
    const capacity_run_t run = host->granted[i].run;
    if (dpa == (host->share.first + run.first) * unit && length == run.blocks * unit) break;
  }
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
    if (!runs_equal(capacity->port[a + link].share, capacity->port[b + link].share)) return false;
  return true;
}

static uint32_t new_tag(capacity_t* capacity, capacity_run_t run) {
  capacity->last_tag += CAPACITY_BLOCKS;
  if (!capacity->last_tag) capacity->last_tag = CAPACITY_BLOCKS; /* 0: not shared */
  return capacity->last_tag + run.first;
}

capacity_status_t capacity_share_extent(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                        uint64_t length, uint32_t to, hdm_rights_t rights) {
  const uint32_t leader = capacity->port[port].leader;
  capacity_port_t* host = &capacity->port[leader];
  const uint32_t i = find_granted(capacity, host, dpa, length);
  if (i == host->granted_count) return CAPACITY_NOT_HELD;
  if (to >= CAPACITY_PORTS || !capacity->port[to].share.blocks) return CAPACITY_BAD_HOST;
  const uint32_t other_leader = capacity->port[to].leader;
  capacity_port_t* other = &capacity->port[other_leader];
  if (other == host || !same_shares(capacity, leader, other_leader)) return CAPACITY_BAD_HOST;
  capacity_extent_t* extent = &host->granted[i];
  if (capacity_holds(capacity, to, dpa, length)) return CAPACITY_OK; /* asked again */
  for (uint32_t o = 0; o < other->offer_count; o++)
    if (other->offer[o].from == leader)
      return extent->tag && other->offer[o].extent.tag == extent->tag ? CAPACITY_OK
                                                                      : CAPACITY_RETRY;
  /* The last place is for its own request. */
  const uint32_t others = other->offer_count - (capacity_requested(capacity, to) != NULL);
  if (others == CAPACITY_OFFERS - 1 || !event_log_has_room_for(&other->events, leader))
    return CAPACITY_RETRY;
  if (other->granted_count == CAPACITY_EXTENTS) return CAPACITY_TOO_MANY;
  if (!extent->tag) extent->tag = new_tag(capacity, extent->run);
  capacity_offer_t* offer = &other->offer[other->offer_count++];
  *offer =
      (capacity_offer_t){{extent->run, rights & extent->rights, extent->tag}, leader, false, false};
  raise_offer(capacity, other, offer);
  return CAPACITY_OK;
}

/* Once, until the host clears the record. */
static capacity_status_t tell_release(capacity_t* capacity, capacity_port_t* host,
                                      const capacity_extent_t* extent) {
  const uint64_t dpa = (host->share.first + extent->run.first) * capacity->block_size;
  const uint64_t length = extent->run.blocks * capacity->block_size;
  if (event_log_has(&host->events, CXL_DC_RELEASE, dpa, length)) return CAPACITY_OK;
  if (!event_log_has_room(&host->events)) return CAPACITY_RETRY;
  log_event(capacity, host, CXL_DC_RELEASE, extent);
  return CAPACITY_OK;
}

capacity_status_t capacity_recall(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                  uint64_t length, uint32_t from) {
  const uint32_t leader = capacity->port[port].leader;
  const capacity_port_t* host = &capacity->port[leader];
  const uint64_t size = capacity->block_size;
  const capacity_run_t run = {(uint32_t)(dpa / size) - host->share.first,
                              (uint32_t)(length / size)};
  const uint32_t of = extent_list_find(host->granted, host->granted_count, run);
  if (!run.blocks || dpa != (host->share.first + run.first) * size || length != run.blocks * size ||
      of == host->granted_count)
    return CAPACITY_NOT_HELD;
  if (from >= CAPACITY_PORTS || capacity->port[from].leader == leader ||
      capacity->owner[host->share.first + run.first] != leader)
    return CAPACITY_BAD_HOST;
  capacity_port_t* other = leader_of(capacity, from);
  capacity_status_t status = CAPACITY_BAD_HOST;
  for (uint32_t i = 0; i < other->granted_count && status != CAPACITY_RETRY; i++) {
    capacity_extent_t shared = other->granted[i];
    if (!shared.tag || shared.tag != host->granted[of].tag || !runs_overlap(shared.run, run))
      continue;
    shared.run = runs_common(shared.run, run);
    status = tell_release(capacity, other, &shared);
  }
  return status;
}

/* Nobody offers what it does not hold. Called while it still does, or the blocks would be free. */
static void withdraw(capacity_t* capacity, uint32_t leader, capacity_run_t run) {
  for (uint32_t p = 0; p < CAPACITY_PORTS; p++)
    for (uint32_t i = capacity->port[p].offer_count; p != leader && i-- > 0;) {
      const capacity_extent_t offered = capacity->port[p].offer[i].extent;
      if (capacity->port[p].offer[i].from != leader || !runs_overlap(offered.run, run)) continue;
      event_log_take_back(&capacity->port[p].events, CXL_DC_ADD, offered.tag, leader);
      drop_offer(capacity, p, i);
    }
}

/* Of extent `i`. */
static void take_back(capacity_t* capacity, uint32_t leader, uint32_t i, capacity_run_t run,
                      uint8_t owner) {
  capacity_port_t* host = &capacity->port[leader];
  const bool shared = host->granted[i].tag;
  if (shared) withdraw(capacity, leader, run);
  capacity->changed = true;
  permit(capacity, leader, run, HDM_NONE);
  extent_list_cut(host->granted, &host->granted_count, i, run);
  host->generation++;
  let_go(capacity, leader, run, shared, owner);
}

capacity_status_t capacity_release(capacity_t* capacity, uint32_t port, const capacity_run_t* list,
                                   uint32_t count) {
  const uint32_t leader = capacity->port[port].leader;
  const capacity_port_t* host = &capacity->port[leader];
  capacity_extent_t left[CAPACITY_EXTENTS]; /* tried on a copy: all or none */
  uint32_t left_count = host->granted_count;
  memcpy(left, host->granted, sizeof left);
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t of = extent_list_find(left, left_count, list[i]);
    if (of == left_count) return CAPACITY_NOT_HELD;
    if (!extent_list_cut(left, &left_count, of, list[i])) return CAPACITY_TOO_MANY;
  }
  for (uint32_t i = 0; i < count; i++)
    take_back(capacity, leader, extent_list_find(host->granted, host->granted_count, list[i]),
              list[i], CAPACITY_FREE);
  return CAPACITY_OK;
}

uint64_t capacity_reclaim(capacity_t* capacity, uint32_t port) {
  const uint32_t leader = capacity->port[port].leader;
  capacity_port_t* host = &capacity->port[leader];
  uint64_t blocks = 0;
  while (host->offer_count) drop_offer(capacity, leader, 0);
  while (host->granted_count) {
    const capacity_extent_t extent = host->granted[host->granted_count - 1];
    blocks += extent.run.blocks * host->links;
    take_back(capacity, leader, host->granted_count - 1, extent.run, CAPACITY_DIRTY);
    log_event(capacity, host, CXL_DC_FORCED_RELEASE, &extent);
  }
  return blocks * capacity->block_size;
}

uint64_t capacity_free_bytes(const capacity_t* capacity) {
  uint64_t blocks = 0;
  for (uint32_t block = 0; block < capacity->blocks; block++)
    blocks += capacity->owner[block] == CAPACITY_FREE;
  return blocks * capacity->block_size;
}
