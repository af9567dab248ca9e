/* CMIS 5.2, page 00h: administrative information. Generated from platform/regs/cmis_page00.rdl; do not edit. */
#pragma once

#define CMIS_PAGE00_SIZE 0xdfu

/* Copy of byte 0. */
#define CMIS_PAGE00_IDENTIFIER 0x80u
#define CMIS_PAGE00_IDENTIFIER_VALUE_LSB 0u
#define CMIS_PAGE00_IDENTIFIER_VALUE_MASK 0xffu

/* Vendor name, ASCII. */
#define CMIS_PAGE00_VENDOR_NAME(i) (0x81u + (i) * 0x1u)
#define CMIS_PAGE00_VENDOR_NAME_COUNT 16u
#define CMIS_PAGE00_VENDOR_NAME_VALUE_LSB 0u
#define CMIS_PAGE00_VENDOR_NAME_VALUE_MASK 0xffu

/* Vendor OUI. */
#define CMIS_PAGE00_VENDOR_OUI(i) (0x91u + (i) * 0x1u)
#define CMIS_PAGE00_VENDOR_OUI_COUNT 3u
#define CMIS_PAGE00_VENDOR_OUI_VALUE_LSB 0u
#define CMIS_PAGE00_VENDOR_OUI_VALUE_MASK 0xffu

/* Part number, ASCII. */
#define CMIS_PAGE00_PART_NUMBER(i) (0x94u + (i) * 0x1u)
#define CMIS_PAGE00_PART_NUMBER_COUNT 16u
#define CMIS_PAGE00_PART_NUMBER_VALUE_LSB 0u
#define CMIS_PAGE00_PART_NUMBER_VALUE_MASK 0xffu

/* Revision, ASCII. */
#define CMIS_PAGE00_PART_REVISION(i) (0xa4u + (i) * 0x1u)
#define CMIS_PAGE00_PART_REVISION_COUNT 2u
#define CMIS_PAGE00_PART_REVISION_VALUE_LSB 0u
#define CMIS_PAGE00_PART_REVISION_VALUE_MASK 0xffu

/* Serial number, ASCII. */
#define CMIS_PAGE00_SERIAL_NUMBER(i) (0xa6u + (i) * 0x1u)
#define CMIS_PAGE00_SERIAL_NUMBER_COUNT 16u
#define CMIS_PAGE00_SERIAL_NUMBER_VALUE_LSB 0u
#define CMIS_PAGE00_SERIAL_NUMBER_VALUE_MASK 0xffu

/* Date code, ASCII. */
#define CMIS_PAGE00_DATE_CODE(i) (0xb6u + (i) * 0x1u)
#define CMIS_PAGE00_DATE_CODE_COUNT 8u
#define CMIS_PAGE00_DATE_CODE_VALUE_LSB 0u
#define CMIS_PAGE00_DATE_CODE_VALUE_MASK 0xffu

/* CLEI code. */
#define CMIS_PAGE00_CLEI(i) (0xbeu + (i) * 0x1u)
#define CMIS_PAGE00_CLEI_COUNT 10u
#define CMIS_PAGE00_CLEI_VALUE_LSB 0u
#define CMIS_PAGE00_CLEI_VALUE_MASK 0xffu

/* Power class. */
#define CMIS_PAGE00_POWER_CLASS 0xc8u
#define CMIS_PAGE00_POWER_CLASS_CLASS_LSB 5u
#define CMIS_PAGE00_POWER_CLASS_CLASS_MASK 0xe0u

/* 0.25 W. */
#define CMIS_PAGE00_MAX_POWER 0xc9u
#define CMIS_PAGE00_MAX_POWER_VALUE_LSB 0u
#define CMIS_PAGE00_MAX_POWER_VALUE_MASK 0xffu

/* Cable assembly link length; 0 for a separable medium. */
#define CMIS_PAGE00_CABLE_LENGTH 0xcau
#define CMIS_PAGE00_CABLE_LENGTH_VALUE_LSB 0u
#define CMIS_PAGE00_CABLE_LENGTH_VALUE_MASK 0xffu

/* Connector type. */
#define CMIS_PAGE00_CONNECTOR 0xcbu
#define CMIS_PAGE00_CONNECTOR_VALUE_LSB 0u
#define CMIS_PAGE00_CONNECTOR_VALUE_MASK 0xffu

/* Copper cable attenuation. */
#define CMIS_PAGE00_COPPER(i) (0xccu + (i) * 0x1u)
#define CMIS_PAGE00_COPPER_COUNT 6u
#define CMIS_PAGE00_COPPER_VALUE_LSB 0u
#define CMIS_PAGE00_COPPER_VALUE_MASK 0xffu

/* Media lane information. */
#define CMIS_PAGE00_MEDIA_LANE_INFO 0xd2u
#define CMIS_PAGE00_MEDIA_LANE_INFO_VALUE_LSB 0u
#define CMIS_PAGE00_MEDIA_LANE_INFO_VALUE_MASK 0xffu

/* Cable assembly information. */
#define CMIS_PAGE00_FAR_END 0xd3u
#define CMIS_PAGE00_FAR_END_VALUE_LSB 0u
#define CMIS_PAGE00_FAR_END_VALUE_MASK 0xffu

/* Media interface technology: 1310 nm externally modulated. */
#define CMIS_PAGE00_MEDIA_TECHNOLOGY 0xd4u
#define CMIS_PAGE00_MEDIA_TECHNOLOGY_VALUE_LSB 0u
#define CMIS_PAGE00_MEDIA_TECHNOLOGY_VALUE_MASK 0xffu

/* Reserved. */
#define CMIS_PAGE00_RESERVED(i) (0xd5u + (i) * 0x1u)
#define CMIS_PAGE00_RESERVED_COUNT 9u
#define CMIS_PAGE00_RESERVED_VALUE_LSB 0u
#define CMIS_PAGE00_RESERVED_VALUE_MASK 0xffu

/* Sum of bytes 128 to 221. */
#define CMIS_PAGE00_CHECKSUM 0xdeu
#define CMIS_PAGE00_CHECKSUM_VALUE_LSB 0u
#define CMIS_PAGE00_CHECKSUM_VALUE_MASK 0xffu
