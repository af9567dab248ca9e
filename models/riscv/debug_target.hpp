// What a debugger sees of a hart, and what it is asked when the hart stops.
#pragma once

#include <cstdint>

#include "models/riscv/csr.hpp"

namespace lantern::riscv {

enum class WatchKind : uint8_t { kStore = 1, kLoad = 2, kAccess = 3 };

struct Watch {
  uint64_t address, bytes;
  WatchKind kind;
};

enum class StopReason : uint8_t {
  kAsked,       ///< by `ask_to_stop`
  kStepped,     ///< the instruction, or the trap that it took, is done
  kBreakpoint,  ///< before the instruction
  kWatch,       ///< before the instruction whose access it is
  kStored,      ///< somebody else has stored to what is watched; in that one's call
  kUnhandled,   ///< at a trap with no handler ever set; behind it the run ends
};

struct StopEvent {
  StopReason reason;
  uint64_t address;  ///< of the access, for kWatch and kStored
};

class DebugTarget;

/// The hart's own thread calls it, in the middle of its quantum, and goes on when it returns (of
/// kStored whoever has stored): nothing else runs meanwhile, and time stands. So a run that was
/// looked at is the one that was not.
class DebugListener {
 public:
  enum class Resume : uint8_t { kContinue, kStep };
  virtual ~DebugListener() = default;
  virtual Resume stopped(DebugTarget& target, const StopEvent& event) = 0;
};

/// Registers and memory are read at any time; to be written to while the hart has stopped.
class DebugTarget {
 public:
  virtual ~DebugTarget() = default;

  /// At most one; nullptr: nobody, and nothing stops.
  virtual void attach(DebugListener* listener) = 0;
  /// Before its next instruction, at the end of its quantum at the latest; not while it sleeps.
  virtual void ask_to_stop() = 0;

  virtual void set_breakpoint(uint64_t pc, bool set) = 0;
  /// A store by others is met where the bytes lie in memory that grants DMI when it is set.
  virtual void set_watch(const Watch& watch, bool set) = 0;

  virtual const Isa& isa() const = 0;
  virtual uint64_t x(unsigned number) const = 0;
  virtual void set_x(unsigned number, uint64_t value) = 0;
  virtual uint64_t pc() const = 0;
  /// False: it is in the middle of an instruction, waiting for a bus.
  virtual bool set_pc(uint64_t pc) = 0;
  virtual Privilege privilege() const = 0;
  virtual void set_privilege(Privilege privilege) = 0;
  virtual const Csrs& csrs() const = 0;
  /// As machine mode accesses it; false: there is no such register.
  virtual bool read_csr(unsigned number, uint64_t& value) const = 0;
  virtual bool write_csr(unsigned number, uint64_t value) = 0;

  /// As the hart sees memory, without effects or time; how many bytes there were.
  virtual uint64_t read_memory(uint64_t address, uint8_t* data, uint64_t bytes) = 0;
  virtual uint64_t write_memory(uint64_t address, const uint8_t* data, uint64_t bytes) = 0;
};

}  // namespace lantern::riscv
