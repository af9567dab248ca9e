// Decoded basic blocks by physical address.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

#include "models/core/store_monitor.hpp"
#include "models/riscv/decode.hpp"

namespace lantern::riscv {

/// Instructions from one address up to the first that may leave the row; closed by an end_of_block.
struct Block {
  static constexpr uint64_t kDropped = ~0ull;

  uint64_t address;  ///< physical; kDropped: not to be believed any more
  uint32_t count;    ///< instructions, the end_of_block not counted
  uint32_t bytes;
  uint64_t epoch;         ///< in which its bytes were last seen to be those of memory
  Block* next[2];         ///< what it led to last: by falling through, by a jump or taken branch
  const uint8_t* source;  ///< where the host has them
  std::vector<uint8_t> seen;  ///< as they were decoded
  std::vector<Instruction> code;
};

/// What is stored to goes with the next `written`. What somebody may have stored to without saying
/// so, once `suspect` was called: a block that is used again is then compared with memory first, so
/// that fence.i costs nothing by itself.
class BlockCache {
 public:
  static constexpr unsigned kMost = 64;  ///< instructions a block

  /// `stores` is told which pages of the host hold what was decoded.
  BlockCache(const Isa& isa, StoreMonitor::Observer& stores) : isa_(isa), observer_(stores) {}
  ~BlockCache() { forget_code(); }
  BlockCache(const BlockCache&) = delete;
  BlockCache& operator=(const BlockCache&) = delete;

  /// That `block` is the one at `address`, as memory has it.
  bool holds(const Block* block, uint64_t address) const {
    return block && block->address == address && block->epoch == epoch_;
  }
  /// nullptr: none that is known to hold.
  Block* find(uint64_t address) {
    Block* const block = slots_[slot_of(address)];
    return holds(block, address) ? block : find_more(address);
  }
  /// Decodes the block at `address` from `available` host bytes; nullptr: not one whole
  /// instruction.
  Block* add(uint64_t address, const uint8_t* bytes, uint64_t available);
  /// A block of one instruction, not kept beyond the next such call.
  Block* single(uint64_t address, uint32_t bits);
  /// The same of a block's first instruction.
  Block* first_of(const Block& block);
  Block* last_single() { return &single_; }

  /// Drops what was decoded from these bytes of the host; true if anything was. A block that is
  /// being executed stays readable until `clear`.
  bool written(const uint8_t* at, uint64_t bytes);
  void suspect() { epoch_++; }
  void clear();
  uint64_t clears() const { return clears_; }  ///< how often it was: older blocks are no more

  /// The instruction there becomes a `stop`, or what it stands for again.
  void set_stop(uint64_t address, bool stops);
  bool stops_at(uint64_t address) const { return stops_.count(address); }

 private:
  static constexpr unsigned kSlots = 1u << 14;
  /// Then all are dropped: code that is overwritten for ever.
  static constexpr unsigned kMostBlocks = 1u << 17;
  static constexpr uint64_t kPage = StoreMonitor::kPage;
  static constexpr uint64_t kLine = kPage / 64;
  struct Page {
    const uint8_t* host = nullptr;  ///< a byte of it
    uint64_t lines = 0;             ///< that hold code, a bit each
    std::vector<Block*> blocks;
  };
  static unsigned slot_of(uint64_t address) { return (address >> 1) & (kSlots - 1); }
  static uint64_t lines_of(uintptr_t page, uintptr_t at, uint64_t bytes);
  Block* find_more(uint64_t address);
  void close(Block& block, unsigned offset) const;
  void put_stop(Block& block, uint64_t address) const;
  bool drop(Page& page, const uint8_t* at, uint64_t bytes);
  void drop(Block& block);
  void forget_code();

  const Isa isa_;
  StoreMonitor::Observer& observer_;
  uint64_t epoch_ = 0;
  uint64_t clears_ = 0;
  std::vector<Block*> slots_ = std::vector<Block*>(kSlots);
  std::unordered_map<uint64_t, Block*> by_address_;
  std::unordered_map<uintptr_t, Page> pages_;  ///< of the host, by address / kPage
  std::vector<std::unique_ptr<Block>> blocks_;
  std::set<uint64_t> stops_;
  Block single_{};
};

}  // namespace lantern::riscv
