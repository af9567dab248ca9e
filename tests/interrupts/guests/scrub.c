// The scrub engine works in kernel time: its end is one interrupt, and takes as long for who polls,
// sleeps or computes.
#include "guest.h"

enum {
  kLength = 256 << 10,
  kLeast = 3000,
  kMost = 6000
};  // ns: 256 KiB at 2 x 38.4 GB/s take 3.4 us, rows and refresh come on top
#define INTERRUPT (SCRUB + SCRUB_INTERRUPT)

static uint32_t start(void) {
  write32(SCRUB + SCRUB_LENGTH_LOW, kLength);
  const uint32_t from = cycle();
  write32(SCRUB + SCRUB_CONTROL, SCRUB_CONTROL_START_MASK);
  CHECK(read32(SCRUB + SCRUB_STATUS) & SCRUB_STATUS_BUSY_MASK, 1);
  return from;
}

static void serve(void) {
  uint32_t source;
  CHECK(!(mip_after_read32(PLIC + PLIC_CONTEXT_CLAIM(0), source) & PENDING(kExternal)), 2);
  CHECK_IS(source, kScrub, 3);
  CHECK_IS(read32(SCRUB + SCRUB_STATUS), 0, 4);
  write32(INTERRUPT, 1);
  CHECK(!(mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), source) & PENDING(kExternal)), 5);
}

int main(void) {
  uint32_t took = 0;
  handler = serve;
  for (uint32_t i = 0; i < 3; i++) {
    const uint32_t from = start();
    while (read32(SCRUB + SCRUB_STATUS) & SCRUB_STATUS_BUSY_MASK) continue;
    took = cycle() - from;
    CHECK_IN(took, kLeast, kMost, 6);
    CHECK_IS(read32(INTERRUPT), 1, 7);
    CHECK(!(csr_read(mip) & PENDING(kExternal)), 8);  // not enabled
    write32(INTERRUPT, 1);
    CHECK_IS(read32(INTERRUPT), 0, 9);
  }
  plic_open(kScrub, 1);
  write32(SCRUB + SCRUB_INTERRUPT_ENABLE, 1);
  CHECK(!(csr_read(mip) & PENDING(kExternal)), 10);
  interrupts_on(kExternal);
  for (uint32_t i = 1; i <= 5; i++) {
    const uint32_t from = start();
    while (last.count < i) __asm__ volatile("wfi");
    CHECK_IN(last.entered - from, kLeast, kMost, 11);
    settle();
    CHECK_IS(last.count, i, 12);
  }
  for (uint32_t i = 6; i <= 10; i++) {
    const uint32_t from = start();
    while (last.count < i) CHECK(cycle() - from < kMost + quantum_ns + 10000, 13);
    CHECK_IN(last.entered - from, kLeast, kMost + quantum_ns, 14);
    settle();
    CHECK_IS(last.count, i, 15);
  }
  tell("took", took);
  return 0;
}
