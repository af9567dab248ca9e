// Pins that others move, at times that the test has set: the module leaves at 50 us, comes back at
// 103.7 us, leaves at 5.0437 ms, comes back at 6.0437 ms. What stands for a link is up while its
// module is out; both change at once.
#include "guest.h"

enum { kOut = 50000, kIn = 103700, kOutAgain = 5043700, kInAgain = 6043700 };
static volatile uint32_t order, entered;

static void serve(void) {
  const uint32_t source = plic_claim();
  if (!order) entered = last.entered;
  order = order << 8 | source;
  if (source == kLink) write32(PORT_REGISTERS + PORT_REGISTERS_INTERRUPT, 1);
  if (source == kModule)
    write32(MODULE_CONTROL + MODULE_CONTROL_INTERRUPT, MODULE_CONTROL_INTERRUPT_PRESENCE_MASK);
  uint32_t mip = mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), source);
  if (order >> 8) CHECK(!(mip & PENDING(kExternal)), 1);
}

static uint32_t link(void) { return read32(PORT_REGISTERS + PORT_REGISTERS_LINK_STATUS); }
static uint32_t pins(void) {
  return read32(MODULE_CONTROL + MODULE_CONTROL_STATUS) & MODULE_CONTROL_STATUS_MOD_PRS_L_MASK;
}

static void both_came(uint32_t code) {
  CHECK_IS(order, kModule << 8 | kLink, code);
  CHECK_IS(last.count & 1, 0, code + 1);
  order = 0;
}

int main(void) {
  handler = serve;
  plic_open(kLink, 1);
  plic_open(kModule, 1);
  write32(PORT_REGISTERS + PORT_REGISTERS_INTERRUPT,
          1);  // of the time when the machine was put together
  write32(MODULE_CONTROL + MODULE_CONTROL_INTERRUPT, MODULE_CONTROL_INTERRUPT_PRESENCE_MASK);
  write32(PORT_REGISTERS + PORT_REGISTERS_INTERRUPT_ENABLE, 1);
  write32(MODULE_CONTROL + MODULE_CONTROL_INTERRUPT_ENABLE,
          MODULE_CONTROL_INTERRUPT_ENABLE_PRESENCE_MASK);
  interrupts_on(kExternal);
  CHECK_IS(link(), 0, 10);
  CHECK_IS(pins(), 0, 11);
  while (last.count < 2) __asm__ volatile("wfi");
  both_came(12);
  CHECK_IN(entered, kOut, kOut + 1, 14);  // asleep: exact
  CHECK_IS(link(), 1, 15);
  CHECK_IS(pins(), 1, 16);
  while (last.count < 4) CHECK(cycle() < kIn + quantum_ns + 10000, 17);
  both_came(18);
  CHECK_IN(entered, kIn, kIn + quantum_ns + kAccess,
           20);  // at work: at the end of the quantum at the latest
  CHECK_IS(link(), 0, 21);
  CHECK_IS(pins(), 0, 22);
  // Who polls sees it when it happens.
  interrupts_off();
  while (!link()) CHECK(cycle() < kOutAgain + 10000, 23);
  CHECK_IN(cycle(), kOutAgain, kOutAgain + 3 * kAccess, 24);
  CHECK_IS(pins(), 1, 25);
  CHECK(csr_read(mip) & PENDING(kExternal), 26);
  csr_set(mstatus, MIE);
  both_came(27);
  interrupts_off();
  while (pins()) CHECK(cycle() < kInAgain + 10000, 29);
  CHECK_IN(cycle(), kInAgain, kInAgain + 3 * kAccess, 30);
  CHECK_IS(link(), 0, 31);
  CHECK(csr_read(mip) & PENDING(kExternal), 32);
  csr_set(mstatus, MIE);
  both_came(33);
  settle();
  CHECK_IS(last.count, 8, 35);
  return 0;
}
