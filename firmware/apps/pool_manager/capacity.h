/* Who holds which blocks of the pool, and how a block changes hands: requested, scrubbed, offered,
 * granted, shared, released, reclaimed. A host is named by the first of its ports, its leader: over
 * n links the same blocks of n equal shares are its, and a run is counted within a share. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/apps/pool_manager/event_log.h"
#include "firmware/apps/pool_manager/offer_list.h"
#include "firmware/drivers/cxl_commands.h"
#include "firmware/drivers/hdm_decoder.h"
#include "firmware/drivers/scrub.h"

#define CAPACITY_PORTS 16
#define CAPACITY_BLOCKS 4096
#define CAPACITY_EXTENTS EXTENT_LIST_MOST /* a host */
#define CAPACITY_OFFERS 7 /* to a host: its own request's, and of each other host at most one */

typedef enum {
  CAPACITY_OK,
  CAPACITY_BAD_LENGTH,
  CAPACITY_RETRY,
  CAPACITY_NOT_HELD, /* no extent, or offer, of the host has all of it */
  CAPACITY_TOO_MANY,
  CAPACITY_BAD_HOST
} capacity_status_t;

/* The answer to a port's last command that changed something: kept with the change, so that after a
 * reset it is given, and the command not carried out a second time. */
typedef struct {
  uint32_t number; /* of the command, in its mailbox; 0: none */
  uint16_t code;
} capacity_answer_t;

typedef struct {
  capacity_answer_t answer;
  uint32_t leader;
  uint32_t links;       /* of a leader */
  capacity_run_t share; /* what its decoder shows, of the region's blocks; blocks 0: nothing */
  capacity_extent_t granted[CAPACITY_EXTENTS];
  uint32_t granted_count;
  uint32_t generation;
  capacity_offer_t offer[CAPACITY_OFFERS]; /* the oldest first */
  uint32_t offer_count;
  event_log_t events; /* dynamic capacity */
  host_clock_t clock;
  cxl_interrupt_policy_t interrupt_policy;
} capacity_port_t;

/* The scrub at work: for a leader's offer, or (leader -1) of blocks whose host has gone. */
typedef struct {
  bool busy;
  bool refused; /* the engine did not take it: it has failed */
  int32_t leader;
  uint32_t link;
  capacity_run_t run; /* of the region's blocks */
  uint64_t deadline_us;
} capacity_scrub_t;

typedef struct {
  uint32_t seal;     /* first: a checksum over all that follows */
  uint32_t sequence; /* of the last change that was kept */
  bool changed;      /* since then */
  hdm_decoder_t decoder;
  scrub_t scrub;
  uint32_t blocks;
  uint64_t block_size;
  uint8_t owner[CAPACITY_BLOCKS]; /* leader, CAPACITY_FREE or CAPACITY_DIRTY */
  capacity_port_t port[CAPACITY_PORTS];
  capacity_scrub_t scrubbing;
  uint32_t last_tag; /* of a shared extent, without its first block */
  uint32_t dirty_blocks;
  uint32_t dirty_failures; /* in a row */
} capacity_t;

/* Two whole tables in memory that outlives a reset: while one is written the other is good. */
typedef struct {
  capacity_t table[2];
} capacity_store_t;

/* A shared extent's tag tells its first block, as all its holders count. */
static inline uint32_t shared_tag_first(uint32_t tag) { return tag % CAPACITY_BLOCKS; }

#define CAPACITY_FREE 0xff
#define CAPACITY_DIRTY 0xfe /* its host has gone: to be scrubbed before anyone gets it */
#define CAPACITY_BAD 0xfd   /* could not be scrubbed: nobody gets it */

/* All blocks free, no permission anywhere, no scrub at work: whatever was before. Each port leads
 * itself, and has no share until it is given one. */
void capacity_init(capacity_t* capacity, hdm_decoder_t decoder, scrub_t scrub);
/* Keeps what has changed, all of it or nothing. */
void capacity_keep(capacity_t* capacity, capacity_store_t* store);
/* After a reset: takes the last table that was kept whole, and puts the decoder's extent table
 * right where a change was under way. False: there is none. */
bool capacity_restore(capacity_t* capacity, const capacity_store_t* store, hdm_decoder_t decoder,
                      scrub_t scrub);
/* Link `link` of the host at port `leader` shows DPAs [dpa, dpa + length). */
void capacity_set_share(capacity_t* capacity, uint32_t leader, uint32_t link, uint64_t dpa,
                        uint64_t length);
/* Takes free blocks for a host, `length` bytes over all its links, to be scrubbed in its turn. */
capacity_status_t capacity_request(capacity_t* capacity, uint32_t port, uint64_t length);
/* Goes on with scrubbing; tells what became of an offer, whose leader is `*leader`, or of reclaimed
 * blocks. */
typedef enum {
  SCRUBBED_NONE,
  SCRUBBED_OFFERED,
  SCRUBBED_FAILED,
  SCRUBBED_RECLAIMED,
  SCRUBBED_BAD, /* reclaimed blocks were given up */
} scrubbed_t;
scrubbed_t capacity_poll(capacity_t* capacity, uint32_t* leader);
/* A scrub is at work or due. */
bool capacity_is_scrubbing(const capacity_t* capacity);
/* When to call `capacity_poll` next, unless the engine interrupts before: 0 at once, UINT64_MAX
 * not.
 */
uint64_t capacity_due_us(const capacity_t* capacity);
/* The host's own request that is not answered by a host's taking or refusing yet; NULL: none. */
capacity_offer_t* capacity_requested(capacity_t* capacity, uint32_t port);
/* The host refuses the oldest offer that it was told of. */
void capacity_refuse(capacity_t* capacity, uint32_t port);
/* The host takes these parts of one offer, all or none; unless `more` of the list follows, the rest
 * is refused. */
capacity_status_t capacity_accept(capacity_t* capacity, uint32_t port, const capacity_run_t* list,
                                  uint32_t count, bool more);
/* Whether an extent is one that the host holds; `dpa` and `length` are of its first link. */
bool capacity_holds(const capacity_t* capacity, uint32_t port, uint64_t dpa, uint64_t length);
/* Offers an extent that the host holds to the host at port `to`, too. CAPACITY_RETRY: one of its
 * offers waits there already, or is still told of there though taken back, or the other has no
 * room: nobody fills another's log. */
capacity_status_t capacity_share_extent(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                        uint64_t length, uint32_t to, hdm_rights_t rights);
/* Asks the host at port `from`, by an event for each of its extents that is concerned, to give back
 * what it has of what this one has shared. CAPACITY_RETRY: its log has no room for all of them. */
capacity_status_t capacity_recall(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                  uint64_t length, uint32_t from);
/* The host gives extents, or parts of them, back, all or none: its access ends at once; when nobody
 * holds the blocks any more they are free, and scrubbed before anyone gets them. What it has
 * offered of them and nobody has taken yet is offered no more. */
capacity_status_t capacity_release(capacity_t* capacity, uint32_t port, const capacity_run_t* list,
                                   uint32_t count);
/* Takes all from a host that has gone; its blocks are scrubbed, then free. Returns bytes taken. */
uint64_t capacity_reclaim(capacity_t* capacity, uint32_t port);
uint64_t capacity_free_bytes(const capacity_t* capacity);
