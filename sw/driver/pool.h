/* A host's view of the pool: its modules up, its links up, capacity asked for, taken, shared and
 * given back; and what to do when the link has gone. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/drivers/cmis.h"
#include "sw/driver/mailbox.h"

#define POOL_LINKS 8

typedef struct {
  uintptr_t accelerator; /* BAR registers */
  uint32_t links;
  cmis_t module[POOL_LINKS]; /* one a link */
  mailbox_t mailbox;         /* over the first link */
  uintptr_t port;            /* port registers, over the first link */
} pool_t;

typedef enum {
  POOL_OK,
  POOL_MODULE,     /* a module did not come up: see the bring-up */
  POOL_NO_LINK,    /* a link is down, and did not come up in time */
  POOL_MAILBOX,    /* the mailbox did not answer */
  POOL_RETRY,      /* not enough capacity now */
  POOL_REFUSED,    /* the pool said no: see `code` */
  POOL_TIMEOUT,    /* capacity was not offered in time */
  POOL_BAD_ANSWER, /* no pool that is right answers so: it is not believed */
} pool_status_t;

const char* pool_status_text(pool_status_t status);

typedef struct {
  uint64_t hpa, length; /* where the host's window shows it */
  uint64_t dpa;         /* where it begins in the share of the first link */
  bool shared;          /* another host holds it, too */
} pool_extent_t;

/* Links that this accelerator has. */
uint32_t pool_count_links(uintptr_t accelerator);
/* Brings the modules of all links up, side by side; one that is in service already is left as it
 * is. POOL_MODULE: `bringup[*failed]` says how far that one came. */
pool_status_t pool_modules_up(const pool_t* pool, cmis_bringup_t bringup[POOL_LINKS],
                              uint32_t* failed);
/* Waits until all links are up, or up again, and the mailbox takes commands; meanwhile brings up
 * modules that were replaced or are in fault. */
pool_status_t pool_wait_ready(const pool_t* pool, uint32_t timeout_us);
/* Some link is up on half its lanes. */
bool pool_is_degraded(const pool_t* pool);
/* Asks for `length` bytes, waits for the offer and takes it, never what another host offers
 * meanwhile. `*code` is the last return code. */
pool_status_t pool_acquire(const pool_t* pool, uint64_t length, uint32_t timeout_us,
                           pool_extent_t* extent, uint16_t* code);
/* Takes what is offered to this host by another, the oldest first. */
pool_status_t pool_accept_shared(const pool_t* pool, uint32_t timeout_us, pool_extent_t* extent,
                                 uint16_t* code);
/* Offers an extent to the host at the pool's port `port`, too: 1 loads, 2 stores, 3 both. */
pool_status_t pool_share(const pool_t* pool, const pool_extent_t* extent, uint32_t port,
                         uint32_t rights, uint16_t* code);
pool_status_t pool_release(const pool_t* pool, const pool_extent_t* extent, uint16_t* code);
/* Gives back all that this host holds, e.g. from before a reset; `*count` extents. */
pool_status_t pool_release_all(const pool_t* pool, uint32_t* count);
/* The latencies of what begins from now on are recorded anew; or none are. */
void pool_measure(const pool_t* pool, bool on);
/* POOL_REFUSED: the extent is not this host's any more. */
pool_status_t pool_check(const pool_t* pool, const pool_extent_t* extent);
