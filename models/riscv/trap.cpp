// Trap entry and return, machine and user mode.
#include "models/riscv/trap.hpp"

#include "models/riscv/csr.hpp"

namespace lantern::riscv {

const char* cause_name(Cause cause) {
  switch (cause) {
    case Cause::kFetchMisaligned:
      return "instruction address misaligned";
    case Cause::kFetchFault:
      return "instruction access fault";
    case Cause::kIllegal:
      return "illegal instruction";
    case Cause::kBreakpoint:
      return "breakpoint";
    case Cause::kLoadMisaligned:
      return "load address misaligned";
    case Cause::kLoadFault:
      return "load access fault";
    case Cause::kStoreMisaligned:
      return "store address misaligned";
    case Cause::kStoreFault:
      return "store access fault";
    case Cause::kEcallU:
      return "environment call from U-mode";
    case Cause::kEcallM:
      return "environment call from M-mode";
    case Cause::kHardwareError:
      return "hardware error";
  }
  return "unknown";
}

uint64_t enter_trap(State& state, const Isa& isa, uint64_t pc, uint64_t cause, uint64_t value,
                    bool interrupt) {
  state.mepc = pc;
  state.mcause = cause | (interrupt ? 1ull << (isa.xlen() - 1) : 0);
  state.mtval = value;
  const uint64_t enabled = state.mstatus & mstatus::kMie ? mstatus::kMpie : 0;
  state.mstatus &= ~(mstatus::kMie | mstatus::kMpie | mstatus::kMpp);
  state.mstatus |= enabled | static_cast<uint64_t>(state.privilege) << mstatus::kMppShift;
  state.privilege = Privilege::kMachine;
  const uint64_t base = state.mtvec & ~3ull;
  return interrupt && (state.mtvec & 1) ? base + 4 * cause : base;
}

uint64_t return_from_trap(State& state) {
  state.privilege = static_cast<Privilege>((state.mstatus & mstatus::kMpp) >> mstatus::kMppShift);
  const uint64_t enabled = state.mstatus & mstatus::kMpie ? mstatus::kMie : 0;
  state.mstatus &= ~(mstatus::kMie | mstatus::kMpp);
  state.mstatus |= enabled | mstatus::kMpie;
  if (state.privilege != Privilege::kMachine) state.mstatus &= ~mstatus::kMprv;
  return state.mepc;
}

int pending_interrupt(const State& state) {
  const uint64_t pending = state.mip & state.mie;
  if (!pending) return -1;
  if (state.privilege == Privilege::kMachine && !(state.mstatus & mstatus::kMie)) return -1;
  for (const unsigned number : kInterruptNumbers)
    if (pending >> number & 1) return static_cast<int>(number);
  return -1;
}

}  // namespace lantern::riscv
