// CMIS 5.2, page 00h: administrative information. Generated from platform/regs/cmis_page00.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::cmis_page00_regs {

constexpr uint64_t kSize = 0xdf;

constexpr RegisterId IDENTIFIER{0};
constexpr Field IDENTIFIER_VALUE{0, 8};

constexpr RegisterArray VENDOR_NAME{1, 16, 1};
constexpr Field VENDOR_NAME_VALUE{0, 8};

constexpr RegisterArray VENDOR_OUI{17, 3, 1};
constexpr Field VENDOR_OUI_VALUE{0, 8};

constexpr RegisterArray PART_NUMBER{20, 16, 1};
constexpr Field PART_NUMBER_VALUE{0, 8};

constexpr RegisterArray PART_REVISION{36, 2, 1};
constexpr Field PART_REVISION_VALUE{0, 8};

constexpr RegisterArray SERIAL_NUMBER{38, 16, 1};
constexpr Field SERIAL_NUMBER_VALUE{0, 8};

constexpr RegisterArray DATE_CODE{54, 8, 1};
constexpr Field DATE_CODE_VALUE{0, 8};

constexpr RegisterArray CLEI{62, 10, 1};
constexpr Field CLEI_VALUE{0, 8};

constexpr RegisterId POWER_CLASS{72};
constexpr Field POWER_CLASS_CLASS{5, 3};

constexpr RegisterId MAX_POWER{73};
constexpr Field MAX_POWER_VALUE{0, 8};

constexpr RegisterId CABLE_LENGTH{74};
constexpr Field CABLE_LENGTH_VALUE{0, 8};

constexpr RegisterId CONNECTOR{75};
constexpr Field CONNECTOR_VALUE{0, 8};

constexpr RegisterArray COPPER{76, 6, 1};
constexpr Field COPPER_VALUE{0, 8};

constexpr RegisterId MEDIA_LANE_INFO{82};
constexpr Field MEDIA_LANE_INFO_VALUE{0, 8};

constexpr RegisterId FAR_END{83};
constexpr Field FAR_END_VALUE{0, 8};

constexpr RegisterId MEDIA_TECHNOLOGY{84};
constexpr Field MEDIA_TECHNOLOGY_VALUE{0, 8};

constexpr RegisterArray RESERVED{85, 9, 1};
constexpr Field RESERVED_VALUE{0, 8};

constexpr RegisterId CHECKSUM{94};
constexpr Field CHECKSUM_VALUE{0, 8};

constexpr FieldInfo kIDENTIFIER_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Copy of byte 0."},
};
constexpr FieldInfo kVENDOR_NAME_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Vendor name, ASCII."},
};
constexpr FieldInfo kVENDOR_OUI_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Vendor OUI."},
};
constexpr FieldInfo kPART_NUMBER_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Part number, ASCII."},
};
constexpr FieldInfo kPART_REVISION_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Revision, ASCII."},
};
constexpr FieldInfo kSERIAL_NUMBER_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Serial number, ASCII."},
};
constexpr FieldInfo kDATE_CODE_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Date code, ASCII."},
};
constexpr FieldInfo kCLEI_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "CLEI code."},
};
constexpr FieldInfo kPOWER_CLASS_FIELDS[] = {
    {"CLASS", 5, 3, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Power class 1 to 8, less 1."},
};
constexpr FieldInfo kMAX_POWER_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "0.25 W."},
};
constexpr FieldInfo kCABLE_LENGTH_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Cable assembly link length; 0 for a separable medium."},
};
constexpr FieldInfo kCONNECTOR_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Connector type."},
};
constexpr FieldInfo kCOPPER_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Copper cable attenuation."},
};
constexpr FieldInfo kMEDIA_LANE_INFO_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Media lane information."},
};
constexpr FieldInfo kFAR_END_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Cable assembly information."},
};
constexpr FieldInfo kMEDIA_TECHNOLOGY_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Media interface technology: 1310 nm externally modulated."},
};
constexpr FieldInfo kRESERVED_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Reserved."},
};
constexpr FieldInfo kCHECKSUM_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Sum of bytes 128 to 221."},
};

constexpr RegisterInfo kRegisters[] = {
    {"IDENTIFIER", 0x80, 1, 0x0, 1, 0x0, 1, 1, 0x19, -1, -1, kIDENTIFIER_FIELDS, 1, "Copy of byte 0."},
    {"VENDOR_NAME", 0x81, 16, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kVENDOR_NAME_FIELDS, 1, "Vendor name, ASCII."},
    {"VENDOR_OUI", 0x91, 3, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kVENDOR_OUI_FIELDS, 1, "Vendor OUI."},
    {"PART_NUMBER", 0x94, 16, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kPART_NUMBER_FIELDS, 1, "Part number, ASCII."},
    {"PART_REVISION", 0xa4, 2, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kPART_REVISION_FIELDS, 1, "Revision, ASCII."},
    {"SERIAL_NUMBER", 0xa6, 16, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kSERIAL_NUMBER_FIELDS, 1, "Serial number, ASCII."},
    {"DATE_CODE", 0xb6, 8, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kDATE_CODE_FIELDS, 1, "Date code, ASCII."},
    {"CLEI", 0xbe, 10, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kCLEI_FIELDS, 1, "CLEI code."},
    {"POWER_CLASS", 0xc8, 1, 0x0, 1, 0x0, 1, 1, 0xe0, -1, -1, kPOWER_CLASS_FIELDS, 1, "Power class."},
    {"MAX_POWER", 0xc9, 1, 0x0, 1, 0x0, 1, 1, 0x40, -1, -1, kMAX_POWER_FIELDS, 1, "0.25 W."},
    {"CABLE_LENGTH", 0xca, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kCABLE_LENGTH_FIELDS, 1, "Cable assembly link length; 0 for a separable medium."},
    {"CONNECTOR", 0xcb, 1, 0x0, 1, 0x0, 1, 1, 0xc, -1, -1, kCONNECTOR_FIELDS, 1, "Connector type."},
    {"COPPER", 0xcc, 6, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kCOPPER_FIELDS, 1, "Copper cable attenuation."},
    {"MEDIA_LANE_INFO", 0xd2, 1, 0x0, 1, 0x0, 1, 1, 0xf0, -1, -1, kMEDIA_LANE_INFO_FIELDS, 1, "Media lane information."},
    {"FAR_END", 0xd3, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kFAR_END_FIELDS, 1, "Cable assembly information."},
    {"MEDIA_TECHNOLOGY", 0xd4, 1, 0x0, 1, 0x0, 1, 1, 0x6, -1, -1, kMEDIA_TECHNOLOGY_FIELDS, 1, "Media interface technology: 1310 nm externally modulated."},
    {"RESERVED", 0xd5, 9, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_FIELDS, 1, "Reserved."},
    {"CHECKSUM", 0xde, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kCHECKSUM_FIELDS, 1, "Sum of bytes 128 to 221."},
};

constexpr RegisterMap kMap{"cmis_page00", kSize, true, kRegisters, 18, "CMIS 5.2, page 00h: administrative information."};

}  // namespace lantern::cmis_page00_regs
