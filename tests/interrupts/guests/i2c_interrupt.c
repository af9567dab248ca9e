// The end of an I2C command, as an interrupt: IF with IEN, until IACK.
#include "guest.h"

enum {
  kClock = 200,
  kByte = 9 * kClock,
  kCommand = 12 * kClock,
  kStart = 0x90,
  kStop = 0x40
};  // ns: of SCL; with start and the answer
#define CR (I2C + I2C_MASTER_CR)
static volatile bool leave;  // the interrupt

static void serve(void) {
  uint32_t source;
  CHECK(!(mip_after_read32(PLIC + PLIC_CONTEXT_CLAIM(0), source) & PENDING(kExternal)), 1);
  CHECK_IS(source, kI2c, 2);
  CHECK_IS(read8(I2C + I2C_MASTER_SR) & (I2C_MASTER_SR_TIP_MASK | I2C_MASTER_SR_IF_MASK),
           I2C_MASTER_SR_IF_MASK, 3);
  if (leave) {
    leave = false;
    CHECK(mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), source) & PENDING(kExternal), 4);
    return;
  }
  write8(CR, I2C_MASTER_CR_IACK_MASK);
  CHECK(!(mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), source) & PENDING(kExternal)), 5);
}

static void gates(void) {
  write8(CR, kStart);
  while (read8(I2C + I2C_MASTER_SR) & I2C_MASTER_SR_TIP_MASK) continue;
  CHECK(!(csr_read(mip) & PENDING(kExternal)), 6);  // IEN is 0
  CHECK(mip_after_write8(I2C + I2C_MASTER_CTR, I2C_MASTER_CTR_EN_MASK | I2C_MASTER_CTR_IEN_MASK) &
            PENDING(kExternal),
        7);
  CHECK_IS(plic_claim(), kI2c, 8);
  write8(CR, I2C_MASTER_CR_IACK_MASK);
  CHECK(!(mip_after_write32(PLIC + PLIC_CONTEXT_CLAIM(0), kI2c) & PENDING(kExternal)), 9);
}

int main(void) {
  handler = serve;
  plic_open(kI2c, 1);
  csr_set(mie, PENDING(kExternal));
  write8(I2C + I2C_MASTER_PRERLO, 1);  // 20 ns x 5 x 2
  write8(I2C + I2C_MASTER_PRERHI, 0);
  write8(I2C + I2C_MASTER_CTR, I2C_MASTER_CTR_EN_MASK);
  write8(I2C + I2C_MASTER_TXR, 0xa2);
  gates();
  csr_set(mstatus, MIE);
  for (uint32_t i = 1; i <= 10; i++) {
    const uint32_t from = cycle();
    write8(CR, kStart);
    while (last.count < i) __asm__ volatile("wfi");
    CHECK_IN(last.entered - from, kByte, kCommand, 10);
    settle();
    CHECK_IS(last.count, i, 11);
  }
  for (uint32_t i = 11; i <= 15; i++) {
    const uint32_t from = cycle();
    write8(CR, kStart);
    while (last.count < i) CHECK(cycle() - from < kCommand + quantum_ns + 10000, 12);
    CHECK_IN(last.entered - from, kByte, kCommand + quantum_ns, 13);
    settle();
    CHECK_IS(last.count, i, 14);
  }
  leave = true;
  write8(CR, kStart);
  while (last.count < 17) __asm__ volatile("wfi");
  settle();
  CHECK_IS(last.count, 17, 15);
  return 0;
}
