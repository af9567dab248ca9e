// The bytes of a message: counted references to blocks from a free list, so that a message costs no
// allocation.
#pragma once

#include <cassert>
#include <cstdint>

#include "models/core/pooled.hpp"

namespace lantern {

/// Up to kMost bytes. Copies share the block: bytes are written once, before they are sent.
class Bytes {
 public:
  static constexpr uint32_t kMost = 4096;
  Bytes() = default;
  explicit Bytes(uint32_t size) : size_(size) {
    assert(size <= kMost);
    if (size) block_ = Pooled<Block>::make();
  }
  uint8_t* data() { return block_ ? block_->bytes : nullptr; }
  const uint8_t* data() const { return block_ ? block_->bytes : nullptr; }
  uint32_t size() const { return size_; }

 private:
  struct Block {
    uint8_t bytes[kMost];
    void clear() {}
  };
  Pooled<Block> block_;
  uint32_t size_ = 0;
};

}  // namespace lantern
