// Execution: threaded code over decoded blocks. A trap is a jump to the end of the block, never an
// exception.
#include <type_traits>

#include "models/riscv/hart.hpp"

namespace lantern {

using riscv::Block;
using riscv::Cause;
using riscv::Instruction;
using riscv::Op;

template <bool kRv64>
void Hart::execute() {
  using U = std::conditional_t<kRv64, uint64_t, uint32_t>;
  using S = std::make_signed_t<U>;
  using Wide = std::conditional_t<kRv64, __int128, int64_t>;
  using UWide = std::conditional_t<kRv64, unsigned __int128, uint64_t>;
  constexpr unsigned kBits = sizeof(U) * 8;
  static const void* const kLabels[] = {
#define X(name) &&do_##name,
      LANTERN_RISCV_OPS(X)
#undef X
  };

  uint64_t* const x = x_;
  const Block* block = nullptr;
  const Instruction* i = nullptr;
  U pc = static_cast<U>(pc_);
  U target = 0;
  Cause cause = Cause::kIllegal;
  uint64_t value = 0;

#define RS1 static_cast<U>(x[i->rs1])
#define RS2 static_cast<U>(x[i->rs2])
#define IMM static_cast<U>(i->imm)
#define PC (static_cast<U>(block->pc) + i->offset)
#define POSITION                                               \
  do {                                                         \
    position_ = static_cast<uint64_t>(i - block->code.data()); \
    pc_ = PC; /* where it is while it waits for a bus */       \
  } while (0)
#define NEXT                                     \
  do {                                           \
    ++i;                                         \
    goto* kLabels[static_cast<unsigned>(i->op)]; \
  } while (0)
#define RESULT(expression)                 \
  do {                                     \
    x[i->rd] = static_cast<U>(expression); \
    NEXT;                                  \
  } while (0)
#define RESULT_W(expression) RESULT(static_cast<S>(static_cast<int32_t>(expression)))
#define BRANCH(condition)                        \
  do {                                           \
    pc = (condition) ? PC + IMM : PC + i->bytes; \
    goto block_done;                             \
  } while (0)
#define LOAD(type)                                                       \
  do {                                                                   \
    const uint64_t address = static_cast<U>(RS1 + IMM);                  \
    type loaded;                                                         \
    if (__builtin_expect(!memory_.fast_load(address, loaded), 0)) {      \
      POSITION;                                                          \
      if (!slow_load(address, &loaded, sizeof loaded)) goto memory_trap; \
      if (leaves_block_) {                                               \
        x[i->rd] = static_cast<U>(static_cast<S>(loaded));               \
        goto leave_block;                                                \
      }                                                                  \
    }                                                                    \
    RESULT(static_cast<S>(loaded));                                      \
  } while (0)
#define STORE(type)                                                       \
  do {                                                                    \
    const uint64_t address = static_cast<U>(RS1 + IMM);                   \
    const auto stored = static_cast<type>(x[i->rs2]);                     \
    if (__builtin_expect(!memory_.fast_store(address, stored), 0)) {      \
      POSITION;                                                           \
      if (!slow_store(address, &stored, sizeof stored)) goto memory_trap; \
      if (leaves_block_) goto leave_block;                                \
    }                                                                     \
    NEXT;                                                                 \
  } while (0)
#define ATOMIC(type)                                 \
  do {                                               \
    POSITION;                                        \
    uint64_t result = 0;                             \
    if (!atomic<type>(*i, result)) goto memory_trap; \
    x[i->rd] = static_cast<U>(result);               \
    if (leaves_block_) goto leave_block;             \
    NEXT;                                            \
  } while (0)

  goto first_block;  // at least one, whatever the quantum

next_block:
  if (__builtin_expect(local_ps() >= check_ps_, 0)) {
    if (local_ps() >= limit_ps_ || local_ps() >= deadline_ps_) goto out;
  first_block:
    block = next_block(pc);
  } else {
    block = block_at(pc);
  }
  if (!block) return;  // a fetch fault: trap_at has set pc_
  i = block->code.data();
  goto* kLabels[static_cast<unsigned>(i->op)];

leave_block:
  pc = PC + i->bytes;
  instret_ += static_cast<uint64_t>(i - block->code.data()) + 1;
  position_ = 0;
  goto out;

block_done:
  instret_ += block->count;
  position_ = 0;
  goto next_block;

out:
  pc_ = pc;
  return;

memory_trap:
  cause = fault_.cause;
  value = fault_.value;
  goto trap;

do_illegal:
  cause = Cause::kIllegal;
  value = static_cast<uint64_t>(i->imm);
  goto trap;

trap:
  instret_ += static_cast<uint64_t>(i - block->code.data());
  position_ = 0;
  trap_at(PC, cause, value);
  if (stopped_) end_slice();
  pc = static_cast<U>(pc_);
  goto next_block;

jump:
  // With the C extension every even address is aligned.
  pc = target;
  goto block_done;

do_lui:
  RESULT(IMM);
do_auipc:
  RESULT(PC + IMM);
do_jal:
  target = PC + IMM;
  x[i->rd] = static_cast<U>(PC + i->bytes);
  goto jump;
do_jalr:
  target = (RS1 + IMM) & ~static_cast<U>(1);
  x[i->rd] = static_cast<U>(PC + i->bytes);
  goto jump;
do_beq:
  BRANCH(RS1 == RS2);
do_bne:
  BRANCH(RS1 != RS2);
do_blt:
  BRANCH(static_cast<S>(RS1) < static_cast<S>(RS2));
do_bge:
  BRANCH(static_cast<S>(RS1) >= static_cast<S>(RS2));
do_bltu:
  BRANCH(RS1 < RS2);
do_bgeu:
  BRANCH(RS1 >= RS2);
do_lb:
  LOAD(int8_t);
do_lh:
  LOAD(int16_t);
do_lw:
  LOAD(int32_t);
do_ld:
  LOAD(int64_t);
do_lbu:
  LOAD(uint8_t);
do_lhu:
  LOAD(uint16_t);
do_lwu:
  LOAD(uint32_t);
do_sb:
  STORE(uint8_t);
do_sh:
  STORE(uint16_t);
do_sw:
  STORE(uint32_t);
do_sd:
  STORE(uint64_t);
do_addi:
  RESULT(RS1 + IMM);
do_slti:
  RESULT(static_cast<S>(RS1) < static_cast<S>(IMM));
do_sltiu:
  RESULT(RS1 < IMM);
do_xori:
  RESULT(RS1 ^ IMM);
do_ori:
  RESULT(RS1 | IMM);
do_andi:
  RESULT(RS1 & IMM);
do_slli:
  RESULT(RS1 << i->imm);
do_srli:
  RESULT(RS1 >> i->imm);
do_srai:
  RESULT(static_cast<S>(RS1) >> i->imm);
do_add:
  RESULT(RS1 + RS2);
do_sub:
  RESULT(RS1 - RS2);
do_sll:
  RESULT(RS1 << (RS2 & (kBits - 1)));
do_slt:
  RESULT(static_cast<S>(RS1) < static_cast<S>(RS2));
do_sltu:
  RESULT(RS1 < RS2);
do_xor_:
  RESULT(RS1 ^ RS2);
do_srl:
  RESULT(RS1 >> (RS2 & (kBits - 1)));
do_sra:
  RESULT(static_cast<S>(RS1) >> (RS2 & (kBits - 1)));
do_or_:
  RESULT(RS1 | RS2);
do_and_:
  RESULT(RS1 & RS2);
do_addiw:
  RESULT_W(RS1 + IMM);
do_slliw:
  RESULT_W(static_cast<uint32_t>(RS1) << i->imm);
do_srliw:
  RESULT_W(static_cast<uint32_t>(RS1) >> i->imm);
do_sraiw:
  RESULT_W(static_cast<int32_t>(RS1) >> i->imm);
do_addw:
  RESULT_W(RS1 + RS2);
do_subw:
  RESULT_W(RS1 - RS2);
do_sllw:
  RESULT_W(static_cast<uint32_t>(RS1) << (RS2 & 31));
do_srlw:
  RESULT_W(static_cast<uint32_t>(RS1) >> (RS2 & 31));
do_sraw:
  RESULT_W(static_cast<int32_t>(RS1) >> (RS2 & 31));
do_mul:
  RESULT(RS1 * RS2);
do_mulh:
  RESULT((static_cast<Wide>(static_cast<S>(RS1)) * static_cast<S>(RS2)) >> kBits);
do_mulhsu:
  RESULT((static_cast<Wide>(static_cast<S>(RS1)) * static_cast<Wide>(static_cast<UWide>(RS2))) >>
         kBits);
do_mulhu:
  RESULT((static_cast<UWide>(RS1) * RS2) >> kBits);
do_div : {
  const S a = static_cast<S>(RS1);
  const S b = static_cast<S>(RS2);
  RESULT(b == 0 ? static_cast<S>(-1) : b == -1 ? static_cast<S>(0 - static_cast<U>(a)) : a / b);
}
do_divu:
  RESULT(RS2 == 0 ? ~static_cast<U>(0) : RS1 / RS2);
do_rem : {
  const S a = static_cast<S>(RS1);
  const S b = static_cast<S>(RS2);
  RESULT(b == 0 ? a : b == -1 ? 0 : a % b);
}
do_remu:
  RESULT(RS2 == 0 ? RS1 : RS1 % RS2);
do_mulw:
  RESULT_W(static_cast<uint32_t>(RS1) * static_cast<uint32_t>(RS2));
do_divw : {
  const auto a = static_cast<int32_t>(RS1);
  const auto b = static_cast<int32_t>(RS2);
  RESULT_W(b == 0 ? -1 : b == -1 ? static_cast<int32_t>(0u - static_cast<uint32_t>(a)) : a / b);
}
do_divuw : {
  const auto a = static_cast<uint32_t>(RS1);
  const auto b = static_cast<uint32_t>(RS2);
  RESULT_W(b == 0 ? ~0u : a / b);
}
do_remw : {
  const auto a = static_cast<int32_t>(RS1);
  const auto b = static_cast<int32_t>(RS2);
  RESULT_W(b == 0 ? a : b == -1 ? 0 : a % b);
}
do_remuw : {
  const auto a = static_cast<uint32_t>(RS1);
  const auto b = static_cast<uint32_t>(RS2);
  RESULT_W(b == 0 ? a : a % b);
}
do_lr_w:
  ATOMIC(uint32_t);
do_sc_w:
  ATOMIC(uint32_t);
do_amo_w:
  ATOMIC(uint32_t);
do_lr_d:
  ATOMIC(uint64_t);
do_sc_d:
  ATOMIC(uint64_t);
do_amo_d:
  ATOMIC(uint64_t);
do_fence:
  NEXT;
do_fence_i:
  pc = PC + i->bytes;
  instret_ += block->count;
  position_ = 0;
  blocks_.clear();
  goto next_block;
do_ecall:
  cause = csrs_.privilege == riscv::Privilege::kUser ? Cause::kEcallU : Cause::kEcallM;
  value = 0;
  goto trap;
do_ebreak:
  cause = Cause::kBreakpoint;
  value = PC;
  goto trap;
do_mret:
  if (csrs_.privilege != riscv::Privilege::kMachine) goto do_illegal;
  target = static_cast<U>(riscv::return_from_trap(csrs_));
  end_slice();
  goto jump;
do_wfi:
  if (csrs_.privilege == riscv::Privilege::kUser && csrs_.tw) goto do_illegal;
  waiting_ = true;
  end_slice();
  pc = PC + i->bytes;
  goto block_done;
do_csrrw:
do_csrrs:
do_csrrc:
do_csrrwi:
do_csrrsi:
do_csrrci:
  POSITION;
  if (!csr_access(*i)) goto do_illegal;
  pc = PC + i->bytes;
  goto block_done;
do_end_of_block:
  pc = PC;
  goto block_done;
}

template void Hart::execute<true>();
template void Hart::execute<false>();

}  // namespace lantern
