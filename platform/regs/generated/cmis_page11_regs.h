/* CMIS 5.2, page 11h: lane and data path status. Generated from platform/regs/cmis_page11.rdl; do not edit. */
#pragma once

#define CMIS_PAGE11_SIZE 0x100u

/* DPState, two lanes a byte. */
#define CMIS_PAGE11_DP_STATE(i) (0x80u + (i) * 0x1u)
#define CMIS_PAGE11_DP_STATE_COUNT 4u
#define CMIS_PAGE11_DP_STATE_ODD_LSB 0
#define CMIS_PAGE11_DP_STATE_ODD_MASK 0xfu
#define CMIS_PAGE11_DP_STATE_ODD_DEACTIVATED 0x1u
#define CMIS_PAGE11_DP_STATE_ODD_INIT 0x2u
#define CMIS_PAGE11_DP_STATE_ODD_DEINIT 0x3u
#define CMIS_PAGE11_DP_STATE_ODD_ACTIVATED 0x4u
#define CMIS_PAGE11_DP_STATE_ODD_TX_TURN_ON 0x5u
#define CMIS_PAGE11_DP_STATE_ODD_TX_TURN_OFF 0x6u
#define CMIS_PAGE11_DP_STATE_ODD_INITIALIZED 0x7u
#define CMIS_PAGE11_DP_STATE_EVEN_LSB 4
#define CMIS_PAGE11_DP_STATE_EVEN_MASK 0xf0u

/* Rx output valid, a bit a lane. */
#define CMIS_PAGE11_OUTPUT_STATUS_RX 0x84u
#define CMIS_PAGE11_OUTPUT_STATUS_RX_VALUE_LSB 0
#define CMIS_PAGE11_OUTPUT_STATUS_RX_VALUE_MASK 0xffu

/* Tx output valid, a bit a lane. */
#define CMIS_PAGE11_OUTPUT_STATUS_TX 0x85u
#define CMIS_PAGE11_OUTPUT_STATUS_TX_VALUE_LSB 0
#define CMIS_PAGE11_OUTPUT_STATUS_TX_VALUE_MASK 0xffu

/* The data path state changed, a bit a lane, clear on read. */
#define CMIS_PAGE11_DP_STATE_CHANGED 0x86u
#define CMIS_PAGE11_DP_STATE_CHANGED_VALUE_LSB 0
#define CMIS_PAGE11_DP_STATE_CHANGED_VALUE_MASK 0xffu

/* Transmitter fault, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_FAULT 0x87u
#define CMIS_PAGE11_TX_FAULT_VALUE_LSB 0
#define CMIS_PAGE11_TX_FAULT_VALUE_MASK 0xffu

/* Loss of electrical signal, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_LOS 0x88u
#define CMIS_PAGE11_TX_LOS_VALUE_LSB 0
#define CMIS_PAGE11_TX_LOS_VALUE_MASK 0xffu

/* Tx CDR loss of lock, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_CDR_LOL 0x89u
#define CMIS_PAGE11_TX_CDR_LOL_VALUE_LSB 0
#define CMIS_PAGE11_TX_CDR_LOL_VALUE_MASK 0xffu

/* Adaptive input equaliser failed, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_ADAPTIVE_FAIL 0x8au
#define CMIS_PAGE11_TX_ADAPTIVE_FAIL_VALUE_LSB 0
#define CMIS_PAGE11_TX_ADAPTIVE_FAIL_VALUE_MASK 0xffu

/* Tx power high alarm, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_POWER_HIGH_ALARM 0x8bu
#define CMIS_PAGE11_TX_POWER_HIGH_ALARM_VALUE_LSB 0
#define CMIS_PAGE11_TX_POWER_HIGH_ALARM_VALUE_MASK 0xffu

/* Tx power low alarm, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_POWER_LOW_ALARM 0x8cu
#define CMIS_PAGE11_TX_POWER_LOW_ALARM_VALUE_LSB 0
#define CMIS_PAGE11_TX_POWER_LOW_ALARM_VALUE_MASK 0xffu

/* Tx power high warning, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_POWER_HIGH_WARNING 0x8du
#define CMIS_PAGE11_TX_POWER_HIGH_WARNING_VALUE_LSB 0
#define CMIS_PAGE11_TX_POWER_HIGH_WARNING_VALUE_MASK 0xffu

/* Tx power low warning, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_POWER_LOW_WARNING 0x8eu
#define CMIS_PAGE11_TX_POWER_LOW_WARNING_VALUE_LSB 0
#define CMIS_PAGE11_TX_POWER_LOW_WARNING_VALUE_MASK 0xffu

/* Tx bias high alarm, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_BIAS_HIGH_ALARM 0x8fu
#define CMIS_PAGE11_TX_BIAS_HIGH_ALARM_VALUE_LSB 0
#define CMIS_PAGE11_TX_BIAS_HIGH_ALARM_VALUE_MASK 0xffu

/* Tx bias low alarm, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_BIAS_LOW_ALARM 0x90u
#define CMIS_PAGE11_TX_BIAS_LOW_ALARM_VALUE_LSB 0
#define CMIS_PAGE11_TX_BIAS_LOW_ALARM_VALUE_MASK 0xffu

/* Tx bias high warning, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_BIAS_HIGH_WARNING 0x91u
#define CMIS_PAGE11_TX_BIAS_HIGH_WARNING_VALUE_LSB 0
#define CMIS_PAGE11_TX_BIAS_HIGH_WARNING_VALUE_MASK 0xffu

/* Tx bias low warning, a bit a lane, clear on read. */
#define CMIS_PAGE11_TX_BIAS_LOW_WARNING 0x92u
#define CMIS_PAGE11_TX_BIAS_LOW_WARNING_VALUE_LSB 0
#define CMIS_PAGE11_TX_BIAS_LOW_WARNING_VALUE_MASK 0xffu

