// CMIS 5.2, page 01h: advertising. Generated from platform/regs/cmis_page01.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::cmis_page01_regs {

constexpr uint64_t kSize = 0x100;

constexpr RegisterArray INACTIVE_FIRMWARE{0, 2, 1};
constexpr Field INACTIVE_FIRMWARE_VALUE{0, 8};

constexpr RegisterArray HARDWARE_REVISION{2, 2, 1};
constexpr Field HARDWARE_REVISION_VALUE{0, 8};

constexpr RegisterArray LINK_LENGTH{4, 6, 1};
constexpr Field LINK_LENGTH_VALUE{0, 8};

constexpr RegisterId WAVELENGTH{10};
constexpr Field WAVELENGTH_VALUE{0, 16};

constexpr RegisterId WAVELENGTH_TOLERANCE{11};
constexpr Field WAVELENGTH_TOLERANCE_VALUE{0, 16};

constexpr RegisterId PAGES{12};
constexpr Field PAGES_BANKS{0, 2};
constexpr Field PAGES_DIAGNOSTICS{5, 1};
constexpr Field PAGES_VDM{6, 1};
constexpr Field PAGES_NETWORK_PATH{7, 1};

constexpr RegisterId RESERVED_143{13};
constexpr Field RESERVED_143_VALUE{0, 8};

constexpr RegisterId DP_DURATIONS{14};
constexpr Field DP_DURATIONS_DP_INIT{0, 4};
constexpr Field DP_DURATIONS_DP_DEINIT{4, 4};

constexpr RegisterArray RESERVED_145{15, 10, 1};
constexpr Field RESERVED_145_VALUE{0, 8};

constexpr RegisterId CONTROLS{25};
constexpr Field CONTROLS_OUTPUT_DISABLE_TX{1, 1};
constexpr Field CONTROLS_TUNABLE{6, 1};

constexpr RegisterId CONTROLS_RX{26};
constexpr Field CONTROLS_RX_VALUE{0, 8};

constexpr RegisterId FLAGS_TX{27};
constexpr Field FLAGS_TX_VALUE{0, 8};

constexpr RegisterId FLAGS_RX{28};
constexpr Field FLAGS_RX_VALUE{0, 8};

constexpr RegisterId MONITORS{29};
constexpr Field MONITORS_VALUE{0, 8};

constexpr RegisterId MONITORS_LANE{30};
constexpr Field MONITORS_LANE_VALUE{0, 8};

constexpr RegisterArray RESERVED_161{31, 6, 1};
constexpr Field RESERVED_161_VALUE{0, 8};

constexpr RegisterId MODULE_DURATIONS{37};
constexpr Field MODULE_DURATIONS_PWR_UP{0, 4};
constexpr Field MODULE_DURATIONS_PWR_DN{4, 4};

constexpr RegisterId TX_DURATIONS{38};
constexpr Field TX_DURATIONS_TX_TURN_ON{0, 4};
constexpr Field TX_DURATIONS_TX_TURN_OFF{4, 4};

constexpr RegisterArray RESERVED_169{39, 7, 1};
constexpr Field RESERVED_169_VALUE{0, 8};

constexpr RegisterArray MEDIA_ASSIGNMENT{46, 15, 1};
constexpr Field MEDIA_ASSIGNMENT_VALUE{0, 8};

constexpr RegisterArray RESERVED_191{61, 64, 1};
constexpr Field RESERVED_191_VALUE{0, 8};

constexpr RegisterId CHECKSUM{125};
constexpr Field CHECKSUM_VALUE{0, 8};

constexpr FieldInfo kINACTIVE_FIRMWARE_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Inactive firmware."},
};
constexpr FieldInfo kHARDWARE_REVISION_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Hardware revision."},
};
constexpr FieldInfo kLINK_LENGTH_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Supported link lengths."},
};
constexpr FieldInfo kWAVELENGTH_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Nominal wavelength, 0.05 nm."},
};
constexpr FieldInfo kWAVELENGTH_TOLERANCE_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Wavelength tolerance, 0.005 nm."},
};
constexpr FieldInfo kPAGES_FIELDS[] = {
    {"BANKS", 0, 2, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Banks: 0 one, 1 two, 2 four."},
    {"DIAGNOSTICS", 5, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Pages 13h and 14h."},
    {"VDM", 6, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Pages 20h to 2Fh."},
    {"NETWORK_PATH", 7, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Network paths."},
};
constexpr FieldInfo kRESERVED_143_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Reserved."},
};
constexpr FieldInfo kDP_DURATIONS_FIELDS[] = {
    {"DP_INIT", 0, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Upper bound, coded."},
    {"DP_DEINIT", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Upper bound, coded."},
};
constexpr FieldInfo kRESERVED_145_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Characteristics not used here."},
};
constexpr FieldInfo kCONTROLS_FIELDS[] = {
    {"OUTPUT_DISABLE_TX", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "OutputDisableTx works."},
    {"TUNABLE", 6, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Tunable laser."},
};
constexpr FieldInfo kCONTROLS_RX_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Supported receive controls."},
};
constexpr FieldInfo kFLAGS_TX_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Supported transmit flags."},
};
constexpr FieldInfo kFLAGS_RX_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Supported receive flags: LOS, CDR LOL."},
};
constexpr FieldInfo kMONITORS_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Supported module monitors: temperature, Vcc."},
};
constexpr FieldInfo kMONITORS_LANE_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Supported lane monitors: bias, Tx power, Rx power."},
};
constexpr FieldInfo kRESERVED_161_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Not used here."},
};
constexpr FieldInfo kMODULE_DURATIONS_FIELDS[] = {
    {"PWR_UP", 0, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Upper bound, coded."},
    {"PWR_DN", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Upper bound, coded."},
};
constexpr FieldInfo kTX_DURATIONS_FIELDS[] = {
    {"TX_TURN_ON", 0, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Upper bound, coded."},
    {"TX_TURN_OFF", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Upper bound, coded."},
};
constexpr FieldInfo kRESERVED_169_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Not used here."},
};
constexpr FieldInfo kMEDIA_ASSIGNMENT_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "MediaLaneAssignmentOptions of an application."},
};
constexpr FieldInfo kRESERVED_191_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Not used here."},
};
constexpr FieldInfo kCHECKSUM_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Sum of bytes 130 to 254."},
};

