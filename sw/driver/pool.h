/* A host's view of the pool: its module up, its link up, capacity asked for, taken and given back.
 */
#pragma once

#include <stdint.h>

#include "firmware/drivers/cmis.h"
#include "sw/driver/mailbox.h"

typedef struct {
  uintptr_t accelerator; /* BAR registers */
  cmis_t module;
  mailbox_t mailbox; /* over the link */
  uintptr_t port;    /* port registers, over the link */
} pool_t;

typedef enum {
  POOL_OK,
  POOL_MODULE,  /* the module did not come up: see the bring-up */
  POOL_NO_LINK, /* LINK_UP did not come in time */
  POOL_MAILBOX, /* the mailbox did not answer */
  POOL_RETRY,   /* not enough capacity now */
  POOL_REFUSED, /* the pool said no: see `code` */
  POOL_TIMEOUT, /* capacity was not offered in time */
} pool_status_t;

const char* pool_status_text(pool_status_t status);

typedef struct {
  uint64_t dpa, length;
  uint64_t hpa; /* where the host's window shows it */
} pool_extent_t;

/* Brings the module up; `bringup` says how far it came. */
pool_status_t pool_module_up(const pool_t* pool, cmis_bringup_t* bringup);
pool_status_t pool_wait_link(const pool_t* pool, uint32_t timeout_us);
/* Waits until the mailbox takes commands. */
pool_status_t pool_wait_mailbox(const pool_t* pool, uint32_t timeout_us);
/* Asks for `length` bytes, waits for the offer and takes it. `*code` is the last return code. */
pool_status_t pool_acquire(const pool_t* pool, uint64_t length, uint32_t timeout_us,
                           pool_extent_t* extent, uint16_t* code);
pool_status_t pool_release(const pool_t* pool, const pool_extent_t* extent, uint16_t* code);
