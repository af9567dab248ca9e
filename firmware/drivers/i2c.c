/* One byte a command; every wait is bounded. */
#include "firmware/drivers/i2c.h"

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/i2c_master_regs.h"

#define BYTE_TIMEOUT_US 2000 /* nine bits at 100 kHz, and the longest stretch that CMIS allows */
#define POLL_US 5

void i2c_init(const i2c_t* bus, uint32_t clock_hz, uint32_t scl_hz) {
  const uint32_t prescaler = clock_hz / (5 * scl_hz) - 1;
  mmio_write8(bus->base + I2C_MASTER_CTR, 0); /* off while the prescaler changes */
  mmio_write8(bus->base + I2C_MASTER_PRERLO, (uint8_t)prescaler);
  mmio_write8(bus->base + I2C_MASTER_PRERHI, (uint8_t)(prescaler >> 8));
  mmio_write8(bus->base + I2C_MASTER_CTR, I2C_MASTER_CTR_EN_MASK);
}

static i2c_status_t command(const i2c_t* bus, uint8_t bits) {
  mmio_write8(bus->base + I2C_MASTER_CR, (uint8_t)(bits | I2C_MASTER_CR_IACK_MASK));
  const uint64_t deadline = hal_now_us() + BYTE_TIMEOUT_US;
  uint8_t status;
  while ((status = mmio_read8(bus->base + I2C_MASTER_SR)) & I2C_MASTER_SR_TIP_MASK) {
    if (hal_now_us() > deadline) return I2C_TIMEOUT;
    hal_delay_us(POLL_US);
  }
  if (!(status & I2C_MASTER_SR_IF_MASK)) return I2C_TIMEOUT; /* it took no command: not enabled */
  return status & I2C_MASTER_SR_AL_MASK ? I2C_STUCK : I2C_OK;
}

static i2c_status_t write_byte(const i2c_t* bus, uint8_t byte, uint8_t bits) {
  mmio_write8(bus->base + I2C_MASTER_TXR, byte);
  const i2c_status_t status = command(bus, (uint8_t)(bits | I2C_MASTER_CR_WR_MASK));
  if (status != I2C_OK) return status;
  return mmio_read8(bus->base + I2C_MASTER_SR) & I2C_MASTER_SR_RXACK_MASK ? I2C_NACK : I2C_OK;
}

static i2c_status_t stop(const i2c_t* bus, i2c_status_t status) {
  if (status != I2C_STUCK && status != I2C_TIMEOUT) command(bus, I2C_MASTER_CR_STO_MASK);
  return status;
}

i2c_status_t i2c_transfer(const i2c_t* bus, uint8_t address, const uint8_t* out, size_t written,
                          uint8_t* in, size_t wanted) {
  i2c_status_t status = I2C_OK;
  if (written || !wanted) status = write_byte(bus, (uint8_t)(address << 1), I2C_MASTER_CR_STA_MASK);
  for (size_t i = 0; i < written && status == I2C_OK; i++) status = write_byte(bus, out[i], 0);
  if (status != I2C_OK || !wanted) return stop(bus, status);
  status = write_byte(bus, (uint8_t)(address << 1 | 1), I2C_MASTER_CR_STA_MASK);
  for (size_t i = 0; i < wanted && status == I2C_OK; i++) {
    const uint8_t last = i + 1 == wanted ? I2C_MASTER_CR_ACK_MASK : 0;
    status = command(bus, (uint8_t)(I2C_MASTER_CR_RD_MASK | last));
    in[i] = mmio_read8(bus->base + I2C_MASTER_RXR);
  }
  return stop(bus, status);
}
