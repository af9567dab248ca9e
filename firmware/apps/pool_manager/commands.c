/* One function a command; the table at the end says how long its input is and what it does. */
#include "firmware/apps/pool_manager/commands.h"

#include <stdbool.h>
#include <string.h>

#include "firmware/apps/pool_manager/event_record.h"
#include "firmware/hal/hal.h"
#include "platform/regs/generated/mailbox_regs.h"

#define CODE(name) MAILBOX_STATUS_RETURN_CODE_##name
#define MOST(header, record) ((MAILBOX_PAYLOAD_MAX - sizeof(header)) / sizeof(record))
#define MOST_RECORDS MOST(cxl_get_event_records_out_t, cxl_event_t)
#define MOST_EXTENTS MOST(cxl_get_dc_extents_out_t, cxl_extent_t)
#define MOST_RANGES MOST(cxl_dc_list_t, cxl_range_t)
#define PAYLOAD_BITS 10
static_assert(1u << PAYLOAD_BITS == MAILBOX_PAYLOAD_MAX, "of the mailbox");

static const uint8_t command_effects_uuid[] = CXL_COMMAND_EFFECTS_UUID;

static capacity_port_t* host_of(const command_context_t* c) {
  return &c->capacity->port[c->capacity->port[c->port].leader];
}

/* The pool is no PCI function: it has none of PCI's numbers. */
static uint16_t identify(command_context_t* c, void* payload, uint32_t* length) {
  (void)c;
  const cxl_component_t out = {.message_bits = PAYLOAD_BITS, .component = CXL_COMPONENT_MEMORY};
  memcpy(payload, &out, *length = sizeof out);
  return CODE(SUCCESS);
}

static uint16_t background_status(command_context_t* c, void* payload, uint32_t* length) {
  memcpy(payload, &c->background, *length = sizeof c->background);
  return CODE(SUCCESS);
}

static uint16_t get_response_limit(command_context_t* c, void* payload, uint32_t* length) {
  (void)c;
  *(uint8_t*)payload = PAYLOAD_BITS;
  *length = 1;
  return CODE(SUCCESS);
}

static event_log_t* log_of(const command_context_t* c, uint8_t log) {
  static event_log_t empty;
  if (log > CXL_EVENT_LOG_DYNAMIC_CAPACITY) return NULL;
  if (log == CXL_EVENT_LOG_DYNAMIC_CAPACITY) return &host_of(c)->events;
  return c->media ? &c->media[log] : &empty;
}

static uint16_t get_event_records(command_context_t* c, void* payload, uint32_t* length) {
  const uint8_t which = ((const cxl_get_event_records_in_t*)payload)->log;
  const event_log_t* log = log_of(c, which);
  if (!log) return CODE(INVALID_INPUT);
  cxl_get_event_records_out_t* out = payload;
  const uint16_t count = log->count < MOST_RECORDS ? log->count : MOST_RECORDS;
  memset(out, 0, *length = sizeof *out + count * sizeof *out->event);
  out->count = count;
  out->flags =
      (log->overflows ? CXL_EVENT_OVERFLOW : 0) | (log->count > count ? CXL_EVENT_MORE_RECORDS : 0);
  out->overflow_count = log->overflows;
  out->first_overflow = log->first_overflow;
  out->last_overflow = log->last_overflow;
  for (unsigned i = 0; i < count; i++) {
    cxl_event_t* event = &out->event[i];
    event->header.length = sizeof *event;
    event->header.handle = log->record[i].handle;
    event->header.timestamp = log->record[i].timestamp;
    if (which == CXL_EVENT_LOG_DYNAMIC_CAPACITY)
      write_dc_event(c->capacity, host_of(c), &log->record[i], &event->dc);
    else
      write_media_event(which, &log->record[i], &event->media);
  }
  return CODE(SUCCESS);
}

/* In the order of time, none left out: else none is cleared. All at once only after an overflow. */
static uint16_t clear_event_records(command_context_t* c, void* payload, uint32_t* length) {
  const cxl_clear_event_records_in_t* in = payload;
  event_log_t* log = log_of(c, in->log);
  if (*length != sizeof *in + in->count * sizeof *in->handle) return CODE(INVALID_PAYLOAD_LENGTH);
  if (!log) return CODE(INVALID_INPUT);
  const bool all = in->flags & CXL_CLEAR_ALL_EVENTS;
  if (all && (!log->overflows || in->count)) return CODE(INVALID_INPUT);
  if (in->count > log->count) return CODE(INVALID_HANDLE);
  for (unsigned i = 0; i < in->count; i++)
    if (in->handle[i] != log->record[i].handle) return CODE(INVALID_HANDLE);
  if (all || in->count) {
    event_log_clear(log, all ? log->count : in->count);
    c->capacity->changed = true;
    c->media_changed = in->log != CXL_EVENT_LOG_DYNAMIC_CAPACITY;
  }
  *length = 0;
  return CODE(SUCCESS);
}

