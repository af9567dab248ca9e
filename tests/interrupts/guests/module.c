// A module that the hart takes out of reset: it interrupts when it has woken up, that long after
// the store that let it go.
#include "guest.h"

enum { kWake = 2000000 };  // ns: transceiver.mgmt_init
#define CONTROL (MODULE_CONTROL + MODULE_CONTROL_CONTROL)
#define INTERRUPT (MODULE_CONTROL + MODULE_CONTROL_INTERRUPT)

static void serve(void) {
  uint32_t source;
  CHECK(!(mip_after_read32(PLIC + PLIC_CONTEXT_CLAIM(0), source) & PENDING(kExternal)), 1);
  CHECK_IS(source, kModule, 2);
  CHECK_IS(read32(INTERRUPT), MODULE_CONTROL_INTERRUPT_INT_L_MASK, 3);
  CHECK_IS(read32(MODULE_CONTROL + MODULE_CONTROL_STATUS) & MODULE_CONTROL_STATUS_INT_L_MASK, 0, 4);
  write32(INTERRUPT, MODULE_CONTROL_INTERRUPT_INT_L_MASK);
  CHECK(!(mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), source) & PENDING(kExternal)), 5);
}

static uint32_t reset_module(void) {
  write32(CONTROL, MODULE_CONTROL_CONTROL_LP_MODE_MASK);
  spin(20000);
  const uint32_t from = cycle();
  write32(CONTROL, MODULE_CONTROL_CONTROL_LP_MODE_MASK | MODULE_CONTROL_CONTROL_RESET_L_MASK);
  return from;
}

int main(void) {
  handler = serve;
  write32(INTERRUPT, MODULE_CONTROL_INTERRUPT_INT_L_MASK | MODULE_CONTROL_INTERRUPT_PRESENCE_MASK);
  plic_open(kModule, 1);
  write32(MODULE_CONTROL + MODULE_CONTROL_INTERRUPT_ENABLE,
          MODULE_CONTROL_INTERRUPT_ENABLE_INT_L_MASK);
  interrupts_on(kExternal);
  uint32_t from = reset_module();
  while (last.count < 1) __asm__ volatile("wfi");
  CHECK_IN(last.entered - from, kWake, kWake + kAccess, 6);
  from = reset_module();
  while (last.count < 2) CHECK(cycle() - from < kWake + quantum_ns + 10000, 7);
  CHECK_IN(last.entered - from, kWake, kWake + quantum_ns + kAccess, 8);
  settle();
  CHECK_IS(last.count, 2, 9);
  return 0;
}
