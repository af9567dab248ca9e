/* One assembly text for RV32 and RV64. */
/* clang-format off */
.cfi_sections .debug_frame

#if __riscv_xlen == 64
#define STORE sd
#define LOAD ld
#define WORD 8
#else
#define STORE sw
#define LOAD lw
#define WORD 4
#endif

/* A function that a debugger and the platform know by name. */
#define FUNCTION(name) .globl name; .type name, @function; name: .cfi_startproc
#define END(name) .cfi_endproc; .size name, . - name
