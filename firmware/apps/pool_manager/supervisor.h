/* Watches over the optical module of a port: brings it up, says what befalls it, brings it up
 * again. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/drivers/cmis.h"

#define SUPERVISOR_IDLE_US 20000u /* nothing to do before the next poll or interrupt */

typedef struct {
  uint32_t port;
  cmis_bringup_t bringup;
  cmis_status_t state; /* CMIS_PENDING while it comes up, CMIS_OK in service, else what is wrong */
  bool in_service;     /* it was up; what is wrong came later */
  uint32_t attempts;
  uint64_t retry_us;   /* 0: not again */
  uint64_t due_us;     /* nothing is to be done before, unless its pins move */
  uint8_t dark;        /* lanes */
  cmis_flags_t masked; /* flags whose cause lasts */
  cmis_flags_t told;   /* what has been said of them, and is not over */
  volatile bool event; /* its pins have moved */
  volatile bool moved; /* it was pulled out or plugged in, or both */
} supervisor_t;

/* `warm`: after a reset of the processor alone; a module in service is left as it is, and so is one
 * that does not answer while the link is up. */
void supervisor_open(supervisor_t* supervisor, uint32_t port, cmis_t module, bool warm,
                     bool link_up);
/* Does what is due; `poll`: looks at the module though nothing has interrupted. Returns how long
 * nothing will be due. */
uint32_t supervisor_serve(supervisor_t* supervisor, bool poll);
/* From the interrupt handler. */
void supervisor_interrupt(supervisor_t* supervisor);
