// Finding the row of an instruction, and taking its operands out.
#include "models/riscv/encoding.hpp"

#include <array>
#include <vector>

namespace lantern::riscv {

namespace {

constexpr const Encoding& kIllegal = kEncodings[0];

/// Rows by what nearly all of them fix: bits 6:0 and 14:12 of a word, 1:0 and 15:13 of a
/// compressed instruction.
class Index {
 public:
  Index() {
    for (unsigned bucket = 0; bucket < kBuckets; bucket++)
      for (const Encoding& row : kEncodings)
        if (may_hold(bucket, row)) buckets_[bucket].push_back(&row);
  }
  const std::vector<const Encoding*>& of(uint32_t bits) const {
    return buckets_[is_compressed(bits) ? (bits & 3) << 3 | (bits >> 13 & 7)
                                        : 32 + ((bits & 0x7c) << 1 | (bits >> 12 & 7))];
  }

 private:
  static constexpr unsigned kBuckets = 32 + 256;
  static bool may_hold(unsigned bucket, const Encoding& row) {
    const bool compressed = bucket < 32;
    if (is_compressed(row.match) != compressed) return false;
    const uint32_t fixed = compressed ? 0xe003 : 0x707f;
    const uint32_t bits = compressed ? bucket >> 3 | (bucket & 7) << 13
                                     : (bucket - 32) >> 3 << 2 | (bucket & 7) << 12 | 3;
    return ((bits ^ row.match) & row.mask & fixed) == 0;
  }
  std::array<std::vector<const Encoding*>, kBuckets> buckets_;
};

uint32_t bits(uint32_t word, unsigned high, unsigned low) {
  return (word >> low) & ((2u << (high - low)) - 1);
}

int64_t sign_extend(uint64_t value, unsigned width) {
  return static_cast<int64_t>(value << (64 - width)) >> (64 - width);
}

int64_t store_imm(uint32_t w) { return sign_extend(bits(w, 31, 25) << 5 | bits(w, 11, 7), 12); }
int64_t branch_imm(uint32_t w) {
  return sign_extend(
      bits(w, 31, 31) << 12 | bits(w, 7, 7) << 11 | bits(w, 30, 25) << 5 | bits(w, 11, 8) << 1, 13);
}
int64_t jump_imm(uint32_t w) {
  return sign_extend(
      bits(w, 31, 31) << 20 | bits(w, 19, 12) << 12 | bits(w, 20, 20) << 11 | bits(w, 30, 21) << 1,
      21);
}

// Of compressed instructions. Registers of three bits are x8 to x15.
unsigned near_high(uint32_t w) { return 8 + bits(w, 9, 7); }
unsigned near_low(uint32_t w) { return 8 + bits(w, 4, 2); }
int64_t word_offset(uint32_t w) {
  return bits(w, 5, 5) << 6 | bits(w, 12, 10) << 3 | bits(w, 6, 6) << 2;
}
int64_t double_offset(uint32_t w) { return bits(w, 6, 5) << 6 | bits(w, 12, 10) << 3; }
uint32_t ci_bits(uint32_t w) { return bits(w, 12, 12) << 5 | bits(w, 6, 2); }
int64_t ci_imm(uint32_t w) { return sign_extend(ci_bits(w), 6); }
int64_t ciw_imm(uint32_t w) {
  return bits(w, 10, 7) << 6 | bits(w, 12, 11) << 4 | bits(w, 5, 5) << 3 | bits(w, 6, 6) << 2;
}
int64_t addi16sp_imm(uint32_t w) {
  return sign_extend(bits(w, 12, 12) << 9 | bits(w, 4, 3) << 7 | bits(w, 5, 5) << 6 |
                         bits(w, 2, 2) << 5 | bits(w, 6, 6) << 4,
                     10);
}
int64_t cj_imm(uint32_t w) {
  return sign_extend(bits(w, 12, 12) << 11 | bits(w, 8, 8) << 10 | bits(w, 10, 9) << 8 |
                         bits(w, 6, 6) << 7 | bits(w, 7, 7) << 6 | bits(w, 2, 2) << 5 |
                         bits(w, 11, 11) << 4 | bits(w, 5, 3) << 1,
                     12);
}
int64_t cb_imm(uint32_t w) {
  return sign_extend(bits(w, 12, 12) << 8 | bits(w, 6, 5) << 6 | bits(w, 2, 2) << 5 |
                         bits(w, 11, 10) << 3 | bits(w, 4, 3) << 1,
                     9);
}
int64_t lwsp_imm(uint32_t w) {
  return bits(w, 3, 2) << 6 | bits(w, 12, 12) << 5 | bits(w, 6, 4) << 2;
}
int64_t ldsp_imm(uint32_t w) {
  return bits(w, 4, 2) << 6 | bits(w, 12, 12) << 5 | bits(w, 6, 5) << 3;
}
int64_t swsp_imm(uint32_t w) { return bits(w, 8, 7) << 6 | bits(w, 12, 9) << 2; }
int64_t sdsp_imm(uint32_t w) { return bits(w, 9, 7) << 6 | bits(w, 12, 10) << 3; }

}  // namespace

const Encoding& encoding_of(uint32_t bits, const Isa& isa) {
  static const Index kIndex;
  if (is_compressed(bits)) bits &= 0xffff;
  for (const Encoding* row : kIndex.of(bits))
    if ((bits & row->mask) == row->match && isa.has(row->xlen) && isa.has(row->extension))
      return *row;
  return kIllegal;
}

Operands operands_of(Format format, uint32_t w) {
  if (is_compressed(w)) w &= 0xffff;
  const unsigned rd = bits(w, 11, 7);
  const unsigned rs1 = bits(w, 19, 15);
  const unsigned rs2 = bits(w, 24, 20);
  const int64_t all = w;
  switch (format) {
    case Format::none:
    case Format::fence:
      return {0, 0, 0, all};
    case Format::u:
      return {rd, 0, 0, sign_extend(w & 0xfffff000u, 32)};
    case Format::j:
      return {rd, 0, 0, jump_imm(w)};
    case Format::jalr:
    case Format::load:
    case Format::i:
      return {rd, rs1, 0, sign_extend(w >> 20, 12)};
    case Format::b:
      return {0, rs1, rs2, branch_imm(w)};
    case Format::s:
      return {0, rs1, rs2, store_imm(w)};
    case Format::shift:
      return {rd, rs1, 0, bits(w, 25, 20)};
    case Format::r:
    case Format::amo:
      return {rd, rs1, rs2, 0};
    case Format::lr:
      return {rd, rs1, 0, 0};
    case Format::csr:
    case Format::csri:
      return {rd, rs1, 0, all};
    default:
      break;
  }
  const unsigned low = bits(w, 6, 2);
  switch (format) {
    case Format::ciw:
      return {near_low(w), 2, 0, ciw_imm(w)};
    case Format::cl_w:
      return {near_low(w), near_high(w), 0, word_offset(w)};
    case Format::cl_d:
      return {near_low(w), near_high(w), 0, double_offset(w)};
    case Format::cs_w:
      return {0, near_high(w), near_low(w), word_offset(w)};
    case Format::cs_d:
      return {0, near_high(w), near_low(w), double_offset(w)};
    case Format::ci:
      return {rd, rd, 0, ci_imm(w)};
    case Format::cj:  // C.JAL, of quadrant 1's funct3 1, links; C.J does not
      return {bits(w, 15, 13) == 1 ? 1u : 0u, 0, 0, cj_imm(w)};
    case Format::c_li:
      return {rd, 0, 0, ci_imm(w)};
    case Format::c_addi16sp:
      return {2, 2, 0, addi16sp_imm(w)};
    case Format::c_lui:
      return {rd, 0, 0, ci_imm(w) * 4096};
    case Format::cb_shift:
      return {near_high(w), near_high(w), 0, ci_bits(w)};
    case Format::cb_i:
      return {near_high(w), near_high(w), 0, ci_imm(w)};
    case Format::ca:
      return {near_high(w), near_high(w), near_low(w), 0};
    case Format::cb:
      return {0, near_high(w), 0, cb_imm(w)};
    case Format::ci_shift:
      return {rd, rd, 0, ci_bits(w)};
    case Format::ci_lwsp:
      return {rd, 2, 0, lwsp_imm(w)};
    case Format::ci_ldsp:
      return {rd, 2, 0, ldsp_imm(w)};
    case Format::cr_jump:  // C.JALR has bit 12
      return {bits(w, 12, 12), rd, 0, 0};
    case Format::cr_mv:
      return {rd, 0, low, 0};
    case Format::cr:
      return {rd, rd, low, 0};
    case Format::css_w:
      return {0, 2, low, swsp_imm(w)};
    case Format::css_d:
      return {0, 2, low, sdsp_imm(w)};
    default:
      return {};
  }
}

}  // namespace lantern::riscv
