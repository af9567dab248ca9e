// Platform-level interrupt controller, sources 1 to 127, at most 16 contexts. Those that it has not are 0. Generated from platform/regs/plic.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::plic_regs {

constexpr uint64_t kSize = 0x210000;

constexpr RegisterArray PRIORITY{0, 128, 1};
constexpr Field PRIORITY_VALUE{0, 3};

constexpr RegisterArray PENDING{128, 4, 1};
constexpr Field PENDING_SOURCES{0, 32};

constexpr RegisterArray ENABLE_WORD{132, 16, 4};
constexpr Field ENABLE_WORD_SOURCES{0, 32};

constexpr RegisterArray CONTEXT_THRESHOLD{196, 16, 1};
constexpr Field CONTEXT_THRESHOLD_VALUE{0, 3};

constexpr RegisterArray CONTEXT_CLAIM{212, 16, 1};
constexpr Field CONTEXT_CLAIM_SOURCE{0, 7};

constexpr FieldInfo kPRIORITY_FIELDS[] = {
    {"VALUE", 0, 3, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "0 to 7."},
};
constexpr FieldInfo kPENDING_FIELDS[] = {
    {"SOURCES", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Bit i: source 32 n + i."},
};
constexpr FieldInfo kENABLE_WORD_FIELDS[] = {
    {"SOURCES", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bit i: source 32 n + i."},
};
constexpr FieldInfo kCONTEXT_THRESHOLD_FIELDS[] = {
    {"VALUE", 0, 3, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "0 to 7."},
};
constexpr FieldInfo kCONTEXT_CLAIM_FIELDS[] = {
    {"SOURCE", 0, 7, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Source."},
};

constexpr RegisterInfo kRegisters[] = {
    {"PRIORITY", 0x0, 128, 0x4, 1, 0x0, 4, 4, 0x0, -1, -1, kPRIORITY_FIELDS, 1, "Priority of a source; 0 never interrupts."},
    {"PENDING", 0x1000, 4, 0x4, 1, 0x0, 4, 4, 0x0, -1, -1, kPENDING_FIELDS, 1, "Pending sources, one bit each."},
    {"ENABLE_WORD", 0x2000, 16, 0x80, 4, 0x4, 4, 4, 0x0, -1, -1, kENABLE_WORD_FIELDS, 1, "Enabled sources, one bit each."},
    {"CONTEXT_THRESHOLD", 0x200000, 16, 0x1000, 1, 0x0, 4, 4, 0x0, -1, -1, kCONTEXT_THRESHOLD_FIELDS, 1, "Only a priority above this interrupts."},
    {"CONTEXT_CLAIM", 0x200004, 16, 0x1000, 1, 0x0, 4, 4, 0x0, -1, -1, kCONTEXT_CLAIM_FIELDS, 1, "Read: claim the highest pending source that is enabled, 0 if none. Write: complete it."},
};

constexpr RegisterMap kMap{"plic", kSize, false, kRegisters, 5, "Platform-level interrupt controller, sources 1 to 127, at most 16 contexts. Those that it has not are 0."};

}  // namespace lantern::plic_regs
