// Decoding: one RISC-V instruction, 16 or 32 bits, into a fixed form with its operands taken out.
#pragma once

#include <cstdint>

#include "models/riscv/instructions.hpp"
#include "models/riscv/isa.hpp"

namespace lantern::riscv {

/// What is executed; `end_of_block` stands behind the last instruction of a block, `stop` where a
/// debugger wants to be asked first.
enum class Op : uint8_t {
#define OP(op, ...) op,
#define AS(...)
  LANTERN_RISCV_INSTRUCTIONS(OP, AS)
#undef OP
#undef AS
      end_of_block,
  stop,
};

enum class InstructionClass : uint8_t {
  illegal,
  alu,
  branch,
  jump,
  load,
  store,
  multiply,
  divide,
  atomic,
  csr,
  fence,
  system,
};

constexpr unsigned kNoRegister = 32;

/// 16 bytes an instruction. Register 32 stands for a destination that is dropped (x0). For what is
/// illegal or may be (a CSR access, a system instruction) `imm` holds all its bits; for a CSR
/// access with an immediate rs1 holds that.
struct Instruction {
  Op op;
  uint8_t rd;
  uint8_t rs1;
  uint8_t rs2;
  uint8_t bytes;    ///< 2 or 4
  Op stands_for;    ///< what `op` is where no debugger stops
  uint16_t offset;  ///< bytes from the start of its block
  int64_t imm;
};

/// `bits` holds at least the instruction; above a compressed one's 16 anything may stand. What the
/// ISA does not have is `illegal`.
Instruction decode(uint32_t bits, const Isa& isa);

/// What may leave the row of instructions, or change how the rest of it is to be read.
bool ends_block(Op op);

}  // namespace lantern::riscv
