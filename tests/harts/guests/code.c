// Hart 0 and DMA write what the others execute, also by the memory's other address; nobody has a
// fence.i. A page that held code is memory like another afterwards.
#include "tests/harts/guests/eight.h"

enum { kTimes = 40 };
static uint32_t code[1024] __attribute__((aligned(4096)));
static uint32_t from_here[2];

/// li a0, value; ret
static void put(volatile uint32_t* at, uint32_t value) {
  at[0] = value << 20 | 10 << 7 | 0x13;
  at[1] = 0x00008067;
}

int main(unsigned long told, unsigned long hart) {
  (void)told;
  for (uint32_t i = 0; i < kTimes; i++) {
    if (!hart) {
      if (i % 3 == 0) put(code, i);
      if (i % 3 == 1) put((volatile uint32_t*)AGAIN(code), i);
      if (i % 3 == 2) {
        put(from_here, i);
        copy_by_dma(code, from_here, sizeof from_here);
      }
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
