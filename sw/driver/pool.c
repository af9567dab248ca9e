/* Bring-up, and the dynamic capacity flow: request, event, response, release. */
#include "sw/driver/pool.h"

#include <string.h>

#include "firmware/drivers/cxl_commands.h"
#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/accelerator_regs.h"
#include "platform/regs/generated/mailbox_regs.h"
#include "platform/regs/generated/port_registers_regs.h"
#include "sw/driver/poll.h"

#define CODE(name) MAILBOX_STATUS_RETURN_CODE_##name
#define COMMAND_TIMEOUT_US 2000000u /* as Linux has it: long enough for a pool that starts anew */
#define AWAY_POLL_US 100
#define BRINGUP_ATTEMPTS 3
#define BRINGUP_TIMEOUT_US 3000000u /* CMIS: management is up within 2 s */
#define LINK_POLL_US 20             /* it trains in some 50 us */
#define LINK_POLL_MOST_US 200
#define MEND_AFTER_US 1000 /* a link that trains needs no module looked at */
#define EVENT_POLL_US 50   /* each is a command; a scrub takes milliseconds */
#define EVENT_POLL_MOST_US 500
#define POOL_EVENTS 7 /* what an answer holds */

const char* pool_status_text(pool_status_t status) {
  static const char* const texts[] = {"ok",
                                      "module not up",
                                      "no link",
                                      "mailbox does not answer",
                                      "not enough capacity",
                                      "refused",
                                      "no offer in time",
                                      "an answer that cannot be"};
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
void pool_measure(const pool_t* pool, bool on) {
  mmio_write32(pool->accelerator + ACCELERATOR_MEASURE, on ? ACCELERATOR_MEASURE_ON_MASK : 0);
}
uint32_t pool_count_links(uintptr_t accelerator) {
  return (link_status(accelerator) & ACCELERATOR_LINK_STATUS_LINKS_MASK) >>
         ACCELERATOR_LINK_STATUS_LINKS_LSB;
}

/* Where the links are up the module is in service, even if nobody can ask it: resetting it would
 * take its light. */
static cmis_status_t begin_bringup(const pool_t* pool, cmis_bringup_t* bringup, cmis_t module) {
  if (cmis_bringup_adopt(bringup, module) == CMIS_OK) return CMIS_OK;
  if (links_up(pool) && cmis_health(&module) != CMIS_PENDING) return CMIS_OK;
  cmis_bringup_start(bringup, module);
  return CMIS_PENDING;
}

/* Not there, or its bus is held: it is waited for. */
static bool is_away(cmis_status_t status) {
  return status == CMIS_ABSENT || status == CMIS_BUS_STUCK;
}

/* A module that fails is tried again. */
static cmis_status_t step_bringup(cmis_bringup_t* bringup, cmis_t module, cmis_status_t before,
                                  unsigned* attempts) {
  if (is_away(before)) {
    const cmis_status_t health = cmis_health(&module);
    if (is_away(health)) return health;
    cmis_bringup_start(bringup, module);
  }
  const cmis_status_t status = cmis_bringup_step(bringup);
  if (status == CMIS_OK || status == CMIS_PENDING || is_away(status)) return status;
  if (++*attempts == BRINGUP_ATTEMPTS) return status;
  cmis_bringup_start(bringup, module);
  return CMIS_PENDING;
}

static bool goes_on(cmis_status_t status) { return status == CMIS_PENDING || is_away(status); }

/* When there is something to do for it. */
static uint64_t due_us(const cmis_bringup_t* bringup, cmis_status_t status) {
  return is_away(status) ? hal_now_us() + AWAY_POLL_US : bringup->poll_us;
}

pool_status_t pool_modules_up(const pool_t* pool, cmis_bringup_t bringup[POOL_LINKS],
                              uint32_t* failed) {
  cmis_status_t status[POOL_LINKS];
  unsigned attempts[POOL_LINKS] = {0};
  const uint64_t deadline = hal_now_us() + BRINGUP_TIMEOUT_US;
  for (uint32_t i = 0; i < pool->links; i++)
    status[i] = begin_bringup(pool, &bringup[i], pool->module[i]);
  for (uint64_t next = 0; next < UINT64_MAX && hal_now_us() < deadline;) {
    next = UINT64_MAX; /* nothing goes on */
    for (uint32_t i = 0; i < pool->links; i++) {
      if (!goes_on(status[i])) continue;
      status[i] = step_bringup(&bringup[i], pool->module[i], status[i], &attempts[i]);
      if (!goes_on(status[i])) continue;
      const uint64_t due = due_us(&bringup[i], status[i]);
      if (due < next) next = due;
    }
    if (next < UINT64_MAX) hal_sleep_until_us(next);
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

/* A module that does not answer, or is not there, is waited for: resetting it would take its light.
 */
static void mend_module(const pool_t* pool, uint32_t link) {
  cmis_bringup_t bringup;
  const cmis_status_t health = cmis_health(&pool->module[link]);
  if (health != CMIS_PENDING && health != CMIS_FAULT) return;
  cmis_bringup_start(&bringup, pool->module[link]);
  while (cmis_bringup_step(&bringup) == CMIS_PENDING) hal_sleep_until_us(bringup.poll_us);
}

pool_status_t pool_wait_ready(const pool_t* pool, uint32_t timeout_us) {
  const uint64_t begun = hal_now_us();
  uint64_t mend_us = begun + MEND_AFTER_US;
  while (!links_up(pool) || !mailbox_ready(pool)) {
    const uint64_t now = hal_now_us();
    if (now - begun > timeout_us) return links_up(pool) ? POOL_MAILBOX : POOL_NO_LINK;
    if (now >= mend_us && !links_up(pool)) {
      for (uint32_t link = 0; link < pool->links; link++) mend_module(pool, link);
      mend_us = hal_now_us() + MEND_AFTER_US;
    }
    poll_sleep(begun, LINK_POLL_US, LINK_POLL_MOST_US);
  }
  return POOL_OK;
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

/* False: the link is lost. */
static bool port_pair(const pool_t* pool, uint32_t low, uint32_t high, uint64_t* value) {
  uint32_t part[2];
  if (mmio_try_read32(pool->port + low, &part[0]) != MMIO_OK ||
      mmio_try_read32(pool->port + high, &part[1]) != MMIO_OK)
    return false;
  *value = part[0] | (uint64_t)part[1] << 32;
  return true;
}

/* The links of a host show equal shares in turn: what begins at `dpa` in the share of the first,
 * which begins at the region's start, begins `ways` times as far in the window. */
static pool_status_t place_extent(const pool_t* pool, const cxl_extent_t* from,
                                  pool_extent_t* extent) {
  uint64_t base, size;
  if (!port_pair(pool, PORT_REGISTERS_HPA_BASE_LOW, PORT_REGISTERS_HPA_BASE_HIGH, &base) ||
      !port_pair(pool, PORT_REGISTERS_HPA_SIZE_LOW, PORT_REGISTERS_HPA_SIZE_HIGH, &size))
    return POOL_NO_LINK;
  const uint64_t share = size / pool->links;
  if (!from->length || from->dpa >= share || from->length > share - from->dpa)
    return POOL_BAD_ANSWER;
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

/* The dynamic capacity log, the oldest record first. */
static pool_status_t read_events(const pool_t* pool, cxl_dc_event_t events[POOL_EVENTS],
                                 uint32_t* count, uint16_t* code) {
  static const cxl_get_event_records_in_t log = {CXL_EVENT_LOG_DYNAMIC_CAPACITY};
  uint8_t answer[sizeof(cxl_get_event_records_out_t) + POOL_EVENTS * sizeof *events];
  uint32_t received = sizeof answer;
  cxl_get_event_records_out_t out;
  *count = 0;
  const pool_status_t status =
      command(pool, CXL_GET_EVENT_RECORDS, &log, sizeof log, answer, &received, code);
  if (status != POOL_OK) return status;
  memcpy(&out, answer, sizeof out);
  if (received < sizeof out || received != sizeof out + out.count * sizeof *events)
    return POOL_BAD_ANSWER;
  memcpy(events, answer + sizeof out, out.count * sizeof *events);
  *count = out.count;
  return POOL_OK;
}

/* Another host may offer what it has at any time: it is told from what this host has asked for by
 * its tag and its sequence. */
static bool is_offer(const cxl_dc_event_t* event, bool shared) {
  static const uint8_t no_tag[sizeof event->extent.tag];
  const bool tagged = memcmp(event->extent.tag, no_tag, sizeof no_tag) != 0;
  return event->type == CXL_DC_ADD && tagged == shared && (event->extent.sequence != 0) == shared;
}

/* The log gives its records up in their order only: those go before the first that is still to be
 * answered, which is an offer of the other kind. */
static void clear_events(const pool_t* pool, const cxl_dc_event_t* events, uint32_t count,
                         bool shared) {
  uint8_t in[sizeof(cxl_clear_event_records_in_t) + POOL_EVENTS * sizeof(uint16_t)] = {
      CXL_EVENT_LOG_DYNAMIC_CAPACITY};
  uint32_t cleared = 0, sent = sizeof(cxl_clear_event_records_in_t), received = 0;
  uint16_t code;
  for (; cleared < count && !is_offer(&events[cleared], !shared); cleared++) {
    memcpy(in + sent, &events[cleared].header.handle, sizeof(uint16_t));
    sent += sizeof(uint16_t);
  }
  in[2] = (uint8_t)cleared;
  if (cleared) command(pool, CXL_CLEAR_EVENT_RECORDS, in, sent, NULL, &received, &code);
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

/* Takes the oldest offer that still stands: of `length` bytes on a request of this host's own, or,
 * 0, of another host. POOL_TIMEOUT: there is none yet. */
static pool_status_t take_offer(const pool_t* pool, uint64_t length, const cxl_dc_event_t* events,
                                uint32_t count, pool_extent_t* extent, uint16_t* code) {
  pool_status_t status = POOL_TIMEOUT;
  uint32_t i = 0;
  for (; i < count && status == POOL_TIMEOUT; i++) {
    if (!is_offer(&events[i], !length)) continue;
    status = place_extent(pool, &events[i].extent, extent);
    if (status == POOL_OK && length && extent->length != length) status = POOL_TIMEOUT;
    if (status == POOL_OK) status = accept(pool, extent, code);
    /* It has been answered, or taken back, and its record is still there. */
    if (status == POOL_REFUSED && *code == CODE(INVALID_PHYSICAL_ADDRESS)) status = POOL_TIMEOUT;
  }
  if (status == POOL_OK || status == POOL_TIMEOUT) clear_events(pool, events, i, !length);
  return status;
}

/* Polls the event log until an offer is there or, where none is shared, the request that is at work
 * in the background has failed: then it can be made again. */
static pool_status_t wait_offer(const pool_t* pool, uint64_t length, uint32_t timeout_us,
                                pool_extent_t* extent, uint16_t* code) {
  const uint64_t begun = hal_now_us();
  while (hal_now_us() - begun <= timeout_us) {
    cxl_dc_event_t events[POOL_EVENTS];
    uint32_t count;
    pool_status_t status = read_events(pool, events, &count, code);
    if (status == POOL_OK) status = take_offer(pool, length, events, count, extent, code);
    if (status != POOL_TIMEOUT) return status;
    if (length && (*code = background_code(pool)) != CODE(SUCCESS)) return POOL_RETRY;
    poll_sleep(begun, EVENT_POLL_US, EVENT_POLL_MOST_US);
  }
  return POOL_TIMEOUT;
}

/* What is offered on a request that was given up would stand in the way of the next: it is taken
 * and given back, since an empty list refuses the oldest offer, whosever it is. Offers of others
 * stay, unless they fill the log. */
static void settle_own(const pool_t* pool) {
  static const cxl_dc_list_t nothing = {0, 0, {0}};
  cxl_dc_event_t events[POOL_EVENTS];
  uint32_t count, received = 0;
  uint16_t code;
  if (read_events(pool, events, &count, &code) != POOL_OK) return;
  const bool crowded = count > POOL_EVENTS / 2;
  for (uint32_t i = 0; i < count; i++) {
    const cxl_extent_t* extent = &events[i].extent;
    if (is_offer(&events[i], false) &&
        send_extent(pool, CXL_ADD_DC_RESPONSE, extent->dpa, extent->length, &code) == POOL_OK)
      send_extent(pool, CXL_RELEASE_DC, extent->dpa, extent->length, &code);
    if (crowded && is_offer(&events[i], true)) {
      command(pool, CXL_ADD_DC_RESPONSE, &nothing, sizeof nothing, NULL, &received, &code);
      events[i].type = CXL_DC_RELEASE; /* answered */
    }
  }
  clear_events(pool, events, count, false);
}

pool_status_t pool_acquire(const pool_t* pool, uint64_t length, uint32_t timeout_us,
                           pool_extent_t* extent, uint16_t* code) {
  const lantern_request_capacity_in_t request = {length};
  uint32_t received = 0;
  settle_own(pool);
  pool_status_t status =
      command(pool, LANTERN_REQUEST_CAPACITY, &request, sizeof request, NULL, &received, code);
  if (status == POOL_RETRY) return status;
  if (status == POOL_OK) status = wait_offer(pool, length, timeout_us, extent, code);
  if (status != POOL_OK) settle_own(pool);
  return status;
}

pool_status_t pool_accept_shared(const pool_t* pool, uint32_t timeout_us, pool_extent_t* extent,
                                 uint16_t* code) {
  return wait_offer(pool, 0, timeout_us, extent, code);
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
  *found = false;
  const pool_status_t status =
      command(pool, CXL_GET_DC_EXTENTS, &in, sizeof in, answer, &received, &code);
  if (status != POOL_OK) return status;
  memcpy(&out, answer, sizeof out);
  if (received < sizeof out || out.returned > 1 ||
      received != sizeof out + out.returned * sizeof *extent)
    return POOL_BAD_ANSWER;
  memcpy(extent, answer + sizeof out, sizeof *extent);
  *found = out.returned;
  return POOL_OK;
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
