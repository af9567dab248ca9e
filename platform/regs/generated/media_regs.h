/* Errors of the memory media. Generated from platform/regs/media.rdl; do not edit. */
#pragma once

#define MEDIA_SIZE 0x18u

/* Lines that ECC corrected. */
#define MEDIA_CORRECTED 0x0u
#define MEDIA_CORRECTED_COUNT_LSB 0
#define MEDIA_CORRECTED_COUNT_MASK 0xffffffffu

/* Loads that met poison. */
#define MEDIA_UNCORRECTED 0x4u
#define MEDIA_UNCORRECTED_COUNT_LSB 0
#define MEDIA_UNCORRECTED_COUNT_MASK 0xffffffffu

/* DPA of the last error, low word. */
#define MEDIA_DPA_LOW 0x8u
#define MEDIA_DPA_LOW_VALUE_LSB 0
#define MEDIA_DPA_LOW_VALUE_MASK 0xffffffffu

/* DPA of the last error, high word. */
#define MEDIA_DPA_HIGH 0xcu
#define MEDIA_DPA_HIGH_VALUE_LSB 0
#define MEDIA_DPA_HIGH_VALUE_MASK 0xffffffffu

/* What interrupts; write 1 to clear. */
#define MEDIA_INTERRUPT 0x10u
#define MEDIA_INTERRUPT_CORRECTED_LSB 0
#define MEDIA_INTERRUPT_CORRECTED_MASK 0x1u
#define MEDIA_INTERRUPT_UNCORRECTED_LSB 1
#define MEDIA_INTERRUPT_UNCORRECTED_MASK 0x2u

/* Enables of INTERRUPT. */
#define MEDIA_INTERRUPT_ENABLE 0x14u
#define MEDIA_INTERRUPT_ENABLE_CORRECTED_LSB 0
#define MEDIA_INTERRUPT_ENABLE_CORRECTED_MASK 0x1u
#define MEDIA_INTERRUPT_ENABLE_UNCORRECTED_LSB 1
#define MEDIA_INTERRUPT_ENABLE_UNCORRECTED_MASK 0x2u
