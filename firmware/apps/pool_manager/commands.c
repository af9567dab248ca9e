/* One function a command; a table says how long its input is. */
#include "firmware/apps/pool_manager/commands.h"

#include <stdbool.h>
#include <string.h>

#include "platform/regs/generated/mailbox_regs.h"

#define CODE(name) MAILBOX_STATUS_RETURN_CODE_##name
#define MOST_EXTENTS \
  ((MAILBOX_PAYLOAD_MAX - sizeof(cxl_get_dc_extents_out_t)) / sizeof(cxl_extent_t))

static const uint8_t dynamic_capacity_uuid[16] = {0xca, 0x95, 0xaf, 0xa7, 0xf1, 0x83, 0x40, 0x18,
                                                  0x8c, 0x2f, 0x95, 0x26, 0x8e, 0x10, 0x1a, 0x2a};

typedef uint16_t (*command_t)(command_context_t*, void*, uint32_t*);

/* As the first of the host's links shows it. */
static cxl_extent_t extent_of(const capacity_t* capacity, const capacity_port_t* host,
                              const capacity_extent_t* held) {
  cxl_extent_t extent;
  memset(&extent, 0, sizeof extent);
  extent.dpa = (host->share.first + held->run.first) * capacity->block_size;
  extent.length = held->run.blocks * capacity->block_size;
  memcpy(extent.tag, &held->tag, sizeof held->tag);
  if (held->tag) extent.sequence = CXL_FIRST_SEQUENCE;
  return extent;
}

static capacity_port_t* host_of(const command_context_t* c) {
  return &c->capacity->port[c->capacity->port[c->port].leader];
}

static uint16_t identify(command_context_t* c, void* payload, uint32_t* length) {
  cxl_identify_t out;
  memset(&out, 0, sizeof out);
  memcpy(out.firmware_revision, "lantern 0.1", 11);
  out.total = c->capacity->blocks * c->capacity->block_size / CXL_CAPACITY_UNIT;
  out.dynamic_capacity_log = 1;
  memcpy(payload, &out, *length = sizeof out);
  return CODE(SUCCESS);
}

static uint16_t get_event_records(command_context_t* c, void* payload, uint32_t* length) {
  const capacity_port_t* host = host_of(c);
  if (((const cxl_get_event_records_in_t*)payload)->log != CXL_EVENT_LOG_DYNAMIC_CAPACITY)
    return CODE(INVALID_INPUT);
  cxl_get_event_records_out_t* out = payload;
  memset(out, 0, sizeof *out);
  *length = sizeof *out;
  uint32_t at = 0;
  for (const capacity_offer_t* offer; (offer = capacity_next_event(c->capacity, c->port, &at));) {
    cxl_dc_event_t* event = &out->event[out->count++];
    memset(event, 0, sizeof *event);
    memcpy(event->uuid, dynamic_capacity_uuid, sizeof event->uuid);
    event->length = sizeof *event;
    event->handle = offer->handle;
    event->type = CXL_DC_ADD;
    event->extent = extent_of(c->capacity, host, &offer->extent);
    event->extents_available = CAPACITY_EXTENTS - host->granted_count;
  }
  *length += out->count * sizeof *out->event;
  return CODE(SUCCESS);
}

static capacity_offer_t* event_of(const command_context_t* c, uint16_t handle) {
  uint32_t at = 0;
  capacity_offer_t* offer;
  do {
    offer = capacity_next_event(c->capacity, c->port, &at);
  } while (offer && offer->handle != handle);
  return offer;
}

static uint16_t clear_event_records(command_context_t* c, void* payload, uint32_t* length) {
  const cxl_clear_event_records_in_t* in = payload;
  if (in->log != CXL_EVENT_LOG_DYNAMIC_CAPACITY) return CODE(INVALID_INPUT);
  if (*length != sizeof *in + in->count * sizeof *in->handle) return CODE(INVALID_PAYLOAD_LENGTH);
  const bool all = in->flags & 1;
  for (unsigned i = 0; i < in->count; i++)
    if (!event_of(c, in->handle[i])) return CODE(INVALID_INPUT);
  for (unsigned i = 0; i < in->count; i++) event_of(c, in->handle[i])->in_log = false;
  for (uint32_t at = 0; all;) {
    capacity_offer_t* offer = capacity_next_event(c->capacity, c->port, &at);
    if (!offer) break;
    offer->in_log = false;
  }
  c->capacity->changed |= all || in->count;
  *length = 0;
  return CODE(SUCCESS);
}

