#include "tests/harts/guests/eight.h"

#include "platform/regs/generated/accelerator_regs.h"
#include "platform/regs/generated/dma_descriptor_regs.h"

struct one harts[kHarts];

void end(uint32_t code) {
  write32(SYSTEM_CONTROLLER + SYSTEM_CONTROLLER_EXIT, SYSTEM_CONTROLLER_EXIT_DONE_MASK | code);
  while (1) __asm__ volatile("wfi");
}

void meet(void) {
  static volatile uint32_t come, round;
  const uint32_t mine = round;
  if (add(&come, 1) + 1 == kHarts) {
    come = 0;
    round = mine + 1;
  } else {
    while (round == mine) continue;
  }
}

enum { kRingEntries = 16 };
static struct {
  uint32_t command, length;
  uint64_t source, destination, rest[5];
} submission[kRingEntries] __attribute__((aligned(64)));
static volatile uint32_t completion[kRingEntries * 4] __attribute__((aligned(64)));

void copy_by_dma(volatile void* to, const void* from, uint32_t bytes) {
  static uint32_t copies;
  if (!copies) {
    write32(ACCELERATOR + ACCELERATOR_RING_BASE_LOW(0), (uint32_t)(uintptr_t)submission);
    write32(ACCELERATOR + ACCELERATOR_RING_COMPLETION_LOW(0), (uint32_t)(uintptr_t)completion);
    write32(ACCELERATOR + ACCELERATOR_RING_SIZE(0), kRingEntries);
    write32(ACCELERATOR + ACCELERATOR_RING_CONTROL(0), ACCELERATOR_RING_CONTROL_ENABLE_MASK);
  }
  const uint32_t at = copies++ % kRingEntries;
  const uint32_t before = completion[4 * at + 3];  // its mark turns with each round
  submission[at].command = DMA_DESCRIPTOR_COMMAND_OPCODE_COPY;
  submission[at].length = bytes;
  submission[at].source = (uintptr_t)from;
  submission[at].destination = (uintptr_t)to;
  write32(ACCELERATOR + ACCELERATOR_RING_TAIL(0), copies % kRingEntries);
  while (completion[4 * at + 3] == before) continue;
}

void on_trap(unsigned long cause, uintptr_t epc, unsigned long hart) {
  (void)epc;
  if ((long)cause >= 0) end(240);
  struct one* const one = &harts[hart];
  switch (cause & 0xff) {
    case kSoftware:
      write32(CLINT + CLINT_MSIP(hart), 0);
      one->software++;
      return;
    case kTimer:
      one->timer_at = read32(CLINT + CLINT_MTIME);
      write32(CLINT + CLINT_MTIMECMP(hart) + 4, ~0u);
      one->timer++;
      return;
    default:
      one->claimed = read32(PLIC + PLIC_CONTEXT_CLAIM(hart));
      one->external++;
      if (!one->claimed) return;
      write8(UART + UART16550_IER, 0);  // takes the cause away
      write32(PLIC + PLIC_CONTEXT_CLAIM(hart), one->claimed);
  }
}

const uint32_t quantum_ns = QUANTUM_NS;

void spin(uint32_t ns) {
  uint32_t turns = ns / 2 + 1;
  __asm__ volatile("1: addi %0, %0, -1\n bnez %0, 1b" : "+r"(turns)::"memory");
}
