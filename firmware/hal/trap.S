// Trap entry: a stack of its own, so that a trap is served whatever sp holds. mscratch is that stack's
// top, or 0 while a handler runs: a trap in a handler (an access that is tried) stays on the stack.
#include "firmware/hal/frame.h"
#include "firmware/hal/word.h"

#define RETURN_COLUMN 64  // DWARF's column for where an interrupted program goes on
#define LEAST_ROOM 1024   // what the default handler needs to say what happened

// What C rests on, whatever the program that trapped has done to it.
#define LOAD_GLOBALS la gp, __global_pointer$; la tp, __tls_base

  .text
  .option norelax  // what the linker would take relative to gp is needed when gp is lost
  .balign 4
FUNCTION(hal_trap_entry)
  .cfi_signal_frame
  .cfi_return_column RETURN_COLUMN
  .cfi_undefined RETURN_COLUMN
  csrrw sp, mscratch, sp
  beqz sp, nested
  addi sp, sp, -HAL_FRAME_SIZE
  STORE t0, HAL_FRAME_T0 * WORD(sp)
  csrrw t0, mscratch, zero
save:
  STORE t0, HAL_FRAME_SP * WORD(sp)
  STORE ra, HAL_FRAME_RA * WORD(sp)
  STORE t1, HAL_FRAME_T1 * WORD(sp)
  STORE t2, HAL_FRAME_T2 * WORD(sp)
  STORE t3, HAL_FRAME_T3 * WORD(sp)
  STORE t4, HAL_FRAME_T4 * WORD(sp)
  STORE t5, HAL_FRAME_T5 * WORD(sp)
  STORE t6, HAL_FRAME_T6 * WORD(sp)
  STORE a0, HAL_FRAME_A0 * WORD(sp)
  STORE a1, HAL_FRAME_A1 * WORD(sp)
  STORE a2, HAL_FRAME_A2 * WORD(sp)
  STORE a3, HAL_FRAME_A3 * WORD(sp)
  STORE a4, HAL_FRAME_A4 * WORD(sp)
  STORE a5, HAL_FRAME_A5 * WORD(sp)
  STORE a6, HAL_FRAME_A6 * WORD(sp)
  STORE a7, HAL_FRAME_A7 * WORD(sp)
  STORE gp, HAL_FRAME_GP * WORD(sp)
  STORE tp, HAL_FRAME_TP * WORD(sp)
  csrr t0, mepc
  STORE t0, HAL_FRAME_PC * WORD(sp)
  csrr t1, mstatus  // a trap in the handler overwrites both
  STORE t1, HAL_FRAME_STATUS * WORD(sp)
  .cfi_remember_state
  .cfi_def_cfa sp, HAL_FRAME_SIZE
  .cfi_offset RETURN_COLUMN, HAL_FRAME_PC * WORD - HAL_FRAME_SIZE
  .cfi_offset sp, HAL_FRAME_SP * WORD - HAL_FRAME_SIZE
  .cfi_offset ra, HAL_FRAME_RA * WORD - HAL_FRAME_SIZE
  .cfi_offset t0, HAL_FRAME_T0 * WORD - HAL_FRAME_SIZE
  .cfi_offset t1, HAL_FRAME_T1 * WORD - HAL_FRAME_SIZE
  .cfi_offset t2, HAL_FRAME_T2 * WORD - HAL_FRAME_SIZE
  .cfi_offset t3, HAL_FRAME_T3 * WORD - HAL_FRAME_SIZE
  .cfi_offset t4, HAL_FRAME_T4 * WORD - HAL_FRAME_SIZE
  .cfi_offset t5, HAL_FRAME_T5 * WORD - HAL_FRAME_SIZE
  .cfi_offset t6, HAL_FRAME_T6 * WORD - HAL_FRAME_SIZE
  .cfi_offset a0, HAL_FRAME_A0 * WORD - HAL_FRAME_SIZE
  .cfi_offset a1, HAL_FRAME_A1 * WORD - HAL_FRAME_SIZE
  .cfi_offset a2, HAL_FRAME_A2 * WORD - HAL_FRAME_SIZE
  .cfi_offset a3, HAL_FRAME_A3 * WORD - HAL_FRAME_SIZE
  .cfi_offset a4, HAL_FRAME_A4 * WORD - HAL_FRAME_SIZE
  .cfi_offset a5, HAL_FRAME_A5 * WORD - HAL_FRAME_SIZE
  .cfi_offset a6, HAL_FRAME_A6 * WORD - HAL_FRAME_SIZE
  .cfi_offset a7, HAL_FRAME_A7 * WORD - HAL_FRAME_SIZE
  .cfi_offset gp, HAL_FRAME_GP * WORD - HAL_FRAME_SIZE
  .cfi_offset tp, HAL_FRAME_TP * WORD - HAL_FRAME_SIZE
  LOAD_GLOBALS
  mv a0, sp
  csrr a1, mcause
  csrr a2, mtval
  call hal_trap
  LOAD t0, HAL_FRAME_PC * WORD(sp)
  csrw mepc, t0
  LOAD t0, HAL_FRAME_STATUS * WORD(sp)
  csrw mstatus, t0
  addi t0, sp, HAL_FRAME_SIZE
  la t1, __trap_stack_top
  beq t0, t1, 1f  // the outermost: the next one begins there again
  li t0, 0
1: csrw mscratch, t0
  LOAD ra, HAL_FRAME_RA * WORD(sp)
  LOAD t0, HAL_FRAME_T0 * WORD(sp)
  LOAD t1, HAL_FRAME_T1 * WORD(sp)
  LOAD t2, HAL_FRAME_T2 * WORD(sp)
  LOAD t3, HAL_FRAME_T3 * WORD(sp)
  LOAD t4, HAL_FRAME_T4 * WORD(sp)
  LOAD t5, HAL_FRAME_T5 * WORD(sp)
  LOAD t6, HAL_FRAME_T6 * WORD(sp)
  LOAD a0, HAL_FRAME_A0 * WORD(sp)
  LOAD a1, HAL_FRAME_A1 * WORD(sp)
  LOAD a2, HAL_FRAME_A2 * WORD(sp)
  LOAD a3, HAL_FRAME_A3 * WORD(sp)
  LOAD a4, HAL_FRAME_A4 * WORD(sp)
  LOAD a5, HAL_FRAME_A5 * WORD(sp)
  LOAD a6, HAL_FRAME_A6 * WORD(sp)
  LOAD a7, HAL_FRAME_A7 * WORD(sp)
  LOAD gp, HAL_FRAME_GP * WORD(sp)
  LOAD tp, HAL_FRAME_TP * WORD(sp)
  LOAD sp, HAL_FRAME_SP * WORD(sp)
  mret

  // In a handler: on with its stack, if that is one. mscratch keeps t0 until there is room for it.
nested:
  .cfi_restore_state
  csrrw sp, mscratch, t0
  la t0, __trap_stack_bottom + LEAST_ROOM
  bltu sp, t0, lost
  la t0, __trap_stack_top
  bgtu sp, t0, lost
  csrrw t0, mscratch, zero
  addi sp, sp, -HAL_FRAME_SIZE
  STORE t0, HAL_FRAME_T0 * WORD(sp)
  addi t0, sp, HAL_FRAME_SIZE
  j save

  // What lay on the trap stack is given up: only what happened can still be said.
lost:
  LOAD_GLOBALS
  mv a3, sp
  la sp, __trap_stack_top
  csrw mscratch, zero
  csrr a0, mcause
  csrr a1, mepc
  csrr a2, mtval
  call hal_trap_stack_lost
END(hal_trap_entry)
