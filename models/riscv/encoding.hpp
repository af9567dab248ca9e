// The instructions' rows as data, and where each format has its operands.
#pragma once

#include <cstdint>

#include "models/riscv/decode.hpp"

namespace lantern::riscv {

// (format, how its operands are written): d, 1, 2: rd, rs1, rs2; i: the immediate; x: it in hex;
// u: its upper 20 bits; a: the address it leads to; c: a CSR; z: rs1 as a number; f: what a fence
// orders; all else stands for itself.
// clang-format off
#define LANTERN_RISCV_FORMATS(X)                                                                  \
  X(none, "") X(u, "d,u") X(j, "d,a") X(jalr, "d,i(1)") X(b, "1,2,a") X(load, "d,i(1)")           \
  X(s, "2,i(1)") X(i, "d,1,i") X(shift, "d,1,x") X(r, "d,1,2") X(fence, "f") X(csr, "d,c,1")      \
  X(csri, "d,c,z") X(lr, "d,(1)") X(amo, "d,2,(1)")                                               \
  X(ciw, "d,1,i") X(cl_w, "d,i(1)") X(cl_d, "d,i(1)") X(cs_w, "2,i(1)") X(cs_d, "2,i(1)")         \
  X(ci, "d,i") X(cj, "a") X(c_li, "d,i") X(c_addi16sp, "d,i") X(c_lui, "d,u")        \
  X(cb_shift, "d,x") X(cb_i, "d,i") X(ca, "d,2") X(cb, "1,a") X(ci_shift, "d,x")                  \
  X(ci_lwsp, "d,i(1)") X(ci_ldsp, "d,i(1)") X(cr_jump, "1") X(cr_mv, "d,2") X(cr, "d,2")          \
  X(css_w, "2,i(1)") X(css_d, "2,i(1)")
// clang-format on

enum class Format : uint8_t {
#define X(name, syntax) name,
  LANTERN_RISCV_FORMATS(X)
#undef X
};

struct Encoding {
  Op op;
  const char* mnemonic;
  uint32_t match, mask;
  Xlen xlen;
  Extension extension;
  Format format;
  InstructionClass instruction_class;
};

/// `illegal` comes first.
constexpr Encoding kEncodings[] = {
#define ROW(op, mnemonic, match, mask, xlen, extension, format, class) \
  {Op::op,         mnemonic,                                           \
   match,          mask,                                               \
   Xlen::xlen,     Extension::extension,                               \
   Format::format, InstructionClass::class},
    LANTERN_RISCV_INSTRUCTIONS(ROW, ROW)
#undef ROW
};

struct Operands {
  unsigned rd, rs1, rs2;
  int64_t imm;
};

constexpr bool is_compressed(uint32_t bits) { return (bits & 3) != 3; }

/// The first row that fits; where none does, that of `illegal`.
const Encoding& encoding_of(uint32_t bits, const Isa& isa);
Operands operands_of(Format format, uint32_t bits);

}  // namespace lantern::riscv
