// Bytes that cost nothing until they are touched.
#pragma once

#include <cstdint>
#include <tlm>

#include "models/core/store_monitor.hpp"

namespace lantern {

/// A private mapping of `size` bytes, zero at first, with huge pages where the kernel grants them.
/// Who depends on what it holds is told of what is stored through it.
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
  /// Moves the bytes of a well-formed transaction, or carries its atomic out.
  void serve(tlm::tlm_generic_payload& trans);
  /// A debug access, which knows neither byte enables nor streaming; returns the bytes served.
  unsigned debug_access(tlm::tlm_generic_payload& trans);
  /// Zeroes a range and gives its pages back.
  void clear(uint64_t address, uint64_t length);
  void flip(uint64_t address, uint8_t bits);

 private:
  void zero(uint64_t address, uint64_t length);

  uint8_t* bytes_;
  uint64_t size_;
  StoreMonitor& stores_ = StoreMonitor::current();
};

}  // namespace lantern