/* Loss of optical signal, a bit a lane, clear on read. */
#define CMIS_PAGE11_RX_LOS 0x93u
#define CMIS_PAGE11_RX_LOS_VALUE_LSB 0
#define CMIS_PAGE11_RX_LOS_VALUE_MASK 0xffu

/* Rx CDR loss of lock, a bit a lane, clear on read. */
#define CMIS_PAGE11_RX_CDR_LOL 0x94u
#define CMIS_PAGE11_RX_CDR_LOL_VALUE_LSB 0
#define CMIS_PAGE11_RX_CDR_LOL_VALUE_MASK 0xffu

/* Rx power high alarm, a bit a lane, clear on read. */
#define CMIS_PAGE11_RX_POWER_HIGH_ALARM 0x95u
#define CMIS_PAGE11_RX_POWER_HIGH_ALARM_VALUE_LSB 0
#define CMIS_PAGE11_RX_POWER_HIGH_ALARM_VALUE_MASK 0xffu

/* Rx power low alarm, a bit a lane, clear on read. */
#define CMIS_PAGE11_RX_POWER_LOW_ALARM 0x96u
#define CMIS_PAGE11_RX_POWER_LOW_ALARM_VALUE_LSB 0
#define CMIS_PAGE11_RX_POWER_LOW_ALARM_VALUE_MASK 0xffu

/* Rx power high warning, a bit a lane, clear on read. */
#define CMIS_PAGE11_RX_POWER_HIGH_WARNING 0x97u
#define CMIS_PAGE11_RX_POWER_HIGH_WARNING_VALUE_LSB 0
#define CMIS_PAGE11_RX_POWER_HIGH_WARNING_VALUE_MASK 0xffu

/* Rx power low warning, a bit a lane, clear on read. */
#define CMIS_PAGE11_RX_POWER_LOW_WARNING 0x98u
#define CMIS_PAGE11_RX_POWER_LOW_WARNING_VALUE_LSB 0
#define CMIS_PAGE11_RX_POWER_LOW_WARNING_VALUE_MASK 0xffu

/* Rx output status changed, a bit a lane, clear on read. */
#define CMIS_PAGE11_OUTPUT_STATUS_CHANGED_RX 0x99u
#define CMIS_PAGE11_OUTPUT_STATUS_CHANGED_RX_VALUE_LSB 0
#define CMIS_PAGE11_OUTPUT_STATUS_CHANGED_RX_VALUE_MASK 0xffu

/* Tx power of a lane, 0.1 uW. */
#define CMIS_PAGE11_TX_POWER(i) (0x9au + (i) * 0x2u)
#define CMIS_PAGE11_TX_POWER_COUNT 8u
#define CMIS_PAGE11_TX_POWER_VALUE_LSB 0
#define CMIS_PAGE11_TX_POWER_VALUE_MASK 0xffffu

