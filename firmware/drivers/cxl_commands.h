/* CXL component commands that the pool's mailboxes serve: opcodes and payloads, little-endian, as
 * on the wire. */
#pragma once

#include <assert.h>
#include <stdint.h>

enum {
  CXL_GET_EVENT_RECORDS = 0x0100,
  CXL_CLEAR_EVENT_RECORDS = 0x0101,
  CXL_IDENTIFY_MEMORY_DEVICE = 0x4000,
  CXL_GET_DC_CONFIG = 0x4800,
  CXL_GET_DC_EXTENTS = 0x4801,
  CXL_ADD_DC_RESPONSE = 0x4802,
  CXL_RELEASE_DC = 0x4803,
  /* Vendor: until there is a fabric manager, a host asks the pool itself. */
  LANTERN_REQUEST_CAPACITY = 0xc000,
  LANTERN_LINK_STATUS = 0xc001,
  LANTERN_SHARE_CAPACITY = 0xc002,
};

#define CXL_CAPACITY_UNIT (256ull << 20)
#define CXL_EVENT_LOG_DYNAMIC_CAPACITY 4
#define CXL_DC_ADD 0
#define CXL_FIRST_SEQUENCE 1 /* of a shared extent; 0: not shared */

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
  uint64_t dpa, length;
  uint8_t tag[16];
  uint16_t sequence;
  uint8_t reserved[6];
} cxl_extent_t;
static_assert(sizeof(cxl_extent_t) == 40, "CXL 3.x, extent");

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
  } region[1];
  uint32_t extents_supported, extents_available, tags_supported, tags_available;
} cxl_get_dc_config_out_t;
static_assert(sizeof(cxl_get_dc_config_out_t) == 8 + 40 + 16,
              "CXL 3.x, Get Dynamic Capacity Configuration output");

typedef struct __attribute__((packed)) {
  uint32_t count, first;
} cxl_get_dc_extents_in_t;
typedef struct __attribute__((packed)) {
  uint32_t returned, total, generation, reserved;
  cxl_extent_t extent[];
} cxl_get_dc_extents_out_t;

/* Of Add Response and of Release. */
typedef struct __attribute__((packed)) {
  uint32_t count;
  uint8_t flags;
  uint8_t reserved[3];
  struct __attribute__((packed)) {
    uint64_t dpa, length;
    uint8_t reserved[8];
  } extent[];
} cxl_dc_list_t;

typedef struct __attribute__((packed)) {
  uint8_t log;
} cxl_get_event_records_in_t;
typedef struct __attribute__((packed)) {
  uint8_t uuid[16];
  uint8_t length, flags[3];
  uint16_t handle, related;
  uint64_t timestamp;
  uint8_t maintenance[16];
  uint8_t type, validity;
  uint16_t host;
  uint8_t region, more;
  uint8_t reserved[2];
  cxl_extent_t extent;
  uint8_t reserved_2[24];
  uint32_t extents_available, tags_available;
} cxl_dc_event_t;
static_assert(sizeof(cxl_dc_event_t) == 128, "CXL 3.x, Dynamic Capacity Event Record");
typedef struct __attribute__((packed)) {
  uint8_t flags, reserved;
  uint16_t overflow_count;
  uint64_t first_overflow, last_overflow;
  uint16_t count;
  uint8_t reserved_2[10];
  cxl_dc_event_t event[];
} cxl_get_event_records_out_t;
typedef struct __attribute__((packed)) {
  uint8_t log, flags, count;
  uint8_t reserved[3];
  uint16_t handle[];
} cxl_clear_event_records_in_t;

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
  uint8_t port, link_up, module_up, dark_lanes;
} lantern_link_status_out_t;
