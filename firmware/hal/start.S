// Start-up and trap entry, for RV32 and RV64.
#if __riscv_xlen == 64
#define STORE sd
#define LOAD ld
#define WORD 8
#else
#define STORE sw
#define LOAD lw
#define WORD 4
#endif

  .section .text.start, "ax"
  .globl _start
_start:
  .option push
  .option norelax
  la gp, __global_pointer$
  .option pop
  la sp, hal_stack_top
  la t0, hal_trap_entry
  csrw mtvec, t0
  // .data may lie in flash until here.
  la t0, hal_data_load
  la t1, hal_data_begin
  la t2, hal_data_end
  beq t0, t1, 2f
1: bgeu t1, t2, 2f
  LOAD t3, 0(t0)
  STORE t3, 0(t1)
  addi t0, t0, WORD
  addi t1, t1, WORD
  j 1b
2: la t1, hal_bss_begin
  la t2, hal_bss_end
3: bgeu t1, t2, 4f
  STORE zero, 0(t1)
  addi t1, t1, WORD
  j 3b
4: call hal_init
  call main
  call hal_exit
5: wfi
  j 5b

  .text
  .balign 4
hal_trap_entry:
  addi sp, sp, -16 * WORD
  STORE ra, 0 * WORD(sp)
  STORE t0, 1 * WORD(sp)
  STORE t1, 2 * WORD(sp)
  STORE t2, 3 * WORD(sp)
  STORE t3, 4 * WORD(sp)
  STORE t4, 5 * WORD(sp)
  STORE t5, 6 * WORD(sp)
  STORE t6, 7 * WORD(sp)
  STORE a0, 8 * WORD(sp)
  STORE a1, 9 * WORD(sp)
  STORE a2, 10 * WORD(sp)
  STORE a3, 11 * WORD(sp)
  STORE a4, 12 * WORD(sp)
  STORE a5, 13 * WORD(sp)
  STORE a6, 14 * WORD(sp)
  STORE a7, 15 * WORD(sp)
  csrr a0, mcause
  csrr a1, mepc
  csrr a2, mtval
  call hal_trap
  csrw mepc, a0
  LOAD ra, 0 * WORD(sp)
  LOAD t0, 1 * WORD(sp)
  LOAD t1, 2 * WORD(sp)
  LOAD t2, 3 * WORD(sp)
  LOAD t3, 4 * WORD(sp)
  LOAD t4, 5 * WORD(sp)
  LOAD t5, 6 * WORD(sp)
  LOAD t6, 7 * WORD(sp)
  LOAD a0, 8 * WORD(sp)
  LOAD a1, 9 * WORD(sp)
  LOAD a2, 10 * WORD(sp)
  LOAD a3, 11 * WORD(sp)
  LOAD a4, 12 * WORD(sp)
  LOAD a5, 13 * WORD(sp)
  LOAD a6, 14 * WORD(sp)
  LOAD a7, 15 * WORD(sp)
  addi sp, sp, 16 * WORD
  mret
