// CMIS 5.2, page 01h: advertising. Generated from platform/regs/cmis_page01.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::cmis_page01_regs {

constexpr uint64_t kSize = 0x100;

constexpr RegisterArray INACTIVE_FIRMWARE{0, 2, 1};
constexpr Field INACTIVE_FIRMWARE_VALUE{0, 8};

constexpr RegisterArray HARDWARE_REVISION{2, 2, 1};
constexpr Field HARDWARE_REVISION_VALUE{0, 8};

constexpr RegisterId LENGTH_SMF{4};
constexpr Field LENGTH_SMF_BASE{0, 6};
constexpr Field LENGTH_SMF_MULTIPLIER{6, 2};

constexpr RegisterArray LENGTH_MMF{5, 5, 1};
constexpr Field LENGTH_MMF_VALUE{0, 8};

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

constexpr RegisterId CHARACTERISTICS{15};
constexpr Field CHARACTERISTICS_COOLED{7, 1};

constexpr RegisterArray LIMITS{16, 5, 1};
constexpr Field LIMITS_VALUE{0, 8};

constexpr RegisterId RECEIVER{21};
constexpr Field RECEIVER_LOS_AVERAGE{3, 1};
constexpr Field RECEIVER_POWER_AVERAGE{4, 1};

constexpr RegisterArray RESERVED_152{22, 3, 1};
constexpr Field RESERVED_152_VALUE{0, 8};

constexpr RegisterId CONTROLS{25};
constexpr Field CONTROLS_OUTPUT_DISABLE_TX{1, 1};
constexpr Field CONTROLS_TUNABLE{6, 1};

constexpr RegisterId CONTROLS_RX{26};
constexpr Field CONTROLS_RX_VALUE{0, 8};

constexpr RegisterId FLAGS_TX{27};
constexpr Field FLAGS_TX_FAULT{0, 1};
constexpr Field FLAGS_TX_LOS{1, 1};
constexpr Field FLAGS_TX_CDR_LOL{2, 1};
constexpr Field FLAGS_TX_ADAPTIVE_FAIL{3, 1};

constexpr RegisterId FLAGS_RX{28};
constexpr Field FLAGS_RX_LOS{1, 1};
constexpr Field FLAGS_RX_CDR_LOL{2, 1};

constexpr RegisterId MONITORS{29};
constexpr Field MONITORS_TEMPERATURE{0, 1};
constexpr Field MONITORS_VCC{1, 1};
constexpr Field MONITORS_OTHERS{2, 4};

