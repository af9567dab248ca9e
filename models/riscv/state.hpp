// What a hart is between two instructions, its memory aside.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace lantern::riscv {

enum class Privilege : uint8_t { kUser = 0, kMachine = 3 };

/// Plain data: an interpreter, a translator, a debugger and a snapshot see the same bytes. Values
/// of an RV32 hart have nothing that counts above bit 31, but for counters.
struct State {
  uint64_t x[33] = {};   ///< x[32] takes what is written to x0
  uint64_t pc = 0;       ///< of the next instruction, or of that which waits for a bus
  uint64_t instret = 0;  ///< retired; while a block is executed, before it
  Privilege privilege = Privilege::kMachine;
  bool mtvec_written = false;  ///< 0 is a vector like another
  // CSRs: those bits that are kept.
  uint64_t mstatus = 0, mie = 0, mip = 0, mtvec = 0, mcounteren = 0, mscratch = 0, mepc = 0,
           mcause = 0, mtval = 0;
  uint64_t cycle_offset = 0, instret_offset = 0;  ///< mcycle and minstret: ahead of what is counted
};
static_assert(std::is_trivially_copyable_v<State> && std::is_standard_layout_v<State>);

}  // namespace lantern::riscv
