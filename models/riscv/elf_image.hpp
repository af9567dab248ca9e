// Firmware as a file, ELF or raw: what to load where, where to start, what is at an address.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/riscv/code_labels.hpp"

namespace lantern::riscv {

struct ElfImage {
  /// What must find memory: a section, or all of a segment that has none.
  struct Part {
    std::string name;
    uint64_t offset, size;  ///< in its segment
  };
  struct Segment {
    uint64_t address;  ///< physical
    std::vector<uint8_t> bytes;
    std::vector<Part> parts;  ///< the rest is padding and the file's own headers
  };
  /// An object of the program that has its bytes in a segment.
  struct Object {
    size_t segment;
    uint64_t offset, size;
  };
  bool rv64 = false;
  uint64_t entry = 0;
  uint64_t moved_by = 0;  ///< where it is loaded, less where it was linked
  std::vector<Segment> segments;
  std::optional<Object> arguments;  ///< where `give_arguments` puts them
  /// Symbols by which a test talks to who runs it.
  std::optional<uint64_t> tohost, fromhost, begin_signature, end_signature;

  CodeLabels labels;
  std::string function_at(uint64_t address) const { return labels.at(address); }
};

/// A path as it is; the bare name of an ELF that lies beside this program. Throws UserError if
/// there is neither.
std::string find_elf(const std::string& name);

/// The file of what `read_firmware` takes: of `raw:FILE@ADDRESS` it is FILE. Throws UserError.
std::string firmware_file(const std::string& name);

/// `name` is what `find_elf` takes, or `raw:FILE@ADDRESS`. An ELF is known by its first bytes; it
/// is loaded where it was linked, but a position-independent one that was linked at 0 goes to
/// `load_base`; its relocations are left to its own start-up code. What is no ELF and ends in
/// `.bin` goes to `load_base` as it is, and starts with its first byte; with `raw:` anything does,
/// at ADDRESS where one is given. Throws UserError: not there, neither of them, another machine's,
/// truncated, not an executable.
ElfImage read_firmware(const std::string& name, bool rv64, uint64_t load_base);

}  // namespace lantern::riscv
