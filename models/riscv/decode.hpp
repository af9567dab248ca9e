// Decoding: one RISC-V instruction, 16 or 32 bits, into a fixed form with its operands taken out.
#pragma once

#include <cstdint>

namespace lantern::riscv {

// One name an operation; X(name) keeps enum, decoder and dispatch table in step.
// clang-format off
#define LANTERN_RISCV_OPS(X)                                                            \
  X(illegal) X(lui) X(auipc) X(jal) X(jalr) X(beq) X(bne) X(blt) X(bge) X(bltu) X(bgeu) \
  X(lb) X(lh) X(lw) X(ld) X(lbu) X(lhu) X(lwu) X(sb) X(sh) X(sw) X(sd)                  \
  X(addi) X(slti) X(sltiu) X(xori) X(ori) X(andi) X(slli) X(srli) X(srai)               \
  X(add) X(sub) X(sll) X(slt) X(sltu) X(xor_) X(srl) X(sra) X(or_) X(and_)              \
  X(addiw) X(slliw) X(srliw) X(sraiw) X(addw) X(subw) X(sllw) X(srlw) X(sraw)           \
  X(mul) X(mulh) X(mulhsu) X(mulhu) X(div) X(divu) X(rem) X(remu)                       \
  X(mulw) X(divw) X(divuw) X(remw) X(remuw)                                             \
  X(lr_w) X(sc_w) X(amo_w) X(lr_d) X(sc_d) X(amo_d)                                     \
  X(fence) X(fence_i) X(ecall) X(ebreak) X(mret) X(wfi)                                 \
  X(csrrw) X(csrrs) X(csrrc) X(csrrwi) X(csrrsi) X(csrrci) X(end_of_block)
// clang-format on

enum class Op : uint8_t {
#define X(name) name,
  LANTERN_RISCV_OPS(X)
#undef X
};

constexpr unsigned kNoRegister = 32;

/// 16 bytes an instruction. Register 32 stands for a destination that is dropped (x0). For an AMO
/// `imm` holds funct5; for what is illegal, or may be (a CSR access, MRET, WFI), all its bits; for
/// a CSR access rs1 holds the immediate.
struct Instruction {
  Op op;
  uint8_t rd;
  uint8_t rs1;
  uint8_t rs2;
  uint8_t bytes;  ///< 2 or 4
  uint8_t ends_block;
  uint16_t offset;  ///< bytes from the start of its block
  int64_t imm;
};

/// `bits` holds at least the instruction; above a compressed one's 16 anything may stand.
Instruction decode(uint32_t bits, bool rv64);

}  // namespace lantern::riscv
