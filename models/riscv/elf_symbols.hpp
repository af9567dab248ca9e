// One symbol of an ELF, by name.
#pragma once

#include <gelf.h>

#include <optional>

namespace lantern::riscv {

std::optional<GElf_Sym> find_symbol(Elf* elf, const char* name);

}  // namespace lantern::riscv
