// Where the host has a guest's pages: in front of all else that a load or store has to ask.
#pragma once

#include <array>
#include <cstdint>

namespace lantern::riscv {

/// One for each kind of access. A page is here while every access of that kind to it needs to ask
/// nobody; its latency is with it, so that memories in turn cost as much as one.
class Tlb {
 public:
  static constexpr unsigned kPageBits = 12;
  static constexpr uint64_t kPage = 1ull << kPageBits;
  struct alignas(32) Entry {  // a shift finds it
    uint64_t page = ~0ull;    ///< its first address; of none an odd one
    uint8_t* host = nullptr;  ///< of its first byte
    uint64_t latency_ps = 0;
    uint8_t* at(uint64_t address) const { return host + (address & (kPage - 1)); }
  };

  /// nullptr: not here, or `bytes`, a power of two, are not aligned.
  const Entry* find(uint64_t address, unsigned bytes) const {
    const Entry& entry = entries_[index(address)];
    return entry.page == (address & ~(kPage - bytes)) ? &entry : nullptr;
  }
  void add(uint64_t page, uint8_t* host, uint64_t latency_ps) {
    entries_[index(page)] = {page, host, latency_ps};
  }
  void remove(uint64_t address) {
    Entry& entry = entries_[index(address)];
    if (entry.page == (address & ~(kPage - 1))) entry = {};
  }
  /// Pages that share a byte with this one of the host's.
  void remove_host(const uint8_t* page) {
    for (Entry& entry : entries_)
      if (entry.host < page + kPage && page < entry.host + kPage) entry = {};
  }
  void clear() { entries_.fill({}); }

 private:
  static constexpr unsigned kBits = 8;
  /// Arrays that lie a power of two apart would otherwise share their entries.
  static unsigned index(uint64_t address) {
    return (address >> kPageBits ^ address >> (kPageBits + kBits)) & ((1u << kBits) - 1);
  }
  std::array<Entry, 1u << kBits> entries_{};
};

}  // namespace lantern::riscv
