// Ends the run. Generated from platform/regs/test_finisher.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::test_finisher_regs {

constexpr uint64_t kSize = 0x4;

constexpr RegisterId FINISH{0};
constexpr Field FINISH_STATUS{0, 16};
constexpr uint64_t FINISH_STATUS_FAIL = 0x3333;
constexpr uint64_t FINISH_STATUS_PASS = 0x5555;
constexpr uint64_t FINISH_STATUS_RESET = 0x7777;
constexpr Field FINISH_CODE{16, 16};

constexpr FieldInfo kFINISH_FIELDS[] = {
    {"STATUS", 0, 16, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "What happened."},
    {"CODE", 16, 16, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Exit code of a failure; 0 there is told as 1."},
};

constexpr RegisterInfo kRegisters[] = {
    {"FINISH", 0x0, 1, 0x0, 1, 0x0, 4, 2, 0x0, -1, -1, kFINISH_FIELDS, 2, "The program's end."},
};

constexpr RegisterMap kMap{"test_finisher", kSize, false, kRegisters, 1, "Ends the run."};

}  // namespace lantern::test_finisher_regs
