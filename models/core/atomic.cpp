// What an atomic does to its word.
#include "models/core/atomic.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <type_traits>

namespace lantern {

namespace {

template <class T>
T combine(AtomicOp op, T old, T operand) {
  using Signed = std::make_signed_t<T>;
  const bool less = static_cast<Signed>(old) < static_cast<Signed>(operand);
  switch (op) {
    case AtomicOp::kAdd:
      return old + operand;
    case AtomicOp::kXor:
      return old ^ operand;
    case AtomicOp::kOr:
      return old | operand;
    case AtomicOp::kAnd:
      return old & operand;
    case AtomicOp::kMin:
      return less ? old : operand;
    case AtomicOp::kMax:
      return less ? operand : old;
    case AtomicOp::kMinu:
      return std::min(old, operand);
    case AtomicOp::kMaxu:
      return std::max(old, operand);
    case AtomicOp::kLoadReserved:
    case AtomicOp::kSwap:
    case AtomicOp::kStoreConditional:
      break;
  }
  return operand;
}

template <class T>
void on_word(AtomicExtension& atomic, uint8_t* memory, uint8_t* data) {
  T old, operand;
  std::memcpy(&old, memory, sizeof old);
  std::memcpy(&operand, data, sizeof operand);
  std::memcpy(data, &old, sizeof old);
  atomic.done = true;
  if (atomic.op == AtomicOp::kLoadReserved) {
    if (atomic.hart) atomic.hart->reserve(memory, sizeof old);
    return;
  }
  if (atomic.op == AtomicOp::kStoreConditional) {
    atomic.reserved = atomic.hart && atomic.hart->take_reservation(memory);
    if (!atomic.reserved) return;
  }
  const T fresh = combine(atomic.op, old, operand);
  std::memcpy(memory, &fresh, sizeof fresh);
  StoreMonitor::current().stored(memory, sizeof fresh);
}

}  // namespace

void carry_out(AtomicExtension& atomic, uint8_t* memory, uint8_t* data, unsigned bytes) {
  assert(bytes == 4 || bytes == 8);
  bytes == 8 ? on_word<uint64_t>(atomic, memory, data) : on_word<uint32_t>(atomic, memory, data);
}

}  // namespace lantern
