// Which instructions and registers a hart has.
#pragma once

#include <cstdint>

namespace lantern::riscv {

/// Letters by their bit in misa; those without one above it.
enum class Extension : uint8_t { A = 0, C = 2, I = 8, M = 12, U = 20, Zicsr = 32, Zifencei = 33 };

enum class Xlen : uint8_t { either, rv32, rv64 };

struct Isa {
  bool rv64;
  uint64_t extensions;  ///< a bit each

  constexpr bool has(Extension e) const { return extensions >> static_cast<unsigned>(e) & 1; }
  constexpr bool has(Xlen x) const { return x == Xlen::either || (x == Xlen::rv64) == rv64; }
  unsigned xlen() const { return rv64 ? 64 : 32; }
  /// What is kept in a register of this width.
  uint64_t narrowed(uint64_t value) const { return rv64 ? value : value & 0xffffffff; }
  uint64_t misa() const { return (extensions & 0x3ffffff) | (rv64 ? 2ull << 62 : 1ull << 30); }
};

constexpr Isa imac_with_user_mode(bool rv64) {
  const auto bit = [](Extension e) { return 1ull << static_cast<unsigned>(e); };
  return {rv64, bit(Extension::I) | bit(Extension::M) | bit(Extension::A) | bit(Extension::C) |
                    bit(Extension::U) | bit(Extension::Zicsr) | bit(Extension::Zifencei)};
}

}  // namespace lantern::riscv
