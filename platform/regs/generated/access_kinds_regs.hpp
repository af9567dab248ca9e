// Every access kind, for the tests of the generator and of RegisterFile. Generated from platform/regs/access_kinds.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::access_kinds_regs {

constexpr uint64_t kSize = 0x100;

constexpr RegisterId PLAIN{0};
constexpr Field PLAIN_RW{0, 4};
constexpr Field PLAIN_RO{4, 4};
constexpr Field PLAIN_WO{8, 4};
constexpr Field PLAIN_WOCLR{12, 4};
constexpr Field PLAIN_WOSET{16, 4};
constexpr Field PLAIN_RCLR{20, 4};
constexpr Field PLAIN_PULSE{24, 1};

constexpr RegisterId EVENTS{1};
constexpr Field EVENTS_COUNT{0, 16};

constexpr RegisterId ENABLE{2};
constexpr Field ENABLE_A{0, 1};
constexpr Field ENABLE_B{1, 1};

constexpr RegisterId INTERRUPT{3};
constexpr Field INTERRUPT_A{0, 1};
constexpr Field INTERRUPT_B{1, 1};

constexpr RegisterId MASK{4};
constexpr Field MASK_C{0, 1};

constexpr RegisterId MASKED{5};
constexpr Field MASKED_C{0, 1};

constexpr RegisterId STICKY{6};
constexpr Field STICKY_HELD{0, 8};

constexpr RegisterArray BYTE{7, 4, 1};
constexpr Field BYTE_VALUE{0, 8};

constexpr RegisterId HALF{11};
constexpr Field HALF_VALUE{0, 16};

constexpr RegisterId WIDE{12};
constexpr Field WIDE_VALUE{0, 64};

constexpr RegisterArray CHANNEL_CONTROL{13, 3, 1};
constexpr Field CHANNEL_CONTROL_MODE{0, 2};
constexpr uint64_t CHANNEL_CONTROL_MODE_OFF = 0x0;
constexpr uint64_t CHANNEL_CONTROL_MODE_ON = 0x1;

constexpr RegisterArray CHANNEL_DATA{16, 3, 4};
constexpr Field CHANNEL_DATA_VALUE{0, 32};

constexpr FieldInfo kPLAIN_FIELDS[] = {
    {"RW", 0, 4, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Read and written."},
    {"RO", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Read only, changed by hardware."},
    {"WO", 8, 4, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Written only."},
    {"WOCLR", 12, 4, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, 0, "Write 1 to clear."},
    {"WOSET", 16, 4, SoftwareAccess::rw, OnRead::none, OnWrite::woset, 0, "Write 1 to set."},
    {"RCLR", 20, 4, SoftwareAccess::r, OnRead::rclr, OnWrite::none, 0, "Clear on read."},
    {"PULSE", 24, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, kSinglePulse, "Reads back 0 always."},
};
constexpr FieldInfo kEVENTS_FIELDS[] = {
    {"COUNT", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kCounter, "Events."},
};
constexpr FieldInfo kENABLE_FIELDS[] = {
    {"A", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Enable."},
    {"B", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Enable."},
};
constexpr FieldInfo kINTERRUPT_FIELDS[] = {
    {"A", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kInterrupt | kStickyBit, "Source A."},
    {"B", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kInterrupt | kStickyBit, "Source B."},
};
constexpr FieldInfo kMASK_FIELDS[] = {
    {"C", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Mask."},
};
constexpr FieldInfo kMASKED_FIELDS[] = {
    {"C", 0, 1, SoftwareAccess::r, OnRead::rclr, OnWrite::none, kInterrupt | kStickyBit, "Source C."},
};
constexpr FieldInfo kSTICKY_FIELDS[] = {
    {"HELD", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kSticky, "Held value."},
};
constexpr FieldInfo kBYTE_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, ""},
};
constexpr FieldInfo kHALF_FIELDS[] = {
    {"VALUE", 0, 16, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, ""},
};
constexpr FieldInfo kWIDE_FIELDS[] = {
    {"VALUE", 0, 64, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, ""},
};
constexpr FieldInfo kCHANNEL_CONTROL_FIELDS[] = {
    {"MODE", 0, 2, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, ""},
};
constexpr FieldInfo kCHANNEL_DATA_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, ""},
};

constexpr RegisterInfo kRegisters[] = {
    {"PLAIN", 0x0, 1, 0x0, 1, 0x0, 4, 4, 0xc0f3a5, -1, -1, kPLAIN_FIELDS, 7, "One field of each plain kind."},
    {"EVENTS", 0x4, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kEVENTS_FIELDS, 1, "Counts events; saturates."},
    {"ENABLE", 0x8, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kENABLE_FIELDS, 2, "Enables of INTERRUPT."},
    {"INTERRUPT", 0xc, 1, 0x0, 1, 0x0, 4, 4, 0x0, 2, -1, kINTERRUPT_FIELDS, 2, "Sticky, write 1 to clear, enabled by ENABLE."},
    {"MASK", 0x10, 1, 0x0, 1, 0x0, 4, 4, 0x1, -1, -1, kMASK_FIELDS, 1, "Masks of MASKED."},
    {"MASKED", 0x14, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, 4, kMASKED_FIELDS, 1, "Masked interrupt, clear on read."},
    {"STICKY", 0x18, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kSTICKY_FIELDS, 1, "The first value that hardware writes stays until software clears it."},
    {"BYTE", 0x20, 4, 0x2, 1, 0x0, 1, 1, 0x11, -1, -1, kBYTE_FIELDS, 1, "A byte register."},
    {"HALF", 0x28, 1, 0x0, 1, 0x0, 2, 2, 0x2233, -1, -1, kHALF_FIELDS, 1, "A 16-bit register."},
    {"WIDE", 0x30, 1, 0x0, 1, 0x0, 8, 4, 0x123456789abcdef, -1, -1, kWIDE_FIELDS, 1, "A 64-bit register in 32-bit accesses."},
    {"CHANNEL_CONTROL", 0x40, 3, 0x40, 1, 0x0, 4, 4, 0x0, -1, -1, kCHANNEL_CONTROL_FIELDS, 1, "First."},
    {"CHANNEL_DATA", 0x50, 3, 0x40, 4, 0x8, 4, 4, 0x0, -1, -1, kCHANNEL_DATA_FIELDS, 1, "Second, four of them."},
};

constexpr RegisterMap kMap{"access_kinds", kSize, false, kRegisters, 12, "Every access kind, for the tests of the generator and of RegisterFile."};

}  // namespace lantern::access_kinds_regs
