// A port of the pool: its number, its link, its host's map. Generated from platform/regs/port_registers.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::port_registers_regs {

constexpr uint64_t kSize = 0x28;

constexpr RegisterId PORT{0};
constexpr Field PORT_NUMBER{0, 4};

constexpr RegisterId LINK_STATUS{1};
constexpr Field LINK_STATUS_UP{0, 1};
constexpr Field LINK_STATUS_DEGRADED{1, 1};

constexpr RegisterId INTERLEAVE{2};
constexpr Field INTERLEAVE_WAYS{0, 4};
constexpr Field INTERLEAVE_GRANULARITY{4, 4};
constexpr Field INTERLEAVE_POSITION{8, 4};

constexpr RegisterId HPA_BASE_LOW{3};
constexpr Field HPA_BASE_LOW_VALUE{0, 32};

constexpr RegisterId HPA_BASE_HIGH{4};
constexpr Field HPA_BASE_HIGH_VALUE{0, 32};

constexpr RegisterId HPA_SIZE_LOW{5};
constexpr Field HPA_SIZE_LOW_VALUE{0, 32};

constexpr RegisterId HPA_SIZE_HIGH{6};
constexpr Field HPA_SIZE_HIGH_VALUE{0, 32};

constexpr RegisterId INTERRUPT{7};
constexpr Field INTERRUPT_LINK_CHANGED{0, 1};

constexpr RegisterId INTERRUPT_ENABLE{8};
constexpr Field INTERRUPT_ENABLE_LINK_CHANGED{0, 1};

constexpr FieldInfo kPORT_FIELDS[] = {
    {"NUMBER", 0, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Number."},
};
constexpr FieldInfo kLINK_STATUS_FIELDS[] = {
    {"UP", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "The link is up."},
    {"DEGRADED", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "It is up on half its lanes."},
};
constexpr FieldInfo kINTERLEAVE_FIELDS[] = {
    {"WAYS", 0, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "1 << n links share the window."},
    {"GRANULARITY", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "256 B << n."},
    {"POSITION", 8, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "This link's place among them."},
};
constexpr FieldInfo kHPA_BASE_LOW_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Bits 31 to 0."},
};
constexpr FieldInfo kHPA_BASE_HIGH_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Bits 63 to 32."},
};
constexpr FieldInfo kHPA_SIZE_LOW_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Bits 31 to 0."},
};
constexpr FieldInfo kHPA_SIZE_HIGH_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Bits 63 to 32."},
};
constexpr FieldInfo kINTERRUPT_FIELDS[] = {
    {"LINK_CHANGED", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kInterrupt | kStickyBit, "LINK_STATUS changed."},
};
constexpr FieldInfo kINTERRUPT_ENABLE_FIELDS[] = {
    {"LINK_CHANGED", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Enable."},
};

constexpr RegisterInfo kRegisters[] = {
    {"PORT", 0x0, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kPORT_FIELDS, 1, "Which port this is."},
    {"LINK_STATUS", 0x4, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kLINK_STATUS_FIELDS, 2, "The link."},
    {"INTERLEAVE", 0x8, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kINTERLEAVE_FIELDS, 3, "Host's pool window: interleave."},
    {"HPA_BASE_LOW", 0x10, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kHPA_BASE_LOW_FIELDS, 1, "Host's pool window: HPA base, low word."},
    {"HPA_BASE_HIGH", 0x14, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kHPA_BASE_HIGH_FIELDS, 1, "Host's pool window: HPA base, high word."},
    {"HPA_SIZE_LOW", 0x18, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kHPA_SIZE_LOW_FIELDS, 1, "Host's pool window: size, low word."},
    {"HPA_SIZE_HIGH", 0x1c, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kHPA_SIZE_HIGH_FIELDS, 1, "Host's pool window: size, high word."},
    {"INTERRUPT", 0x20, 1, 0x0, 1, 0x0, 4, 4, 0x0, 8, -1, kINTERRUPT_FIELDS, 1, "Changes of the link; write 1 to clear."},
    {"INTERRUPT_ENABLE", 0x24, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kINTERRUPT_ENABLE_FIELDS, 1, "Enables of INTERRUPT."},
};

constexpr RegisterMap kMap{"port_registers", kSize, false, kRegisters, 9, "A port of the pool: its number, its link, its host's map."};

}  // namespace lantern::port_registers_regs
