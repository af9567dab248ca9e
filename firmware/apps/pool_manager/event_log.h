/* One of a host's event logs: records in the order of time, each named by a handle until the host
 * clears it; what finds no room is counted. And the host's clock, which dates them. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define EVENT_LOG_RECORDS 8

typedef struct {
  uint64_t timestamp; /* of the host's clock */
  uint64_t dpa, length;
  uint32_t tag;       /* of a shared extent, 0: not shared */
  uint16_t handle;    /* given by the log */
  uint8_t type;       /* what its record says happened */
  uint8_t taken_back; /* 0, or 1 + the port of the host that offered this and does so no more */
} event_t;

typedef struct {
  event_t record[EVENT_LOG_RECORDS];
  uint16_t count;
  uint16_t last_handle;
  uint16_t overflows; /* since the host last cleared a record */
  uint64_t first_overflow, last_overflow;
} event_log_t;

static inline void event_log_add(event_log_t* log, event_t event) {
  if (log->count == EVENT_LOG_RECORDS) {
    if (!log->overflows) log->first_overflow = event.timestamp;
    log->last_overflow = event.timestamp;
    if (log->overflows != UINT16_MAX) log->overflows++;
    return;
  }
  if (!++log->last_handle) log->last_handle = 1; /* 0 names no record */
  event.handle = log->last_handle;
  log->record[log->count++] = event;
}

/* What others cause leaves room for what the host has asked for. */
static inline bool event_log_has_room(const event_log_t* log) {
  return log->count < EVENT_LOG_RECORDS - 2;
}

static inline bool event_log_has(const event_log_t* log, uint8_t type, uint64_t dpa,
                                 uint64_t length) {
  for (unsigned i = 0; i < log->count; i++)
    if (log->record[i].type == type && log->record[i].dpa == dpa && log->record[i].length == length)
      return true;
  return false;
}

static inline void event_log_take_back(event_log_t* log, uint8_t type, uint32_t tag,
                                       uint32_t port) {
  for (unsigned i = 0; i < log->count; i++)
    if (log->record[i].type == type && log->record[i].tag == tag)
      log->record[i].taken_back = (uint8_t)(1 + port);
}

/* No second record of one who took back what the first says. */
static inline bool event_log_has_room_for(const event_log_t* log, uint32_t port) {
  for (unsigned i = 0; i < log->count; i++)
    if (log->record[i].taken_back == 1 + port) return false;
  return event_log_has_room(log);
}

/* The oldest `count` records go. */
static inline void event_log_clear(event_log_t* log, uint16_t count) {
  log->count = (uint16_t)(log->count - count);
  memmove(log->record, log->record + count, log->count * sizeof *log->record);
  log->overflows = 0;
  log->first_overflow = log->last_overflow = 0;
}

/* Nanoseconds since 1970 as the host has set them; 0 until it has. */
typedef struct {
  bool set;
  uint64_t ns, at_us;
} host_clock_t;

static inline uint64_t host_clock_read(const host_clock_t* clock, uint64_t now_us) {
  return clock->set ? clock->ns + (now_us - clock->at_us) * 1000 : 0;
}