static uint16_t get_dc_config(command_context_t* c, void* payload, uint32_t* length) {
  const capacity_t* capacity = c->capacity;
  const cxl_get_dc_config_in_t in = *(const cxl_get_dc_config_in_t*)payload;
  cxl_get_dc_config_out_t out;
  memset(&out, 0, sizeof out);
  if (in.first > 0) return CODE(INVALID_INPUT);
  out.regions = 1;
  out.returned = 1;
  out.region[0].length = capacity->blocks * capacity->block_size;
  out.region[0].decode_length = (out.region[0].length + CXL_CAPACITY_UNIT - 1) / CXL_CAPACITY_UNIT;
  out.region[0].block_size = capacity->block_size;
  out.extents_supported = CAPACITY_EXTENTS;
  out.extents_available = CAPACITY_EXTENTS - host_of(c)->granted_count;
  memcpy(payload, &out, *length = sizeof out);
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
    out->extent[out->returned] =
        extent_of(c->capacity, host, &host->granted[in.first + out->returned]);
    out->returned++;
  }
  *length = sizeof *out + out->returned * sizeof *out->extent;
  return CODE(SUCCESS);
}

static bool list_fits(const cxl_dc_list_t* list, uint32_t length) {
  return list->count <= CAPACITY_EXTENTS &&
         length == sizeof *list + list->count * sizeof *list->extent;
}

static uint16_t code_of(capacity_status_t status) {
  switch (status) {
    case CAPACITY_OK:
      return CODE(SUCCESS);
    case CAPACITY_RETRY:
      return CODE(RETRY);
    case CAPACITY_TOO_MANY:
      return CODE(RESOURCES_EXHAUSTED);
    case CAPACITY_BAD_EXTENT:
      return CODE(INVALID_EXTENT_LIST);
    default:
      return CODE(INVALID_INPUT);
  }
}

/* What is on offer is one extent: it is taken whole, or refused with an empty list. */
static uint16_t add_response(command_context_t* c, void* payload, uint32_t* length) {
  const cxl_dc_list_t* in = payload;
  if (!list_fits(in, *length)) return CODE(INVALID_PAYLOAD_LENGTH);
  if (in->count > 1) return CODE(INVALID_EXTENT_LIST);
  *length = 0;
  if (!in->count) {
    capacity_refuse(c->capacity, c->port);
    return CODE(SUCCESS);
  }
  return code_of(capacity_accept(c->capacity, c->port, in->extent[0].dpa, in->extent[0].length));
}

/* All of the list or nothing. */
static uint16_t release(command_context_t* c, void* payload, uint32_t* length) {
  const cxl_dc_list_t* in = payload;
  if (!list_fits(in, *length)) return CODE(INVALID_PAYLOAD_LENGTH);
  if (!in->count) return CODE(INVALID_INPUT);
  for (uint32_t i = 0; i < in->count; i++) {
    if (!capacity_holds(c->capacity, c->port, in->extent[i].dpa, in->extent[i].length))
      return CODE(INVALID_EXTENT_LIST);
    for (uint32_t other = 0; other < i; other++)
      if (in->extent[other].dpa == in->extent[i].dpa) return CODE(INVALID_EXTENT_LIST);
  }
  for (uint32_t i = 0; i < in->count; i++)
    capacity_release(c->capacity, c->port, in->extent[i].dpa, in->extent[i].length);
  *length = 0;
  return CODE(SUCCESS);
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

static uint16_t link_status(command_context_t* c, void* payload, uint32_t* length) {
  memcpy(payload, &c->link, *length = sizeof c->link);
  return CODE(SUCCESS);
}

static const struct {
  uint16_t opcode;
  uint16_t least; /* bytes of input */
  bool exact;     /* and no more */
  command_t execute;
} commands[] = {
    {CXL_GET_EVENT_RECORDS, sizeof(cxl_get_event_records_in_t), true, get_event_records},
    {CXL_CLEAR_EVENT_RECORDS, sizeof(cxl_clear_event_records_in_t), false, clear_event_records},
    {CXL_IDENTIFY_MEMORY_DEVICE, 0, true, identify},
    {CXL_GET_DC_CONFIG, sizeof(cxl_get_dc_config_in_t), true, get_dc_config},
    {CXL_GET_DC_EXTENTS, sizeof(cxl_get_dc_extents_in_t), true, get_dc_extents},
    {CXL_ADD_DC_RESPONSE, sizeof(cxl_dc_list_t), false, add_response},
    {CXL_RELEASE_DC, sizeof(cxl_dc_list_t), false, release},
    {LANTERN_REQUEST_CAPACITY, sizeof(lantern_request_capacity_in_t), true, request_capacity},
    {LANTERN_LINK_STATUS, 0, true, link_status},
    {LANTERN_SHARE_CAPACITY, sizeof(lantern_share_capacity_in_t), true, share_capacity},
};

uint16_t command_execute(command_context_t* context, uint16_t opcode, void* payload,
                         uint32_t* length) {
  for (unsigned i = 0; i < sizeof commands / sizeof *commands; i++) {
    if (commands[i].opcode != opcode) continue;
    const bool fits = *length <= MAILBOX_PAYLOAD_MAX && *length >= commands[i].least &&
                      (!commands[i].exact || *length == commands[i].least);
    uint16_t code = CODE(INVALID_PAYLOAD_LENGTH);
    if (fits) code = commands[i].execute(context, payload, length);
    if (code != CODE(SUCCESS)) *length = 0;
    return code;
  }
  *length = 0;
  return CODE(UNSUPPORTED);
}
