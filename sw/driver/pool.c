/* Bring-up, and the dynamic capacity flow: request, event, response, release. */
#include "sw/driver/pool.h"

#include <string.h>

#include "firmware/drivers/cxl_commands.h"
#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/accelerator_regs.h"
#include "platform/regs/generated/mailbox_regs.h"
#include "platform/regs/generated/port_registers_regs.h"

#define CODE(name) MAILBOX_STATUS_RETURN_CODE_##name
#define COMMAND_TIMEOUT_US 2000000u /* as Linux has it: long enough for a pool that starts anew */
#define BRINGUP_POLL_US 100
#define BRINGUP_ATTEMPTS 3
#define BRINGUP_TIMEOUT_US 5000000u
#define LINK_POLL_US 20
#define EVENT_POLL_US 50

const char* pool_status_text(pool_status_t status) {
  static const char* const texts[] = {
      "ok",      "module not up",   "no link", "mailbox does not answer", "not enough capacity",
      "refused", "no offer in time"};
  return texts[status];
}

static uint32_t link_status(uintptr_t accelerator) {
  return mmio_read32(accelerator + ACCELERATOR_LINK_STATUS);
}
static bool links_up(const pool_t* pool) {
  return link_status(pool->accelerator) & ACCELERATOR_LINK_STATUS_LINK_UP_MASK;
}
bool pool_is_degraded(const pool_t* pool) {
  return link_status(pool->accelerator) & ACCELERATOR_LINK_STATUS_DEGRADED_MASK;
}
uint32_t pool_count_links(uintptr_t accelerator) {
  return (link_status(accelerator) & ACCELERATOR_LINK_STATUS_LINKS_MASK) >>
         ACCELERATOR_LINK_STATUS_LINKS_LSB;
}

static cmis_status_t begin_bringup(cmis_bringup_t* bringup, cmis_t module) {
  if (cmis_bringup_adopt(bringup, module) == CMIS_OK) return CMIS_OK;
  cmis_bringup_start(bringup, module);
  return CMIS_PENDING;
}

/* A module that is not there is waited for; one that fails is tried again. */
static cmis_status_t step_bringup(cmis_bringup_t* bringup, cmis_t module, cmis_status_t before,
                                  unsigned* attempts) {
  if (before == CMIS_ABSENT) {
    if (cmis_health(&module) == CMIS_ABSENT) return CMIS_ABSENT;
    cmis_bringup_start(bringup, module);
  }
  const cmis_status_t status = cmis_bringup_step(bringup);
  if (status == CMIS_OK || status == CMIS_PENDING || status == CMIS_ABSENT) return status;
  if (++*attempts == BRINGUP_ATTEMPTS) return status;
  cmis_bringup_start(bringup, module);
  return CMIS_PENDING;
}

static bool goes_on(cmis_status_t status) {
  return status == CMIS_PENDING || status == CMIS_ABSENT;
}

pool_status_t pool_modules_up(const pool_t* pool, cmis_bringup_t bringup[POOL_LINKS],
                              uint32_t* failed) {
  cmis_status_t status[POOL_LINKS];
  unsigned attempts[POOL_LINKS] = {0};
  const uint64_t deadline = hal_now_us() + BRINGUP_TIMEOUT_US;
  for (uint32_t i = 0; i < pool->links; i++)
    status[i] = begin_bringup(&bringup[i], pool->module[i]);
  for (bool pending = true; pending && hal_now_us() < deadline;) {
    pending = false;
    for (uint32_t i = 0; i < pool->links; i++) {
      if (!goes_on(status[i])) continue;
      status[i] = step_bringup(&bringup[i], pool->module[i], status[i], &attempts[i]);
      pending |= goes_on(status[i]);
    }
    if (pending) hal_delay_us(BRINGUP_POLL_US);
  }
  for (*failed = 0; *failed < pool->links; ++*failed)
    if (status[*failed] != CMIS_OK) return POOL_MODULE;
  return POOL_OK;
}

/* The mailbox lies beyond the link: its registers may answer with a fault. */
static bool mailbox_ready(const pool_t* pool) {
  uint32_t status = 0;
  return mmio_try_read32(pool->mailbox.base + MAILBOX_MEMORY_DEVICE_STATUS, &status) == MMIO_OK &&
         (status & MAILBOX_MEMORY_DEVICE_STATUS_MAILBOX_READY_MASK);
}

pool_status_t pool_wait_ready(const pool_t* pool, uint32_t timeout_us) {
  const uint64_t deadline = hal_now_us() + timeout_us;
  while (!links_up(pool)) {
    if (hal_now_us() > deadline) return POOL_NO_LINK;
    hal_delay_us(LINK_POLL_US);
  }
  while (!mailbox_ready(pool)) {
    if (hal_now_us() > deadline) return POOL_MAILBOX;
    hal_delay_us(LINK_POLL_US);
  }
  return POOL_OK;
}

