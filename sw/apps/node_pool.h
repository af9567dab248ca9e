/* The pool as this node's map shows it. */
#pragma once

#include "node_map.h"
#include "sw/driver/pool.h"

static inline pool_t node_pool(void) {
  pool_t pool = {.accelerator = NODE_BAR_BASE + BAR_ACCELERATOR_BASE,
                 .mailbox = {NODE_IO_BASE + IO_MAILBOX_BASE},
                 .port = NODE_IO_BASE + IO_REGISTERS_BASE};
  pool.links = pool_count_links(pool.accelerator);
  for (uint32_t i = 0; i < pool.links; i++)
    pool.module[i] =
        (cmis_t){{NODE_BAR_BASE + BAR_I2C_BASE(i)}, NODE_BAR_BASE + BAR_MODULE_CONTROL_BASE(i)};
  return pool;
}
