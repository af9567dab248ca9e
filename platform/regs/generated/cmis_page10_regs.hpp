// CMIS 5.2, page 10h: lane and data path control. Generated from platform/regs/cmis_page10.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::cmis_page10_regs {

constexpr uint64_t kSize = 0xe9;

constexpr RegisterId DP_DEINIT{0};
constexpr Field DP_DEINIT_VALUE{0, 8};

constexpr RegisterId OUTPUT_DISABLE_TX{1};
constexpr Field OUTPUT_DISABLE_TX_VALUE{0, 8};

constexpr RegisterId APPLY_DP_INIT{2};
constexpr Field APPLY_DP_INIT_VALUE{0, 8};

constexpr RegisterId APPLY_IMMEDIATE{3};
constexpr Field APPLY_IMMEDIATE_VALUE{0, 8};

constexpr RegisterArray DP_CONFIG{4, 8, 1};
constexpr Field DP_CONFIG_EXPLICIT_CONTROL{0, 1};
constexpr Field DP_CONFIG_DATA_PATH_ID{1, 3};
constexpr Field DP_CONFIG_APP_SEL{4, 4};

constexpr RegisterArray MASKS{12, 20, 1};
constexpr Field MASKS_VALUE{0, 8};

constexpr FieldInfo kDP_DEINIT_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "A bit a host lane: deinitialise its data path."},
};
constexpr FieldInfo kOUTPUT_DISABLE_TX_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "A bit a media lane: switch its output off."},
};
constexpr FieldInfo kAPPLY_DP_INIT_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Lanes whose staged set 0 becomes active."},
};
constexpr FieldInfo kAPPLY_IMMEDIATE_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Lanes whose staged set 0 becomes active; a data path in service goes on with it, without initialisation."},
};
constexpr FieldInfo kDP_CONFIG_FIELDS[] = {
    {"EXPLICIT_CONTROL", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Staged signal integrity settings count."},
    {"DATA_PATH_ID", 1, 3, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "First lane of the data path, less 1."},
    {"APP_SEL", 4, 4, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Application descriptor, 0: lane unused."},
};
constexpr FieldInfo kMASKS_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Masks of page 11h, bytes 134 to 153."},
};

constexpr RegisterInfo kRegisters[] = {
    {"DP_DEINIT", 0x80, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kDP_DEINIT_FIELDS, 1, "A bit a host lane: deinitialise its data path."},
    {"OUTPUT_DISABLE_TX", 0x82, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kOUTPUT_DISABLE_TX_FIELDS, 1, "A bit a media lane: switch its output off."},
    {"APPLY_DP_INIT", 0x8f, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kAPPLY_DP_INIT_FIELDS, 1, "ApplyDPInit."},
    {"APPLY_IMMEDIATE", 0x90, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kAPPLY_IMMEDIATE_FIELDS, 1, "ApplyImmediate."},
    {"DP_CONFIG", 0x91, 8, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kDP_CONFIG_FIELDS, 3, "DPConfigLane, staged set 0."},
    {"MASKS", 0xd5, 20, 0x1, 1, 0x0, 1, 1, 0x0, -1, -1, kMASKS_FIELDS, 1, "Masks of page 11h, bytes 134 to 153."},
};

constexpr RegisterMap kMap{"cmis_page10", kSize, true, kRegisters, 6, "CMIS 5.2, page 10h: lane and data path control."};

}  // namespace lantern::cmis_page10_regs
