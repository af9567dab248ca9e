// Bytes that cost nothing until they are touched.
#pragma once

#include <cstdint>
#include <tlm>

namespace lantern {

/// A private mapping of `size` bytes, zero at first, with huge pages where the kernel grants them.
class Storage {
 public:
  explicit Storage(uint64_t size);
  ~Storage();
  Storage(const Storage&) = delete;
  Storage& operator=(const Storage&) = delete;
  uint8_t* data() { return bytes_; }
  uint64_t size() const { return size_; }
  bool holds(uint64_t address, uint64_t length) const {
    return length <= size_ && address <= size_ - length;
  }
  /// A debug access, which knows neither byte enables nor streaming; returns the bytes served.
  unsigned debug_access(tlm::tlm_generic_payload& trans);
  /// Zeroes a range and gives its pages back.
  void clear(uint64_t address, uint64_t length);

 private:
  uint8_t* bytes_;
  uint64_t size_;
};

}  // namespace lantern
