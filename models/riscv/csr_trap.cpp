// CSRs of machine-mode traps: what enables them, and what they leave behind.
#include "models/riscv/csr.hpp"

namespace lantern::riscv {

namespace {

constexpr uint64_t kInterrupts = 1u << 3 | 1u << 7 | 1u << 11;

uint64_t read_mstatus(const Csr&, const Csr::Access& access) {
  return access.state.mstatus | (access.isa.rv64 ? 2ull << 32 : 0);  // UXL = 64
}

/// A mode that is not there is not taken for MPP.
void write_mstatus(const Csr& csr, const Csr::Access& access, uint64_t value) {
  const uint64_t mpp = value & mstatus::kMpp;
  const bool legal = mpp == 0 || mpp == mstatus::kMpp;
  const uint64_t writable = csr.writable & ~(legal ? 0 : mstatus::kMpp);
  access.state.mstatus = (access.state.mstatus & ~writable) | (value & writable);
}

void write_mtvec(const Csr& csr, const Csr::Access& access, uint64_t value) {
  access.state.mtvec = value & csr.writable;
  access.state.mtvec_written = true;
}

Csr kept(unsigned number, const char* name, uint64_t State::*where, uint64_t writable,
         std::vector<CsrField> fields = {}) {
  Csr csr{number, name};
  csr.kept = where;
  csr.writable = writable;
  csr.fields = std::move(fields);
  return csr;
}

Csr zero(unsigned number, const char* name, Xlen xlen = Xlen::either) {
  return {number, name, xlen};
}

Csr status() {
  Csr csr =
      kept(0x300, "mstatus", &State::mstatus,
           mstatus::kMie | mstatus::kMpie | mstatus::kMpp | mstatus::kMprv | mstatus::kTw,
           {{"MIE", 3, 3}, {"MPIE", 7, 7}, {"MPP", 12, 11}, {"MPRV", 17, 17}, {"TW", 21, 21}});
  csr.read = read_mstatus;
  csr.write = write_mstatus;
  return csr;
}

Csr vector() {
  Csr csr = kept(0x305, "mtvec", &State::mtvec, ~2ull, {{"MODE", 1, 0}});
  csr.write = write_mtvec;
  return csr;
}

const std::vector<CsrField> kInterruptFields[] = {
    {{"MSIE", 3, 3}, {"MTIE", 7, 7}, {"MEIE", 11, 11}},
    {{"MSIP", 3, 3}, {"MTIP", 7, 7}, {"MEIP", 11, 11}},
};

}  // namespace

std::vector<Csr> trap_csrs() {
  return {
      status(),
      kept(0x304, "mie", &State::mie, kInterrupts, kInterruptFields[0]),
      vector(),
      zero(0x30a, "menvcfg"),
      zero(0x310, "mstatush", Xlen::rv32),
      zero(0x31a, "menvcfgh", Xlen::rv32),
      kept(0x340, "mscratch", &State::mscratch, ~0ull),
      kept(0x341, "mepc", &State::mepc, ~1ull),
      kept(0x342, "mcause", &State::mcause, ~0ull),
      kept(0x343, "mtval", &State::mtval, ~0ull),
      kept(0x344, "mip", &State::mip, 0, kInterruptFields[1]),
  };
}

}  // namespace lantern::riscv
