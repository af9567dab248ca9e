// CMIS 5.2, lower memory: bytes 0 to 127. Generated from platform/regs/cmis_lower.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::cmis_lower_regs {

constexpr uint64_t kSize = 0x80;

constexpr RegisterId IDENTIFIER{0};
constexpr Field IDENTIFIER_VALUE{0, 8};

constexpr RegisterId REVISION{1};
constexpr Field REVISION_MINOR{0, 4};
constexpr Field REVISION_MAJOR{4, 4};

constexpr RegisterId CHARACTERISTICS{2};
constexpr Field CHARACTERISTICS_MCI_MAX_SPEED{2, 2};
constexpr Field CHARACTERISTICS_STEPPED_CONFIG_ONLY{6, 1};
constexpr Field CHARACTERISTICS_FLAT{7, 1};

constexpr RegisterId STATE{3};
constexpr Field STATE_INTERRUPT_DEASSERTED{0, 1};
constexpr Field STATE_MODULE_STATE{1, 3};
constexpr uint64_t STATE_MODULE_STATE_LOW_PWR = 0x1;
constexpr uint64_t STATE_MODULE_STATE_PWR_UP = 0x2;
constexpr uint64_t STATE_MODULE_STATE_READY = 0x3;
constexpr uint64_t STATE_MODULE_STATE_PWR_DN = 0x4;
constexpr uint64_t STATE_MODULE_STATE_FAULT = 0x5;

constexpr RegisterArray FLAG_SUMMARY{4, 4, 1};
constexpr Field FLAG_SUMMARY_PAGE_11{0, 1};

constexpr RegisterId MODULE_FLAGS{8};
constexpr Field MODULE_FLAGS_MODULE_STATE_CHANGED{0, 1};

constexpr RegisterId MONITOR_FLAGS{9};
constexpr Field MONITOR_FLAGS_TEMPERATURE{0, 4};
constexpr Field MONITOR_FLAGS_VCC{4, 4};

constexpr RegisterArray AUX_FLAGS{10, 2, 1};
constexpr Field AUX_FLAGS_VALUE{0, 8};

constexpr RegisterId TEMPERATURE{12};
constexpr Field TEMPERATURE_VALUE{0, 16};

constexpr RegisterId VCC{13};
constexpr Field VCC_VALUE{0, 16};

constexpr RegisterId CONTROL{14};
constexpr Field CONTROL_SOFTWARE_RESET{3, 1};
constexpr Field CONTROL_LOW_PWR_REQUEST_SW{4, 1};
constexpr Field CONTROL_SQUELCH_METHOD{5, 1};
constexpr Field CONTROL_LOW_PWR_ALLOW_REQUEST_HW{6, 1};
constexpr Field CONTROL_BANK_BROADCAST_ENABLE{7, 1};

constexpr RegisterArray MASKS{15, 6, 1};
constexpr Field MASKS_VALUE{0, 8};

constexpr RegisterArray CDB_STATUS{21, 2, 1};
constexpr Field CDB_STATUS_VALUE{0, 8};

constexpr RegisterId FIRMWARE_MAJOR{23};
constexpr Field FIRMWARE_MAJOR_VALUE{0, 8};

constexpr RegisterId FIRMWARE_MINOR{24};
constexpr Field FIRMWARE_MINOR_VALUE{0, 8};

constexpr RegisterId FAULT_CAUSE{25};
constexpr Field FAULT_CAUSE_VALUE{0, 8};

constexpr RegisterId MEDIA_TYPE{26};
constexpr Field MEDIA_TYPE_VALUE{0, 8};
constexpr uint64_t MEDIA_TYPE_VALUE_MMF = 0x1;
constexpr uint64_t MEDIA_TYPE_VALUE_SMF = 0x2;
constexpr uint64_t MEDIA_TYPE_VALUE_COPPER = 0x3;
constexpr uint64_t MEDIA_TYPE_VALUE_ACTIVE_CABLE = 0x4;

constexpr RegisterArray APPLICATION_HOST_ID{27, 8, 1};
constexpr Field APPLICATION_HOST_ID_VALUE{0, 8};
constexpr uint64_t APPLICATION_HOST_ID_VALUE_C2M_200GAUI_4 = 0xf;
constexpr uint64_t APPLICATION_HOST_ID_VALUE_CODEWORDS = 0xc0;
constexpr uint64_t APPLICATION_HOST_ID_VALUE_END = 0xff;