/* A module that does not answer, or is not there, is waited for: resetting it would take its light.
 */
static void mend_module(const pool_t* pool, uint32_t link) {
  cmis_bringup_t bringup;
  const cmis_status_t health = cmis_health(&pool->module[link]);
  if (health != CMIS_PENDING && health != CMIS_FAULT) return;
  cmis_bringup_start(&bringup, pool->module[link]);
  while (cmis_bringup_step(&bringup) == CMIS_PENDING) hal_delay_us(BRINGUP_POLL_US);
}

pool_status_t pool_mend(const pool_t* pool, uint32_t timeout_us) {
  const uint64_t deadline = hal_now_us() + timeout_us;
  while (!links_up(pool)) {
    if (hal_now_us() > deadline) return POOL_NO_LINK;
    for (uint32_t link = 0; link < pool->links; link++) mend_module(pool, link);
    hal_delay_us(BRINGUP_POLL_US);
  }
  const uint64_t now = hal_now_us();
  return pool_wait_ready(pool, now < deadline ? (uint32_t)(deadline - now) : 0);
}

static pool_status_t command(const pool_t* pool, uint16_t opcode, const void* in, uint32_t sent,
                             void* out, uint32_t* received, uint16_t* code) {
  const mailbox_status_t status =
      mailbox_command(&pool->mailbox, opcode, in, sent, out, received, code, COMMAND_TIMEOUT_US);
  if (status != MAILBOX_OK) *code = CODE(SUCCESS); /* it gave none */
  if (status == MAILBOX_NO_LINK) return POOL_NO_LINK;
  if (status != MAILBOX_OK) return POOL_MAILBOX;
  if (*code == CODE(RETRY)) return POOL_RETRY;
  return *code == CODE(SUCCESS) || *code == CODE(BACKGROUND) ? POOL_OK : POOL_REFUSED;
}

/* The links of a host show equal shares in turn: what begins at `dpa` in the share of the first,
 * which begins at the region's start, begins `ways` times as far in the window. */
static pool_status_t take_extent(const pool_t* pool, const cxl_extent_t* from,
                                 pool_extent_t* extent) {
  uint32_t low = 0, high = 0;
  if (mmio_try_read32(pool->port + PORT_REGISTERS_HPA_BASE_LOW, &low) != MMIO_OK ||
      mmio_try_read32(pool->port + PORT_REGISTERS_HPA_BASE_HIGH, &high) != MMIO_OK)
    return POOL_NO_LINK;
  const uint64_t base = low | (uint64_t)high << 32;
  extent->dpa = from->dpa;
  extent->length = from->length * pool->links;
  extent->hpa = base + from->dpa * pool->links;
  extent->shared = from->sequence != 0;
  return POOL_OK;
}

static uint16_t background_code(const pool_t* pool) {
  uint64_t status = 0;
  if (mmio_try_read64(pool->mailbox.base + MAILBOX_BACKGROUND_STATUS, &status) != MMIO_OK) return 0;
  return (uint16_t)((status & MAILBOX_BACKGROUND_STATUS_RETURN_CODE_MASK) >>
                    MAILBOX_BACKGROUND_STATUS_RETURN_CODE_LSB);
}

/* Polls the event log until an offer is there or, where it is `ours`, the request that is at work
 * in the background has failed: then it can be made again. */
static pool_status_t wait_offer(const pool_t* pool, bool ours, uint32_t timeout_us,
                                pool_extent_t* extent, uint16_t* code) {
  static const cxl_get_event_records_in_t log = {CXL_EVENT_LOG_DYNAMIC_CAPACITY};
  const uint64_t deadline = hal_now_us() + timeout_us;
  while (hal_now_us() <= deadline) {
    uint8_t answer[sizeof(cxl_get_event_records_out_t) + sizeof(cxl_dc_event_t)];
    uint32_t received = sizeof answer;
    const pool_status_t status =
        command(pool, CXL_GET_EVENT_RECORDS, &log, sizeof log, answer, &received, code);
    if (status != POOL_OK) return status;
    cxl_get_event_records_out_t out;
    memcpy(&out, answer, sizeof out);
    if (out.count) {
      cxl_dc_event_t event;
      memcpy(&event, answer + sizeof out, sizeof event);
      return take_extent(pool, &event.extent, extent);
    }
    if (ours && (*code = background_code(pool)) != CODE(SUCCESS)) return POOL_RETRY;
    hal_delay_us(EVENT_POLL_US);
  }
  return POOL_TIMEOUT;
}

/* Refuses what is on offer: left alone it would stand in the way of the next request. */
static void refuse_offer(const pool_t* pool) {
  const cxl_dc_list_t nothing = {0, 0, {0}};
  uint32_t received = 0;
  uint16_t code;
  command(pool, CXL_ADD_DC_RESPONSE, &nothing, sizeof nothing, NULL, &received, &code);
}

