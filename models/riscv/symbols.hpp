// What an ELF's DWARF and symbols say of an address: function, file and line.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/riscv/code_labels.hpp"

struct Dwarf_CFI_s;
struct Dwarf;
struct Elf;

namespace lantern::riscv {

/// A file that cannot be read, or has none of it, knows nothing; it is never an error.
class Symbols {
 public:
  explicit Symbols(const std::string& path);
  ~Symbols();
  Symbols(const Symbols&) = delete;
  Symbols& operator=(const Symbols&) = delete;

  struct Place {
    std::string function;  ///< "" where nothing is known
    std::string file;      ///< "" without DWARF
    int line = 0;
  };
  /// Innermost first: the function whose code it is comes last, those inlined there before it.
  std::vector<Place> places(uint64_t address) const;
  /// How to unwind: .debug_frame, then .eh_frame; null where there is none.
  const std::vector<Dwarf_CFI_s*>& frame_tables() const { return frame_tables_; }
  const CodeLabels& labels() const { return labels_; }

 private:
  int fd_ = -1;
  Elf* elf_ = nullptr;
  Dwarf* dwarf_ = nullptr;
  Dwarf_CFI_s* eh_frame_ = nullptr;
  std::vector<Dwarf_CFI_s*> frame_tables_;
  CodeLabels labels_;
};

}  // namespace lantern::riscv
