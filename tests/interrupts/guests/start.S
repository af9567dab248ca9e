// Start-up, and the trap entry: it tells on_trap() the cause, where, and the cycle of its second instruction.
#if __riscv_xlen == 64
#define WORD 8
#define STORE sd
#define LOAD ld
#else
#define WORD 4
#define STORE sw
#define LOAD lw
#endif
#define SAVED ra, t1, t2, t3, t4, t5, t6, a0, a1, a2, a3, a4, a5, a6, a7

.section .text.start
.globl _start
_start:
  la sp, stack_top
  la t0, trap_entry
  csrw mtvec, t0
  call main
  j finish

.text
.balign 4
trap_entry:
  csrw mscratch, t0
  csrr t0, mcycle
  addi sp, sp, -16 * WORD
  .set at, 0
  .irp name, SAVED
  STORE \name, at * WORD(sp)
  .set at, at + 1
  .endr
  mv a2, t0
  csrr t0, mscratch
  STORE t0, 15 * WORD(sp)
  csrr a0, mcause
  csrr a1, mepc
  call on_trap
  .set at, 0
  .irp name, SAVED
  LOAD \name, at * WORD(sp)
  .set at, at + 1
  .endr
  LOAD t0, 15 * WORD(sp)
  addi sp, sp, 16 * WORD
  mret

.data
.globl quantum_ns
quantum_ns: .word QUANTUM_NS   // given to the linker
