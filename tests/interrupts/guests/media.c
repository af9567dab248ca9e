// An error that the hart's own load meets in the media. Lines 0x40, 0x1040, ... of it hold one
// each, corrected when loaded.
#include "guest.h"

#define INTERRUPT (MEDIA + MEDIA_INTERRUPT)
#define CLAIM (PLIC + PLIC_CONTEXT_CLAIM(0))
#define LINE(i) (MEMORY + 0x40 + 0x1000ul * (i))
enum { kLines = 6 };  // as the test has planted

static void serve(void) {
  uint32_t source;
  CHECK(!(mip_after_read32(CLAIM, source) & PENDING(kExternal)), 1);
  CHECK_IS(source, kMedia, 2);
  CHECK_IS(read32(MEDIA + MEDIA_CORRECTED), last.count + 3, 3);
  write32(INTERRUPT, MEDIA_INTERRUPT_CORRECTED_MASK);
  CHECK(!(mip_after_write32(CLAIM, source) & PENDING(kExternal)), 4);
}

int main(void) {
  handler = serve;
  plic_open(kMedia, 1);
  csr_set(mie, PENDING(kExternal));
  settle();  // the errors are there now
  write32(MEDIA + MEDIA_INTERRUPT_ENABLE, MEDIA_INTERRUPT_ENABLE_CORRECTED_MASK);
  uint32_t value;
  CHECK(!(mip_after_read32(LINE(0) + 0x40, value) & PENDING(kExternal)), 5);  // a line without
  for (uint32_t i = 0; i < 3; i++) {
    CHECK(mip_after_read32(LINE(i), value) & PENDING(kExternal), 6);
    CHECK_IS(value, 0, 7);
    CHECK_IS(plic_claim(), kMedia, 8);
    CHECK(mip_after_write32(CLAIM, kMedia) & PENDING(kExternal), 9);  // it stands until cleared
    CHECK_IS(plic_claim(), kMedia, 10);
    write32(INTERRUPT, MEDIA_INTERRUPT_CORRECTED_MASK);
    CHECK(!(mip_after_write32(CLAIM, kMedia) & PENDING(kExternal)), 11);
    CHECK(!(mip_after_read32(LINE(i), value) & PENDING(kExternal)), 12);  // mended
  }
  csr_set(mstatus, MIE);
  for (uint32_t i = 3; i < kLines; i++) {
    const uintptr_t next = next_after_read32(LINE(i));
    CHECK_IS(last.count, i - 2, 13);
    CHECK_IS(last.epc, next, 14);
  }
  settle();
  CHECK_IS(last.count, kLines - 3, 15);
  return 0;
}
