/* CMIS 5.2, page 02h: thresholds. Generated from platform/regs/cmis_page02.rdl; do not edit. */
#pragma once

#define CMIS_PAGE02_SIZE 0x100u

/* Temperature: high alarm, low alarm, high warning, low warning. */
#define CMIS_PAGE02_TEMPERATURE(i) (0x80u + (i) * 0x2u)
#define CMIS_PAGE02_TEMPERATURE_COUNT 4u
#define CMIS_PAGE02_TEMPERATURE_VALUE_LSB 0
#define CMIS_PAGE02_TEMPERATURE_VALUE_MASK 0xffffu

/* Vcc: high alarm, low alarm, high warning, low warning. */
#define CMIS_PAGE02_VCC(i) (0x88u + (i) * 0x2u)
#define CMIS_PAGE02_VCC_COUNT 4u
#define CMIS_PAGE02_VCC_VALUE_LSB 0
#define CMIS_PAGE02_VCC_VALUE_MASK 0xffffu

/* Auxiliary monitors: high alarm, low alarm, high warning, low warning. */
#define CMIS_PAGE02_AUX(i) (0x90u + (i) * 0x2u)
#define CMIS_PAGE02_AUX_COUNT 16u
#define CMIS_PAGE02_AUX_VALUE_LSB 0
#define CMIS_PAGE02_AUX_VALUE_MASK 0xffffu

/* Tx power, 0.1 uW: high alarm, low alarm, high warning, low warning. */
#define CMIS_PAGE02_TX_POWER(i) (0xb0u + (i) * 0x2u)
#define CMIS_PAGE02_TX_POWER_COUNT 4u
#define CMIS_PAGE02_TX_POWER_VALUE_LSB 0
#define CMIS_PAGE02_TX_POWER_VALUE_MASK 0xffffu

/* Tx bias, 2 uA: high alarm, low alarm, high warning, low warning. */
#define CMIS_PAGE02_TX_BIAS(i) (0xb8u + (i) * 0x2u)
#define CMIS_PAGE02_TX_BIAS_COUNT 4u
#define CMIS_PAGE02_TX_BIAS_VALUE_LSB 0
#define CMIS_PAGE02_TX_BIAS_VALUE_MASK 0xffffu

/* Rx power, 0.1 uW: high alarm, low alarm, high warning, low warning. */
#define CMIS_PAGE02_RX_POWER(i) (0xc0u + (i) * 0x2u)
#define CMIS_PAGE02_RX_POWER_COUNT 4u
#define CMIS_PAGE02_RX_POWER_VALUE_LSB 0
#define CMIS_PAGE02_RX_POWER_VALUE_MASK 0xffffu

/* Reserved. */
#define CMIS_PAGE02_RESERVED(i) (0xc8u + (i) * 0x1u)
#define CMIS_PAGE02_RESERVED_COUNT 55u
#define CMIS_PAGE02_RESERVED_VALUE_LSB 0
#define CMIS_PAGE02_RESERVED_VALUE_MASK 0xffu

/* Sum of bytes 128 to 254. */
#define CMIS_PAGE02_CHECKSUM 0xffu
#define CMIS_PAGE02_CHECKSUM_VALUE_LSB 0
#define CMIS_PAGE02_CHECKSUM_VALUE_MASK 0xffu
