// Decoded basic blocks by address. fence.i, or a DMI window that is taken back, empties it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/riscv/decode.hpp"

namespace lantern::riscv {

/// Instructions from one address up to the first that may leave the row; closed by an end_of_block.
struct Block {
  uint64_t pc;
  uint32_t count;  ///< instructions, the end_of_block not counted
  std::vector<Instruction> code;
};

class BlockCache {
 public:
  static constexpr unsigned kMost = 64;  ///< instructions a block
  Block* find(uint64_t pc) {
    Slot& slot = slots_[(pc >> 1) & (kSlots - 1)];
    return slot.pc == pc ? slot.block : nullptr;
  }
  /// Decodes the block at `pc` from `available` host bytes. Another of the same slot stays valid
  /// until `clear`.
  Block* add(uint64_t pc, const uint8_t* bytes, uint64_t available, bool rv64);
  /// A block of one instruction, not kept beyond the next such call.
  Block* single(uint64_t pc, uint32_t bits, bool rv64);
  /// The same of a block's first instruction.
  Block* first_of(const Block& block);
  void clear();

 private:
  static constexpr unsigned kSlots = 1u << 14;
  static constexpr unsigned kMostBlocks =
      1u << 17;  ///< then all are dropped: code that is overwritten for ever
  struct Slot {
    uint64_t pc = ~0ull;
    Block* block = nullptr;
  };
  std::vector<Slot> slots_{kSlots};
  std::vector<std::unique_ptr<Block>> blocks_;
  Block single_{};
};

}  // namespace lantern::riscv
