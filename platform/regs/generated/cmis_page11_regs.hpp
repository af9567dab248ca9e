// CMIS 5.2, page 11h: lane and data path status. Generated from platform/regs/cmis_page11.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::cmis_page11_regs {

constexpr uint64_t kSize = 0x100;

constexpr RegisterArray DP_STATE{0, 4, 1};
constexpr Field DP_STATE_ODD{0, 4};
constexpr uint64_t DP_STATE_ODD_DEACTIVATED = 0x1;
constexpr uint64_t DP_STATE_ODD_INIT = 0x2;
constexpr uint64_t DP_STATE_ODD_DEINIT = 0x3;
constexpr uint64_t DP_STATE_ODD_ACTIVATED = 0x4;
constexpr uint64_t DP_STATE_ODD_TX_TURN_ON = 0x5;
constexpr uint64_t DP_STATE_ODD_TX_TURN_OFF = 0x6;
constexpr uint64_t DP_STATE_ODD_INITIALIZED = 0x7;
constexpr Field DP_STATE_EVEN{4, 4};

constexpr RegisterId OUTPUT_STATUS_RX{4};
constexpr Field OUTPUT_STATUS_RX_VALUE{0, 8};

constexpr RegisterId OUTPUT_STATUS_TX{5};
constexpr Field OUTPUT_STATUS_TX_VALUE{0, 8};

constexpr RegisterId DP_STATE_CHANGED{6};
constexpr Field DP_STATE_CHANGED_VALUE{0, 8};

constexpr RegisterId TX_FAULT{7};
constexpr Field TX_FAULT_VALUE{0, 8};

constexpr RegisterId TX_LOS{8};
constexpr Field TX_LOS_VALUE{0, 8};

constexpr RegisterId TX_CDR_LOL{9};
constexpr Field TX_CDR_LOL_VALUE{0, 8};

constexpr RegisterId TX_ADAPTIVE_FAIL{10};
constexpr Field TX_ADAPTIVE_FAIL_VALUE{0, 8};

constexpr RegisterId TX_POWER_HIGH_ALARM{11};
constexpr Field TX_POWER_HIGH_ALARM_VALUE{0, 8};

constexpr RegisterId TX_POWER_LOW_ALARM{12};
constexpr Field TX_POWER_LOW_ALARM_VALUE{0, 8};

constexpr RegisterId TX_POWER_HIGH_WARNING{13};
constexpr Field TX_POWER_HIGH_WARNING_VALUE{0, 8};

constexpr RegisterId TX_POWER_LOW_WARNING{14};
constexpr Field TX_POWER_LOW_WARNING_VALUE{0, 8};

constexpr RegisterId TX_BIAS_HIGH_ALARM{15};
constexpr Field TX_BIAS_HIGH_ALARM_VALUE{0, 8};

constexpr RegisterId TX_BIAS_LOW_ALARM{16};
constexpr Field TX_BIAS_LOW_ALARM_VALUE{0, 8};

constexpr RegisterId TX_BIAS_HIGH_WARNING{17};
constexpr Field TX_BIAS_HIGH_WARNING_VALUE{0, 8};

constexpr RegisterId TX_BIAS_LOW_WARNING{18};
constexpr Field TX_BIAS_LOW_WARNING_VALUE{0, 8};

constexpr RegisterId RX_LOS{19};
constexpr Field RX_LOS_VALUE{0, 8};

constexpr RegisterId RX_CDR_LOL{20};
constexpr Field RX_CDR_LOL_VALUE{0, 8};

constexpr RegisterId RX_POWER_HIGH_ALARM{21};
constexpr Field RX_POWER_HIGH_ALARM_VALUE{0, 8};

constexpr RegisterId RX_POWER_LOW_ALARM{22};
constexpr Field RX_POWER_LOW_ALARM_VALUE{0, 8};

constexpr RegisterId RX_POWER_HIGH_WARNING{23};
constexpr Field RX_POWER_HIGH_WARNING_VALUE{0, 8};

