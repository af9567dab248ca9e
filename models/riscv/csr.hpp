// Control and status registers: a table of what each is, and access by number.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/riscv/isa.hpp"
#include "models/riscv/state.hpp"

namespace lantern::riscv {

/// What counts by itself, as the instruction at hand finds it.
struct Counters {
  uint64_t cycle, time, instret;
};
class CounterSource {
 public:
  virtual ~CounterSource() = default;
  virtual Counters counters() const = 0;
};

struct CsrField {
  const char* name;
  unsigned high, low;
};

/// A register's privilege and whether it is read-only follow from its number.
struct Csr {
  struct Access {
    State& state;
    const Isa& isa;
    const CounterSource& counted;
  };
  using Read = uint64_t (*)(const Csr&, const Access&);
  using Write = void (*)(const Csr&, const Access&, uint64_t value);
  using Permit = bool (*)(const Csr&, const State&);

  unsigned number;
  std::string name;
  Xlen xlen = Xlen::either;
  uint64_t State::*kept = nullptr;    ///< where it is kept; nowhere: `fixed`, where no `read` is
  uint64_t writable = 0;              ///< what a write changes of that; WARL
  uint64_t fixed = 0;                 ///< what else it reads as
  Read read = nullptr;                ///< in place of both
  Write write = nullptr;              ///< in place of the plain one
  Permit permit = nullptr;            ///< more than the privilege of its number asks
  std::vector<CsrField> fields = {};  ///< none: it is one value
};

/// The registers of one ISA.
class Csrs {
 public:
  explicit Csrs(const Isa& isa, uint64_t hart_id);

  /// False: there is no such register, or it may not be accessed so; an illegal instruction.
  bool read(unsigned number, State& state, const CounterSource& counted, uint64_t& value) const;
  bool write(unsigned number, State& state, const CounterSource& counted, uint64_t value) const;
  /// nullptr: there is none.
  const Csr* find(unsigned number) const;
  const std::vector<Csr>& all() const { return all_; }

 private:
  const Csr* permitted(unsigned number, const State& state) const;
  void add(const std::vector<Csr>& group);

  const Isa isa_;
  std::vector<Csr> all_;           ///< in the order of their numbers
  std::vector<uint16_t> indices_;  ///< by number, one more than in `all_`; 0: none
};

// A file each.
std::vector<Csr> information_csrs(uint64_t hart_id);
std::vector<Csr> trap_csrs();
std::vector<Csr> counter_csrs();

namespace mstatus {
constexpr uint64_t kMie = 1u << 3, kMpie = 1u << 7, kMpp = 3u << 11, kMprv = 1u << 17,
                   kTw = 1u << 21;
constexpr unsigned kMppShift = 11;
}  // namespace mstatus

constexpr unsigned kInterruptNumbers[] = {11, 3, 7};  ///< in the order of their priorities

}  // namespace lantern::riscv
