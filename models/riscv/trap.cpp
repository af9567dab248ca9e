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

uint64_t enter_trap(Csrs& csrs, uint64_t pc, uint64_t cause, uint64_t value, bool interrupt) {
  csrs.mepc = pc;
  csrs.mcause = cause | (interrupt ? csrs.interrupt_bit() : 0);
  csrs.mtval = value;
  csrs.mpie = csrs.mie_enabled;
  csrs.mie_enabled = false;
  csrs.mpp = csrs.privilege;
  csrs.privilege = Privilege::kMachine;
  const uint64_t base = csrs.mtvec & ~3ull;
  return interrupt && (csrs.mtvec & 1) ? base + 4 * cause : base;
}

uint64_t return_from_trap(Csrs& csrs) {
  csrs.mie_enabled = csrs.mpie;
  csrs.mpie = true;
  csrs.privilege = csrs.mpp;
  if (csrs.mpp != Privilege::kMachine) csrs.mprv = false;
  csrs.mpp = Privilege::kUser;
  return csrs.mepc;
}

int pending_interrupt(const Csrs& csrs) {
  const uint64_t pending = csrs.mip & csrs.mie;
  if (!pending || (csrs.privilege == Privilege::kMachine && !csrs.mie_enabled)) return -1;
  for (const unsigned number : kInterruptNumbers)
    if (pending >> number & 1) return static_cast<int>(number);
  return -1;
}

}  // namespace lantern::riscv
