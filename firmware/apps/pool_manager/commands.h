/* The mailbox commands, with CXL's payloads and return codes. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/apps/pool_manager/capacity.h"
#include "firmware/drivers/mailbox_service.h"

typedef struct {
  capacity_t* capacity;
  uint32_t port;
  lantern_link_status_out_t link;
  cxl_background_status_t background; /* as the host's mailbox shows it */
  event_log_t* media; /* the host's logs before the one of dynamic capacity; NULL: they are empty */
  bool media_changed; /* by the command */
} command_context_t;

/* Carries `opcode` out on `payload` (`*length` bytes), which then holds the answer. Returns the
 * return code. */
uint16_t command_execute(command_context_t* context, uint16_t opcode, void* payload,
                         uint32_t* length);
