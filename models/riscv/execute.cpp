// Execution: threaded code over decoded blocks. A trap is a jump to the end of the block, never an
// exception.
#include <cinttypes>
#include <cstdio>
#include <type_traits>

#include "models/core/run_end.hpp"
#include "models/riscv/hart.hpp"

namespace lantern {

using riscv::Block;
using riscv::Cause;
using riscv::Instruction;
using riscv::Op;
using sc_core::sc_time;

Block* Hart::block_at(uint64_t pc) {
  if (code_generation_ != memory_.generation()) {
    blocks_.clear();
    code_generation_ = memory_.generation();
  }
  if (Block* block = blocks_.find(pc)) return block;
  uint64_t available = 0;
  if (const uint8_t* bytes = memory_.code(*initiator.operator->(), pc, available)) {
    code_generation_ = memory_.generation();
    if (Block* block = blocks_.add(pc, bytes, available, rv64_)) return block;
  }
  return fetch_single(pc);
}

Block* Hart::fetch_single(uint64_t pc) {
  uint32_t word = 0;
  position_ = 0;
  for (unsigned half = 0; half == 0 || (half == 1 && (word & 3) == 3); half++) {
    uint16_t bits = 0;
    if (!slow_load(pc + 2 * half, &bits, 2)) {
      trap_at(pc, Cause::kFetchFault, pc + 2 * half);
      return nullptr;
    }
    word |= static_cast<uint32_t>(bits) << 16 * half;
  }
  return blocks_.single(pc, word, rv64_);
}

void Hart::trap_at(uint64_t pc, Cause cause, uint64_t value) {
  ++traps_;
  memory_.stall_ps += period_ps_;  // it takes its cycle and does not retire
  if (!rv64_) value &= 0xffffffff;
  pc_ = riscv::enter_trap(csrs_, pc, static_cast<uint64_t>(cause), value, false);
  if (csrs_.mtvec) return;
  char text[160];
  std::snprintf(text, sizeof text,
                "%s (mcause %u, mtval 0x%" PRIx64 ") at pc 0x%" PRIx64 " with mtvec 0",
                riscv::cause_name(cause), static_cast<unsigned>(cause), value, pc);
  pc_ = pc;
  stopped_ = true;
  run_end().on_unhandled_trap(name(), text);
}

bool Hart::slow_load(uint64_t address, void* data, unsigned bytes) {
  if (address & (bytes - 1)) {
    fault_ = {Cause::kLoadMisaligned, address};
    return false;
  }
  sc_time local = local_time();
  const sc_time before = sc_core::sc_time_stamp();
  const bool ok = memory_.load(*initiator.operator->(), address, data, bytes, local);
  if (sc_core::sc_time_stamp() != before) limit_ps_ = 0;  // it waited: the quantum begins anew
  set_local_time(local, position_);
  if (!ok) fault_ = {Cause::kLoadFault, address};
  return ok;
}

bool Hart::slow_store(uint64_t address, const void* data, unsigned bytes) {
  if (address & (bytes - 1)) {
    fault_ = {Cause::kStoreMisaligned, address};
    return false;
  }
  sc_time local = local_time();
  const sc_time before = sc_core::sc_time_stamp();
  const bool ok = memory_.store(*initiator.operator->(), address, data, bytes, local);
  if (sc_core::sc_time_stamp() != before) limit_ps_ = 0;
  set_local_time(local, position_);
  if (!ok) fault_ = {Cause::kStoreFault, address};
  return ok;
}

template <class T>
bool Hart::load(uint64_t address, T& value) {
  return memory_.fast_load(address, value) || slow_load(address, &value, sizeof value);
}

template <class T>
bool Hart::store(uint64_t address, T value) {
  return memory_.fast_store(address, value) || slow_store(address, &value, sizeof value);
}

template <class T>
bool Hart::atomic(const Instruction& i, uint64_t& result) {
  const uint64_t address = rv64_ ? x_[i.rs1] : x_[i.rs1] & 0xffffffff;
  const auto extend = [](T v) {
    return static_cast<uint64_t>(static_cast<std::make_signed_t<T>>(v));
  };
  T old = 0;
  if (!load(address, old)) {
    if (i.op == Op::lr_w || i.op == Op::lr_d) return false;
    const bool misaligned = fault_.cause == Cause::kLoadMisaligned;
    fault_.cause = misaligned ? Cause::kStoreMisaligned : Cause::kStoreFault;
    return false;
  }
  const T operand = static_cast<T>(x_[i.rs2]);
  using Signed = std::make_signed_t<T>;
  T fresh = operand;
  if (i.op == Op::lr_w || i.op == Op::lr_d) {
    reserved_address_ = address;
    reserved_value_ = old;
    result = extend(old);
    return true;
  }
  if (i.op == Op::sc_w || i.op == Op::sc_d) {
    // Another's store breaks the reservation where it changed the value; the same value cannot be
    // told apart.
    const bool held = reserved_address_ == address && reserved_value_ == old;
    reserved_address_ = ~0ull;
    result = held ? 0 : 1;
    return !held || store(address, operand);
  }
  switch (i.imm) {
    case 0x00:
      fresh = static_cast<T>(old + operand);
      break;
    case 0x01:
      break;
    case 0x04:
      fresh = old ^ operand;
      break;
    case 0x08:
      fresh = old | operand;
      break;
    case 0x0c:
      fresh = old & operand;
      break;
    case 0x10:
      fresh = static_cast<Signed>(old) < static_cast<Signed>(operand) ? old : operand;
      break;
    case 0x14:
      fresh = static_cast<Signed>(old) > static_cast<Signed>(operand) ? old : operand;
      break;
    case 0x18:
      fresh = old < operand ? old : operand;
      break;
    default:
      fresh = old > operand ? old : operand;
      break;
  }
  result = extend(old);
  return store(address, fresh);
}

bool Hart::csr_access(const Instruction& i) {
  const auto number = static_cast<unsigned>(i.imm);
  const bool immediate = i.op >= Op::csrrwi;
  const bool replace = i.op == Op::csrrw || i.op == Op::csrrwi;
  const bool set = i.op == Op::csrrs || i.op == Op::csrrsi;
  uint64_t operand = immediate ? i.rs1 : x_[i.rs1];
  if (!rv64_) operand &= 0xffffffff;
  const riscv::Csrs::Counters now = counters();
  uint64_t old = 0;
  if (!csrs_.read(number, now, old)) return false;
  if (replace || i.rs1 != 0) {
    const uint64_t value = replace ? operand : set ? old | operand : old & ~operand;
    if (!csrs_.write(number, value, now)) return false;
    limit_ps_ = 0;  // an interrupt may be enabled now
  }
  x_[i.rd] = rv64_ ? old : static_cast<uint32_t>(old);
  return true;
}

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
#define POSITION position_ = static_cast<uint64_t>(i - block->code.data())
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
    }                                                                     \
    NEXT;                                                                 \
  } while (0)
