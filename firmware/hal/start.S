// Start-up, for RV32 and RV64.
#include "firmware/hal/word.h"

  .section .text.start, "ax"
FUNCTION(_start)
  .cfi_undefined ra  // nobody called it
  .option push
  .option norelax
  la gp, __global_pointer$
  .option pop
  la sp, __stack_top
  la tp, __tls_base
  la t0, __trap_stack_top
  csrw mscratch, t0
  la t0, hal_trap_entry
  csrw mtvec, t0
  // A program that ran here before may have changed .data.
  la t0, hal_data_load
  la t1, hal_data_begin
  la t2, hal_data_end
1: bgeu t1, t2, 2f
  LOAD t3, 0(t0)
  STORE t3, 0(t1)
  addi t0, t0, WORD
  addi t1, t1, WORD
  j 1b
2: la t1, hal_bss_begin
  la t2, hal_bss_end
3: bgeu t1, t2, 4f  // both are multiples of 16
  .set .Lat, 0
  .rept 16 / WORD
  STORE zero, .Lat(t1)
  .set .Lat, .Lat + WORD
  .endr
  addi t1, t1, 16
  j 3b
4: call hal_init
  call hal_take_arguments  // argc and argv
  call main
  call hal_exit
5: wfi
  j 5b
END(_start)