constexpr RegisterId MONITORS_LANE{30};
constexpr Field MONITORS_LANE_TX_BIAS{0, 1};
constexpr Field MONITORS_LANE_TX_POWER{1, 1};
constexpr Field MONITORS_LANE_RX_POWER{2, 1};
constexpr Field MONITORS_LANE_BIAS_SCALE{3, 2};

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
constexpr FieldInfo kLENGTH_SMF_FIELDS[] = {
    {"BASE", 0, 6, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Length, in steps of the multiplier."},
    {"MULTIPLIER", 6, 2, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "0 is 0.1 km, 1 is 1 km, 2 is 10 km."},
};
constexpr FieldInfo kLENGTH_MMF_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Supported lengths of multi-mode fibre: none."},
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
constexpr FieldInfo kCHARACTERISTICS_FIELDS[] = {
    {"COOLED", 7, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "The transmitter is cooled."},
};
constexpr FieldInfo kLIMITS_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Not specified."},
};
constexpr FieldInfo kRECEIVER_FIELDS[] = {
    {"LOS_AVERAGE", 3, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "1: loss of signal goes by the average power, 0: by OMA."},
    {"POWER_AVERAGE", 4, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "1: Rx power is the average power, 0: OMA."},
};
constexpr FieldInfo kRESERVED_152_FIELDS[] = {
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
    {"FAULT", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Transmitter fault."},
    {"LOS", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Loss of electrical signal."},
    {"CDR_LOL", 2, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "CDR loss of lock."},
    {"ADAPTIVE_FAIL", 3, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Adaptive input equaliser failed."},
};
constexpr FieldInfo kFLAGS_RX_FIELDS[] = {
    {"LOS", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Loss of optical signal."},
    {"CDR_LOL", 2, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "CDR loss of lock."},
};
constexpr FieldInfo kMONITORS_FIELDS[] = {
    {"TEMPERATURE", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Temperature."},
    {"VCC", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Supply."},
    {"OTHERS", 2, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Auxiliary and the vendor's own."},
};
constexpr FieldInfo kMONITORS_LANE_FIELDS[] = {
    {"TX_BIAS", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Tx bias."},
    {"TX_POWER", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Tx power."},
    {"RX_POWER", 2, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Rx power."},
    {"BIAS_SCALE", 3, 2, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "A step of the bias: 0 is 2 uA, 1 is 4 uA, 2 is 8 uA."},
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
    {"LENGTH_SMF", 0x84, 1, 0x0, 1, 0x0, 1, 1, 0x1, -1, -1, kLENGTH_SMF_FIELDS, 2, "Supported length of single-mode fibre; OCI: 100 m."},
    {"LENGTH_MMF", 0x85, 5, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kLENGTH_MMF_FIELDS, 1, "Supported lengths of multi-mode fibre: none."},
    {"WAVELENGTH", 0x8a, 1, 0x0, 1, 0x0, 2, 1, 0x0, -1, -1, kWAVELENGTH_FIELDS, 1, "Nominal wavelength, 0.05 nm."},
    {"WAVELENGTH_TOLERANCE", 0x8c, 1, 0x0, 1, 0x0, 2, 1, 0x0, -1, -1, kWAVELENGTH_TOLERANCE_FIELDS, 1, "Wavelength tolerance, 0.005 nm."},
    {"PAGES", 0x8e, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kPAGES_FIELDS, 4, "Supported pages."},
    {"RESERVED_143", 0x8f, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_143_FIELDS, 1, "Reserved."},
    {"DP_DURATIONS", 0x90, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kDP_DURATIONS_FIELDS, 2, "Longest durations."},
    {"CHARACTERISTICS", 0x91, 1, 0x0, 1, 0x0, 1, 1, 0x80, -1, -1, kCHARACTERISTICS_FIELDS, 1, "Module characteristics."},
    {"LIMITS", 0x92, 5, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kLIMITS_FIELDS, 1, "Highest and lowest case temperature, signed, degrees Celsius; propagation delay; lowest supply: not specified."},
    {"RECEIVER", 0x97, 1, 0x0, 1, 0x0, 1, 1, 0x18, -1, -1, kRECEIVER_FIELDS, 2, "Receiver characteristics."},
    {"RESERVED_152", 0x98, 3, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_152_FIELDS, 1, "Characteristics not used here."},
    {"CONTROLS", 0x9b, 1, 0x0, 1, 0x0, 1, 1, 0x2, -1, -1, kCONTROLS_FIELDS, 2, "Supported controls."},
    {"CONTROLS_RX", 0x9c, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kCONTROLS_RX_FIELDS, 1, "Supported receive controls."},
    {"FLAGS_TX", 0x9d, 1, 0x0, 1, 0x0, 1, 1, 0x1, -1, -1, kFLAGS_TX_FIELDS, 4, "Supported transmit flags."},
    {"FLAGS_RX", 0x9e, 1, 0x0, 1, 0x0, 1, 1, 0x2, -1, -1, kFLAGS_RX_FIELDS, 2, "Supported receive flags."},
    {"MONITORS", 0x9f, 1, 0x0, 1, 0x0, 1, 1, 0x3, -1, -1, kMONITORS_FIELDS, 3, "Supported module monitors."},
    {"MONITORS_LANE", 0xa0, 1, 0x0, 1, 0x0, 1, 1, 0x7, -1, -1, kMONITORS_LANE_FIELDS, 4, "Supported lane monitors."},
    {"RESERVED_161", 0xa1, 6, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_161_FIELDS, 1, "Not used here."},
    {"MODULE_DURATIONS", 0xa7, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kMODULE_DURATIONS_FIELDS, 2, "Longest durations."},
    {"TX_DURATIONS", 0xa8, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_DURATIONS_FIELDS, 2, "Longest durations."},
    {"RESERVED_169", 0xa9, 7, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_169_FIELDS, 1, "Not used here."},
    {"MEDIA_ASSIGNMENT", 0xb0, 15, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kMEDIA_ASSIGNMENT_FIELDS, 1, "MediaLaneAssignmentOptions of an application."},
    {"RESERVED_191", 0xbf, 64, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kRESERVED_191_FIELDS, 1, "Not used here."},
    {"CHECKSUM", 0xff, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kCHECKSUM_FIELDS, 1, "Sum of bytes 130 to 254."},
};

constexpr RegisterMap kMap{"cmis_page01", kSize, true, kRegisters, 26, "CMIS 5.2, page 01h: advertising."};

}  // namespace lantern::cmis_page01_regs
