// FNV-1a in 64-bit steps: names and wires are hashed alike on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace lantern {

class Hash {
 public:
  void add(uint64_t word) {
    value_ = (value_ ^ word) * 0x100000001b3ull;
    value_ ^= value_ >> 29;
  }
  void add(const uint8_t* bytes, size_t length) {
    for (; length >= 8; bytes += 8, length -= 8) {
      uint64_t word = 0;
      std::memcpy(&word, bytes, 8);
      add(word);
    }
    for (; length; bytes++, length--) add(*bytes);
  }
  void add(const std::string& text) {
    add(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  }
  uint64_t value() const { return value_; }

 private:
  uint64_t value_ = 0xcbf29ce484222325ull;
};

}  // namespace lantern
