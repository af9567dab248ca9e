/* What the trap entry saves of the interrupted program, in words; for trap.S and trap.c. */
#pragma once

#define HAL_FRAME_RA 0
#define HAL_FRAME_T0 1
#define HAL_FRAME_T1 2
#define HAL_FRAME_T2 3
#define HAL_FRAME_T3 4
#define HAL_FRAME_T4 5
#define HAL_FRAME_T5 6
#define HAL_FRAME_T6 7
#define HAL_FRAME_A0 8
#define HAL_FRAME_A1 9
#define HAL_FRAME_A2 10
#define HAL_FRAME_A3 11
#define HAL_FRAME_A4 12
#define HAL_FRAME_A5 13
#define HAL_FRAME_A6 14
#define HAL_FRAME_A7 15
#define HAL_FRAME_SP 16
#define HAL_FRAME_PC 17
#define HAL_FRAME_STATUS 18
#define HAL_FRAME_GP 19
#define HAL_FRAME_TP 20
#define HAL_FRAME_SIZE (24 * (__riscv_xlen / 8)) /* a multiple of 16, as the stack pointer is */
