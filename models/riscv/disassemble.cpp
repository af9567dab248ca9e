// Writing instructions from the table's formats.
#include "models/riscv/disassemble.hpp"

#include <fmt/format.h>

#include "models/riscv/encoding.hpp"

namespace lantern::riscv {

namespace {

constexpr const char* kSyntax[] = {
#define X(format, syntax) syntax,
    LANTERN_RISCV_FORMATS(X)
#undef X
};

std::string csr_name(unsigned number, const Csrs& csrs) {
  const Csr* const csr = csrs.find(number);
  return csr ? csr->name : fmt::format("{:#x}", number);
}

/// What a fence orders: input, output, reads, writes.
std::string fence_set(unsigned set) {
  std::string text;
  for (unsigned bit = 0; bit < 4; bit++)
    if (set >> (3 - bit) & 1) text += "iorw"[bit];
  return text.empty() ? "unknown" : text;
}

std::string operand(char what, uint32_t bits, const Operands& of, uint64_t pc, const Isa& isa,
                    const Csrs& csrs) {
  switch (what) {
    case 'd':
      return register_name(of.rd);
    case '1':
      return register_name(of.rs1);
    case '2':
      return register_name(of.rs2);
    case 'i':
      return fmt::format("{}", of.imm);
    case 'x':
      return fmt::format("{:#x}", of.imm);
    case 'u':
      return fmt::format("{:#x}", of.imm >> 12 & 0xfffff);
    case 'a':
      return fmt::format("{:#x}", isa.narrowed(pc + static_cast<uint64_t>(of.imm)));
    case 'c':
      return csr_name(bits >> 20, csrs);
    case 'z':
      return fmt::format("{}", of.rs1);
    case 'f':
      return fence_set(bits >> 24 & 15) + "," + fence_set(bits >> 20 & 15);
    default:
      return std::string(1, what);
  }
}

std::string mnemonic(const Encoding& row, uint32_t bits) {
  static constexpr const char* kOrder[] = {"", ".rl", ".aq", ".aqrl"};
  const bool atomic = row.instruction_class == InstructionClass::atomic;
  return std::string(row.mnemonic) + (atomic ? kOrder[bits >> 25 & 3] : "");
}

}  // namespace

const char* register_name(unsigned number) {
  static constexpr const char* kNames[] = {"zero", "ra", "sp",  "gp",  "tp", "t0", "t1", "t2",
                                           "s0",   "s1", "a0",  "a1",  "a2", "a3", "a4", "a5",
                                           "a6",   "a7", "s2",  "s3",  "s4", "s5", "s6", "s7",
                                           "s8",   "s9", "s10", "s11", "t3", "t4", "t5", "t6"};
  return kNames[number & 31];
}

std::string disassemble(uint32_t bits, uint64_t pc, const Isa& isa, const Csrs& csrs) {
  const Encoding& row = encoding_of(bits, isa);
  if (is_compressed(bits)) bits &= 0xffff;
  if (row.op == Op::illegal)
    return fmt::format(is_compressed(bits) ? ".insn\t{:#06x}" : ".insn\t{:#010x}", bits);
  const Operands operands = operands_of(row.format, bits);
  std::string text = mnemonic(row, bits);
  const char* syntax = kSyntax[static_cast<unsigned>(row.format)];
  if (*syntax) text += '\t';
  for (; *syntax; syntax++) text += operand(*syntax, bits, operands, pc, isa, csrs);
  return text;
}

}  // namespace lantern::riscv
