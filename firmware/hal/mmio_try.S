// Accesses that may fail. Where one does, the trap handler gives back MMIO_FAULT or MMIO_POISON in
// a0: it knows them by their addresses, so that nothing needs to be switched on before.
#include "firmware/hal/word.h"

  .text
  .globl hal_try_begin, hal_try_end
hal_try_begin:
FUNCTION(mmio_try_read32)
  lw a2, 0(a0)
  sw a2, 0(a1)
  li a0, 0
  ret
END(mmio_try_read32)

FUNCTION(mmio_try_write32)
  sw a1, 0(a0)
  li a0, 0
  ret
END(mmio_try_write32)

#if __riscv_xlen == 64
FUNCTION(mmio_try_read64)
  ld a2, 0(a0)
  sd a2, 0(a1)
  li a0, 0
  ret
END(mmio_try_read64)

FUNCTION(mmio_try_write64)
  sd a1, 0(a0)
  li a0, 0
  ret
END(mmio_try_write64)
#else
FUNCTION(mmio_try_read64)
  lw a2, 0(a0)
  lw a3, 4(a0)
  sw a2, 0(a1)
  sw a3, 4(a1)
  li a0, 0
  ret
END(mmio_try_read64)

FUNCTION(mmio_try_write64)  // the value is in a1 and a2
  sw a1, 0(a0)
  sw a2, 4(a0)
  li a0, 0
  ret
END(mmio_try_write64)
#endif
hal_try_end:
