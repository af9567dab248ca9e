// CSRs that say what the hart is.
#include "models/riscv/csr.hpp"

namespace lantern::riscv {

namespace {

uint64_t read_misa(const Csr&, const Csr::Access& access) { return access.isa.misa(); }

Csr fixed(unsigned number, const char* name, uint64_t value) {
  Csr csr{number, name};
  csr.fixed = value;
  return csr;
}

Csr misa() {
  Csr csr{0x301, "misa"};
  csr.read = read_misa;
  return csr;
}

}  // namespace

std::vector<Csr> information_csrs(uint64_t hart_id) {
  return {
      fixed(0xf11, "mvendorid", 0),     fixed(0xf12, "marchid", 0),    fixed(0xf13, "mimpid", 0),
      fixed(0xf14, "mhartid", hart_id), fixed(0xf15, "mconfigptr", 0), misa(),
  };
}

}  // namespace lantern::riscv
