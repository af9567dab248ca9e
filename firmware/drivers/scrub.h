/* Driver of the scrub engine. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uintptr_t base;
} scrub_t;

typedef enum { SCRUB_IDLE, SCRUB_BUSY, SCRUB_FAILED } scrub_state_t;

/* Begins to clear [dpa, dpa + length); false: it is at work already. */
bool scrub_start(const scrub_t* scrub, uint64_t dpa, uint64_t length);
/* SCRUB_FAILED: the last one met an error or was aborted. */
scrub_state_t scrub_state(const scrub_t* scrub);
void scrub_abort(const scrub_t* scrub);
/* Its interrupt when it stops, on; and acknowledged. */
void scrub_interrupt_enable(const scrub_t* scrub);
void scrub_interrupt_clear(const scrub_t* scrub);
