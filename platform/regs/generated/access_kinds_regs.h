/* Every access kind, for the tests of the generator and of RegisterFile. Generated from platform/regs/access_kinds.rdl; do not edit. */
#pragma once

#define ACCESS_KINDS_SIZE 0x100u

/* One field of each plain kind. */
#define ACCESS_KINDS_PLAIN 0x0u
#define ACCESS_KINDS_PLAIN_RW_LSB 0
#define ACCESS_KINDS_PLAIN_RW_MASK 0xfu
#define ACCESS_KINDS_PLAIN_RO_LSB 4
#define ACCESS_KINDS_PLAIN_RO_MASK 0xf0u
#define ACCESS_KINDS_PLAIN_WO_LSB 8
#define ACCESS_KINDS_PLAIN_WO_MASK 0xf00u
#define ACCESS_KINDS_PLAIN_WOCLR_LSB 12
#define ACCESS_KINDS_PLAIN_WOCLR_MASK 0xf000u
#define ACCESS_KINDS_PLAIN_WOSET_LSB 16
#define ACCESS_KINDS_PLAIN_WOSET_MASK 0xf0000u
#define ACCESS_KINDS_PLAIN_RCLR_LSB 20
#define ACCESS_KINDS_PLAIN_RCLR_MASK 0xf00000u
#define ACCESS_KINDS_PLAIN_PULSE_LSB 24
#define ACCESS_KINDS_PLAIN_PULSE_MASK 0x1000000u

/* Counts events; saturates. */
#define ACCESS_KINDS_EVENTS 0x4u
#define ACCESS_KINDS_EVENTS_COUNT_LSB 0
#define ACCESS_KINDS_EVENTS_COUNT_MASK 0xffffu

/* Enables of INTERRUPT. */
#define ACCESS_KINDS_ENABLE 0x8u
#define ACCESS_KINDS_ENABLE_A_LSB 0
#define ACCESS_KINDS_ENABLE_A_MASK 0x1u
#define ACCESS_KINDS_ENABLE_B_LSB 1
#define ACCESS_KINDS_ENABLE_B_MASK 0x2u

/* Sticky, write 1 to clear, enabled by ENABLE. */
#define ACCESS_KINDS_INTERRUPT 0xcu
#define ACCESS_KINDS_INTERRUPT_A_LSB 0
#define ACCESS_KINDS_INTERRUPT_A_MASK 0x1u
#define ACCESS_KINDS_INTERRUPT_B_LSB 1
#define ACCESS_KINDS_INTERRUPT_B_MASK 0x2u

/* Masks of MASKED. */
#define ACCESS_KINDS_MASK 0x10u
#define ACCESS_KINDS_MASK_C_LSB 0
#define ACCESS_KINDS_MASK_C_MASK 0x1u

/* Masked interrupt, clear on read. */
#define ACCESS_KINDS_MASKED 0x14u
#define ACCESS_KINDS_MASKED_C_LSB 0
#define ACCESS_KINDS_MASKED_C_MASK 0x1u

/* The first value that hardware writes stays until software clears it. */
#define ACCESS_KINDS_STICKY 0x18u
#define ACCESS_KINDS_STICKY_HELD_LSB 0
#define ACCESS_KINDS_STICKY_HELD_MASK 0xffu

/* A byte register. */
#define ACCESS_KINDS_BYTE(i) (0x20u + (i) * 0x2u)
#define ACCESS_KINDS_BYTE_COUNT 4u
#define ACCESS_KINDS_BYTE_VALUE_LSB 0
#define ACCESS_KINDS_BYTE_VALUE_MASK 0xffu

/* A 16-bit register. */
#define ACCESS_KINDS_HALF 0x28u
#define ACCESS_KINDS_HALF_VALUE_LSB 0
#define ACCESS_KINDS_HALF_VALUE_MASK 0xffffu

/* A 64-bit register in 32-bit accesses. */
#define ACCESS_KINDS_WIDE 0x30u
#define ACCESS_KINDS_WIDE_VALUE_LSB 0
#define ACCESS_KINDS_WIDE_VALUE_MASK 0xffffffffffffffffull

/* First. */
#define ACCESS_KINDS_CHANNEL_CONTROL(i) (0x40u + (i) * 0x40u)
#define ACCESS_KINDS_CHANNEL_CONTROL_COUNT 3u
#define ACCESS_KINDS_CHANNEL_CONTROL_MODE_LSB 0
#define ACCESS_KINDS_CHANNEL_CONTROL_MODE_MASK 0x3u
#define ACCESS_KINDS_CHANNEL_CONTROL_MODE_OFF 0x0u
#define ACCESS_KINDS_CHANNEL_CONTROL_MODE_ON 0x1u

/* Second, four of them. */
#define ACCESS_KINDS_CHANNEL_DATA(i, j) (0x50u + (i) * 0x40u + (j) * 0x8u)
#define ACCESS_KINDS_CHANNEL_DATA_COUNT 3u
#define ACCESS_KINDS_CHANNEL_DATA_COUNT_J 4u
#define ACCESS_KINDS_CHANNEL_DATA_VALUE_LSB 0
#define ACCESS_KINDS_CHANNEL_DATA_VALUE_MASK 0xffffffffu
