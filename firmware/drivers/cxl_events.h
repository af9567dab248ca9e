/* CXL event logs as the mailbox shows them: records, and the payloads of 0100h to 0103h. */
#pragma once

#include <assert.h>
#include <stdint.h>

enum {
  CXL_EVENT_LOG_INFORMATIONAL,
  CXL_EVENT_LOG_WARNING,
  CXL_EVENT_LOG_FAILURE,
  CXL_EVENT_LOG_FATAL,
  CXL_EVENT_LOG_DYNAMIC_CAPACITY,
  CXL_EVENT_LOGS
};
enum { CXL_DC_ADD, CXL_DC_RELEASE, CXL_DC_FORCED_RELEASE };

#define CXL_DC_EVENT_UUID \
  { 0xca, 0x95, 0xaf, 0xa7, 0xf1, 0x83, 0x40, 0x18, 0x8c, 0x2f, 0x95, 0x26, 0x8e, 0x10, 0x1a, 0x2a }
#define CXL_MEDIA_EVENT_UUID \
  { 0xfb, 0xcd, 0x0a, 0x77, 0xc2, 0x60, 0x41, 0x7f, 0x85, 0xa9, 0x08, 0x8b, 0x16, 0x21, 0xeb, 0xa6 }

#define CXL_EVENT_OVERFLOW 1
#define CXL_EVENT_MORE_RECORDS 2
#define CXL_CLEAR_ALL_EVENTS 1
#define CXL_DC_EXTENTS_VALID 1 /* validity flags of a Dynamic Capacity Event Record */
#define CXL_DC_TAGS_VALID 2
#define CXL_MEDIA_UNCORRECTABLE 1 /* memory event descriptor */
#define CXL_MEDIA_DPA_FLAGS 0x3f
#define CXL_MEDIA_DPA_VOLATILE 1

typedef struct __attribute__((packed)) {
  uint64_t dpa, length;
  uint8_t tag[16];
  uint16_t sequence;
  uint8_t reserved[6];
} cxl_extent_t;
static_assert(sizeof(cxl_extent_t) == 40, "CXL 3.x, extent");

/* What every record begins with. */
typedef struct __attribute__((packed)) {
  uint8_t uuid[16];
  uint8_t length, flags[3];
  uint16_t handle, related;
  uint64_t timestamp; /* ns since 1970, 0: the host has set no time */
  uint8_t maintenance[16];
} cxl_event_header_t;
static_assert(sizeof(cxl_event_header_t) == 48, "CXL 3.x, Common Event Record");

typedef struct __attribute__((packed)) {
  cxl_event_header_t header;
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
  cxl_event_header_t header;
  uint64_t dpa; /* its low bits are flags */
  uint8_t descriptor, type, transaction;
  uint16_t validity; /* of what follows */
  uint8_t channel, rank, device[3], component[16];
  uint8_t reserved[46];
} cxl_media_event_t;
static_assert(sizeof(cxl_media_event_t) == 128, "CXL 3.x, General Media Event Record");

typedef union {
  cxl_event_header_t header;
  cxl_dc_event_t dc;
  cxl_media_event_t media;
} cxl_event_t;

typedef struct __attribute__((packed)) {
  uint8_t log;
} cxl_get_event_records_in_t;
typedef struct __attribute__((packed)) {
  uint8_t flags, reserved;
  uint16_t overflow_count;
  uint64_t first_overflow, last_overflow;
  uint16_t count;
  uint8_t reserved_2[10];
  cxl_event_t event[];
} cxl_get_event_records_out_t;
static_assert(sizeof(cxl_get_event_records_out_t) == 32, "CXL 3.x, Get Event Records output");

typedef struct __attribute__((packed)) {
  uint8_t log, flags, count;
  uint8_t reserved[3];
  uint16_t handle[];
} cxl_clear_event_records_in_t;
static_assert(sizeof(cxl_clear_event_records_in_t) == 6, "CXL 3.x, Clear Event Records input");

typedef struct __attribute__((packed)) {
  uint8_t log[CXL_EVENT_LOGS]; /* mode 1:0, message number 7:4 */
} cxl_interrupt_policy_t;
#define CXL_INTERRUPT_MODE 3u
#define CXL_INTERRUPT_MODE_RESERVED 3u
