// A command ring: DMA in kernel time. A completion is one interrupt; it takes as long for who
// polls, sleeps or computes.
#include "guest.h"
#include "platform/regs/generated/accelerator_regs.h"
#include "platform/regs/generated/dma_completion_regs.h"
#include "platform/regs/generated/dma_descriptor_regs.h"

enum {
  kEntries = 16,
  kLength = 16 << 10,
  kLeast = 128,
  kMost = 1000
};  // ns: 64 bursts, 2 ns apart
#define INTERRUPT (ACCELERATOR + ACCELERATOR_RING_INTERRUPT(0))
static struct {
  uint32_t command, length;
  uint64_t source, destination, rest[5];
} submission[kEntries] __attribute__((aligned(64)));
static volatile struct {
  uint32_t command, status, done, mark;
} completion[kEntries] __attribute__((aligned(16)));
static char from_here[kLength], to_there[kLength];
static uint32_t submitted;

static void serve(void) {
  uint32_t source;
  CHECK(!(mip_after_read32(PLIC + PLIC_CONTEXT_CLAIM(0), source) & PENDING(kExternal)), 1);
  CHECK_IS(source, kRing, 2);
  CHECK_IS(read32(INTERRUPT), 1, 3);
  write32(INTERRUPT, 1);
  CHECK(!(mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), source) & PENDING(kExternal)), 4);
}

static uint32_t submit(void) {
  const uint32_t at = submitted++ % kEntries;
  submission[at].command =
      DMA_DESCRIPTOR_COMMAND_OPCODE_COPY | DMA_DESCRIPTOR_COMMAND_INTERRUPT_MASK;
  submission[at].length = kLength;
  submission[at].source = (uintptr_t)from_here;
  submission[at].destination = (uintptr_t)to_there;
  __asm__ volatile("fence" ::: "memory");
  const uint32_t from = cycle();
  write32(ACCELERATOR + ACCELERATOR_RING_TAIL(0), submitted % kEntries);
  return from;
}

int main(void) {
  uint32_t took = 0;
  handler = serve;
  write32(ACCELERATOR + ACCELERATOR_RING_BASE_LOW(0), (uint32_t)(uintptr_t)submission);
  write32(ACCELERATOR + ACCELERATOR_RING_COMPLETION_LOW(0), (uint32_t)(uintptr_t)completion);
  write32(ACCELERATOR + ACCELERATOR_RING_SIZE(0), kEntries);
  write32(ACCELERATOR + ACCELERATOR_RING_CONTROL(0), ACCELERATOR_RING_CONTROL_ENABLE_MASK);
  for (uint32_t i = 0; i < 5; i++) {
    const uint32_t from = submit();
    while (!read32(INTERRUPT)) continue;
    took = cycle() - from;
    CHECK_IN(took, kLeast, kMost, 5);
    CHECK_IS(completion[i].mark & 1, 1, 6);
    CHECK_IS(completion[i].status, 0, 7);
    CHECK(!(csr_read(mip) & PENDING(kExternal)), 8);
    write32(INTERRUPT, 1);
  }
  plic_open(kRing, 1);
  write32(ACCELERATOR + ACCELERATOR_RING_INTERRUPT_ENABLE(0), 1);
  interrupts_on(kExternal);
  for (uint32_t i = 1; i <= 5; i++) {
    const uint32_t from = submit();
    while (last.count < i) __asm__ volatile("wfi");
    CHECK_IN(last.entered - from, kLeast, kMost, 9);
    settle();
    CHECK_IS(last.count, i, 10);
  }
  for (uint32_t i = 6; i <= 8; i++) {
    const uint32_t from = submit();
    while (last.count < i) CHECK(cycle() - from < kMost + quantum_ns + 10000, 11);
    CHECK_IN(last.entered - from, kLeast, kMost + quantum_ns, 12);
    settle();
    CHECK_IS(last.count, i, 13);
  }
  tell("took", took);
  return 0;
}
