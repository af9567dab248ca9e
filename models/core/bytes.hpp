// The bytes of a message: counted references to blocks from a free list, so that a message costs no
// allocation.
#pragma once

#include <cstdint>
#include <utility>

namespace lantern {

/// Up to kMost bytes. Copies share the block: bytes are written once, before they are sent.
class Bytes {
 public:
  static constexpr uint32_t kMost = 4096;
  Bytes() = default;
  explicit Bytes(uint32_t size);
  Bytes(const Bytes& other) noexcept : block_(other.block_), size_(other.size_) {
    if (block_) block_->users++;
  }
  Bytes(Bytes&& other) noexcept
      : block_(std::exchange(other.block_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Bytes& operator=(Bytes other) noexcept {
    std::swap(block_, other.block_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~Bytes() { release(); }
  uint8_t* data() { return block_ ? block_->bytes : nullptr; }
  const uint8_t* data() const { return block_ ? block_->bytes : nullptr; }
  uint32_t size() const { return size_; }

 private:
  struct Block {
    uint32_t users;
    Block* next;
    uint8_t bytes[kMost];
  };
  void release();
  static Block* free_;
  Block* block_ = nullptr;
  uint32_t size_ = 0;
};

}  // namespace lantern
