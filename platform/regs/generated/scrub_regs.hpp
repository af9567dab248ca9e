// Scrub engine: writes zeroes to a range of DPAs. Generated from platform/regs/scrub.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::scrub_regs {

constexpr uint64_t kSize = 0x20;

constexpr RegisterId DPA_LOW{0};
constexpr Field DPA_LOW_VALUE{0, 32};

constexpr RegisterId DPA_HIGH{1};
constexpr Field DPA_HIGH_VALUE{0, 32};

constexpr RegisterId LENGTH_LOW{2};
constexpr Field LENGTH_LOW_VALUE{0, 32};

constexpr RegisterId LENGTH_HIGH{3};
constexpr Field LENGTH_HIGH_VALUE{0, 32};

constexpr RegisterId CONTROL{4};
constexpr Field CONTROL_START{0, 1};
constexpr Field CONTROL_ABORT{1, 1};

constexpr RegisterId STATUS{5};
constexpr Field STATUS_BUSY{0, 1};
constexpr Field STATUS_ABORTED{1, 1};
constexpr Field STATUS_ERROR{2, 1};

constexpr RegisterId INTERRUPT{6};
constexpr Field INTERRUPT_STOPPED{0, 1};

constexpr RegisterId INTERRUPT_ENABLE{7};
constexpr Field INTERRUPT_ENABLE_STOPPED{0, 1};

constexpr FieldInfo kDPA_LOW_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 31 to 0."},
};
constexpr FieldInfo kDPA_HIGH_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 63 to 32."},
};
constexpr FieldInfo kLENGTH_LOW_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 31 to 0."},
};
constexpr FieldInfo kLENGTH_HIGH_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 63 to 32."},
};
constexpr FieldInfo kCONTROL_FIELDS[] = {
    {"START", 0, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Start; ignored while busy."},
    {"ABORT", 1, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Abort."},
};
constexpr FieldInfo kSTATUS_FIELDS[] = {
    {"BUSY", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "At work."},
    {"ABORTED", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "The last one was aborted."},
    {"ERROR", 2, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "The last one met an error, e.g. a range outside the media."},
};
constexpr FieldInfo kINTERRUPT_FIELDS[] = {
    {"STOPPED", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kInterrupt | kStickyBit, "The engine has stopped."},
};
constexpr FieldInfo kINTERRUPT_ENABLE_FIELDS[] = {
    {"STOPPED", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Enable."},
};

constexpr RegisterInfo kRegisters[] = {
    {"DPA_LOW", 0x0, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kDPA_LOW_FIELDS, 1, "First DPA, low word."},
    {"DPA_HIGH", 0x4, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kDPA_HIGH_FIELDS, 1, "First DPA, high word."},
    {"LENGTH_LOW", 0x8, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kLENGTH_LOW_FIELDS, 1, "Length in bytes, low word."},
    {"LENGTH_HIGH", 0xc, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kLENGTH_HIGH_FIELDS, 1, "Length in bytes, high word."},
    {"CONTROL", 0x10, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kCONTROL_FIELDS, 2, "Control."},
    {"STATUS", 0x14, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kSTATUS_FIELDS, 3, "Status."},
    {"INTERRUPT", 0x18, 1, 0x0, 1, 0x0, 4, 4, 0x0, 7, -1, kINTERRUPT_FIELDS, 1, "What interrupts; write 1 to clear."},
    {"INTERRUPT_ENABLE", 0x1c, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kINTERRUPT_ENABLE_FIELDS, 1, "Enables of INTERRUPT."},
};

constexpr RegisterMap kMap{"scrub", kSize, false, kRegisters, 8, "Scrub engine: writes zeroes to a range of DPAs."};

}  // namespace lantern::scrub_regs
