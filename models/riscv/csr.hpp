// Control and status registers of machine and user mode.
#pragma once

#include <cstdint>

namespace lantern::riscv {

constexpr unsigned kInterruptNumbers[] = {11, 3, 7};  ///< in the order of their priorities

enum class Privilege : uint8_t { kUser = 0, kMachine = 3 };

/// The registers themselves, and access by number. Counters are the hart's: it gives their values
/// in.
class Csrs {
 public:
  struct Counters {
    uint64_t cycle, time, instret;
  };
  Csrs(bool rv64, uint64_t hart_id) : rv64_(rv64), hart_id_(hart_id) {}

  /// False: there is no such register, or it may not be accessed so; an illegal instruction.
  bool read(unsigned number, const Counters& now, uint64_t& value) const;
  bool write(unsigned number, uint64_t value, const Counters& now);
  void reset();
  uint64_t interrupt_bit() const { return rv64_ ? 1ull << 63 : 1ull << 31; }

  Privilege privilege = Privilege::kMachine;
  Privilege mpp = Privilege::kUser;
  bool mie_enabled = false;
  bool mpie = false;
  bool mprv = false;           ///< kept; nothing is protected, so it changes no access
  bool tw = false;             ///< WFI in user mode is illegal
  bool mtvec_written = false;  ///< since reset: 0 is a vector like another
  uint64_t mie = 0, mip = 0, mtvec = 0, mscratch = 0, mepc = 0, mcause = 0, mtval = 0,
           mcounteren = 0;

 private:
  uint64_t mstatus() const;
  bool counter(unsigned number, const Counters& now, uint64_t& value) const;

  bool rv64_;
  uint64_t hart_id_;
  uint64_t cycle_offset_ = 0;
  uint64_t instret_offset_ = 0;
};

}  // namespace lantern::riscv
