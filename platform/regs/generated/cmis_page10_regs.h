/* CMIS 5.2, page 10h: lane and data path control. Generated from platform/regs/cmis_page10.rdl; do not edit. */
#pragma once

#define CMIS_PAGE10_SIZE 0xe9u

/* A bit a host lane: deinitialise its data path. */
#define CMIS_PAGE10_DP_DEINIT 0x80u
#define CMIS_PAGE10_DP_DEINIT_VALUE_LSB 0
#define CMIS_PAGE10_DP_DEINIT_VALUE_MASK 0xffu

/* A bit a media lane: switch its output off. */
#define CMIS_PAGE10_OUTPUT_DISABLE_TX 0x82u
#define CMIS_PAGE10_OUTPUT_DISABLE_TX_VALUE_LSB 0
#define CMIS_PAGE10_OUTPUT_DISABLE_TX_VALUE_MASK 0xffu

/* ApplyDPInit. */
#define CMIS_PAGE10_APPLY_DP_INIT 0x8fu
#define CMIS_PAGE10_APPLY_DP_INIT_VALUE_LSB 0
#define CMIS_PAGE10_APPLY_DP_INIT_VALUE_MASK 0xffu

/* ApplyImmediate. */
#define CMIS_PAGE10_APPLY_IMMEDIATE 0x90u
#define CMIS_PAGE10_APPLY_IMMEDIATE_VALUE_LSB 0
#define CMIS_PAGE10_APPLY_IMMEDIATE_VALUE_MASK 0xffu

/* DPConfigLane, staged set 0. */
#define CMIS_PAGE10_DP_CONFIG(i) (0x91u + (i) * 0x1u)
#define CMIS_PAGE10_DP_CONFIG_COUNT 8u
#define CMIS_PAGE10_DP_CONFIG_EXPLICIT_CONTROL_LSB 0
#define CMIS_PAGE10_DP_CONFIG_EXPLICIT_CONTROL_MASK 0x1u
#define CMIS_PAGE10_DP_CONFIG_DATA_PATH_ID_LSB 1
#define CMIS_PAGE10_DP_CONFIG_DATA_PATH_ID_MASK 0xeu
#define CMIS_PAGE10_DP_CONFIG_APP_SEL_LSB 4
#define CMIS_PAGE10_DP_CONFIG_APP_SEL_MASK 0xf0u

/* Masks of page 11h, bytes 134 to 153. */
#define CMIS_PAGE10_MASKS(i) (0xd5u + (i) * 0x1u)
#define CMIS_PAGE10_MASKS_COUNT 20u
#define CMIS_PAGE10_MASKS_VALUE_LSB 0
#define CMIS_PAGE10_MASKS_VALUE_MASK 0xffu
