// What an ELF calls its code: functions, and assembly's labels.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

struct Elf;
struct Elf_Scn;

namespace lantern::riscv {

/// By the addresses at which it is loaded.
class CodeLabels {
 public:
  CodeLabels() = default;
  /// `moved_by`: how far from where it was linked.
  explicit CodeLabels(Elf* elf, uint64_t moved_by = 0);
  bool is_code(uint64_t address) const;
  /// "main+0x1c", or "" where no function covers the address and no label of assembly precedes it.
  std::string at(uint64_t address) const;
  /// Where that function or label stands.
  std::optional<uint64_t> start_of(uint64_t address) const;

 private:
  struct Span {
    uint64_t begin, end;
  };
  struct Label {
    std::string name;
    uint64_t size = 0;  ///< 0: not told
    bool is_function = false;
  };
  void read_symbols(Elf* elf, Elf_Scn* section, uint64_t moved_by);
  void drop_labels_in_functions();
  std::vector<Span> code_;
  std::map<uint64_t, Label> labels_;
};

}  // namespace lantern::riscv
