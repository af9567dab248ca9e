// 16550 UART, divisor latch. Generated from platform/regs/uart16550_divisor.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::uart16550_divisor_regs {

constexpr uint64_t kSize = 0x2;

constexpr RegisterId DLL{0};
constexpr Field DLL_VALUE{0, 8};

constexpr RegisterId DLM{1};
constexpr Field DLM_VALUE{0, 8};

constexpr FieldInfo kDLL_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 7 to 0."},
};
constexpr FieldInfo kDLM_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 15 to 8."},
};

constexpr RegisterInfo kRegisters[] = {
    {"DLL", 0x0, 1, 0x0, 1, 0x0, 1, 1, 0x1, -1, -1, kDLL_FIELDS, 1, "Divisor, low byte."},
    {"DLM", 0x1, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kDLM_FIELDS, 1, "Divisor, high byte."},
};

constexpr RegisterMap kMap{"uart16550_divisor", kSize, false, kRegisters, 2, "16550 UART, divisor latch."};

}  // namespace lantern::uart16550_divisor_regs
