/* Core-local interruptor: software and timer interrupts of at most 8 harts. Those that it has not are 0. Generated from platform/regs/clint.rdl; do not edit. */
#pragma once

#define CLINT_SIZE 0xc000u

/* Software interrupt of a hart. */
#define CLINT_MSIP(i) (0x0u + (i) * 0x4u)
#define CLINT_MSIP_COUNT 8u
#define CLINT_MSIP_PENDING_LSB 0
#define CLINT_MSIP_PENDING_MASK 0x1u

/* Timer compare of a hart. */
#define CLINT_MTIMECMP(i) (0x4000u + (i) * 0x8u)
#define CLINT_MTIMECMP_COUNT 8u
#define CLINT_MTIMECMP_VALUE_LSB 0
#define CLINT_MTIMECMP_VALUE_MASK 0xffffffffffffffffull

/* Time since reset of the machine, in ticks of mtime_period. */
#define CLINT_MTIME 0xbff8u
#define CLINT_MTIME_VALUE_LSB 0
#define CLINT_MTIME_VALUE_MASK 0xffffffffffffffffull