/* Tx bias of a lane, 2 uA. */
#define CMIS_PAGE11_TX_BIAS(i) (0xaau + (i) * 0x2u)
#define CMIS_PAGE11_TX_BIAS_COUNT 8u
#define CMIS_PAGE11_TX_BIAS_VALUE_LSB 0
#define CMIS_PAGE11_TX_BIAS_VALUE_MASK 0xffffu

/* Rx power of a lane, 0.1 uW. */
#define CMIS_PAGE11_RX_POWER(i) (0xbau + (i) * 0x2u)
#define CMIS_PAGE11_RX_POWER_COUNT 8u
#define CMIS_PAGE11_RX_POWER_VALUE_LSB 0
#define CMIS_PAGE11_RX_POWER_VALUE_MASK 0xffffu

/* ConfigStatus, two lanes a byte. */
#define CMIS_PAGE11_CONFIG_STATUS(i) (0xcau + (i) * 0x1u)
#define CMIS_PAGE11_CONFIG_STATUS_COUNT 4u
#define CMIS_PAGE11_CONFIG_STATUS_ODD_LSB 0
#define CMIS_PAGE11_CONFIG_STATUS_ODD_MASK 0xfu
#define CMIS_PAGE11_CONFIG_STATUS_ODD_UNDEFINED 0x0u
#define CMIS_PAGE11_CONFIG_STATUS_ODD_SUCCESS 0x1u
#define CMIS_PAGE11_CONFIG_STATUS_ODD_REJECTED 0x2u
#define CMIS_PAGE11_CONFIG_STATUS_ODD_INVALID_APP_SEL 0x3u
#define CMIS_PAGE11_CONFIG_STATUS_ODD_INVALID_DATA_PATH 0x4u
#define CMIS_PAGE11_CONFIG_STATUS_ODD_INVALID_SI 0x5u
#define CMIS_PAGE11_CONFIG_STATUS_ODD_LANE_IN_USE 0x6u
#define CMIS_PAGE11_CONFIG_STATUS_ODD_PARTIAL_DATA_PATH 0x7u
#define CMIS_PAGE11_CONFIG_STATUS_ODD_IN_PROGRESS 0xcu
#define CMIS_PAGE11_CONFIG_STATUS_EVEN_LSB 4
#define CMIS_PAGE11_CONFIG_STATUS_EVEN_MASK 0xf0u

/* Active DPConfigLane. */
#define CMIS_PAGE11_ACTIVE_CONFIG(i) (0xceu + (i) * 0x1u)
#define CMIS_PAGE11_ACTIVE_CONFIG_COUNT 8u
#define CMIS_PAGE11_ACTIVE_CONFIG_EXPLICIT_CONTROL_LSB 0
#define CMIS_PAGE11_ACTIVE_CONFIG_EXPLICIT_CONTROL_MASK 0x1u
#define CMIS_PAGE11_ACTIVE_CONFIG_DATA_PATH_ID_LSB 1
#define CMIS_PAGE11_ACTIVE_CONFIG_DATA_PATH_ID_MASK 0xeu
#define CMIS_PAGE11_ACTIVE_CONFIG_APP_SEL_LSB 4
#define CMIS_PAGE11_ACTIVE_CONFIG_APP_SEL_MASK 0xf0u

/* DPInit is to run with new settings, a bit a lane. */
#define CMIS_PAGE11_DP_INIT_PENDING 0xebu
#define CMIS_PAGE11_DP_INIT_PENDING_VALUE_LSB 0
#define CMIS_PAGE11_DP_INIT_PENDING_VALUE_MASK 0xffu

/* Media lane to wavelength and fibre: Tx lanes 1 to 8, Rx lanes 1 to 8. */
#define CMIS_PAGE11_MEDIA_LANE_MAPPING(i) (0xf0u + (i) * 0x1u)
#define CMIS_PAGE11_MEDIA_LANE_MAPPING_COUNT 16u
#define CMIS_PAGE11_MEDIA_LANE_MAPPING_FIBRE_LSB 0
#define CMIS_PAGE11_MEDIA_LANE_MAPPING_FIBRE_MASK 0xfu
#define CMIS_PAGE11_MEDIA_LANE_MAPPING_WAVELENGTH_LSB 4
#define CMIS_PAGE11_MEDIA_LANE_MAPPING_WAVELENGTH_MASK 0xf0u