static pool_status_t send_extent(const pool_t* pool, uint16_t opcode, uint64_t dpa, uint64_t length,
                                 uint16_t* code) {
  uint8_t in[sizeof(cxl_dc_list_t) + sizeof(((cxl_dc_list_t*)0)->extent[0])] = {1}; /* one extent */
  uint32_t received = 0;
  memcpy(in + sizeof(cxl_dc_list_t), &dpa, sizeof dpa);
  memcpy(in + sizeof(cxl_dc_list_t) + sizeof dpa, &length, sizeof length);
  return command(pool, opcode, in, sizeof in, NULL, &received, code);
}

static pool_status_t accept(const pool_t* pool, const pool_extent_t* extent, uint16_t* code) {
  return send_extent(pool, CXL_ADD_DC_RESPONSE, extent->dpa, extent->length / pool->links, code);
}

pool_status_t pool_acquire(const pool_t* pool, uint64_t length, uint32_t timeout_us,
                           pool_extent_t* extent, uint16_t* code) {
  const lantern_request_capacity_in_t request = {length};
  uint32_t received = 0;
  refuse_offer(pool); /* of a request that was given up */
  pool_status_t status =
      command(pool, LANTERN_REQUEST_CAPACITY, &request, sizeof request, NULL, &received, code);
  if (status == POOL_RETRY) return status;
  if (status == POOL_OK) status = wait_offer(pool, true, timeout_us, extent, code);
  if (status == POOL_OK && extent->length != length) status = POOL_REFUSED;
  if (status == POOL_OK) status = accept(pool, extent, code);
  if (status != POOL_OK) refuse_offer(pool);
  return status;
}

pool_status_t pool_accept_shared(const pool_t* pool, uint32_t timeout_us, pool_extent_t* extent,
                                 uint16_t* code) {
  const pool_status_t status = wait_offer(pool, false, timeout_us, extent, code);
  return status == POOL_OK ? accept(pool, extent, code) : status;
}

pool_status_t pool_share(const pool_t* pool, const pool_extent_t* extent, uint32_t port,
                         uint32_t rights, uint16_t* code) {
  lantern_share_capacity_in_t in;
  memset(&in, 0, sizeof in);
  in.dpa = extent->dpa;
  in.length = extent->length / pool->links;
  in.port = (uint8_t)port;
  in.rights = (uint8_t)rights;
  uint32_t received = 0;
  return command(pool, LANTERN_SHARE_CAPACITY, &in, sizeof in, NULL, &received, code);
}

pool_status_t pool_release(const pool_t* pool, const pool_extent_t* extent, uint16_t* code) {
  const pool_status_t status =
      send_extent(pool, CXL_RELEASE_DC, extent->dpa, extent->length / pool->links, code);
  /* Refused, since it is given back already: an answer before this one was lost. */
  return status == POOL_REFUSED && pool_check(pool, extent) == POOL_REFUSED ? POOL_OK : status;
}

/* The extent of this host at `index`; false in `*found` if there are not so many. */
static pool_status_t read_extent(const pool_t* pool, uint32_t index, cxl_extent_t* extent,
                                 bool* found) {
  const cxl_get_dc_extents_in_t in = {1, index};
  uint8_t answer[sizeof(cxl_get_dc_extents_out_t) + sizeof *extent];
  uint32_t received = sizeof answer;
  uint16_t code;
  cxl_get_dc_extents_out_t out;
  const pool_status_t status =
      command(pool, CXL_GET_DC_EXTENTS, &in, sizeof in, answer, &received, &code);
  memcpy(&out, answer, sizeof out);
  memcpy(extent, answer + sizeof out, sizeof *extent);
  *found = status == POOL_OK && out.returned;
  return status;
}

pool_status_t pool_release_all(const pool_t* pool, uint32_t* count) {
  cxl_extent_t extent;
  bool found;
  uint16_t code;
  *count = 0;
  pool_status_t status = read_extent(pool, 0, &extent, &found);
  while (status == POOL_OK && found) {
    status = send_extent(pool, CXL_RELEASE_DC, extent.dpa, extent.length, &code);
    if (status == POOL_OK) status = read_extent(pool, 0, &extent, &found);
    ++*count;
  }
  return status;
}

pool_status_t pool_check(const pool_t* pool, const pool_extent_t* extent) {
  cxl_extent_t held;
  bool found = true;
  pool_status_t status = POOL_OK;
  for (uint32_t i = 0; status == POOL_OK && found; i++) {
    status = read_extent(pool, i, &held, &found);
    if (found && held.dpa == extent->dpa && held.length * pool->links == extent->length)
      return POOL_OK;
  }
  return status == POOL_OK ? POOL_REFUSED : status;
}
