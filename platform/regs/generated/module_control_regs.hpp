// Pins of an optical module: ResetL and LPMode out, ModPrsL and IntL in. Generated from platform/regs/module_control.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::module_control_regs {

constexpr uint64_t kSize = 0x10;

constexpr RegisterId CONTROL{0};
constexpr Field CONTROL_RESET_L{0, 1};
constexpr Field CONTROL_LP_MODE{1, 1};

constexpr RegisterId STATUS{1};
constexpr Field STATUS_MOD_PRS_L{0, 1};
constexpr Field STATUS_INT_L{1, 1};

constexpr RegisterId INTERRUPT{2};
constexpr Field INTERRUPT_INT_L{0, 1};
constexpr Field INTERRUPT_PRESENCE{1, 1};

constexpr RegisterId INTERRUPT_ENABLE{3};
constexpr Field INTERRUPT_ENABLE_INT_L{0, 1};
constexpr Field INTERRUPT_ENABLE_PRESENCE{1, 1};

constexpr FieldInfo kCONTROL_FIELDS[] = {
    {"RESET_L", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "0 holds the module in reset."},
    {"LP_MODE", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "1 asks for low power, where the module heeds the pin."},
};
constexpr FieldInfo kSTATUS_FIELDS[] = {
    {"MOD_PRS_L", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "0: a module is present."},
    {"INT_L", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "0: the module interrupts."},
};
constexpr FieldInfo kINTERRUPT_FIELDS[] = {
    {"INT_L", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kInterrupt | kStickyBit, "IntL was asserted."},
    {"PRESENCE", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kInterrupt | kStickyBit, "ModPrsL changed."},
};
constexpr FieldInfo kINTERRUPT_ENABLE_FIELDS[] = {
    {"INT_L", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Enable."},
    {"PRESENCE", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Enable."},
};

constexpr RegisterInfo kRegisters[] = {
    {"CONTROL", 0x0, 1, 0x0, 1, 0x0, 4, 4, 0x3, -1, -1, kCONTROL_FIELDS, 2, "Outputs."},
    {"STATUS", 0x4, 1, 0x0, 1, 0x0, 4, 4, 0x3, -1, -1, kSTATUS_FIELDS, 2, "Inputs."},
    {"INTERRUPT", 0x8, 1, 0x0, 1, 0x0, 4, 4, 0x0, 3, -1, kINTERRUPT_FIELDS, 2, "What interrupts; write 1 to clear."},
    {"INTERRUPT_ENABLE", 0xc, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kINTERRUPT_ENABLE_FIELDS, 2, "Enables of INTERRUPT."},
};

constexpr RegisterMap kMap{"module_control", kSize, false, kRegisters, 4, "Pins of an optical module: ResetL and LPMode out, ModPrsL and IntL in."};

}  // namespace lantern::module_control_regs
