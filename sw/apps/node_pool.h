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
    pool.module[i] = (cmis_t){{NODE_BAR_BASE + BAR_I2C_BASE(i), NODE_I2C_SOURCE(i)},
                              NODE_BAR_BASE + BAR_MODULE_CONTROL_BASE(i)};
  return pool;
}

/* Its modules and links up, for apps that do not mend: 0, or what the app may end with. */
static inline int node_pool_up(const pool_t* pool, uint32_t timeout_us) {
  cmis_bringup_t bringup[POOL_LINKS];
  uint32_t failed;
  if (pool_modules_up(pool, bringup, &failed) != POOL_OK) return 1;
  return pool_wait_ready(pool, timeout_us) == POOL_OK ? 0 : 2;
}
