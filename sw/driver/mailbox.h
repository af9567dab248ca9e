/* The host's side of a CXL mailbox. */
#pragma once

#include <stdint.h>

typedef struct {
  uintptr_t base; /* CXL device registers */
} mailbox_t;

typedef enum {
  MAILBOX_OK,        /* answered; the return code says how it went */
  MAILBOX_NOT_READY, /* the device does not take commands (yet) */
  MAILBOX_BUSY,      /* another command is at work, for all of the timeout */
  MAILBOX_TIMEOUT,   /* no answer in time */
  MAILBOX_NO_LINK,   /* its registers did not answer */
  MAILBOX_TOO_LONG,  /* more payload than fits, either way */
} mailbox_status_t;

/* Sends `opcode` with `sent` bytes and waits for the answer: `*code` is CXL's return code, `out`
 * gets at most
 * `*received` bytes, which becomes their number. */
mailbox_status_t mailbox_command(const mailbox_t* mailbox, uint16_t opcode, const void* in,
                                 uint32_t sent, void* out, uint32_t* received, uint16_t* code,
                                 uint32_t timeout_us);
