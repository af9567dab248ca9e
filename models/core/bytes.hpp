// The bytes of a message: counted references to blocks from a free list, so that a message costs no
// allocation.
#pragma once

#include <cassert>
#include <cstdint>

#include "models/core/pooled.hpp"

namespace lantern {

/// Up to kMost bytes. Copies share the block: bytes are written once, before they are sent. What
/// fits into a flit lies in a block of its size, so that many of them fit into the host's cache.
class Bytes {
 public:
  static constexpr uint32_t kMost = 4096;
  Bytes() = default;
  explicit Bytes(uint32_t size) : size_(size) {
    assert(size <= kMost);
    if (size > kFlit) {
      large_ = Pooled<Block<kMost>>::make();
    } else if (size) {
      small_ = Pooled<Block<kFlit>>::make();
    }
  }
  uint8_t* data() { return small_ ? small_->bytes : large_ ? large_->bytes : nullptr; }
  const uint8_t* data() const { return small_ ? small_->bytes : large_ ? large_->bytes : nullptr; }
  uint32_t size() const { return size_; }

 private:
  static constexpr uint32_t kFlit = 64;
  template <uint32_t kSize>
  struct Block {
    uint8_t bytes[kSize];
    void clear() {}
  };
  Pooled<Block<kFlit>> small_;
  Pooled<Block<kMost>> large_;
  uint32_t size_ = 0;
};

}  // namespace lantern
