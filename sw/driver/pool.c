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
#define COMMAND_TIMEOUT_US 20000u
#define BRINGUP_POLL_US 100
#define LINK_POLL_US 20
#define EVENT_POLL_US 50

const char* pool_status_text(pool_status_t status) {
  static const char* const texts[] = {
      "ok",      "module not up",   "no link", "mailbox does not answer", "not enough capacity",
      "refused", "no offer in time"};
  return texts[status];
}

pool_status_t pool_module_up(const pool_t* pool, cmis_bringup_t* bringup) {
  cmis_status_t status;
  cmis_bringup_start(bringup, pool->module);
  while ((status = cmis_bringup_step(bringup)) == CMIS_PENDING) hal_delay_us(BRINGUP_POLL_US);
  return status == CMIS_OK ? POOL_OK : POOL_MODULE;
}

pool_status_t pool_wait_link(const pool_t* pool, uint32_t timeout_us) {
  const uint64_t deadline = hal_now_us() + timeout_us;
  while (!(mmio_read32(pool->accelerator + ACCELERATOR_LINK_STATUS) &
           ACCELERATOR_LINK_STATUS_LINK_UP_MASK)) {
    if (hal_now_us() > deadline) return POOL_NO_LINK;
    hal_delay_us(LINK_POLL_US);
  }
  return POOL_OK;
}

pool_status_t pool_wait_mailbox(const pool_t* pool, uint32_t timeout_us) {
  const uint64_t deadline = hal_now_us() + timeout_us;
  while (!(mmio_read32(pool->mailbox.base + MAILBOX_MEMORY_DEVICE_STATUS) &
           MAILBOX_MEMORY_DEVICE_STATUS_MAILBOX_READY_MASK)) {
    if (hal_now_us() > deadline) return POOL_MAILBOX;
    hal_delay_us(LINK_POLL_US);
  }
  return POOL_OK;
}

static pool_status_t command(const pool_t* pool, uint16_t opcode, const void* in, uint32_t sent,
                             void* out, uint32_t* received, uint16_t* code) {
  if (mailbox_command(&pool->mailbox, opcode, in, sent, out, received, code, COMMAND_TIMEOUT_US) !=
      MAILBOX_OK)
    return POOL_MAILBOX;
  if (*code == CODE(RETRY)) return POOL_RETRY;
  return *code == CODE(SUCCESS) || *code == CODE(BACKGROUND) ? POOL_OK : POOL_REFUSED;
}

/* Polls the event log until the offer is there, or the background command has failed. */
static pool_status_t wait_offer(const pool_t* pool, uint32_t timeout_us, pool_extent_t* extent,
                                uint16_t* code) {
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
      extent->dpa = event.extent.dpa;
      extent->length = event.extent.length;
      return POOL_OK;
    }
    const uint64_t background = mmio_read64(pool->mailbox.base + MAILBOX_BACKGROUND_STATUS);
    *code = (uint16_t)((background & MAILBOX_BACKGROUND_STATUS_RETURN_CODE_MASK) >>
                       MAILBOX_BACKGROUND_STATUS_RETURN_CODE_LSB);
    if (*code != CODE(SUCCESS)) return POOL_REFUSED;
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

static pool_status_t send_extent(const pool_t* pool, uint16_t opcode, const pool_extent_t* extent,
                                 uint16_t* code) {
  uint8_t in[sizeof(cxl_dc_list_t) + sizeof(((cxl_dc_list_t*)0)->extent[0])] = {1}; /* one extent */
  uint32_t received = 0;
  memcpy(in + sizeof(cxl_dc_list_t), &extent->dpa, sizeof extent->dpa);
  memcpy(in + sizeof(cxl_dc_list_t) + sizeof extent->dpa, &extent->length, sizeof extent->length);
  return command(pool, opcode, in, sizeof in, NULL, &received, code);
}

pool_status_t pool_acquire(const pool_t* pool, uint64_t length, uint32_t timeout_us,
                           pool_extent_t* extent, uint16_t* code) {
  const lantern_request_capacity_in_t request = {length};
  uint32_t received = 0;
  refuse_offer(pool); /* of a request that was given up */
  pool_status_t status =
      command(pool, LANTERN_REQUEST_CAPACITY, &request, sizeof request, NULL, &received, code);
  if (status == POOL_OK) status = wait_offer(pool, timeout_us, extent, code);
  if (status == POOL_OK && extent->length != length) status = POOL_REFUSED;
  if (status == POOL_OK) status = send_extent(pool, CXL_ADD_DC_RESPONSE, extent, code);
  if (status != POOL_OK) {
    refuse_offer(pool);
    return status;
  }
  const uint64_t base = mmio_read32(pool->port + PORT_REGISTERS_HPA_BASE_LOW) |
                        (uint64_t)mmio_read32(pool->port + PORT_REGISTERS_HPA_BASE_HIGH) << 32;
  extent->hpa = base + extent->dpa; /* one link: the window shows the region from its start */
  return POOL_OK;
}

pool_status_t pool_release(const pool_t* pool, const pool_extent_t* extent, uint16_t* code) {
  return send_extent(pool, CXL_RELEASE_DC, extent, code);
}