static uint16_t get_interrupt_policy(command_context_t* c, void* payload, uint32_t* length) {
  const cxl_interrupt_policy_t* policy = &host_of(c)->interrupt_policy;
  memcpy(payload, policy, *length = sizeof *policy);
  return CODE(SUCCESS);
}

/* Kept and told. Nothing carries an interrupt to the host yet: it polls its event status. */
static uint16_t set_interrupt_policy(command_context_t* c, void* payload, uint32_t* length) {
  const cxl_interrupt_policy_t* in = payload;
  for (unsigned i = 0; i < *length; i++)
    if ((in->log[i] & CXL_INTERRUPT_MODE) == CXL_INTERRUPT_MODE_RESERVED)
      return CODE(INVALID_INPUT);
  for (unsigned i = 0; i < *length; i++)
    host_of(c)->interrupt_policy.log[i] = in->log[i] & CXL_INTERRUPT_MODE;
  c->capacity->changed = true;
  *length = 0;
  return CODE(SUCCESS);
}

static uint16_t get_timestamp(command_context_t* c, void* payload, uint32_t* length) {
  const uint64_t now = host_clock_read(&host_of(c)->clock, hal_now_us());
  memcpy(payload, &now, *length = sizeof now);
  return CODE(SUCCESS);
}

static uint16_t set_timestamp(command_context_t* c, void* payload, uint32_t* length) {
  host_clock_t* clock = &host_of(c)->clock;
  memcpy(&clock->ns, payload, sizeof clock->ns);
  clock->at_us = hal_now_us();
  clock->set = c->capacity->changed = true;
  *length = 0;
  return CODE(SUCCESS);
}

static uint16_t get_supported_logs(command_context_t*, void*, uint32_t*);
static uint16_t get_log(command_context_t*, void*, uint32_t*);

static uint16_t identify_memory_device(command_context_t* c, void* payload, uint32_t* length) {
  cxl_identify_t out;
  memset(&out, 0, sizeof out);
  memcpy(out.firmware_revision, "lantern 0.1", 11);
  out.total = c->capacity->blocks * c->capacity->block_size / CXL_CAPACITY_UNIT;
  out.information_log = out.warning_log = out.failure_log = out.fatal_log =
      out.dynamic_capacity_log = EVENT_LOG_RECORDS;
  memcpy(payload, &out, *length = sizeof out);
  return CODE(SUCCESS);
}

static uint16_t get_dc_config(command_context_t* c, void* payload, uint32_t* length) {
  const capacity_t* capacity = c->capacity;
  const cxl_get_dc_config_in_t in = *(const cxl_get_dc_config_in_t*)payload;
  if (in.first > 0) return CODE(INVALID_INPUT);
  cxl_get_dc_config_out_t* out = payload;
  memset(out, 0, sizeof *out + sizeof *out->region);
  out->regions = 1;
  out->returned = in.count ? 1 : 0;
  if (in.count) {
    const uint64_t region = capacity->blocks * capacity->block_size;
    out->region->length = region;
    out->region->decode_length = (region + CXL_CAPACITY_UNIT - 1) / CXL_CAPACITY_UNIT;
    out->region->block_size = capacity->block_size;
  }
  const cxl_dc_limits_t limits = {CAPACITY_EXTENTS, CAPACITY_EXTENTS - host_of(c)->granted_count,
                                  CAPACITY_EXTENTS, CAPACITY_EXTENTS - tags_of(host_of(c))};
  *length = sizeof *out + out->returned * sizeof *out->region;
  memcpy((uint8_t*)payload + *length, &limits, sizeof limits);
  *length += sizeof limits;
  return CODE(SUCCESS);
}

static uint16_t get_dc_extents(command_context_t* c, void* payload, uint32_t* length) {
  const capacity_port_t* host = host_of(c);
  const cxl_get_dc_extents_in_t in = *(const cxl_get_dc_extents_in_t*)payload;
  if (in.first > host->granted_count) return CODE(INVALID_INPUT);
  cxl_get_dc_extents_out_t* out = payload;
  memset(out, 0, sizeof *out);
  out->total = host->granted_count;
  out->generation = host->generation;
  while (out->returned < in.count && in.first + out->returned < host->granted_count &&
         out->returned < MOST_EXTENTS) {
    const capacity_extent_t* held = &host->granted[in.first + out->returned];
    out->extent[out->returned] = extent_record(
        c->capacity, host, (host->share.first + held->run.first) * c->capacity->block_size,
        held->run.blocks * c->capacity->block_size, held->tag);
    out->returned++;
  }
  *length = sizeof *out + out->returned * sizeof *out->extent;
  return CODE(SUCCESS);
}