#define ATOMIC(type)                                 \
  do {                                               \
    POSITION;                                        \
    uint64_t result = 0;                             \
    if (!atomic<type>(*i, result)) goto memory_trap; \
    RESULT(result);                                  \
  } while (0)

  goto first_block;  // at least one, whatever the quantum

next_block:
  if (local_ps() >= limit_ps_) goto out;

first_block:
  block = block_at(pc);
  if (!block) return;  // a fetch fault: trap_at has set pc_
  i = block->code.data();
  goto* kLabels[static_cast<unsigned>(i->op)];

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
  if (stopped_) limit_ps_ = 0;
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
  limit_ps_ = 0;
  goto jump;
do_wfi:
  if (csrs_.privilege == riscv::Privilege::kUser && csrs_.tw) goto do_illegal;
  waiting_ = true;
  limit_ps_ = 0;
  pc = PC + i->bytes;
  goto block_done;
do_csrrw:
do_csrrs:
do_csrrc:
do_csrrwi:
do_csrrsi:
do_csrrci:
  POSITION;
  cause = Cause::kIllegal;
  value = 0;
  if (!csr_access(*i)) goto trap;
  pc = PC + i->bytes;
  goto block_done;
do_end_of_block:
  pc = PC;
  goto block_done;
}

template void Hart::execute<true>();
template void Hart::execute<false>();

}  // namespace lantern
