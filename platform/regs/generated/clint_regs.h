/* Core-local interruptor: software and timer interrupts. Generated from platform/regs/clint.rdl; do not edit. */
#pragma once

#define CLINT_SIZE 0xc000u

/* Software interrupt. */
#define CLINT_MSIP 0x0u
#define CLINT_MSIP_PENDING_LSB 0
#define CLINT_MSIP_PENDING_MASK 0x1u

/* Timer compare. */
#define CLINT_MTIMECMP 0x4000u
#define CLINT_MTIMECMP_VALUE_LSB 0
#define CLINT_MTIMECMP_VALUE_MASK 0xffffffffffffffffull

/* Time since reset of the machine, in ticks of mtime_period. */
#define CLINT_MTIME 0xbff8u
#define CLINT_MTIME_VALUE_LSB 0
#define CLINT_MTIME_VALUE_MASK 0xffffffffffffffffull