constexpr RegisterId RX_POWER_LOW_WARNING{24};
constexpr Field RX_POWER_LOW_WARNING_VALUE{0, 8};

constexpr RegisterId OUTPUT_STATUS_CHANGED_RX{25};
constexpr Field OUTPUT_STATUS_CHANGED_RX_VALUE{0, 8};

constexpr RegisterArray TX_POWER{26, 8, 1};
constexpr Field TX_POWER_VALUE{0, 16};

constexpr RegisterArray TX_BIAS{34, 8, 1};
constexpr Field TX_BIAS_VALUE{0, 16};

constexpr RegisterArray RX_POWER{42, 8, 1};
constexpr Field RX_POWER_VALUE{0, 16};

constexpr RegisterArray CONFIG_STATUS{50, 4, 1};
constexpr Field CONFIG_STATUS_ODD{0, 4};
constexpr uint64_t CONFIG_STATUS_ODD_UNDEFINED = 0x0;
constexpr uint64_t CONFIG_STATUS_ODD_SUCCESS = 0x1;
constexpr uint64_t CONFIG_STATUS_ODD_REJECTED = 0x2;
constexpr uint64_t CONFIG_STATUS_ODD_INVALID_APP_SEL = 0x3;
constexpr uint64_t CONFIG_STATUS_ODD_INVALID_DATA_PATH = 0x4;
constexpr uint64_t CONFIG_STATUS_ODD_INVALID_SI = 0x5;
constexpr uint64_t CONFIG_STATUS_ODD_LANE_IN_USE = 0x6;
constexpr uint64_t CONFIG_STATUS_ODD_PARTIAL_DATA_PATH = 0x7;
constexpr uint64_t CONFIG_STATUS_ODD_IN_PROGRESS = 0xc;
constexpr Field CONFIG_STATUS_EVEN{4, 4};

constexpr RegisterArray ACTIVE_CONFIG{54, 8, 1};
constexpr Field ACTIVE_CONFIG_EXPLICIT_CONTROL{0, 1};
constexpr Field ACTIVE_CONFIG_DATA_PATH_ID{1, 3};
constexpr Field ACTIVE_CONFIG_APP_SEL{4, 4};

constexpr RegisterId DP_INIT_PENDING{62};
constexpr Field DP_INIT_PENDING_VALUE{0, 8};

constexpr RegisterArray MEDIA_LANE_MAPPING{63, 16, 1};
constexpr Field MEDIA_LANE_MAPPING_FIBRE{0, 4};
constexpr Field MEDIA_LANE_MAPPING_WAVELENGTH{4, 4};