constexpr RegisterInfo kRegisters[] = {
    {"INACTIVE_FIRMWARE", 0x80, 2, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kINACTIVE_FIRMWARE_FIELDS, 1, "Inactive firmware."},
    {"HARDWARE_REVISION", 0x82, 2, 0x1, 1, 0x0, 1, 1, 0x1, -1, -1, kHARDWARE_REVISION_FIELDS, 1, "Hardware revision."},
    {"LINK_LENGTH", 0x84, 6, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kLINK_LENGTH_FIELDS, 1, "Supported link lengths."},
    {"WAVELENGTH", 0x8a, 1, 0x0, 1, 0x0, 2, 1, 0x0, -1, -1, kWAVELENGTH_FIELDS, 1, "Nominal wavelength, 0.05 nm."},
    {"WAVELENGTH_TOLERANCE", 0x8c, 1, 0x0, 1, 0x0, 2, 1, 0x0, -1, -1, kWAVELENGTH_TOLERANCE_FIELDS, 1, "Wavelength tolerance, 0.005 nm."},
    {"PAGES", 0x8e, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kPAGES_FIELDS, 4, "Supported pages."},
    {"RESERVED_143", 0x8f, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_143_FIELDS, 1, "Reserved."},
    {"DP_DURATIONS", 0x90, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kDP_DURATIONS_FIELDS, 2, "Longest durations."},
    {"RESERVED_145", 0x91, 10, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_145_FIELDS, 1, "Characteristics not used here."},
    {"CONTROLS", 0x9b, 1, 0x0, 1, 0x0, 1, 1, 0x2, -1, -1, kCONTROLS_FIELDS, 2, "Supported controls."},
    {"CONTROLS_RX", 0x9c, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kCONTROLS_RX_FIELDS, 1, "Supported receive controls."},
    {"FLAGS_TX", 0x9d, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kFLAGS_TX_FIELDS, 1, "Supported transmit flags."},
    {"FLAGS_RX", 0x9e, 1, 0x0, 1, 0x0, 1, 1, 0x6, -1, -1, kFLAGS_RX_FIELDS, 1, "Supported receive flags: LOS, CDR LOL."},
    {"MONITORS", 0x9f, 1, 0x0, 1, 0x0, 1, 1, 0x3, -1, -1, kMONITORS_FIELDS, 1, "Supported module monitors: temperature, Vcc."},
    {"MONITORS_LANE", 0xa0, 1, 0x0, 1, 0x0, 1, 1, 0x7, -1, -1, kMONITORS_LANE_FIELDS, 1, "Supported lane monitors: bias, Tx power, Rx power."},
    {"RESERVED_161", 0xa1, 6, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_161_FIELDS, 1, "Not used here."},
    {"MODULE_DURATIONS", 0xa7, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kMODULE_DURATIONS_FIELDS, 2, "Longest durations."},
    {"TX_DURATIONS", 0xa8, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_DURATIONS_FIELDS, 2, "Longest durations."},
    {"RESERVED_169", 0xa9, 7, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_169_FIELDS, 1, "Not used here."},
    {"MEDIA_ASSIGNMENT", 0xb0, 15, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kMEDIA_ASSIGNMENT_FIELDS, 1, "MediaLaneAssignmentOptions of an application."},
    {"RESERVED_191", 0xbf, 64, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_191_FIELDS, 1, "Not used here."},
    {"CHECKSUM", 0xff, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kCHECKSUM_FIELDS, 1, "Sum of bytes 130 to 254."},
};

constexpr RegisterMap kMap{"cmis_page01", kSize, true, kRegisters, 22, "CMIS 5.2, page 01h: advertising."};

}  // namespace lantern::cmis_page01_regs
