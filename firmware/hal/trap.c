/* What a trap comes to: an interrupt served, an access that failed where that was expected, or the
 * program's end. */
#include <stdio.h>

#include "firmware/hal/frame.h"
#include "firmware/hal/parts.h"

#define INTERRUPT_BIT (1ul << (__riscv_xlen - 1))
#define CAUSE_LOAD_FAULT 5
#define CAUSE_STORE_FAULT 7
#define CAUSE_HARDWARE_ERROR 19
#define CANARY ((uintptr_t)0x5ac3c0de)

/* Addresses from the linker script and from mmio_try.S. */
extern char __stack_bottom[], __stack_top[], __trap_stack_top[];
extern uintptr_t __trap_stack_bottom[]; /* its canary */
extern char hal_try_begin[], hal_try_end[];

static bool ending;

void hal_init_trap_stack(void) { *__trap_stack_bottom = CANARY; }

void hal_unserved(const char* what, unsigned number) {
  printf("%s %u: nobody serves it, so it is turned off\n", what, number);
}

static void serve_interrupt(uintptr_t number) {
  if (number == 7) return hal_serve_timer();
  if (number == 11) return hal_serve_plic();
  csr_clear(mie, 1ul << number);
  hal_unserved("interrupt", (unsigned)number);
}

static const char* name_of(uintptr_t cause) {
  static const char* const causes[] = {"instruction misaligned", "instruction access fault",
                                       "illegal instruction",    "breakpoint",
                                       "load misaligned",        "load access fault",
                                       "store misaligned",       "store access fault"};
  if (cause < sizeof causes / sizeof *causes) return causes[cause];
  return cause == CAUSE_HARDWARE_ERROR ? "hardware error (poison)" : "environment call";
}

/* A report that traps itself ends at once. */
static void end_if_ending(void) {
  if (ending) hal_exit(SYSTEM_CONTROLLER_EXIT_CODE_TRAP);
  ending = true;
}

static void report(uintptr_t cause, uintptr_t pc, uintptr_t value) {
  printf("unhandled trap: %s (cause %lu), value 0x%lx at pc 0x%lx\n", name_of(cause),
         (unsigned long)cause, (unsigned long)value, (unsigned long)pc);
}

/* One large array takes sp far below; a value of another kind is small as a rule. */
static bool grew_below(uintptr_t sp, uintptr_t bottom) { return sp < bottom && sp >= bottom / 2; }

/* The stack lies at the bottom of memory: what grows out of it traps, and sp tells. */
static void judge_stack(uintptr_t sp) {
  const uintptr_t bottom = (uintptr_t)__stack_bottom, top = (uintptr_t)__stack_top;
  if (sp >= bottom && sp <= top) return;
  if (sp > top && sp <= (uintptr_t)__trap_stack_top) {
    printf("it was in a trap handler: sp 0x%lx\n", (unsigned long)sp);
    return;
  }
  printf("%s: sp 0x%lx, the stack is 0x%lx to 0x%lx\n",
         grew_below(sp, bottom) ? "stack overflow" : "sp is not in the stack", (unsigned long)sp,
         (unsigned long)bottom, (unsigned long)top);
}

static void __attribute__((noreturn))
end_by_trap(const uintptr_t* frame, uintptr_t cause, uintptr_t value) {
  end_if_ending();
  report(cause, frame[HAL_FRAME_PC], value);
  judge_stack(frame[HAL_FRAME_SP]);
  hal_exit(SYSTEM_CONTROLLER_EXIT_CODE_TRAP);
}

/* From trap.S: a handler trapped, and what it has for a stack is none. */
void __attribute__((noreturn))
hal_trap_stack_lost(uintptr_t cause, uintptr_t pc, uintptr_t value, uintptr_t sp) {
  end_if_ending();
  report(cause, pc, value);
  const bool overflow = grew_below(sp, (uintptr_t)__trap_stack_top);
  printf("%s: sp 0x%lx in a trap handler\n",
         overflow ? "trap stack overflow" : "sp is not in the trap stack", (unsigned long)sp);
  hal_exit(SYSTEM_CONTROLLER_EXIT_CODE_TRAP);
}

/* An access of mmio_try_...: it returns to its caller, with a status. */
static bool was_tried(uintptr_t* frame, uintptr_t cause, uintptr_t value) {
  const uintptr_t pc = frame[HAL_FRAME_PC];
  if (pc < (uintptr_t)hal_try_begin || pc >= (uintptr_t)hal_try_end) return false;
  if (cause != CAUSE_LOAD_FAULT && cause != CAUSE_STORE_FAULT && cause != CAUSE_HARDWARE_ERROR)
    return false;
  if (value - frame[HAL_FRAME_A0] >= 8) return false; /* where the value goes, not the access */
  frame[HAL_FRAME_A0] = cause == CAUSE_HARDWARE_ERROR ? MMIO_POISON : MMIO_FAULT;
  frame[HAL_FRAME_PC] = frame[HAL_FRAME_RA];
  return true;
}

/* From trap.S. `frame` is what it will restore. */
void hal_trap(uintptr_t* frame, uintptr_t cause, uintptr_t value) {
  if (cause & INTERRUPT_BIT)
    serve_interrupt(cause & ~INTERRUPT_BIT);
  else if (!was_tried(frame, cause, value))
    end_by_trap(frame, cause, value);
  if (*__trap_stack_bottom == CANARY) return;
  end_if_ending();
  printf("trap stack overflow in a handler of cause 0x%lx at pc 0x%lx\n", (unsigned long)cause,
         (unsigned long)frame[HAL_FRAME_PC]);
  hal_exit(SYSTEM_CONTROLLER_EXIT_CODE_TRAP);
}
