/* I2C master, registers of the open-cores core. Generated from platform/regs/i2c_master.rdl; do not edit. */
#pragma once

#define I2C_MASTER_SIZE 0x5u

/* Clock prescaler, low byte: SCL = clock / (5 (prescaler + 1)). */
#define I2C_MASTER_PRERLO 0x0u
#define I2C_MASTER_PRERLO_VALUE_LSB 0
#define I2C_MASTER_PRERLO_VALUE_MASK 0xffu

/* Clock prescaler, high byte. */
#define I2C_MASTER_PRERHI 0x1u
#define I2C_MASTER_PRERHI_VALUE_LSB 0
#define I2C_MASTER_PRERHI_VALUE_MASK 0xffu

/* Control. */
#define I2C_MASTER_CTR 0x2u
#define I2C_MASTER_CTR_IEN_LSB 6
#define I2C_MASTER_CTR_IEN_MASK 0x40u
#define I2C_MASTER_CTR_EN_LSB 7
#define I2C_MASTER_CTR_EN_MASK 0x80u

/* Transmit. */
#define I2C_MASTER_TXR 0x3u
#define I2C_MASTER_TXR_DATA_LSB 0
#define I2C_MASTER_TXR_DATA_MASK 0xffu

/* Receive. */
#define I2C_MASTER_RXR 0x3u
#define I2C_MASTER_RXR_DATA_LSB 0
#define I2C_MASTER_RXR_DATA_MASK 0xffu

/* Command. */
#define I2C_MASTER_CR 0x4u
#define I2C_MASTER_CR_IACK_LSB 0
#define I2C_MASTER_CR_IACK_MASK 0x1u
#define I2C_MASTER_CR_ACK_LSB 3
#define I2C_MASTER_CR_ACK_MASK 0x8u
#define I2C_MASTER_CR_WR_LSB 4
#define I2C_MASTER_CR_WR_MASK 0x10u
#define I2C_MASTER_CR_RD_LSB 5
#define I2C_MASTER_CR_RD_MASK 0x20u
#define I2C_MASTER_CR_STO_LSB 6
#define I2C_MASTER_CR_STO_MASK 0x40u
#define I2C_MASTER_CR_STA_LSB 7
#define I2C_MASTER_CR_STA_MASK 0x80u

/* Status. */
#define I2C_MASTER_SR 0x4u
#define I2C_MASTER_SR_IF_LSB 0
#define I2C_MASTER_SR_IF_MASK 0x1u
#define I2C_MASTER_SR_TIP_LSB 1
#define I2C_MASTER_SR_TIP_MASK 0x2u
#define I2C_MASTER_SR_AL_LSB 5
#define I2C_MASTER_SR_AL_MASK 0x20u
#define I2C_MASTER_SR_BUSY_LSB 6
#define I2C_MASTER_SR_BUSY_MASK 0x40u
#define I2C_MASTER_SR_RXACK_LSB 7
#define I2C_MASTER_SR_RXACK_MASK 0x80u
