// Decoding of RV32IMAC and RV64IMAC with Zicsr and Zifencei.
#include "models/riscv/decode.hpp"

namespace lantern::riscv {

namespace {

uint32_t bits(uint32_t word, unsigned high, unsigned low) {
  return (word >> low) & ((2u << (high - low)) - 1);
}

int64_t sign_extend(uint64_t value, unsigned width) {
  return static_cast<int64_t>(value << (64 - width)) >> (64 - width);
}

Instruction make(Op op, unsigned rd, unsigned rs1, unsigned rs2, int64_t imm) {
  Instruction i{};
  i.op = op;
  i.rd = static_cast<uint8_t>(rd);
  i.rs1 = static_cast<uint8_t>(rs1);
  i.rs2 = static_cast<uint8_t>(rs2);
  i.imm = imm;
  return i;
}

Instruction illegal(uint32_t word) { return make(Op::illegal, 0, 0, 0, word); }

Instruction branch(uint32_t w) {
  static constexpr Op kOps[] = {Op::beq, Op::bne, Op::illegal, Op::illegal,
                                Op::blt, Op::bge, Op::bltu,    Op::bgeu};
  const uint32_t imm =
      bits(w, 31, 31) << 12 | bits(w, 7, 7) << 11 | bits(w, 30, 25) << 5 | bits(w, 11, 8) << 1;
  const Op op = kOps[bits(w, 14, 12)];
  return op == Op::illegal ? illegal(w)
                           : make(op, 0, bits(w, 19, 15), bits(w, 24, 20), sign_extend(imm, 13));
}

Instruction load(uint32_t w, bool rv64) {
  static constexpr Op kOps[] = {Op::lb,  Op::lh,  Op::lw,  Op::ld,
                                Op::lbu, Op::lhu, Op::lwu, Op::illegal};
  const Op op = kOps[bits(w, 14, 12)];
  if (op == Op::illegal || (!rv64 && (op == Op::ld || op == Op::lwu))) return illegal(w);
  return make(op, bits(w, 11, 7), bits(w, 19, 15), 0, sign_extend(w >> 20, 12));
}

Instruction store(uint32_t w, bool rv64) {
  static constexpr Op kOps[] = {Op::sb, Op::sh, Op::sw, Op::sd};
  const unsigned funct3 = bits(w, 14, 12);
  if (funct3 > 3 || (!rv64 && funct3 == 3)) return illegal(w);
  const uint32_t imm = bits(w, 31, 25) << 5 | bits(w, 11, 7);
  return make(kOps[funct3], 0, bits(w, 19, 15), bits(w, 24, 20), sign_extend(imm, 12));
}

Instruction op_imm(uint32_t w, bool rv64) {
  static constexpr Op kOps[] = {Op::addi, Op::slli, Op::slti, Op::sltiu,
                                Op::xori, Op::srli, Op::ori,  Op::andi};
  const unsigned funct3 = bits(w, 14, 12);
  int64_t imm = sign_extend(w >> 20, 12);
  Op op = kOps[funct3];
  if (op == Op::slli || op == Op::srli) {
    const unsigned top = rv64 ? bits(w, 31, 26) << 1 : bits(w, 31, 25);
    imm = bits(w, rv64 ? 25 : 24, 20);
    if (op == Op::srli && top == 0x20)
      op = Op::srai;
    else if (top)
      return illegal(w);
  }
  return make(op, bits(w, 11, 7), bits(w, 19, 15), 0, imm);
}

Instruction op_imm_32(uint32_t w) {
  const unsigned rd = bits(w, 11, 7);
  const unsigned rs1 = bits(w, 19, 15);
  const unsigned funct7 = bits(w, 31, 25);
  switch (bits(w, 14, 12)) {
    case 0:
      return make(Op::addiw, rd, rs1, 0, sign_extend(w >> 20, 12));
    case 1:
      return funct7 ? illegal(w) : make(Op::slliw, rd, rs1, 0, bits(w, 24, 20));
    case 5:
      if (funct7 == 0) return make(Op::srliw, rd, rs1, 0, bits(w, 24, 20));
      if (funct7 == 0x20) return make(Op::sraiw, rd, rs1, 0, bits(w, 24, 20));
      return illegal(w);
    default:
      return illegal(w);
  }
}

Instruction op_register(uint32_t w, bool word) {
  static constexpr Op kPlain[] = {Op::add,  Op::sll, Op::slt, Op::sltu,
                                  Op::xor_, Op::srl, Op::or_, Op::and_};
  static constexpr Op kMul[] = {Op::mul, Op::mulh, Op::mulhsu, Op::mulhu,
                                Op::div, Op::divu, Op::rem,    Op::remu};
  static constexpr Op kPlainW[] = {Op::addw,    Op::sllw, Op::illegal, Op::illegal,
                                   Op::illegal, Op::srlw, Op::illegal, Op::illegal};
  static constexpr Op kMulW[] = {Op::mulw, Op::illegal, Op::illegal, Op::illegal,
                                 Op::divw, Op::divuw,   Op::remw,    Op::remuw};
  const unsigned funct3 = bits(w, 14, 12);
  Op op = Op::illegal;
  switch (bits(w, 31, 25)) {
    case 0x00:
      op = (word ? kPlainW : kPlain)[funct3];
      break;
    case 0x01:
      op = (word ? kMulW : kMul)[funct3];
      break;
    case 0x20:
      if (funct3 == 0) op = word ? Op::subw : Op::sub;
      if (funct3 == 5) op = word ? Op::sraw : Op::sra;
      break;
    default:
      break;
  }
  return op == Op::illegal ? illegal(w)
                           : make(op, bits(w, 11, 7), bits(w, 19, 15), bits(w, 24, 20), 0);
}

Instruction amo(uint32_t w, bool rv64) {
  const unsigned funct3 = bits(w, 14, 12);
  const unsigned funct5 = bits(w, 31, 27);
  if (funct3 != 2 && !(funct3 == 3 && rv64)) return illegal(w);
  const bool word = funct3 == 2;
  const unsigned rs2 = bits(w, 24, 20);
  Op op = Op::illegal;
  if (funct5 == 2 && rs2 == 0)
    op = word ? Op::lr_w : Op::lr_d;
  else if (funct5 == 3)
    op = word ? Op::sc_w : Op::sc_d;
  else if (funct5 == 1 || (funct5 & 3) == 0)
    op = word ? Op::amo_w : Op::amo_d;
  return op == Op::illegal ? illegal(w) : make(op, bits(w, 11, 7), bits(w, 19, 15), rs2, funct5);
}

Instruction system(uint32_t w) {
  static constexpr Op kCsr[] = {Op::illegal, Op::csrrw,  Op::csrrs,  Op::csrrc,
                                Op::illegal, Op::csrrwi, Op::csrrsi, Op::csrrci};
  if (bits(w, 14, 12) == 0) {
    switch (w) {
      case 0x00000073:
        return make(Op::ecall, 0, 0, 0, 0);
      case 0x00100073:
        return make(Op::ebreak, 0, 0, 0, 0);
      case 0x30200073:
        return make(Op::mret, 0, 0, 0, w);
      case 0x10500073:
        return make(Op::wfi, 0, 0, 0, w);
      default:
        return illegal(w);
    }
  }
  const Op op = kCsr[bits(w, 14, 12)];
  return op == Op::illegal ? illegal(w) : make(op, bits(w, 11, 7), bits(w, 19, 15), 0, w);
}

Instruction decode32(uint32_t w, bool rv64) {
  switch (w & 0x7f) {
    case 0x37:
      return make(Op::lui, bits(w, 11, 7), 0, 0, sign_extend(w & 0xfffff000u, 32));
    case 0x17:
      return make(Op::auipc, bits(w, 11, 7), 0, 0, sign_extend(w & 0xfffff000u, 32));
    case 0x6f: {
      const uint32_t imm = bits(w, 31, 31) << 20 | bits(w, 19, 12) << 12 | bits(w, 20, 20) << 11 |
                           bits(w, 30, 21) << 1;
      return make(Op::jal, bits(w, 11, 7), 0, 0, sign_extend(imm, 21));
    }
    case 0x67:
      if (bits(w, 14, 12)) return illegal(w);
      return make(Op::jalr, bits(w, 11, 7), bits(w, 19, 15), 0, sign_extend(w >> 20, 12));
    case 0x63:
      return branch(w);
    case 0x03:
      return load(w, rv64);
    case 0x23:
      return store(w, rv64);
    case 0x13:
      return op_imm(w, rv64);
    case 0x1b:
      return rv64 ? op_imm_32(w) : illegal(w);
    case 0x33:
      return op_register(w, false);
    case 0x3b:
      return rv64 ? op_register(w, true) : illegal(w);
    case 0x2f:
      return amo(w, rv64);
    case 0x0f:
      if (bits(w, 14, 12) > 1) return illegal(w);
      return make(bits(w, 14, 12) ? Op::fence_i : Op::fence, 0, 0, 0, 0);
    case 0x73:
      return system(w);
    default:
      return illegal(w);
  }
}

// Compressed instructions, by quadrant. Registers of three bits are x8 to x15.
unsigned near_high(uint32_t w) { return 8 + bits(w, 9, 7); }
unsigned near_low(uint32_t w) { return 8 + bits(w, 4, 2); }
uint32_t word_offset(uint32_t w) {
  return bits(w, 5, 5) << 6 | bits(w, 12, 10) << 3 | bits(w, 6, 6) << 2;
}
uint32_t double_offset(uint32_t w) { return bits(w, 6, 5) << 6 | bits(w, 12, 10) << 3; }
int64_t ci_imm(uint32_t w) { return sign_extend(bits(w, 12, 12) << 5 | bits(w, 6, 2), 6); }

Instruction quadrant0(uint32_t w, bool rv64) {
  switch (bits(w, 15, 13)) {
    case 0: {
      const uint32_t imm =
          bits(w, 10, 7) << 6 | bits(w, 12, 11) << 4 | bits(w, 5, 5) << 3 | bits(w, 6, 6) << 2;
      return imm ? make(Op::addi, near_low(w), 2, 0, imm) : illegal(w);
    }
    case 2:
      return make(Op::lw, near_low(w), near_high(w), 0, word_offset(w));
    case 3:
      return rv64 ? make(Op::ld, near_low(w), near_high(w), 0, double_offset(w)) : illegal(w);
    case 6:
      return make(Op::sw, 0, near_high(w), near_low(w), word_offset(w));
    case 7:
      return rv64 ? make(Op::sd, 0, near_high(w), near_low(w), double_offset(w)) : illegal(w);
    default:
      return illegal(w);
  }
}

int64_t cj_imm(uint32_t w) {
  return sign_extend(bits(w, 12, 12) << 11 | bits(w, 8, 8) << 10 | bits(w, 10, 9) << 8 |
                         bits(w, 6, 6) << 7 | bits(w, 7, 7) << 6 | bits(w, 2, 2) << 5 |
                         bits(w, 11, 11) << 4 | bits(w, 5, 3) << 1,
                     12);
}

Instruction arithmetic(uint32_t w, bool rv64) {
  const unsigned rd = near_high(w);
  const uint32_t shift = bits(w, 12, 12) << 5 | bits(w, 6, 2);
  switch (bits(w, 11, 10)) {
    case 0:
    case 1:
      if (!rv64 && shift > 31) return illegal(w);
      return make(bits(w, 10, 10) ? Op::srai : Op::srli, rd, rd, 0, shift);
    case 2:
      return make(Op::andi, rd, rd, 0, ci_imm(w));
    default:
      break;
  }
  static constexpr Op kOps[] = {Op::sub, Op::xor_, Op::or_, Op::and_};
  if (!bits(w, 12, 12)) return make(kOps[bits(w, 6, 5)], rd, rd, near_low(w), 0);
  if (!rv64 || bits(w, 6, 5) > 1) return illegal(w);
  return make(bits(w, 6, 5) ? Op::addw : Op::subw, rd, rd, near_low(w), 0);
}

Instruction quadrant1(uint32_t w, bool rv64) {
  const unsigned rd = bits(w, 11, 7);
  switch (bits(w, 15, 13)) {
    case 0:
      return make(Op::addi, rd, rd, 0, ci_imm(w));
    case 1:
      if (!rv64) return make(Op::jal, 1, 0, 0, cj_imm(w));
      return rd ? make(Op::addiw, rd, rd, 0, ci_imm(w)) : illegal(w);
    case 2:
      return make(Op::addi, rd, 0, 0, ci_imm(w));
    case 3: {
      if (rd != 2) return ci_imm(w) ? make(Op::lui, rd, 0, 0, ci_imm(w) * 4096) : illegal(w);
      const uint32_t imm = bits(w, 12, 12) << 9 | bits(w, 4, 3) << 7 | bits(w, 5, 5) << 6 |
                           bits(w, 2, 2) << 5 | bits(w, 6, 6) << 4;
      return imm ? make(Op::addi, 2, 2, 0, sign_extend(imm, 10)) : illegal(w);
    }
    case 4:
      return arithmetic(w, rv64);
    case 5:
      return make(Op::jal, 0, 0, 0, cj_imm(w));
    default: {
      const uint32_t imm = bits(w, 12, 12) << 8 | bits(w, 6, 5) << 6 | bits(w, 2, 2) << 5 |
                           bits(w, 11, 10) << 3 | bits(w, 4, 3) << 1;
      return make(bits(w, 13, 13) ? Op::bne : Op::beq, 0, near_high(w), 0, sign_extend(imm, 9));
    }
  }
}

Instruction quadrant2(uint32_t w, bool rv64) {
  const unsigned rd = bits(w, 11, 7);
  const unsigned rs2 = bits(w, 6, 2);
  switch (bits(w, 15, 13)) {
    case 0: {
      const uint32_t shift = bits(w, 12, 12) << 5 | rs2;
      return !rv64 && shift > 31 ? illegal(w) : make(Op::slli, rd, rd, 0, shift);
    }
    case 2:
      return rd ? make(Op::lw, rd, 2, 0,
                       bits(w, 3, 2) << 6 | bits(w, 12, 12) << 5 | bits(w, 6, 4) << 2)
                : illegal(w);
    case 3:
      return rv64 && rd ? make(Op::ld, rd, 2, 0,
                               bits(w, 4, 2) << 6 | bits(w, 12, 12) << 5 | bits(w, 6, 5) << 3)
                        : illegal(w);
    case 4:
      if (!bits(w, 12, 12)) {
        if (rs2) return make(Op::add, rd, 0, rs2, 0);
        return rd ? make(Op::jalr, 0, rd, 0, 0) : illegal(w);
      }
      if (rs2) return make(Op::add, rd, rd, rs2, 0);
      return rd ? make(Op::jalr, 1, rd, 0, 0) : make(Op::ebreak, 0, 0, 0, 0);
    case 6:
      return make(Op::sw, 0, 2, rs2, bits(w, 8, 7) << 6 | bits(w, 12, 9) << 2);
    case 7:
      return rv64 ? make(Op::sd, 0, 2, rs2, bits(w, 9, 7) << 6 | bits(w, 12, 10) << 3) : illegal(w);
    default:
      return illegal(w);
  }
}

bool ends_block(Op op) {
  return op == Op::illegal || (op >= Op::jal && op <= Op::bgeu) || op >= Op::fence_i;
}

}  // namespace

Instruction decode(uint32_t word, bool rv64) {
  Instruction instruction{};
  const bool compressed = (word & 3) != 3;
  if (!compressed) {
    instruction = decode32(word, rv64);
  } else {
    word &= 0xffff;
    instruction = (word & 3) == 0   ? quadrant0(word, rv64)
                  : (word & 3) == 1 ? quadrant1(word, rv64)
                                    : quadrant2(word, rv64);
  }
  if (instruction.rd == 0) instruction.rd = kNoRegister;
  instruction.bytes = compressed ? 2 : 4;
  instruction.ends_block = ends_block(instruction.op);
  return instruction;
}

}  // namespace lantern::riscv
