// The free list of message blocks.
#include "models/core/bytes.hpp"

#include <cassert>

namespace lantern {

Bytes::Block* Bytes::free_ = nullptr;

Bytes::Bytes(uint32_t size) : size_(size) {
  assert(size <= kMost);
  if (!size) return;
  block_ = free_;
  if (block_) {
    free_ = block_->next;
  } else {
    block_ = new Block;
  }
  block_->users = 1;
}

void Bytes::release() {
  if (!block_ || --block_->users) return;
  block_->next = free_;
  free_ = block_;
}

}  // namespace lantern