typedef struct {
  uint32_t count;
  capacity_run_t run[MOST_RANGES];
} runs_t;

static bool overlap(const cxl_range_t* a, const cxl_range_t* b) {
  return a->dpa - b->dpa < b->length || b->dpa - a->dpa < a->length;
}

/* What a list names, in blocks of the host's share. */
static uint16_t read_list(const command_context_t* c, const cxl_dc_list_t* in, uint32_t length,
                          runs_t* out) {
  const uint64_t block_size = c->capacity->block_size;
  const capacity_run_t share = host_of(c)->share;
  if (length != sizeof *in + (uint64_t)in->count * sizeof *in->extent)
    return CODE(INVALID_PAYLOAD_LENGTH);
  out->count = in->count;
  for (uint32_t i = 0; i < in->count; i++) {
    const cxl_range_t* range = &in->extent[i];
    const uint64_t first = range->dpa / block_size - share.first;
    const uint64_t blocks = range->length / block_size;
    if (!blocks || range->dpa % block_size || range->length % block_size)
      return CODE(INVALID_EXTENT_LIST);
    for (uint32_t other = 0; other < i; other++)
      if (overlap(range, &in->extent[other])) return CODE(INVALID_EXTENT_LIST);
    if (first >= share.blocks || blocks > share.blocks - first)
      return CODE(INVALID_PHYSICAL_ADDRESS);
    out->run[i] = (capacity_run_t){(uint32_t)first, (uint32_t)blocks};
  }
  return CODE(SUCCESS);
}

static uint16_t code_of(capacity_status_t status) {
  static const uint16_t codes[] = {[CAPACITY_OK] = CODE(SUCCESS),
                                   [CAPACITY_BAD_LENGTH] = CODE(INVALID_INPUT),
                                   [CAPACITY_RETRY] = CODE(RETRY),
                                   [CAPACITY_NOT_HELD] = CODE(INVALID_PHYSICAL_ADDRESS),
                                   [CAPACITY_TOO_MANY] = CODE(RESOURCES_EXHAUSTED),
                                   [CAPACITY_BAD_HOST] = CODE(INVALID_INPUT)};
  return codes[status];
}

/* An offer is taken whole or in part. An empty list ends one that was to go on, else refuses the
 * oldest offer. */
static uint16_t add_response(command_context_t* c, void* payload, uint32_t* length) {
  const cxl_dc_list_t* in = payload;
  runs_t runs;
  const uint16_t code = read_list(c, in, *length, &runs);
  if (code != CODE(SUCCESS)) return code;
  const bool more = in->flags & CXL_LIST_CONTINUES;
  *length = 0;
  if (runs.count) return code_of(capacity_accept(c->capacity, c->port, runs.run, runs.count, more));
  if (more) return CODE(INVALID_INPUT);
  capacity_refuse(c->capacity, c->port);
  return CODE(SUCCESS);
}

/* All of the list or nothing. */
static uint16_t release(command_context_t* c, void* payload, uint32_t* length) {
  runs_t runs;
  const uint16_t code = read_list(c, payload, *length, &runs);
  if (code != CODE(SUCCESS)) return code;
  if (!runs.count) return CODE(INVALID_INPUT);
  *length = 0;
  return code_of(capacity_release(c->capacity, c->port, runs.run, runs.count));
}

static uint16_t request_capacity(command_context_t* c, void* payload, uint32_t* length) {
  const lantern_request_capacity_in_t* in = payload;
  *length = 0;
  const capacity_status_t status = capacity_request(c->capacity, c->port, in->length);
  return status == CAPACITY_OK ? CODE(BACKGROUND) : code_of(status);
}

static uint16_t share_capacity(command_context_t* c, void* payload, uint32_t* length) {
  const lantern_share_capacity_in_t* in = payload;
  *length = 0;
  if (in->rights < HDM_READ || in->rights > HDM_BOTH) return CODE(INVALID_INPUT);
  return code_of(capacity_share_extent(c->capacity, c->port, in->dpa, in->length, in->port,
                                       (hdm_rights_t)in->rights));
}

static uint16_t recall_capacity(command_context_t* c, void* payload, uint32_t* length) {
  const lantern_recall_capacity_in_t* in = payload;
  *length = 0;
  return code_of(capacity_recall(c->capacity, c->port, in->dpa, in->length, in->port));
}

static uint16_t link_status(command_context_t* c, void* payload, uint32_t* length) {
  memcpy(payload, &c->link, *length = sizeof c->link);
  return CODE(SUCCESS);
}

