// Decoding of whole blocks, and dropping of those whose bytes have changed.
#include "models/riscv/block_cache.hpp"

#include <algorithm>
#include <cstring>

namespace lantern::riscv {

/// Behind the last instruction; and what a debugger wants to be asked before is a `stop`.
void BlockCache::close(Block& block, unsigned offset) const {
  block.count = static_cast<uint32_t>(block.code.size());
  block.bytes = offset;
  if (!stops_.empty()) {
    for (Instruction& i : block.code)
      if (stops_at(block.address + i.offset)) i.op = Op::stop;
  }
  Instruction end{};
  end.op = end.stands_for = Op::end_of_block;
  end.offset = static_cast<uint16_t>(offset);
  block.code.push_back(end);
}

Block* BlockCache::add(uint64_t address, const uint8_t* bytes, uint64_t available) {
  if (blocks_.size() >= kMostBlocks) clear();
  auto block = std::make_unique<Block>();
  block->address = address;
  unsigned offset = 0;
  bool ended = false;
  while (!ended && block->code.size() < kMost && offset + 2 <= available) {
    uint32_t word = 0;
    std::memcpy(&word, bytes + offset, offset + 4 <= available ? 4 : 2);
    if ((word & 3) == 3 && offset + 4 > available) break;
    Instruction instruction = decode(word, isa_);
    instruction.offset = static_cast<uint16_t>(offset);
    offset += instruction.bytes;
    ended = ends_block(instruction.op);
    block->code.push_back(instruction);
  }
  if (block->code.empty()) return nullptr;
  close(*block, offset);
  block->epoch = epoch_;
  block->source = bytes;
  block->seen.assign(bytes, bytes + offset);
  Block* const added = block.get();
  blocks_.push_back(std::move(block));
  by_address_[address] = added;
  slots_[slot_of(address)] = added;
  const auto at = reinterpret_cast<uintptr_t>(bytes);
  for (uintptr_t number = at / kPage; number <= (at + offset - 1) / kPage; number++) {
    Page& page = pages_[number];
    if (page.blocks.empty()) {
      page.host = number == at / kPage ? bytes : bytes + offset - 1;
      observer_.watch_page(page.host);
    }
    page.lines |= lines_of(number, at, offset);
    page.blocks.push_back(added);
  }
  return added;
}

Block* BlockCache::find_more(uint64_t address) {
  const auto found = by_address_.find(address);
  if (found == by_address_.end()) return nullptr;
  Block& block = *found->second;
  if (block.epoch != epoch_ && std::memcmp(block.source, block.seen.data(), block.bytes) != 0) {
    written(block.source, block.bytes);
    return nullptr;
  }
  block.epoch = epoch_;
  return slots_[slot_of(address)] = &block;
}

Block* BlockCache::single(uint64_t address, uint32_t bits) {
  single_.address = address;
  single_.code.assign(1, decode(bits, isa_));
  close(single_, single_.code[0].bytes);
  return &single_;
}

Block* BlockCache::first_of(const Block& block) {
  if (block.count == 1) return const_cast<Block*>(&block);
  single_.address = block.address;
  single_.code.assign(1, block.code[0]);
  close(single_, single_.code[0].bytes);
  return &single_;
}

/// The lines of `page` that these bytes touch.
uint64_t BlockCache::lines_of(uintptr_t page, uintptr_t at, uint64_t bytes) {
  const uint64_t first = page == at / kPage ? at % kPage / kLine : 0;
  const uintptr_t end = at + bytes - 1;
  const uint64_t last = page == end / kPage ? end % kPage / kLine : 63;
  return (~0ull << first) & (~0ull >> (63 - last));
}

bool BlockCache::written(const uint8_t* at, uint64_t bytes) {
  const auto address = reinterpret_cast<uintptr_t>(at);
  const uintptr_t first = address / kPage;
  const uintptr_t last = (address + bytes - 1) / kPage;
  bool any = false;
  const auto look_at = [&](auto page) {
    if (!(page->second.lines & lines_of(page->first, address, bytes))) return std::next(page);
    any |= drop(page->second, at, bytes);
    if (!page->second.blocks.empty()) return std::next(page);
    observer_.unwatch_page(page->second.host);
    return pages_.erase(page);
  };
  if (last - first < pages_.size()) {
    for (uintptr_t number = first; number <= last; number++)
      if (const auto page = pages_.find(number); page != pages_.end()) look_at(page);
  } else {
    for (auto page = pages_.begin(); page != pages_.end();)
      page = page->first >= first && page->first <= last ? look_at(page) : std::next(page);
  }
  return any;
}

bool BlockCache::drop(Page& page, const uint8_t* at, uint64_t bytes) {
  const auto kept = std::partition(page.blocks.begin(), page.blocks.end(), [=](const Block* b) {
    return b->address == Block::kDropped || at + bytes <= b->source || b->source + b->bytes <= at;
  });
  const bool any = kept != page.blocks.end();
  for (auto block = kept; block != page.blocks.end(); ++block) drop(**block);
  const auto dropped = [](const Block* b) { return b->address == Block::kDropped; };
  page.blocks.erase(std::remove_if(page.blocks.begin(), page.blocks.end(), dropped),
                    page.blocks.end());
  return any;
}

void BlockCache::drop(Block& block) {
  by_address_.erase(block.address);
  Block*& slot = slots_[slot_of(block.address)];
  if (slot == &block) slot = nullptr;
  block.address = Block::kDropped;
}

void BlockCache::clear() {
  clears_++;
  std::fill(slots_.begin(), slots_.end(), nullptr);
  std::fill(std::begin(single_.next), std::end(single_.next), nullptr);
  by_address_.clear();
  forget_code();
  blocks_.clear();
}

void BlockCache::forget_code() {
  for (const auto& page : pages_) observer_.unwatch_page(page.second.host);
  pages_.clear();
}

/// In its place: a hart may be in the middle of that block, waiting for a bus.
void BlockCache::set_stop(uint64_t address, bool stops) {
  if (stops)
    stops_.insert(address);
  else
    stops_.erase(address);
  put_stop(single_, address);
  for (const auto& block : blocks_) put_stop(*block, address);
}

void BlockCache::put_stop(Block& block, uint64_t address) const {
  if (block.address == Block::kDropped || address - block.address >= block.bytes) return;
  for (Instruction& i : block.code)
    if (i.stands_for != Op::end_of_block && block.address + i.offset == address)
      i.op = stops_at(address) ? Op::stop : i.stands_for;
}

}  // namespace lantern::riscv
