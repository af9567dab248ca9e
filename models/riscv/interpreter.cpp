// The interpreter: threaded code over decoded blocks. A trap is a way out of the block, never an
// exception.
#include <type_traits>
#include <utility>

#include "models/riscv/engine.hpp"

namespace lantern::riscv {

template <bool kRv64>
Stop Engine::execute(State& state) {
  using U = std::conditional_t<kRv64, uint64_t, uint32_t>;
  using S = std::make_signed_t<U>;
  using Wide = std::conditional_t<kRv64, __int128, int64_t>;
  using UWide = std::conditional_t<kRv64, unsigned __int128, uint64_t>;
  constexpr unsigned kBits = sizeof(U) * 8;
  static const void* const kLabels[] = {
#define OP(op, ...) &&do_##op,
#define AS(...)
      LANTERN_RISCV_INSTRUCTIONS(OP, AS) && do_end_of_block,
#undef OP
#undef AS
      &&do_stop,
  };

  uint64_t* const x = state.x;
  Block* block = nullptr;
  Instruction* i = nullptr;
  U pc = static_cast<U>(state.pc);
  U start = pc;  // of the block
  U target = 0;

#define RS1 static_cast<U>(x[i->rs1])
#define RS2 static_cast<U>(x[i->rs2])
#define IMM static_cast<U>(i->imm)
#define PC (start + i->offset)
#define INDEX static_cast<uint64_t>(i - block->code.data())
#define POSITION                                  \
  do {                                            \
    position_ = INDEX;                            \
    state.pc = PC; /* while it waits for a bus */ \
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
#define BRANCH(condition) \
  do {                    \
    if (condition) {      \
      pc = PC + IMM;      \
      goto block_left;    \
    }                     \
    pc = PC + i->bytes;   \
    goto block_done;      \
  } while (0)
#define LOAD(type)                                                               \
  do {                                                                           \
    const uint64_t address = static_cast<U>(RS1 + IMM);                          \
    type loaded;                                                                 \
    if (__builtin_expect(!memory_.fast_load(address, loaded), 0)) {              \
      POSITION;                                                                  \
      if (!slow_load(state, address, &loaded, sizeof loaded)) goto access_fails; \
      if (leaves_block_) {                                                       \
        x[i->rd] = static_cast<U>(static_cast<S>(loaded));                       \
        goto leave_block;                                                        \
      }                                                                          \
    }                                                                            \
    RESULT(static_cast<S>(loaded));                                              \
  } while (0)
#define STORE(type)                                                               \
  do {                                                                            \
    const uint64_t address = static_cast<U>(RS1 + IMM);                           \
    const auto stored = static_cast<type>(x[i->rs2]);                             \
    if (__builtin_expect(!memory_.fast_store(address, stored), 0)) {              \
      POSITION;                                                                   \
      if (!slow_store(state, address, &stored, sizeof stored)) goto access_fails; \
      if (leaves_block_) goto leave_block;                                        \
    }                                                                             \
    NEXT;                                                                         \
  } while (0)
#define ATOMIC(access)                   \
  do {                                   \
    POSITION;                            \
    if (!(access)) goto access_fails;    \
    if (leaves_block_) goto leave_block; \
    NEXT;                                \
  } while (0)
#define FOLLOW(way) /* see Block::next */                                     \
  do {                                                                        \
    state.instret += block->count;                                            \
    position_ = 0;                                                            \
    if (__builtin_expect(local_ps(state) >= check_ps_, 0)) goto check_budget; \
    if (__builtin_expect(blocks_.holds(block->next[way], pc), 1)) {           \
      block = block->next[way];                                               \
    } else {                                                                  \
      block = block_after(state, *block, way, pc);                            \
      if (!block) return why_;                                                \
    }                                                                         \
    start = pc;                                                               \
    i = block->code.data();                                                   \
    goto* kLabels[static_cast<unsigned>(i->op)];                              \
  } while (0)
#define AMO(name, op)                                         \
  do_amo##name##_w : ATOMIC(modify<uint32_t>(state, *i, op)); \
  do_amo##name##_d : ATOMIC(modify<uint64_t>(state, *i, op))

  const StoppedIn stopped_in = std::exchange(stopped_in_, {});
  if (stopped_in.stopped && stopped_in.pc == state.pc) {
    over_ = state.pc;
    if (stopped_in.between_blocks) goto check_budget;
    start = static_cast<U>(stopped_in.block_pc);
    Instruction* at = nullptr;  // by an address: `i` stays in a register
    block = stopped_block(state, stopped_in, at);
    if (!block) goto check_budget;
    i = at;
    over_ = kNowhere;
    state.instret -= INDEX;
    if (one_instruction_) stop_behind(i, start);
    goto* kLabels[static_cast<unsigned>(i->stands_for)];
  }
  goto first_block;  // at least one, whatever the budget

check_budget:
  if (is_spent(state)) goto out;
  if (one_instruction_ && retired(state) != entered_at_) return stop_between(state, pc);
first_block:
  block = next_block(state, pc);
  if (!block) return why_;
  start = pc;
  i = block->code.data();
  if (one_instruction_) stop_behind(i, start);
  if (one_instruction_ || over_ == pc) {
    over_ = kNowhere;
    goto* kLabels[static_cast<unsigned>(i->stands_for)];
  }
  goto* kLabels[static_cast<unsigned>(i->op)];

leave_block:
  pc = PC + i->bytes;
  state.instret += INDEX + 1;
  position_ = 0;
  state.pc = pc;
  return Stop::kLeft;

block_left:
  FOLLOW(1);
block_done:
  FOLLOW(0);

out:
  state.pc = pc;
  return why_;

access_fails:
  if (std::exchange(meets_watch_, false)) return stop_at(state, Stop::kWatch, *block, start, *i);
  goto trap;

do_illegal:
  trap_ = {Cause::kIllegal, static_cast<uint64_t>(i->imm)};
  goto trap;

trap:
  state.pc = PC;
  state.instret += INDEX;
  position_ = 0;
  return Stop::kTrap;

jump:
  // With the C extension every even address is aligned.
  pc = target;
  goto block_left;

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
  ATOMIC(load_reserved<uint32_t>(state, *i));
do_lr_d:
  ATOMIC(load_reserved<uint64_t>(state, *i));
do_sc_w:
  ATOMIC(store_conditional<uint32_t>(state, *i));
do_sc_d:
  ATOMIC(store_conditional<uint64_t>(state, *i));
  AMO(add, AtomicOp::kAdd);
  AMO(swap, AtomicOp::kSwap);
  AMO(xor, AtomicOp::kXor);
  AMO(or, AtomicOp::kOr);
  AMO(and, AtomicOp::kAnd);
  AMO(min, AtomicOp::kMin);
  AMO(max, AtomicOp::kMax);
  AMO(minu, AtomicOp::kMinu);
  AMO(maxu, AtomicOp::kMaxu);
do_fence:
  NEXT;
do_fence_i:
  blocks_.suspect();
  pc = PC + i->bytes;
  goto block_done;
do_ecall:
  trap_ = {state.privilege == Privilege::kUser ? Cause::kEcallU : Cause::kEcallM, 0};
  goto trap;
do_ebreak:
  trap_ = {Cause::kBreakpoint, PC};
  goto trap;
do_mret:
  if (state.privilege != Privilege::kMachine) goto do_illegal;
  target = static_cast<U>(return_from_trap(state));
  if (pending_interrupt(state) >= 0) end_slice(Stop::kInterrupt);
  goto jump;
do_wfi:
  if (state.privilege == Privilege::kUser && (state.mstatus & mstatus::kTw)) goto do_illegal;
  state.pc = PC + i->bytes;
  state.instret += block->count;
  position_ = 0;
  return Stop::kWfi;
do_csrrw:
do_csrrs:
do_csrrc:
do_csrrwi:
do_csrrsi:
do_csrrci:
  POSITION;
  if (!csr_access(state, *i)) goto do_illegal;
  pc = PC + i->bytes;
  goto block_done;
do_end_of_block:
  pc = PC;
  goto block_done;
do_stop:
  return stop_at(state, one_instruction_ ? Stop::kStepped : Stop::kBreakpoint, *block, start, *i);
}

template Stop Engine::execute<true>(State&);
template Stop Engine::execute<false>(State&);

}  // namespace lantern::riscv
