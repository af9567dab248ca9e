/* Management of an optical module as CMIS 5.x says: memory access, and bring-up to an activated
 * data path. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/drivers/i2c.h"

typedef enum {
  CMIS_OK,
  CMIS_PENDING,        /* bring-up goes on */
  CMIS_ABSENT,         /* ModPrsL is high */
  CMIS_SILENT,         /* does not answer on I2C */
  CMIS_BUS_STUCK,      /* I2C is held */
  CMIS_NOT_CMIS,       /* another identifier or revision, or flat memory */
  CMIS_CHECKSUM,       /* page 00h or 01h is damaged */
  CMIS_NO_APPLICATION, /* does not offer what the link needs */
  CMIS_REJECTED,       /* ConfigStatus says no */
  CMIS_FAULT,          /* ModuleFault */
  CMIS_TIMEOUT,        /* longer in a state than it advertises */
} cmis_status_t;

const char* cmis_status_text(cmis_status_t status);

typedef struct {
  i2c_t bus;
  uintptr_t control; /* module_control registers */
} cmis_t;

/* Bytes [address, address + length) of `page` (ignored below 128). Retries while the module may
 * answer NACK. */
cmis_status_t cmis_read(const cmis_t* module, uint8_t page, uint8_t address, uint8_t* bytes,
                        size_t length);
cmis_status_t cmis_write(const cmis_t* module, uint8_t page, uint8_t address, const uint8_t* bytes,
                         size_t length);
/* Of the page that was selected last. */
cmis_status_t cmis_read_again(const cmis_t* module, uint8_t address, uint8_t* bytes, size_t length);

/* What bring-up has found and where it stands. */
typedef struct {
  cmis_t module;
  unsigned step;
  uint64_t deadline_us; /* of the step */
  uint64_t poll_us;     /* not before */
  bool polled;          /* in this step: the page is selected */
  char vendor[17];
  char part[17];
  uint8_t application;   /* AppSel */
  uint8_t config_status; /* the one that refused */
  uint32_t durations_us[4];
} cmis_bringup_t;

/* Resets the module; then call `cmis_bringup_step` until it returns something else than
 * CMIS_PENDING. CMIS_OK: the data path is activated. */
void cmis_bringup_start(cmis_bringup_t* bringup, cmis_t module);
cmis_status_t cmis_bringup_step(cmis_bringup_t* bringup);
/* Takes over a module whose data path is activated already, without disturbing it; else
 * CMIS_PENDING: start anew. */
cmis_status_t cmis_bringup_adopt(cmis_bringup_t* bringup, cmis_t module);
/* The name of the step it is at. */
const char* cmis_bringup_step_text(const cmis_bringup_t* bringup);

/* All flags that a module can raise, as they lie in its memory: bytes 8 to 11, and page 11h, a bit
 * a lane. Any of them that is not masked holds IntL low until it has been read; while its cause
 * lasts it comes back. */
#define CMIS_MODULE_FLAGS 4
#define CMIS_LANE_FLAGS 20
typedef struct {
  uint8_t module[CMIS_MODULE_FLAGS];
  uint8_t lanes[CMIS_LANE_FLAGS];
} cmis_flags_t;
/* Those in `masked` do not interrupt, all others do. */
cmis_status_t cmis_mask_flags(const cmis_t* module, const cmis_flags_t* masked);
/* IntL is low: some flag waits to be read. */
bool cmis_interrupts(const cmis_t* module);
/* How it is, in the words of `cmis_health`, its lanes without light, and then its flags, taken:
 * what goes dark in between is seen by its flag. */
typedef struct {
  cmis_status_t health;
  uint8_t dark;
  cmis_flags_t flags;
} cmis_report_t;
cmis_status_t cmis_inspect(const cmis_t* module, cmis_report_t* report);
/* CMIS_OK: its data path is activated; CMIS_PENDING: it answers, but is not in service; CMIS_FAULT:
 * in ModuleFault; CMIS_ABSENT; else why it cannot be asked. */
cmis_status_t cmis_health(const cmis_t* module);
