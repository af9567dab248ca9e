// What GDB is told of a hart's registers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/riscv/debug_target.hpp"

namespace lantern::gdb {

/// GDB's numbers: x0 to x31, pc, CSRs from 65 on, and behind them the privilege level.
constexpr unsigned kPc = 32, kFirstCsr = 65, kPrivilege = kFirstCsr + 4096;

/// As XML, with GDB's standard features for RISC-V.
std::string target_description(const riscv::DebugTarget& target);

/// Nothing: there is no such register.
std::optional<uint64_t> read_register(const riscv::DebugTarget& target, uint64_t number);
bool write_register(riscv::DebugTarget& target, uint64_t number, uint64_t value);

}  // namespace lantern::gdb
