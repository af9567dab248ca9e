// Hart 0 and DMA write what the others execute, also by the memory's other address; nobody has a
// fence.i. A page that held code is memory like another afterwards.
#include "platform/regs/generated/accelerator_regs.h"
#include "platform/regs/generated/dma_descriptor_regs.h"
#include "tests/harts/guests/eight.h"

enum { kTimes = 40 };
static uint32_t code[1024] __attribute__((aligned(4096)));
static struct {
  uint32_t command, length;
  uint64_t source, destination, rest[5];
} submission[16] __attribute__((aligned(64)));
static volatile uint32_t completion[16 * 4] __attribute__((aligned(64)));
static uint32_t from_here[2];

/// li a0, value; ret
static void put(volatile uint32_t* at, uint32_t value) {
  at[0] = value << 20 | 10 << 7 | 0x13;
  at[1] = 0x00008067;
}

static void copy(uint32_t round, uint32_t value) {
  put(from_here, value);
  if (!round) {
    write32(ACCELERATOR + ACCELERATOR_RING_BASE_LOW(0), (uint32_t)(uintptr_t)submission);
    write32(ACCELERATOR + ACCELERATOR_RING_COMPLETION_LOW(0), (uint32_t)(uintptr_t)completion);
    write32(ACCELERATOR + ACCELERATOR_RING_SIZE(0), 16);
    write32(ACCELERATOR + ACCELERATOR_RING_CONTROL(0), ACCELERATOR_RING_CONTROL_ENABLE_MASK);
  }
  const uint32_t at = round % 16;
  submission[at].command = DMA_DESCRIPTOR_COMMAND_OPCODE_COPY;
  submission[at].length = sizeof from_here;
  submission[at].source = (uintptr_t)from_here;
  submission[at].destination = (uintptr_t)code;
  completion[4 * at + 3] = 2;
  write32(ACCELERATOR + ACCELERATOR_RING_TAIL(0), (round + 1) % 16);
  while (completion[4 * at + 3] == 2) continue;
}

int main(unsigned long told, unsigned long hart) {
  (void)told;
  static volatile uint32_t copies;
  for (uint32_t i = 0; i < kTimes; i++) {
    if (!hart) {
      if (i % 3 == 0) put(code, i);
      if (i % 3 == 1) put((volatile uint32_t*)AGAIN(code), i);
      if (i % 3 == 2) copy(copies++, i);
    }
    meet();
    HOLDS(((uint32_t(*)(void))code)() == i, 1 + hart);
    meet();
  }
  if (hart) return 0;
  for (uint32_t i = 0; i < 1024; i++) code[i] = i;
  for (uint32_t i = 0; i < 1024; i++) HOLDS(code[i] == i, 20);
  end(0);
}
