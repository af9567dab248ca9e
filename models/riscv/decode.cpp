// Decoding, from the table of instructions.
#include "models/riscv/decode.hpp"

#include "models/riscv/encoding.hpp"

namespace lantern::riscv {

namespace {

constexpr InstructionClass kClasses[] = {
#define OP(op, mnemonic, match, mask, xlen, extension, format, class) InstructionClass::class,
#define AS(...)
    LANTERN_RISCV_INSTRUCTIONS(OP, AS)
#undef OP
#undef AS
};

}  // namespace

bool ends_block(Op op) {
  switch (kClasses[static_cast<unsigned>(op)]) {
    case InstructionClass::illegal:
    case InstructionClass::branch:
    case InstructionClass::jump:
    case InstructionClass::csr:
    case InstructionClass::system:
      return true;
    default:
      return false;
  }
}

Instruction decode(uint32_t bits, const Isa& isa) {
  const Encoding& row = encoding_of(bits, isa);
  const Operands operands = operands_of(row.format, bits);
  Instruction i{};
  i.op = i.stands_for = row.op;
  i.rd = static_cast<uint8_t>(operands.rd ? operands.rd : kNoRegister);
  i.rs1 = static_cast<uint8_t>(operands.rs1);
  i.rs2 = static_cast<uint8_t>(operands.rs2);
  i.imm = operands.imm;
  i.bytes = is_compressed(bits) ? 2 : 4;
  return i;
}

}  // namespace lantern::riscv
