// CMIS 5.2, page 02h: thresholds. Generated from platform/regs/cmis_page02.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::cmis_page02_regs {

constexpr uint64_t kSize = 0x100;

constexpr RegisterArray TEMPERATURE{0, 4, 1};
constexpr Field TEMPERATURE_VALUE{0, 16};

constexpr RegisterArray VCC{4, 4, 1};
constexpr Field VCC_VALUE{0, 16};

constexpr RegisterArray AUX{8, 16, 1};
constexpr Field AUX_VALUE{0, 16};

constexpr RegisterArray TX_POWER{24, 4, 1};
constexpr Field TX_POWER_VALUE{0, 16};

constexpr RegisterArray TX_BIAS{28, 4, 1};
constexpr Field TX_BIAS_VALUE{0, 16};

constexpr RegisterArray RX_POWER{32, 4, 1};
constexpr Field RX_POWER_VALUE{0, 16};

constexpr RegisterArray RESERVED{36, 55, 1};
constexpr Field RESERVED_VALUE{0, 8};

constexpr RegisterId CHECKSUM{91};
constexpr Field CHECKSUM_VALUE{0, 8};

constexpr FieldInfo kTEMPERATURE_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Temperature: high alarm, low alarm, high warning, low warning."},
};
constexpr FieldInfo kVCC_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Vcc: high alarm, low alarm, high warning, low warning."},
};
constexpr FieldInfo kAUX_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Auxiliary monitors: high alarm, low alarm, high warning, low warning."},
};
constexpr FieldInfo kTX_POWER_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Tx power, 0.1 uW: high alarm, low alarm, high warning, low warning."},
};
constexpr FieldInfo kTX_BIAS_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Tx bias, 2 uA: high alarm, low alarm, high warning, low warning."},
};
constexpr FieldInfo kRX_POWER_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Rx power, 0.1 uW: high alarm, low alarm, high warning, low warning."},
};
constexpr FieldInfo kRESERVED_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Reserved."},
};
constexpr FieldInfo kCHECKSUM_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Sum of bytes 128 to 254."},
};

constexpr RegisterInfo kRegisters[] = {
    {"TEMPERATURE", 0x80, 4, 0x2, 1, 0x0, 2, 1, 0x0, -1, -1, kTEMPERATURE_FIELDS, 1, "Temperature: high alarm, low alarm, high warning, low warning."},
    {"VCC", 0x88, 4, 0x2, 1, 0x0, 2, 1, 0x0, -1, -1, kVCC_FIELDS, 1, "Vcc: high alarm, low alarm, high warning, low warning."},
    {"AUX", 0x90, 16, 0x2, 1, 0x0, 2, 1, 0x0, -1, -1, kAUX_FIELDS, 1, "Auxiliary monitors: high alarm, low alarm, high warning, low warning."},
    {"TX_POWER", 0xb0, 4, 0x2, 1, 0x0, 2, 1, 0x0, -1, -1, kTX_POWER_FIELDS, 1, "Tx power, 0.1 uW: high alarm, low alarm, high warning, low warning."},
    {"TX_BIAS", 0xb8, 4, 0x2, 1, 0x0, 2, 1, 0x0, -1, -1, kTX_BIAS_FIELDS, 1, "Tx bias, 2 uA: high alarm, low alarm, high warning, low warning."},
    {"RX_POWER", 0xc0, 4, 0x2, 1, 0x0, 2, 1, 0x0, -1, -1, kRX_POWER_FIELDS, 1, "Rx power, 0.1 uW: high alarm, low alarm, high warning, low warning."},
    {"RESERVED", 0xc8, 55, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_FIELDS, 1, "Reserved."},
    {"CHECKSUM", 0xff, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kCHECKSUM_FIELDS, 1, "Sum of bytes 128 to 254."},
};

constexpr RegisterMap kMap{"cmis_page02", kSize, true, kRegisters, 8, "CMIS 5.2, page 02h: thresholds."};

}  // namespace lantern::cmis_page02_regs
