/* 16550 UART, divisor latch. Generated from platform/regs/uart16550_divisor.rdl; do not edit. */
#pragma once

#define UART16550_DIVISOR_SIZE 0x2u

/* Divisor, low byte. */
#define UART16550_DIVISOR_DLL 0x0u
#define UART16550_DIVISOR_DLL_VALUE_LSB 0
#define UART16550_DIVISOR_DLL_VALUE_MASK 0xffu

/* Divisor, high byte. */
#define UART16550_DIVISOR_DLM 0x1u
#define UART16550_DIVISOR_DLM_VALUE_LSB 0
#define UART16550_DIVISOR_DLM_VALUE_MASK 0xffu
