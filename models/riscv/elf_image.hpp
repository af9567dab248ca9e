// An ELF executable: what to load where, where to start, what is at an address.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lantern::riscv {

struct ElfImage {
  struct Segment {
    uint64_t address;  ///< physical
    std::vector<uint8_t> bytes;
  };
  bool rv64 = false;
  uint64_t entry = 0;
  std::vector<Segment> segments;

  /// "main+0x1c", or "" where no function covers the address.
  std::string function_at(uint64_t address) const;

  struct Function {
    std::string name;
    uint64_t size;
  };
  std::map<uint64_t, Function> functions;
};

/// A path as it is; the bare name of an ELF that lies beside this program. Throws UserError if
/// there is neither.
std::string find_elf(const std::string& name);

/// Throws UserError: not there, not an ELF, another machine's, truncated, not an executable.
ElfImage read_elf(const std::string& path, bool rv64);

}  // namespace lantern::riscv
