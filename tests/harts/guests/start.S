// Every hart with a stack of its own; a0 holds its number. A trap counts in traps[hart], with what it was and when.
#if __riscv_xlen == 64
#define WORD 8
#define STORE sd
#define LOAD ld
#else
#define WORD 4
#define STORE sw
#define LOAD lw
#endif
#define SAVED ra, t0, t1, t2, t3, t4, t5, t6, a0, a1, a2, a3, a4, a5, a6, a7

.section .text.start
.globl _start
_start:
  la t0, trap_entry
  csrw mtvec, t0
  mv s0, a0
  csrr s1, mhartid
  la sp, stack_top
  slli t1, s1, 11
  sub sp, sp, t1
  mv a1, s1
  call main
1: wfi
  j 1b

.text
.balign 4
trap_entry:
  addi sp, sp, -16 * WORD
  .set at, 0
  .irp name, SAVED
  STORE \name, at * WORD(sp)
  .set at, at + 1
  .endr
  csrr a0, mcause
  csrr a1, mepc
  csrr a2, mhartid
  call on_trap
  .set at, 0
  .irp name, SAVED
  LOAD \name, at * WORD(sp)
  .set at, at + 1
  .endr
  addi sp, sp, 16 * WORD
  mret
