// Mistakes that C cannot make.
#include "firmware/hal/word.h"
#include "node_map.h"
#include "platform/regs/generated/clint_regs.h"

  .text
// The handler must not use this stack.
FUNCTION(lose_the_stack)
  li sp, 16
  .word 0
END(lose_the_stack)

// Nor what C takes its globals from.
FUNCTION(lose_the_globals)
  li gp, 0
  li tp, 0
  .word 0
END(lose_the_globals)

// A timer that is due, with its interrupt on, and nobody to serve it.
FUNCTION(forget_the_timer)
  li t0, NODE_CLINT_BASE + CLINT_MTIMECMP(0)
  sw zero, 0(t0)
  sw zero, 4(t0)
  li t0, 1 << 7
  csrs mie, t0
  ret
END(forget_the_timer)

// The same with a software interrupt.
FUNCTION(forget_the_software_interrupt)
  li t0, NODE_CLINT_BASE + CLINT_MSIP(0)
  li t1, 1
  sw t1, 0(t0)
  li t0, 1 << 3
  csrs mie, t0
  ret
END(forget_the_software_interrupt)
