/* Scrub engine: writes zeroes to a range of DPAs. Generated from platform/regs/scrub.rdl; do not edit. */
#pragma once

#define SCRUB_SIZE 0x20u

/* First DPA, low word. */
#define SCRUB_DPA_LOW 0x0u
#define SCRUB_DPA_LOW_VALUE_LSB 0
#define SCRUB_DPA_LOW_VALUE_MASK 0xffffffffu

/* First DPA, high word. */
#define SCRUB_DPA_HIGH 0x4u
#define SCRUB_DPA_HIGH_VALUE_LSB 0
#define SCRUB_DPA_HIGH_VALUE_MASK 0xffffffffu

/* Length in bytes, low word. */
#define SCRUB_LENGTH_LOW 0x8u
#define SCRUB_LENGTH_LOW_VALUE_LSB 0
#define SCRUB_LENGTH_LOW_VALUE_MASK 0xffffffffu

/* Length in bytes, high word. */
#define SCRUB_LENGTH_HIGH 0xcu
#define SCRUB_LENGTH_HIGH_VALUE_LSB 0
#define SCRUB_LENGTH_HIGH_VALUE_MASK 0xffffffffu

/* Control. */
#define SCRUB_CONTROL 0x10u
#define SCRUB_CONTROL_START_LSB 0
#define SCRUB_CONTROL_START_MASK 0x1u
#define SCRUB_CONTROL_ABORT_LSB 1
#define SCRUB_CONTROL_ABORT_MASK 0x2u

/* Status. */
#define SCRUB_STATUS 0x14u
#define SCRUB_STATUS_BUSY_LSB 0
#define SCRUB_STATUS_BUSY_MASK 0x1u
#define SCRUB_STATUS_ABORTED_LSB 1
#define SCRUB_STATUS_ABORTED_MASK 0x2u
#define SCRUB_STATUS_ERROR_LSB 2
#define SCRUB_STATUS_ERROR_MASK 0x4u

/* What interrupts; write 1 to clear. */
#define SCRUB_INTERRUPT 0x18u
#define SCRUB_INTERRUPT_STOPPED_LSB 0
#define SCRUB_INTERRUPT_STOPPED_MASK 0x1u

/* Enables of INTERRUPT. */
#define SCRUB_INTERRUPT_ENABLE 0x1cu
#define SCRUB_INTERRUPT_ENABLE_STOPPED_LSB 0
#define SCRUB_INTERRUPT_ENABLE_STOPPED_MASK 0x1u
