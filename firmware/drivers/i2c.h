/* Driver of the open-cores I2C master. */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uintptr_t base;
  unsigned source; /* of its interrupt; 0: none, it is polled */
} i2c_t;

typedef enum { I2C_OK, I2C_NACK, I2C_STUCK, I2C_TIMEOUT } i2c_status_t;

/* Enables the controller; `clock_hz` is the core's, `scl_hz` the bus's. */
void i2c_init(const i2c_t* bus, uint32_t clock_hz, uint32_t scl_hz);

/* One transaction to the target at 7-bit `address`: `written` bytes out, then, after a repeated
 * start, `wanted` bytes in; either may be 0. Always ends with a stop. */
i2c_status_t i2c_transfer(const i2c_t* bus, uint8_t address, const uint8_t* out, size_t written,
                          uint8_t* in, size_t wanted);
