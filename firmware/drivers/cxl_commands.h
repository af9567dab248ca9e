/* CXL component commands that the pool's mailboxes serve: opcodes and payloads, little-endian, as
 * on the wire. */
#pragma once

#include <assert.h>
#include <stdint.h>

#include "firmware/drivers/cxl_events.h"

enum {
  CXL_IDENTIFY = 0x0001,
  CXL_BACKGROUND_STATUS = 0x0002,
  CXL_GET_RESPONSE_LIMIT = 0x0003,
  CXL_GET_EVENT_RECORDS = 0x0100,
  CXL_CLEAR_EVENT_RECORDS = 0x0101,
  CXL_GET_INTERRUPT_POLICY = 0x0102,
  CXL_SET_INTERRUPT_POLICY = 0x0103,
  CXL_GET_TIMESTAMP = 0x0300,
  CXL_SET_TIMESTAMP = 0x0301,
  CXL_GET_SUPPORTED_LOGS = 0x0400,
  CXL_GET_LOG = 0x0401,
  CXL_IDENTIFY_MEMORY_DEVICE = 0x4000,
  CXL_GET_DC_CONFIG = 0x4800,
  CXL_GET_DC_EXTENTS = 0x4801,
  CXL_ADD_DC_RESPONSE = 0x4802,
  CXL_RELEASE_DC = 0x4803,
  /* Vendor: until there is a fabric manager, a host asks the pool itself. */
  LANTERN_REQUEST_CAPACITY = 0xc000,
  LANTERN_LINK_STATUS = 0xc001,
  LANTERN_SHARE_CAPACITY = 0xc002,
  LANTERN_RECALL_CAPACITY = 0xc003,
};
/* What a command does, as the Command Effects Log says it. */
enum {
  CXL_EFFECT_CONFIGURATION = 1 << 1, /* all of these at once, not after a reset */
  CXL_EFFECT_DATA = 1 << 2,
  CXL_EFFECT_POLICY = 1 << 3,
  CXL_EFFECT_LOG = 1 << 4,
  CXL_EFFECT_BACKGROUND = 1 << 6,
};

#define CXL_COMMAND_EFFECTS_UUID \
  { 0x0d, 0xa9, 0xc0, 0xb5, 0xbf, 0x41, 0x4b, 0x78, 0x8f, 0x79, 0x96, 0xb1, 0x62, 0x3b, 0x3f, 0x17 }
#define CXL_CAPACITY_UNIT (256ull << 20)
#define CXL_FIRST_SEQUENCE 1   /* of a shared extent; 0: not shared */
#define CXL_COMPONENT_MEMORY 3 /* a Type 3 device */
#define CXL_LIST_CONTINUES 1   /* flag of an extent list: another follows */

typedef struct __attribute__((packed)) {
  uint16_t vendor, device, subsystem_vendor, subsystem;
  uint64_t serial;
  uint8_t message_bits, component;
} cxl_component_t;
static_assert(sizeof(cxl_component_t) == 18, "CXL 3.x, Identify output");
typedef struct __attribute__((packed)) {
  uint8_t status, reserved; /* 0: it runs; 7:1 percent done */
  uint16_t opcode, code, vendor_code;
} cxl_background_status_t;
static_assert(sizeof(cxl_background_status_t) == 8, "CXL 3.x, Background Operation Status output");

typedef struct __attribute__((packed)) {
  uint16_t count;
  uint8_t reserved[6];
  struct __attribute__((packed)) {
    uint8_t uuid[16];
    uint32_t size;
  } log[1];
} cxl_supported_logs_t;
typedef struct __attribute__((packed)) {
  uint8_t uuid[16];
  uint32_t offset, length;
} cxl_get_log_in_t;
typedef struct __attribute__((packed)) {
  uint16_t opcode, effects;
} cxl_command_effect_t;

typedef struct __attribute__((packed)) {
  char firmware_revision[16];
  uint64_t total, volatile_only, persistent_only, partition_alignment; /* in CXL_CAPACITY_UNIT */
  uint16_t information_log, warning_log, failure_log, fatal_log;
  uint32_t label_storage;
  uint8_t poison_list_max[3];
  uint16_t inject_poison_limit;
  uint8_t poison_capabilities, qos_capabilities;
  uint16_t dynamic_capacity_log;
} cxl_identify_t;
static_assert(sizeof(cxl_identify_t) == 69, "CXL 3.x, Identify Memory Device output");

typedef struct __attribute__((packed)) {
  uint8_t count, first;
} cxl_get_dc_config_in_t;
typedef struct __attribute__((packed)) {
  uint8_t regions, returned;
  uint8_t reserved[6];
  struct __attribute__((packed)) {
    uint64_t base, decode_length, length, block_size; /* decode_length in CXL_CAPACITY_UNIT */
    uint32_t dsmad_handle;
    uint8_t flags;
    uint8_t reserved[3];
  } region[];
} cxl_get_dc_config_out_t;
/* Follows the regions. */
typedef struct __attribute__((packed)) {
  uint32_t extents_supported, extents_available, tags_supported, tags_available;
} cxl_dc_limits_t;
static_assert(sizeof(cxl_get_dc_config_out_t) == 8 &&
                  sizeof(*((cxl_get_dc_config_out_t*)0)->region) == 40 &&
                  sizeof(cxl_dc_limits_t) == 16,
              "CXL 3.x, Get Dynamic Capacity Configuration output");

typedef struct __attribute__((packed)) {
  uint32_t count, first;
} cxl_get_dc_extents_in_t;
typedef struct __attribute__((packed)) {
  uint32_t returned, total, generation, reserved;
  cxl_extent_t extent[];
} cxl_get_dc_extents_out_t;

typedef struct __attribute__((packed)) {
  uint64_t dpa, length;
  uint8_t reserved[8];
} cxl_range_t;
/* Of Add Response and of Release. */
typedef struct __attribute__((packed)) {
  uint32_t count;
  uint8_t flags;
  uint8_t reserved[3];
  cxl_range_t extent[];
} cxl_dc_list_t;

typedef struct __attribute__((packed)) {
  uint64_t length;
} lantern_request_capacity_in_t;
typedef struct __attribute__((packed)) {
  uint64_t dpa, length;
  uint8_t port;   /* of the host that is to see it, too */
  uint8_t rights; /* 1: loads, 2: stores, 3: both */
  uint8_t reserved[6];
} lantern_share_capacity_in_t;
typedef struct __attribute__((packed)) {
  uint64_t dpa, length;
  uint8_t port; /* of the host that is asked to give it back */
  uint8_t reserved[7];
} lantern_recall_capacity_in_t;
typedef struct __attribute__((packed)) {
  uint8_t port, link_up, module_up, dark_lanes;
} lantern_link_status_out_t;
