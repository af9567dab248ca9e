// What execution leaves its fast path for: new blocks, traps, accesses by b_transport, atomics,
// CSRs.
#include <cinttypes>
#include <cstdio>
#include <type_traits>
#include <utility>

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

/// The next one to execute: cut down to one instruction where a known change of a line may fall
/// into it.
Block* Hart::next_block(uint64_t pc) {
  Block* const block = block_at(pc);
  if (!block || local_ps() + most_ps(*block) <= deadline_ps_) return block;
  return blocks_.first_of(*block);
}

uint64_t Hart::most_ps(const Block& block) const {
  return block.count * (period_ps_ + memory_.most_latency_ps());
}

Block* Hart::fetch_single(uint64_t pc) {
  uint32_t word = 0;
  position_ = 0;
  pc_ = pc;
  for (unsigned half = 0; half == 0 || (half == 1 && (word & 3) == 3); half++) {
    uint16_t bits = 0;
    if (!slow_load(pc + 2 * half, &bits, 2)) {
      const bool poison = fault_.cause == Cause::kHardwareError;
      trap_at(pc, poison ? fault_.cause : Cause::kFetchFault, pc + 2 * half);
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
  take_trap(pc, static_cast<uint64_t>(cause), value, false);
  if (csrs_.mtvec_written) return;
  char text[96];
  std::snprintf(text, sizeof text, "%s (mcause %u, mtval 0x%" PRIx64 ")", riscv::cause_name(cause),
                static_cast<unsigned>(cause), value);
  stop_unhandled(pc, text);
}

void Hart::stop_unhandled(uint64_t pc, const char* trap) {
  char text[160];
  std::snprintf(text, sizeof text, "%s at pc 0x%" PRIx64 ", and mtvec was never written", trap, pc);
  pc_ = pc;
  stopped_ = true;
  run_end().on_unhandled_trap(name(), text);
}

template <class Access>
bool Hart::leave(Access access) {
  sc_time local = local_time();
  const sc_time before = sc_core::sc_time_stamp();
  const bool ok = access(local);
  const sc_time kernel = sc_core::sc_time_stamp();
  // If it waited, the quantum begins anew. Close to a known change instructions go one by one; what
  // is close follows from the slowest memory, which this access may be the first to reach.
  leaves_block_ |= kernel != before || local.value() >= check_ps_ ||
                   memory_.most_latency_ps() != latency_ps_ || reset_seen_ ||
                   reset.due_by(kernel + local);
  if (leaves_block_) end_slice();
  set_local_time(local, position_);
  return ok;
}

/// Misaligned, only where nobody but memory sees the access.
bool Hart::may_stand_at(uint64_t address, unsigned bytes, tlm::tlm_command command) {
  if (!(address & (bytes - 1))) return true;
  return misaligned_ && memory_.grants(*initiator.operator->(), command, address, bytes);
}

bool Hart::slow_load(uint64_t address, void* data, unsigned bytes) {
  if (!may_stand_at(address, bytes, tlm::TLM_READ_COMMAND)) {
    fault_ = {Cause::kLoadMisaligned, address};
    return false;
  }
  const bool ok = leave([&](sc_time& local) {
    return memory_.load(*initiator.operator->(), address, data, bytes, local);
  });
  if (!ok) fault_ = {memory_.poisoned() ? Cause::kHardwareError : Cause::kLoadFault, address};
  return ok;
}

bool Hart::slow_store(uint64_t address, const void* data, unsigned bytes) {
  if (!may_stand_at(address, bytes, tlm::TLM_WRITE_COMMAND)) {
    fault_ = {Cause::kStoreMisaligned, address};
    return false;
  }
  const bool ok = leave([&](sc_time& local) {
    return memory_.store(*initiator.operator->(), address, data, bytes, local);
  });
  if (!ok) fault_ = {Cause::kStoreFault, address};
  return ok;
}

namespace {

AtomicOp atomic_op(const Instruction& i) {
  if (i.op == Op::lr_w || i.op == Op::lr_d) return AtomicOp::kLoadReserved;
  if (i.op == Op::sc_w || i.op == Op::sc_d) return AtomicOp::kStoreConditional;
  switch (i.imm) {  // funct5
    case 0x00:
      return AtomicOp::kAdd;
    case 0x01:
      return AtomicOp::kSwap;
    case 0x04:
      return AtomicOp::kXor;
    case 0x08:
      return AtomicOp::kOr;
    case 0x0c:
      return AtomicOp::kAnd;
    case 0x10:
      return AtomicOp::kMin;
    case 0x14:
      return AtomicOp::kMax;
    case 0x18:
      return AtomicOp::kMinu;
    default:
      return AtomicOp::kMaxu;
  }
}

}  // namespace

template <class T>
bool Hart::atomic(const Instruction& i, uint64_t& result) {
  const uint64_t address = rv64_ ? x_[i.rs1] : x_[i.rs1] & 0xffffffff;
  AtomicExtension request;
  request.op = atomic_op(i);
  const bool loads = !stores(request);
  if (address & (sizeof(T) - 1)) {
    fault_ = {loads ? Cause::kLoadMisaligned : Cause::kStoreMisaligned, address};
    return false;
  }
  if (request.op == AtomicOp::kStoreConditional) {
    request.reserved = std::exchange(reserved_address_, ~0ull) == address;
    request.expected = reserved_value_;
  }
  T value = static_cast<T>(x_[i.rs2]);
  const bool ok = leave([&](sc_time& local) {
    return memory_.atomic(*initiator.operator->(), request, address, &value, sizeof value, local);
  });
  if (!ok) {
    fault_ = {memory_.poisoned() ? Cause::kHardwareError
              : loads            ? Cause::kLoadFault
                                 : Cause::kStoreFault,
              address};
    return false;
  }
  if (loads) {
    reserved_address_ = address;
    reserved_value_ = value;
  }
  result = static_cast<uint64_t>(static_cast<std::make_signed_t<T>>(value));
  if (request.op == AtomicOp::kStoreConditional) result = request.reserved ? 0 : 1;
  return true;
}

bool Hart::csr_access(const Instruction& i) {
  const auto number = static_cast<unsigned>(i.imm >> 20);
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
    end_slice();  // an interrupt may be enabled now
  }
  x_[i.rd] = rv64_ ? old : static_cast<uint32_t>(old);
  return true;
}

template bool Hart::atomic<uint32_t>(const Instruction&, uint64_t&);
template bool Hart::atomic<uint64_t>(const Instruction&, uint64_t&);

}  // namespace lantern
