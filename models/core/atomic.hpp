// Atomics: one transaction that reads, computes and writes at the memory that holds the word.
#pragma once

#include <cstdint>
#include <tlm>

#include "models/core/store_monitor.hpp"

namespace lantern {

/// The operations of RISC-V's A extension (Zaamo, Zalrsc).
enum class AtomicOp : uint8_t {
  kAdd,
  kSwap,
  kXor,
  kOr,
  kAnd,
  kMin,
  kMax,
  kMinu,
  kMaxu,
  kLoadReserved,
  kStoreConditional,
};

/// TLM_IGNORE_COMMAND with this extension is an atomic on a naturally aligned word of 4 or 8 bytes:
/// the data array holds the operand and receives what the word was before. IEEE 1666 lets a target
/// that does not know the extension answer OK and do nothing: `done` tells the two apart.
struct AtomicExtension : tlm::tlm_extension<AtomicExtension> {
  AtomicOp op = AtomicOp::kAdd;
  bool done = false;      ///< set by the memory that carried it out
  bool reserved = false;  ///< kStoreConditional: it has stored
  /// Whose reservation kLoadReserved sets and kStoreConditional needs; nobody's: it fails.
  StoreMonitor::Observer* hart = nullptr;
  tlm::tlm_extension_base* clone() const override { return new AtomicExtension(*this); }
  void copy_from(const tlm::tlm_extension_base& other) override {
    const auto& from = static_cast<const AtomicExtension&>(other);
    op = from.op;
    done = from.done;
    reserved = from.reserved;
    hart = from.hart;
  }
};

/// nullptr: the transaction is no atomic.
inline AtomicExtension* atomic_of(const tlm::tlm_generic_payload& trans) {
  return trans.get_command() == tlm::TLM_IGNORE_COMMAND ? trans.get_extension<AtomicExtension>()
                                                        : nullptr;
}
/// Does it store at the word? A load with a reservation does not.
inline bool stores(const AtomicExtension& atomic) { return atomic.op != AtomicOp::kLoadReserved; }
/// A read-modify-write that needs no reservation, so that a link can carry it.
inline bool is_amo(AtomicOp op) { return op < AtomicOp::kLoadReserved; }

/// Carries it out on the word at `memory`, 4 or 8 `bytes`; `data` gives the operand and takes what
/// the word was.
void carry_out(AtomicExtension& atomic, uint8_t* memory, uint8_t* data, unsigned bytes);

}  // namespace lantern
