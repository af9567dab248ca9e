// Decoding of whole blocks.
#include "models/riscv/block_cache.hpp"

#include <cstring>

namespace lantern::riscv {

namespace {

void close(Block& block, unsigned offset) {
  block.count = static_cast<uint32_t>(block.code.size());
  Instruction end{};
  end.op = Op::end_of_block;
  end.offset = static_cast<uint16_t>(offset);
  block.code.push_back(end);
}

}  // namespace

Block* BlockCache::add(uint64_t pc, const uint8_t* bytes, uint64_t available, bool rv64) {
  if (blocks_.size() >= kMostBlocks) clear();
  auto block = std::make_unique<Block>();
  block->pc = pc;
  unsigned offset = 0;
  while (block->code.size() < kMost && offset + 2 <= available) {
    uint32_t word = 0;
    std::memcpy(&word, bytes + offset, offset + 4 <= available ? 4 : 2);
    if ((word & 3) == 3 && offset + 4 > available) break;
    Instruction instruction = decode(word, rv64);
    instruction.offset = static_cast<uint16_t>(offset);
    offset += instruction.bytes;
    block->code.push_back(instruction);
    if (instruction.ends_block) break;
  }
  if (block->code.empty()) return nullptr;
  close(*block, offset);
  Slot& slot = slots_[(pc >> 1) & (kSlots - 1)];
  slot = {pc, block.get()};
  blocks_.push_back(std::move(block));
  return slot.block;
}

Block* BlockCache::single(uint64_t pc, uint32_t bits, bool rv64) {
  single_.pc = pc;
  single_.code.assign(1, decode(bits, rv64));
  close(single_, single_.code[0].bytes);
  return &single_;
}

Block* BlockCache::first_of(const Block& block) {
  if (block.count == 1) return const_cast<Block*>(&block);
  single_.pc = block.pc;
  single_.code.assign(1, block.code[0]);
  close(single_, single_.code[0].bytes);
  return &single_;
}

void BlockCache::clear() {
  blocks_.clear();
  for (Slot& slot : slots_) slot = {};
}

}  // namespace lantern::riscv
