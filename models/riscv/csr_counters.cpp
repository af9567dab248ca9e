// CSRs that count, for machine mode and as user mode sees them. Counters of events count none.
#include "models/riscv/csr.hpp"

namespace lantern::riscv {

namespace {

constexpr uint64_t kLow = 0xffffffff;

uint64_t half(const Csr& csr, uint64_t value) { return csr.number & 0x80 ? value >> 32 : value; }

/// All of the counter, once a write of one register, half of it on RV32, has changed it.
uint64_t written(const Csr& csr, const Isa& isa, uint64_t whole, uint64_t value) {
  if (isa.rv64) return value;
  return csr.number & 0x80 ? (whole & kLow) | value << 32 : (whole & ~kLow) | (value & kLow);
}

uint64_t cycle(const Csr::Access& access) {
  return access.counted.counters().cycle + access.state.cycle_offset;
}
uint64_t instret(const Csr::Access& access) {
  return access.counted.counters().instret + access.state.instret_offset;
}

uint64_t read_cycle(const Csr& csr, const Csr::Access& access) { return half(csr, cycle(access)); }
void write_cycle(const Csr& csr, const Csr::Access& access, uint64_t value) {
  access.state.cycle_offset += written(csr, access.isa, cycle(access), value) - cycle(access);
}
uint64_t read_time(const Csr& csr, const Csr::Access& access) {
  return half(csr, access.counted.counters().time);
}
uint64_t read_instret(const Csr& csr, const Csr::Access& access) {
  return half(csr, instret(access));
}
/// The write itself retires after it.
void write_instret(const Csr& csr, const Csr::Access& access, uint64_t value) {
  access.state.instret_offset +=
      written(csr, access.isa, instret(access), value) - instret(access) - 1;
}

bool enabled(const Csr& csr, const State& state) {
  return state.privilege == Privilege::kMachine || (state.mcounteren >> (csr.number & 0x1f) & 1);
}

struct Counted {
  const char* name;
  Csr::Read read;
  Csr::Write write;
};
/// By the last bits of their numbers; behind them those of events.
constexpr Counted kCounted[] = {{"cycle", read_cycle, write_cycle},
                                {"time", read_time, nullptr},
                                {"instret", read_instret, write_instret}};

void add(std::vector<Csr>& to, unsigned base, unsigned index) {
  const bool machine = base == 0xb00;
  const bool counts = index < 3;
  if (machine && index == 1) return;  // mtime is no CSR
  const std::string name =
      (machine ? "m" : "") + (counts ? kCounted[index].name : "hpmcounter" + std::to_string(index));
  for (const bool high : {false, true}) {
    Csr csr{base + index + (high ? 0x80 : 0), name + (high ? "h" : ""),
            high ? Xlen::rv32 : Xlen::either};
    if (counts) csr.read = kCounted[index].read;
    if (counts && machine) csr.write = kCounted[index].write;
    if (!machine) csr.permit = enabled;
    to.push_back(csr);
  }
}

}  // namespace

std::vector<Csr> counter_csrs() {
  std::vector<Csr> csrs;
  Csr mcounteren{0x306, "mcounteren"};
  mcounteren.kept = &State::mcounteren;
  mcounteren.writable = 7;
  mcounteren.fields = {{"CY", 0, 0}, {"TM", 1, 1}, {"IR", 2, 2}};
  csrs.push_back(mcounteren);
  csrs.push_back({0x320, "mcountinhibit"});
  for (unsigned index = 3; index < 32; index++)
    csrs.push_back({0x320 + index, "mhpmevent" + std::to_string(index)});
  for (unsigned index = 0; index < 32; index++)
    for (const unsigned base : {0xb00u, 0xc00u}) add(csrs, base, index);
  return csrs;
}

}  // namespace lantern::riscv
