/* Who owns which blocks of the pool, and how a block changes its owner: requested, scrubbed,
 * offered, granted, released. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/drivers/cxl_commands.h"
#include "firmware/drivers/hdm_decoder.h"
#include "firmware/drivers/scrub.h"

#define CAPACITY_PORTS 16
#define CAPACITY_BLOCKS 4096
#define CAPACITY_EXTENTS 16 /* a port */

typedef enum {
  CAPACITY_OK,
  CAPACITY_BAD_LENGTH,
  CAPACITY_RETRY,
  CAPACITY_BAD_EXTENT,
  CAPACITY_TOO_MANY
} capacity_status_t;

typedef struct {
  uint32_t first, blocks;
} capacity_run_t;

typedef struct {
  capacity_run_t granted[CAPACITY_EXTENTS];
  uint32_t granted_count;
  uint32_t generation;
  capacity_run_t reach; /* what its decoder shows; blocks 0: nothing */
  capacity_run_t offer; /* blocks 0: none */
  bool offer_ready;     /* scrubbed; its event waits in the log */
  bool event_pending;
  uint16_t event_handle;
} capacity_port_t;

typedef struct {
  hdm_decoder_t decoder;
  scrub_t scrub;
  uint32_t blocks;
  uint64_t block_size;
  uint8_t owner[CAPACITY_BLOCKS]; /* port, or CAPACITY_FREE */
  capacity_port_t port[CAPACITY_PORTS];
  int32_t scrub_port; /* whose the scrub at work is, -1: none */
  uint64_t scrub_deadline_us;
} capacity_t;

#define CAPACITY_FREE 0xff

/* All blocks free, no permission anywhere, no scrub at work: whatever was before a reset. */
void capacity_init(capacity_t* capacity, hdm_decoder_t decoder, scrub_t scrub);
/* Only blocks in [dpa, dpa + length) can be given to `port`. */
void capacity_set_reach(capacity_t* capacity, uint32_t port, uint64_t dpa, uint64_t length);
/* Takes free blocks for `port` and begins to scrub them. */
capacity_status_t capacity_request(capacity_t* capacity, uint32_t port, uint64_t length);
/* What became of the scrub at work; `port` is whose it is. */
typedef enum { SCRUBBED_NONE, SCRUBBED_OFFERED, SCRUBBED_FAILED } scrubbed_t;
scrubbed_t capacity_poll(capacity_t* capacity, uint32_t* port);
/* The host refuses what is on offer. */
void capacity_refuse(capacity_t* capacity, uint32_t port);
/* The host takes the extent on offer: all of it. */
capacity_status_t capacity_accept(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                  uint64_t length);
/* Whether an extent is one that `port` holds. */
bool capacity_holds(const capacity_t* capacity, uint32_t port, uint64_t dpa, uint64_t length);
/* The host gives an extent back: access ends at once; the blocks are scrubbed before anyone gets
 * them. */
capacity_status_t capacity_release(capacity_t* capacity, uint32_t port, uint64_t dpa,
                                   uint64_t length);
uint64_t capacity_free_bytes(const capacity_t* capacity);
