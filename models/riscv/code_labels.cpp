// Reading symbols with libelf.
#include "models/riscv/code_labels.hpp"

#include <fmt/format.h>
#include <gelf.h>

#include <algorithm>
#include <cstring>

namespace lantern::riscv {

namespace {

bool in_code(Elf* elf, const GElf_Sym& symbol) {
  size_t sections = 0;
  GElf_Shdr home;
  return elf_getshdrnum(elf, &sections) == 0 && symbol.st_shndx < sections &&
         gelf_getshdr(elf_getscn(elf, symbol.st_shndx), &home) && home.sh_flags & SHF_EXECINSTR;
}

/// Not those that a compiler makes, and not mapping symbols.
bool names_a_label(const GElf_Sym& symbol, const char* name) {
  return GELF_ST_TYPE(symbol.st_info) == STT_NOTYPE && *name && *name != '$' &&
         std::strncmp(name, ".L", 2) != 0;
}

}  // namespace

CodeLabels::CodeLabels(Elf* elf, uint64_t moved_by) {
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf, section));) {
    GElf_Shdr header;
    if (!gelf_getshdr(section, &header)) continue;
    const uint64_t begin = header.sh_addr + moved_by;
    if (header.sh_flags & SHF_EXECINSTR) code_.push_back({begin, begin + header.sh_size});
    if (header.sh_type == SHT_SYMTAB && header.sh_entsize) read_symbols(elf, section, moved_by);
  }
  drop_labels_in_functions();
}

void CodeLabels::drop_labels_in_functions() {
  uint64_t end = 0;
  for (auto i = labels_.begin(); i != labels_.end();) {
    if (i->second.is_function) end = std::max(end, i->first + i->second.size);
    i = !i->second.is_function && i->first < end ? labels_.erase(i) : std::next(i);
  }
}

void CodeLabels::read_symbols(Elf* elf, Elf_Scn* section, uint64_t moved_by) {
  GElf_Shdr header;
  gelf_getshdr(section, &header);
  Elf_Data* data = elf_getdata(section, nullptr);
  for (int i = 0; data && i < static_cast<int>(header.sh_size / header.sh_entsize); i++) {
    GElf_Sym symbol;
    if (!gelf_getsym(data, i, &symbol) || !in_code(elf, symbol)) continue;
    const char* name = elf_strptr(elf, header.sh_link, symbol.st_name);
    const bool function = GELF_ST_TYPE(symbol.st_info) == STT_FUNC;
    if (!name || !(function || names_a_label(symbol, name))) continue;
    Label& known = labels_[symbol.st_value + moved_by];
    if (function || !known.is_function) known = {name, symbol.st_size, function};
  }
}

bool CodeLabels::is_code(uint64_t address) const {
  for (const Span& span : code_)
    if (address >= span.begin && address < span.end) return true;
  return false;
}

std::optional<uint64_t> CodeLabels::start_of(uint64_t address) const {
  const auto next = labels_.upper_bound(address);
  if (next == labels_.begin() || !is_code(address)) return std::nullopt;
  const auto& [start, label] = *std::prev(next);
  if (label.size && address >= start + label.size) return std::nullopt;
  return start;
}

std::string CodeLabels::at(uint64_t address) const {
  const std::optional<uint64_t> start = start_of(address);
  return start ? fmt::format("{}+0x{:x}", labels_.at(*start).name, address - *start) : "";
}

}  // namespace lantern::riscv
