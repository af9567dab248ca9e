// What a test has left between `begin_signature` and `end_signature`, for a comparison.
#pragma once

#include <cstdint>
#include <string>

#include "models/riscv/debug_target.hpp"

namespace lantern::riscv {

/// Words of 32 bits in hexadecimal, a line each, as Spike's +signature-granularity=4 writes them.
/// Throws UserError.
void write_signature(DebugTarget& hart, uint64_t begin, uint64_t end, const std::string& path);

}  // namespace lantern::riscv