static const struct {
  uint16_t opcode;
  uint16_t least, most; /* bytes of input */
  uint16_t effects;
  uint16_t (*execute)(command_context_t*, void* payload, uint32_t* length);
} commands[] = {
#define EXACT(type) sizeof(type), sizeof(type)
#define FROM(type) sizeof(type), MAILBOX_PAYLOAD_MAX
#define EFFECT(name) CXL_EFFECT_##name
    {CXL_IDENTIFY, 0, 0, 0, identify},
    {CXL_BACKGROUND_STATUS, 0, 0, 0, background_status},
    {CXL_GET_RESPONSE_LIMIT, 0, 0, 0, get_response_limit},
    {CXL_GET_EVENT_RECORDS, EXACT(cxl_get_event_records_in_t), 0, get_event_records},
    {CXL_CLEAR_EVENT_RECORDS, FROM(cxl_clear_event_records_in_t), EFFECT(LOG), clear_event_records},
    {CXL_GET_INTERRUPT_POLICY, 0, 0, 0, get_interrupt_policy},
    /* CXL 2.0 has one log less. */
    {CXL_SET_INTERRUPT_POLICY, sizeof(cxl_interrupt_policy_t) - 1, sizeof(cxl_interrupt_policy_t),
     EFFECT(POLICY), set_interrupt_policy},
    {CXL_GET_TIMESTAMP, 0, 0, 0, get_timestamp},
    {CXL_SET_TIMESTAMP, EXACT(uint64_t), EFFECT(POLICY), set_timestamp},
    {CXL_GET_SUPPORTED_LOGS, 0, 0, 0, get_supported_logs},
    {CXL_GET_LOG, EXACT(cxl_get_log_in_t), 0, get_log},
    {CXL_IDENTIFY_MEMORY_DEVICE, 0, 0, 0, identify_memory_device},
    {CXL_GET_DC_CONFIG, EXACT(cxl_get_dc_config_in_t), 0, get_dc_config},
    {CXL_GET_DC_EXTENTS, EXACT(cxl_get_dc_extents_in_t), 0, get_dc_extents},
    {CXL_ADD_DC_RESPONSE, FROM(cxl_dc_list_t), EFFECT(CONFIGURATION) | EFFECT(DATA), add_response},
    {CXL_RELEASE_DC, FROM(cxl_dc_list_t), EFFECT(CONFIGURATION) | EFFECT(DATA), release},
    {LANTERN_REQUEST_CAPACITY, EXACT(lantern_request_capacity_in_t),
     EFFECT(LOG) | EFFECT(BACKGROUND), request_capacity},
    {LANTERN_LINK_STATUS, 0, 0, 0, link_status},
    {LANTERN_SHARE_CAPACITY, EXACT(lantern_share_capacity_in_t), EFFECT(CONFIGURATION),
     share_capacity},
    {LANTERN_RECALL_CAPACITY, EXACT(lantern_recall_capacity_in_t), 0, recall_capacity},
};
#define COMMANDS (sizeof commands / sizeof *commands)

static uint16_t get_supported_logs(command_context_t* c, void* payload, uint32_t* length) {
  (void)c;
  cxl_supported_logs_t out;
  memset(&out, 0, sizeof out);
  out.count = 1;
  memcpy(out.log->uuid, command_effects_uuid, sizeof out.log->uuid);
  out.log->size = COMMANDS * sizeof(cxl_command_effect_t);
  memcpy(payload, &out, *length = sizeof out);
  return CODE(SUCCESS);
}

/* The one log there is: the Command Effects Log. */
static uint16_t get_log(command_context_t* c, void* payload, uint32_t* length) {
  (void)c;
  const cxl_get_log_in_t in = *(const cxl_get_log_in_t*)payload;
  cxl_command_effect_t log[COMMANDS];
  if (memcmp(in.uuid, command_effects_uuid, sizeof in.uuid) != 0) return CODE(INVALID_LOG);
  if (in.offset > sizeof log || in.length > sizeof log - in.offset) return CODE(INVALID_INPUT);
  for (unsigned i = 0; i < COMMANDS; i++)
    log[i] = (cxl_command_effect_t){commands[i].opcode, commands[i].effects};
  memcpy(payload, (const uint8_t*)log + in.offset, *length = in.length);
  return CODE(SUCCESS);
}

uint16_t command_execute(command_context_t* context, uint16_t opcode, void* payload,
                         uint32_t* length) {
  for (unsigned i = 0; i < COMMANDS; i++) {
    if (commands[i].opcode != opcode) continue;
    uint16_t code = CODE(INVALID_PAYLOAD_LENGTH);
    const bool of_capacity = opcode >= CXL_GET_DC_CONFIG && opcode != LANTERN_LINK_STATUS;
    if (of_capacity && !host_of(context)->share.blocks)
      code = CODE(INVALID_INPUT); /* the port's decoder shows nothing */
    else if (*length >= commands[i].least && *length <= commands[i].most)
      code = commands[i].execute(context, payload, length);
    if (code != CODE(SUCCESS)) *length = 0;
    return code;
  }
  *length = 0;
  return CODE(UNSUPPORTED);
}
