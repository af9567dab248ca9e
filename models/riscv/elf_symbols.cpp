// A walk over the symbol tables.
#include "models/riscv/elf_symbols.hpp"

#include <cstring>

namespace lantern::riscv {

std::optional<GElf_Sym> find_symbol(Elf* elf, const char* name) {
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf, section));) {
    GElf_Shdr header;
    if (!gelf_getshdr(section, &header) || header.sh_type != SHT_SYMTAB || !header.sh_entsize)
      continue;
    Elf_Data* data = elf_getdata(section, nullptr);
    for (int i = 0; data && i < static_cast<int>(header.sh_size / header.sh_entsize); i++) {
      GElf_Sym symbol;
      if (!gelf_getsym(data, i, &symbol) || symbol.st_shndx == SHN_UNDEF) continue;
      const char* found = elf_strptr(elf, header.sh_link, symbol.st_name);
      if (found && !std::strcmp(found, name)) return symbol;
    }
  }
  return std::nullopt;
}

}  // namespace lantern::riscv
