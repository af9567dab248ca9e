// Platform-level interrupt controller, sources 1 to 127, one context. Generated from platform/regs/plic.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::plic_regs {

constexpr uint64_t kSize = 0x200008;

constexpr RegisterArray PRIORITY{0, 128, 1};
constexpr Field PRIORITY_VALUE{0, 3};

constexpr RegisterArray PENDING{128, 4, 1};
constexpr Field PENDING_SOURCES{0, 32};

constexpr RegisterArray ENABLE{132, 4, 1};
constexpr Field ENABLE_SOURCES{0, 32};

constexpr RegisterId THRESHOLD{136};
constexpr Field THRESHOLD_VALUE{0, 3};

constexpr RegisterId CLAIM{137};
constexpr Field CLAIM_SOURCE{0, 7};

constexpr FieldInfo kPRIORITY_FIELDS[] = {
    {"VALUE", 0, 3, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "0 to 7."},
};
constexpr FieldInfo kPENDING_FIELDS[] = {
    {"SOURCES", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Bit i: source 32 n + i."},
};
constexpr FieldInfo kENABLE_FIELDS[] = {
    {"SOURCES", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bit i: source 32 n + i."},
};
constexpr FieldInfo kTHRESHOLD_FIELDS[] = {
    {"VALUE", 0, 3, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "0 to 7."},
};
constexpr FieldInfo kCLAIM_FIELDS[] = {
    {"SOURCE", 0, 7, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Source."},
};

constexpr RegisterInfo kRegisters[] = {
    {"PRIORITY", 0x0, 128, 0x4, 1, 0x0, 4, 4, 0x0, -1, -1, kPRIORITY_FIELDS, 1, "Priority of a source; 0 never interrupts."},
    {"PENDING", 0x1000, 4, 0x4, 1, 0x0, 4, 4, 0x0, -1, -1, kPENDING_FIELDS, 1, "Pending sources, one bit each."},
    {"ENABLE", 0x2000, 4, 0x4, 1, 0x0, 4, 4, 0x0, -1, -1, kENABLE_FIELDS, 1, "Enabled sources, one bit each."},
    {"THRESHOLD", 0x200000, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kTHRESHOLD_FIELDS, 1, "Only a priority above this interrupts."},
    {"CLAIM", 0x200004, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kCLAIM_FIELDS, 1, "Read: claim the highest pending source, 0 if none. Write: complete it."},
};

constexpr RegisterMap kMap{"plic", kSize, false, kRegisters, 5, "Platform-level interrupt controller, sources 1 to 127, one context."};

}  // namespace lantern::plic_regs
