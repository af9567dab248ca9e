// Bytes on the I2C bus, to an address where nobody is: start, nine clocks, no acknowledge. Who
// polls sees the end when it happens.
#include "guest.h"

enum {
  kClock = 200,
  kByte = 9 * kClock,
  kCommand = 12 * kClock,
  kStart = 0x90,
  kStop = 0x40
};  // ns: of SCL; with start and the answer
#define SR (I2C + I2C_MASTER_SR)

static uint32_t command(uint8_t what) {
  const uint32_t from = cycle();
  write8(I2C + I2C_MASTER_CR, what);
  CHECK(read8(SR) & I2C_MASTER_SR_TIP_MASK, 1);
  while (read8(SR) & I2C_MASTER_SR_TIP_MASK) continue;
  return cycle() - from;
}

int main(void) {
  uint32_t took = 0;
  write8(I2C + I2C_MASTER_PRERLO, 1);  // 20 ns x 5 x 2
  write8(I2C + I2C_MASTER_PRERHI, 0);
  write8(I2C + I2C_MASTER_CTR, I2C_MASTER_CTR_EN_MASK);
  for (uint32_t i = 0; i < 10; i++) {
    spin(37 * i);
    write8(I2C + I2C_MASTER_TXR, 0xa2);
    took = command(kStart);
    CHECK_IN(took, kByte, kCommand, 2);
    const uint8_t status = read8(SR);
    CHECK_IS(status, I2C_MASTER_SR_IF_MASK | I2C_MASTER_SR_BUSY_MASK | I2C_MASTER_SR_RXACK_MASK, 3);
    CHECK_IN(command(kStop), kClock / 2, 3 * kClock, 4);
    CHECK_IS(read8(SR) & (I2C_MASTER_SR_IF_MASK | I2C_MASTER_SR_BUSY_MASK), I2C_MASTER_SR_IF_MASK,
             5);
    write8(I2C + I2C_MASTER_CR, I2C_MASTER_CR_IACK_MASK);
    CHECK_IS(read8(SR) & I2C_MASTER_SR_IF_MASK, 0, 6);
  }
  tell("took", took);
  return 0;
}