constexpr RegisterArray APPLICATION_MEDIA_ID{35, 8, 1};
constexpr Field APPLICATION_MEDIA_ID_VALUE{0, 8};
constexpr uint64_t APPLICATION_MEDIA_ID_VALUE_FR4_200GBASE = 0x18;
constexpr uint64_t APPLICATION_MEDIA_ID_VALUE_OCI = 0xc0;

constexpr RegisterArray APPLICATION_LANES{43, 8, 1};
constexpr Field APPLICATION_LANES_MEDIA{0, 4};
constexpr Field APPLICATION_LANES_HOST{4, 4};

constexpr RegisterArray APPLICATION_HOST_ASSIGNMENT{51, 8, 1};
constexpr Field APPLICATION_HOST_ASSIGNMENT_VALUE{0, 8};

constexpr RegisterArray PASSWORD{59, 8, 1};
constexpr Field PASSWORD_VALUE{0, 8};

constexpr RegisterId BANK_SELECT{67};
constexpr Field BANK_SELECT_VALUE{0, 8};

constexpr RegisterId PAGE_SELECT{68};
constexpr Field PAGE_SELECT_VALUE{0, 8};

constexpr FieldInfo kIDENTIFIER_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "SFF8024Identifier"},
};
constexpr FieldInfo kREVISION_FIELDS[] = {
    {"MINOR", 0, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Minor."},
    {"MAJOR", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Major."},
};
constexpr FieldInfo kCHARACTERISTICS_FIELDS[] = {
    {"MCI_MAX_SPEED", 2, 2, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "0: 400 kHz, 1: 1 MHz."},
    {"STEPPED_CONFIG_ONLY", 6, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Only stepped configuration."},
    {"FLAT", 7, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Flat memory: lower memory and page 00h only."},
};
constexpr FieldInfo kSTATE_FIELDS[] = {
    {"INTERRUPT_DEASSERTED", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "1: IntL is high."},
    {"MODULE_STATE", 1, 3, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Module state."},
};
constexpr FieldInfo kFLAG_SUMMARY_FIELDS[] = {
    {"PAGE_11", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "A flag on page 11h of the bank."},
};
constexpr FieldInfo kMODULE_FLAGS_FIELDS[] = {
    {"MODULE_STATE_CHANGED", 0, 1, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "The module state changed."},
};
constexpr FieldInfo kMONITOR_FLAGS_FIELDS[] = {
    {"TEMPERATURE", 0, 4, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Of the temperature."},
    {"VCC", 4, 4, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Of the supply."},
};
constexpr FieldInfo kAUX_FLAGS_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Auxiliary monitor flags, clear on read."},
};
constexpr FieldInfo kTEMPERATURE_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Temperature, signed, 1/256 degrees Celsius."},
};
constexpr FieldInfo kVCC_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Supply, 100 uV."},
};
constexpr FieldInfo kCONTROL_FIELDS[] = {
    {"SOFTWARE_RESET", 3, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, kSinglePulse, "Resets the module."},
    {"LOW_PWR_REQUEST_SW", 4, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Asks for low power."},
    {"SQUELCH_METHOD", 5, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Squelch by OMA or average power."},
    {"LOW_PWR_ALLOW_REQUEST_HW", 6, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "The LPMode pin counts."},
    {"BANK_BROADCAST_ENABLE", 7, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Writes reach all banks."},
};
constexpr FieldInfo kMASKS_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Masks of bytes 8 to 13."},
};
constexpr FieldInfo kCDB_STATUS_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Command data block status."},
};
constexpr FieldInfo kFIRMWARE_MAJOR_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Active firmware, major."},
};
constexpr FieldInfo kFIRMWARE_MINOR_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Active firmware, minor."},
};
constexpr FieldInfo kFAULT_CAUSE_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "1 TEC runaway, 2 data memory, 3 program memory."},
};
constexpr FieldInfo kMEDIA_TYPE_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "MediaType."},
};
constexpr FieldInfo kAPPLICATION_HOST_ID_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "HostInterfaceID."},
};
constexpr FieldInfo kAPPLICATION_MEDIA_ID_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "MediaInterfaceID."},
};
constexpr FieldInfo kAPPLICATION_LANES_FIELDS[] = {
    {"MEDIA", 0, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Media lanes."},
    {"HOST", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Host lanes."},
};
constexpr FieldInfo kAPPLICATION_HOST_ASSIGNMENT_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Lanes that a data path may begin at, a bit each."},
};
constexpr FieldInfo kPASSWORD_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Password change 118 to 121, entry 122 to 125."},
};
constexpr FieldInfo kBANK_SELECT_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bank of upper memory."},
};
constexpr FieldInfo kPAGE_SELECT_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Page of upper memory."},
};

