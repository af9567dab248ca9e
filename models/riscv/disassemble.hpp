// Instructions as text.
#pragma once

#include <cstdint>
#include <string>

#include "models/riscv/csr.hpp"
#include "models/riscv/isa.hpp"

namespace lantern::riscv {

/// As GNU objdump writes it without aliases: mnemonic, tab, operands with the ABI's names of
/// registers and the address that a branch leads to. `bits` is read as by `decode`; what is no
/// instruction of the ISA is `.insn` and its bits.
std::string disassemble(uint32_t bits, uint64_t pc, const Isa& isa, const Csrs& csrs);

/// The ABI's name of an integer register, 0 to 31.
const char* register_name(unsigned number);

}  // namespace lantern::riscv
