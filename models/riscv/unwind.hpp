// From a hart's registers to the calls that led there.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "models/riscv/symbols.hpp"

namespace lantern::riscv {

struct Registers {
  std::array<uint64_t, 32> x;
  uint64_t pc;
};

/// Reads a register's width of memory; false where there is none.
using ReadWord = std::function<bool(uint64_t address, uint64_t& value)>;

struct Frame {
  Registers registers;   ///< what a call does not keep is what a later one left
  bool is_call;          ///< pc is a return address: the call stands before it
  bool trapped;          ///< a trap came here: all registers are its own
  bool guessed = false;  ///< no table told: it is what ra said
  uint64_t place() const { return is_call ? registers.pc - 1 : registers.pc; }
};

/// Innermost first, at least one, at most `most`. By the frame tables of `symbols`; code that has
/// none is taken for a leaf if it is the innermost, or a trap came there, unless ra leads back into
/// the same function: it has called others. What is wrong with stack or tables ends it early.
std::vector<Frame> unwind(const Symbols& symbols, Registers registers, const ReadWord& read,
                          unsigned most);

}  // namespace lantern::riscv
