// Traps: causes, and what the privileged architecture does on entry and return.
#pragma once

#include <cstdint>

#include "models/riscv/isa.hpp"
#include "models/riscv/state.hpp"

namespace lantern::riscv {

enum class Cause : uint8_t {
  kFetchMisaligned = 0,
  kFetchFault = 1,
  kIllegal = 2,
  kBreakpoint = 3,
  kLoadMisaligned = 4,
  kLoadFault = 5,
  kStoreMisaligned = 6,
  kStoreFault = 7,
  kEcallU = 8,
  kEcallM = 11,
  kHardwareError = 19,  ///< a load met poison
};

struct Trap {
  Cause cause;
  uint64_t value;  ///< for mtval
};

/// What a hart kept of a trap that it took.
struct TakenTrap {
  uint64_t pc, cause, value;  ///< as they were in mepc, mcause and mtval
  bool interrupt;
};

const char* cause_name(Cause cause);

/// Takes an exception or, with `interrupt`, an interrupt at `pc`; returns the handler's address.
uint64_t enter_trap(State& state, const Isa& isa, uint64_t pc, uint64_t cause, uint64_t value,
                    bool interrupt);
/// MRET; returns the address to go on at.
uint64_t return_from_trap(State& state);
/// The number of the interrupt to take now, -1 if none.
int pending_interrupt(const State& state);

}  // namespace lantern::riscv
