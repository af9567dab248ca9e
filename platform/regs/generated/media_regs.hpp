// Errors of the memory media. Generated from platform/regs/media.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::media_regs {

constexpr uint64_t kSize = 0x18;

constexpr RegisterId CORRECTED{0};
constexpr Field CORRECTED_COUNT{0, 32};

constexpr RegisterId UNCORRECTED{1};
constexpr Field UNCORRECTED_COUNT{0, 32};

constexpr RegisterId DPA_LOW{2};
constexpr Field DPA_LOW_VALUE{0, 32};

constexpr RegisterId DPA_HIGH{3};
constexpr Field DPA_HIGH_VALUE{0, 32};

constexpr RegisterId INTERRUPT{4};
constexpr Field INTERRUPT_CORRECTED{0, 1};
constexpr Field INTERRUPT_UNCORRECTED{1, 1};

constexpr RegisterId INTERRUPT_ENABLE{5};
constexpr Field INTERRUPT_ENABLE_CORRECTED{0, 1};
constexpr Field INTERRUPT_ENABLE_UNCORRECTED{1, 1};

constexpr FieldInfo kCORRECTED_FIELDS[] = {
    {"COUNT", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, kCounter, "Lines."},
};
constexpr FieldInfo kUNCORRECTED_FIELDS[] = {
    {"COUNT", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, kCounter, "Loads."},
};
constexpr FieldInfo kDPA_LOW_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Bits 31 to 0."},
};
constexpr FieldInfo kDPA_HIGH_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Bits 63 to 32."},
};
constexpr FieldInfo kINTERRUPT_FIELDS[] = {
    {"CORRECTED", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kInterrupt | kStickyBit, "An error was corrected."},
    {"UNCORRECTED", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kInterrupt | kStickyBit, "A load met poison."},
};
constexpr FieldInfo kINTERRUPT_ENABLE_FIELDS[] = {
    {"CORRECTED", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Enable."},
    {"UNCORRECTED", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Enable."},
};

constexpr RegisterInfo kRegisters[] = {
    {"CORRECTED", 0x0, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kCORRECTED_FIELDS, 1, "Lines that ECC corrected."},
    {"UNCORRECTED", 0x4, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kUNCORRECTED_FIELDS, 1, "Loads that met poison."},
    {"DPA_LOW", 0x8, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kDPA_LOW_FIELDS, 1, "DPA of the last error, low word."},
    {"DPA_HIGH", 0xc, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kDPA_HIGH_FIELDS, 1, "DPA of the last error, high word."},
    {"INTERRUPT", 0x10, 1, 0x0, 1, 0x0, 4, 4, 0x0, 5, -1, kINTERRUPT_FIELDS, 2, "What interrupts; write 1 to clear."},
    {"INTERRUPT_ENABLE", 0x14, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kINTERRUPT_ENABLE_FIELDS, 2, "Enables of INTERRUPT."},
};

constexpr RegisterMap kMap{"media", kSize, false, kRegisters, 6, "Errors of the memory media."};

}  // namespace lantern::media_regs
