// Core-local interruptor: software and timer interrupts of at most 8 harts. Those that it has not are 0. Generated from platform/regs/clint.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::clint_regs {

constexpr uint64_t kSize = 0xc000;

constexpr RegisterArray MSIP{0, 8, 1};
constexpr Field MSIP_PENDING{0, 1};

constexpr RegisterArray MTIMECMP{8, 8, 1};
constexpr Field MTIMECMP_VALUE{0, 64};

constexpr RegisterId MTIME{16};
constexpr Field MTIME_VALUE{0, 64};

constexpr FieldInfo kMSIP_FIELDS[] = {
    {"PENDING", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Pending."},
};
constexpr FieldInfo kMTIMECMP_FIELDS[] = {
    {"VALUE", 0, 64, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Interrupt while MTIME is not below."},
};
constexpr FieldInfo kMTIME_FIELDS[] = {
    {"VALUE", 0, 64, SoftwareAccess::rw, OnRead::none, OnWrite::none, kVolatile, "Ticks."},
};

constexpr RegisterInfo kRegisters[] = {
    {"MSIP", 0x0, 8, 0x4, 1, 0x0, 4, 4, 0x0, -1, -1, kMSIP_FIELDS, 1, "Software interrupt of a hart."},
    {"MTIMECMP", 0x4000, 8, 0x8, 1, 0x0, 8, 4, 0xffffffffffffffff, -1, -1, kMTIMECMP_FIELDS, 1, "Timer compare of a hart."},
    {"MTIME", 0xbff8, 1, 0x0, 1, 0x0, 8, 4, 0x0, -1, -1, kMTIME_FIELDS, 1, "Time since reset of the machine, in ticks of mtime_period."},
};

constexpr RegisterMap kMap{"clint", kSize, false, kRegisters, 3, "Core-local interruptor: software and timer interrupts of at most 8 harts. Those that it has not are 0."};

}  // namespace lantern::clint_regs