constexpr RegisterInfo kRegisters[] = {
    {"IDENTIFIER", 0x0, 1, 0x0, 1, 0x0, 1, 1, 0x19, -1, -1, kIDENTIFIER_FIELDS, 1, "SFF8024Identifier"},
    {"REVISION", 0x1, 1, 0x0, 1, 0x0, 1, 1, 0x52, -1, -1, kREVISION_FIELDS, 2, "CmisRevision."},
    {"CHARACTERISTICS", 0x2, 1, 0x0, 1, 0x0, 1, 1, 0x4, -1, -1, kCHARACTERISTICS_FIELDS, 3, "Management characteristics."},
    {"STATE", 0x3, 1, 0x0, 1, 0x0, 1, 1, 0x1, -1, -1, kSTATE_FIELDS, 2, "Module state and interrupt."},
    {"FLAG_SUMMARY", 0x4, 4, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kFLAG_SUMMARY_FIELDS, 1, "Flag summary of a bank."},
    {"MODULE_FLAGS", 0x8, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kMODULE_FLAGS_FIELDS, 1, "Module flags, clear on read."},
    {"MONITOR_FLAGS", 0x9, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kMONITOR_FLAGS_FIELDS, 2, "Temperature and Vcc, clear on read: high alarm, low alarm, high warning, low warning, from bit 0 of each."},
    {"AUX_FLAGS", 0xa, 2, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kAUX_FLAGS_FIELDS, 1, "Auxiliary monitor flags, clear on read."},
    {"TEMPERATURE", 0xe, 1, 0x0, 1, 0x0, 2, 1, 0x0, -1, -1, kTEMPERATURE_FIELDS, 1, "Temperature, signed, 1/256 degrees Celsius."},
    {"VCC", 0x10, 1, 0x0, 1, 0x0, 2, 1, 0x0, -1, -1, kVCC_FIELDS, 1, "Supply, 100 uV."},
    {"CONTROL", 0x1a, 1, 0x0, 1, 0x0, 1, 1, 0x40, -1, -1, kCONTROL_FIELDS, 5, "Module global controls."},
    {"MASKS", 0x1f, 6, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kMASKS_FIELDS, 1, "Masks of bytes 8 to 13."},
    {"CDB_STATUS", 0x25, 2, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kCDB_STATUS_FIELDS, 1, "Command data block status."},
    {"FIRMWARE_MAJOR", 0x27, 1, 0x0, 1, 0x0, 1, 1, 0x1, -1, -1, kFIRMWARE_MAJOR_FIELDS, 1, "Active firmware, major."},
    {"FIRMWARE_MINOR", 0x28, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kFIRMWARE_MINOR_FIELDS, 1, "Active firmware, minor."},
    {"FAULT_CAUSE", 0x29, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kFAULT_CAUSE_FIELDS, 1, "ModuleFaultCause."},
    {"MEDIA_TYPE", 0x55, 1, 0x0, 1, 0x0, 1, 1, 0x2, -1, -1, kMEDIA_TYPE_FIELDS, 1, "MediaType: which of SFF-8024's tables the media interfaces are from."},
    {"APPLICATION_HOST_ID", 0x56, 8, 0x4, 1, 0x0, 1, 1, 0xff, -1, -1, kAPPLICATION_HOST_ID_FIELDS, 1, "HostInterfaceID."},
    {"APPLICATION_MEDIA_ID", 0x57, 8, 0x4, 1, 0x0, 1, 1, 0x0, -1, -1, kAPPLICATION_MEDIA_ID_FIELDS, 1, "MediaInterfaceID."},
    {"APPLICATION_LANES", 0x58, 8, 0x4, 1, 0x0, 1, 1, 0x0, -1, -1, kAPPLICATION_LANES_FIELDS, 2, "Lane counts."},
    {"APPLICATION_HOST_ASSIGNMENT", 0x59, 8, 0x4, 1, 0x0, 1, 1, 0x0, -1, -1, kAPPLICATION_HOST_ASSIGNMENT_FIELDS, 1, "HostLaneAssignmentOptions."},
    {"PASSWORD", 0x76, 8, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kPASSWORD_FIELDS, 1, "Passwords, write only."},
    {"BANK_SELECT", 0x7e, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kBANK_SELECT_FIELDS, 1, "Bank of upper memory."},
    {"PAGE_SELECT", 0x7f, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kPAGE_SELECT_FIELDS, 1, "Page of upper memory."},
};

constexpr RegisterMap kMap{"cmis_lower", kSize, true, kRegisters, 24, "CMIS 5.2, lower memory: bytes 0 to 127."};

}  // namespace lantern::cmis_lower_regs
