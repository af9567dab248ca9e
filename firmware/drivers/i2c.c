/* One byte a command; every wait is bounded. */
#include "firmware/drivers/i2c.h"

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/i2c_master_regs.h"

#define BYTE_TIMEOUT_US 2000 /* nine bits at 100 kHz, and the longest stretch that CMIS allows */
#define POLL_US 5
#define LOOK_US 16 /* beside its interrupt, which may lead nowhere: after a byte at 1 MHz */

/* The line is a level. IF stands between commands only: during one, CR must not be written. */
static void on_interrupt(void* context) {
  const uintptr_t base = (uintptr_t)context;
  if (mmio_read8(base + I2C_MASTER_SR) & I2C_MASTER_SR_IF_MASK)
    mmio_write8(base + I2C_MASTER_CR, I2C_MASTER_CR_IACK_MASK);
}

void i2c_init(const i2c_t* bus, uint32_t clock_hz, uint32_t scl_hz) {
  const uint32_t prescaler = clock_hz / (5 * scl_hz) - 1;
  mmio_write8(bus->base + I2C_MASTER_CTR, 0); /* off while the prescaler changes */
  mmio_write8(bus->base + I2C_MASTER_PRERLO, (uint8_t)prescaler);
  mmio_write8(bus->base + I2C_MASTER_PRERHI, (uint8_t)(prescaler >> 8));
  void* const base = (void*)bus->base; /* NOLINT(performance-no-int-to-ptr): a number on its way */
  if (bus->source) hal_on_interrupt(bus->source, on_interrupt, base);
  mmio_write8(bus->base + I2C_MASTER_CTR,
              I2C_MASTER_CTR_EN_MASK | (bus->source ? I2C_MASTER_CTR_IEN_MASK : 0));
}

static uint8_t status_of(const i2c_t* bus) { return mmio_read8(bus->base + I2C_MASTER_SR); }

/* Until the command has ended, or for too long. With interrupts off from the look to the sleep an
 * end in between is not lost. */
static uint8_t wait_for_end(const i2c_t* bus, uint8_t status, bool interrupts_on) {
  uint64_t now = hal_now_us();
  const uint64_t deadline = now + BYTE_TIMEOUT_US;
  while (status & I2C_MASTER_SR_TIP_MASK && now <= deadline) {
    hal_sleep_until_us(now + (bus->source ? LOOK_US : POLL_US));
    hal_interrupts_restore(interrupts_on); /* what woke it is served here */
    hal_interrupts_off();
    status = status_of(bus);
    if (status & I2C_MASTER_SR_TIP_MASK) now = hal_now_us();
  }
  return status;
}

static i2c_status_t command(const i2c_t* bus, uint8_t bits) {
  const bool on = hal_interrupts_off();
  mmio_write8(bus->base + I2C_MASTER_CR, (uint8_t)(bits | I2C_MASTER_CR_IACK_MASK));
  const uint8_t begun = status_of(bus);
  const uint8_t ended = wait_for_end(bus, begun, on);
  hal_interrupts_restore(on);
  if (ended & I2C_MASTER_SR_TIP_MASK) return I2C_TIMEOUT;
  if (!(begun & (I2C_MASTER_SR_TIP_MASK | I2C_MASTER_SR_IF_MASK)))
    return I2C_TIMEOUT; /* it took no command: not enabled */
  return ended & I2C_MASTER_SR_AL_MASK ? I2C_STUCK : I2C_OK;
}

static i2c_status_t write_byte(const i2c_t* bus, uint8_t byte, uint8_t bits) {
  mmio_write8(bus->base + I2C_MASTER_TXR, byte);
  const i2c_status_t status = command(bus, (uint8_t)(bits | I2C_MASTER_CR_WR_MASK));
  if (status != I2C_OK) return status;
  return status_of(bus) & I2C_MASTER_SR_RXACK_MASK ? I2C_NACK : I2C_OK;
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