constexpr FieldInfo kDP_STATE_FIELDS[] = {
    {"ODD", 0, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Lane 2i + 1."},
    {"EVEN", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Lane 2i + 2."},
};
constexpr FieldInfo kOUTPUT_STATUS_RX_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Rx output valid, a bit a lane."},
};
constexpr FieldInfo kOUTPUT_STATUS_TX_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Tx output valid, a bit a lane."},
};
constexpr FieldInfo kDP_STATE_CHANGED_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "The data path state changed, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_FAULT_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Transmitter fault, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_LOS_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Loss of electrical signal, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_CDR_LOL_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Tx CDR loss of lock, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_ADAPTIVE_FAIL_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Adaptive input equaliser failed, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_POWER_HIGH_ALARM_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Tx power high alarm, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_POWER_LOW_ALARM_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Tx power low alarm, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_POWER_HIGH_WARNING_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Tx power high warning, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_POWER_LOW_WARNING_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Tx power low warning, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_BIAS_HIGH_ALARM_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Tx bias high alarm, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_BIAS_LOW_ALARM_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Tx bias low alarm, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_BIAS_HIGH_WARNING_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Tx bias high warning, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_BIAS_LOW_WARNING_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Tx bias low warning, a bit a lane, clear on read."},
};
constexpr FieldInfo kRX_LOS_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Loss of optical signal, a bit a lane, clear on read."},
};
constexpr FieldInfo kRX_CDR_LOL_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Rx CDR loss of lock, a bit a lane, clear on read."},
};
constexpr FieldInfo kRX_POWER_HIGH_ALARM_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Rx power high alarm, a bit a lane, clear on read."},
};
constexpr FieldInfo kRX_POWER_LOW_ALARM_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Rx power low alarm, a bit a lane, clear on read."},
};
constexpr FieldInfo kRX_POWER_HIGH_WARNING_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Rx power high warning, a bit a lane, clear on read."},
};
constexpr FieldInfo kRX_POWER_LOW_WARNING_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Rx power low warning, a bit a lane, clear on read."},
};
constexpr FieldInfo kOUTPUT_STATUS_CHANGED_RX_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kStickyBit, "Rx output status changed, a bit a lane, clear on read."},
};
constexpr FieldInfo kTX_POWER_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Tx power of a lane, 0.1 uW."},
};
constexpr FieldInfo kTX_BIAS_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Tx bias of a lane, 2 uA."},
};
constexpr FieldInfo kRX_POWER_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Rx power of a lane, 0.1 uW."},
};
constexpr FieldInfo kCONFIG_STATUS_FIELDS[] = {
    {"ODD", 0, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Lane 2i + 1."},
    {"EVEN", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Lane 2i + 2."},
};
constexpr FieldInfo kACTIVE_CONFIG_FIELDS[] = {
    {"EXPLICIT_CONTROL", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "As staged."},
    {"DATA_PATH_ID", 1, 3, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "As staged."},
    {"APP_SEL", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "As staged."},
};
constexpr FieldInfo kDP_INIT_PENDING_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "DPInit is to run with new settings, a bit a lane."},
};
constexpr FieldInfo kMEDIA_LANE_MAPPING_FIELDS[] = {
    {"FIBRE", 0, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Fibre position."},
    {"WAVELENGTH", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Wavelength, from 1."},
};

constexpr RegisterInfo kRegisters[] = {
    {"DP_STATE", 0x80, 4, 0x1, 1, 0x0, 1, 1, 0x11, -1, -1, kDP_STATE_FIELDS, 2, "DPState, two lanes a byte."},
    {"OUTPUT_STATUS_RX", 0x84, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kOUTPUT_STATUS_RX_FIELDS, 1, "Rx output valid, a bit a lane."},
    {"OUTPUT_STATUS_TX", 0x85, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kOUTPUT_STATUS_TX_FIELDS, 1, "Tx output valid, a bit a lane."},
    {"DP_STATE_CHANGED", 0x86, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kDP_STATE_CHANGED_FIELDS, 1, "The data path state changed, a bit a lane, clear on read."},
    {"TX_FAULT", 0x87, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_FAULT_FIELDS, 1, "Transmitter fault, a bit a lane, clear on read."},
    {"TX_LOS", 0x88, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_LOS_FIELDS, 1, "Loss of electrical signal, a bit a lane, clear on read."},
    {"TX_CDR_LOL", 0x89, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_CDR_LOL_FIELDS, 1, "Tx CDR loss of lock, a bit a lane, clear on read."},
    {"TX_ADAPTIVE_FAIL", 0x8a, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_ADAPTIVE_FAIL_FIELDS, 1, "Adaptive input equaliser failed, a bit a lane, clear on read."},
    {"TX_POWER_HIGH_ALARM", 0x8b, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_POWER_HIGH_ALARM_FIELDS, 1, "Tx power high alarm, a bit a lane, clear on read."},
    {"TX_POWER_LOW_ALARM", 0x8c, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_POWER_LOW_ALARM_FIELDS, 1, "Tx power low alarm, a bit a lane, clear on read."},
    {"TX_POWER_HIGH_WARNING", 0x8d, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_POWER_HIGH_WARNING_FIELDS, 1, "Tx power high warning, a bit a lane, clear on read."},
    {"TX_POWER_LOW_WARNING", 0x8e, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_POWER_LOW_WARNING_FIELDS, 1, "Tx power low warning, a bit a lane, clear on read."},
    {"TX_BIAS_HIGH_ALARM", 0x8f, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_BIAS_HIGH_ALARM_FIELDS, 1, "Tx bias high alarm, a bit a lane, clear on read."},
    {"TX_BIAS_LOW_ALARM", 0x90, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_BIAS_LOW_ALARM_FIELDS, 1, "Tx bias low alarm, a bit a lane, clear on read."},
    {"TX_BIAS_HIGH_WARNING", 0x91, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_BIAS_HIGH_WARNING_FIELDS, 1, "Tx bias high warning, a bit a lane, clear on read."},
    {"TX_BIAS_LOW_WARNING", 0x92, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTX_BIAS_LOW_WARNING_FIELDS, 1, "Tx bias low warning, a bit a lane, clear on read."},
    {"RX_LOS", 0x93, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kRX_LOS_FIELDS, 1, "Loss of optical signal, a bit a lane, clear on read."},
    {"RX_CDR_LOL", 0x94, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kRX_CDR_LOL_FIELDS, 1, "Rx CDR loss of lock, a bit a lane, clear on read."},
    {"RX_POWER_HIGH_ALARM", 0x95, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kRX_POWER_HIGH_ALARM_FIELDS, 1, "Rx power high alarm, a bit a lane, clear on read."},
    {"RX_POWER_LOW_ALARM", 0x96, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kRX_POWER_LOW_ALARM_FIELDS, 1, "Rx power low alarm, a bit a lane, clear on read."},
    {"RX_POWER_HIGH_WARNING", 0x97, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kRX_POWER_HIGH_WARNING_FIELDS, 1, "Rx power high warning, a bit a lane, clear on read."},
    {"RX_POWER_LOW_WARNING", 0x98, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kRX_POWER_LOW_WARNING_FIELDS, 1, "Rx power low warning, a bit a lane, clear on read."},
    {"OUTPUT_STATUS_CHANGED_RX", 0x99, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kOUTPUT_STATUS_CHANGED_RX_FIELDS, 1, "Rx output status changed, a bit a lane, clear on read."},
    {"TX_POWER", 0x9a, 8, 0x2, 1, 0x0, 2, 1, 0x0, -1, -1, kTX_POWER_FIELDS, 1, "Tx power of a lane, 0.1 uW."},
    {"TX_BIAS", 0xaa, 8, 0x2, 1, 0x0, 2, 1, 0x0, -1, -1, kTX_BIAS_FIELDS, 1, "Tx bias of a lane, 2 uA."},
    {"RX_POWER", 0xba, 8, 0x2, 1, 0x0, 2, 1, 0x0, -1, -1, kRX_POWER_FIELDS, 1, "Rx power of a lane, 0.1 uW."},
    {"CONFIG_STATUS", 0xca, 4, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kCONFIG_STATUS_FIELDS, 2, "ConfigStatus, two lanes a byte."},
    {"ACTIVE_CONFIG", 0xce, 8, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kACTIVE_CONFIG_FIELDS, 3, "Active DPConfigLane."},
    {"DP_INIT_PENDING", 0xeb, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kDP_INIT_PENDING_FIELDS, 1, "DPInit is to run with new settings, a bit a lane."},
    {"MEDIA_LANE_MAPPING", 0xf0, 16, 0x1, 1, 0x0, 1, 1, 0x1, -1, -1, kMEDIA_LANE_MAPPING_FIELDS, 2, "Media lane to wavelength and fibre: Tx lanes 1 to 8, Rx lanes 1 to 8."},
};

constexpr RegisterMap kMap{"cmis_page11", kSize, true, kRegisters, 30, "CMIS 5.2, page 11h: lane and data path status."};

}  // namespace lantern::cmis_page11_regs
