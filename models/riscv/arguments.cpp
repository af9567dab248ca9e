// Finding the object with libelf.
#include "models/riscv/arguments.hpp"

#include <algorithm>
#include <cstring>

#include "models/core/user_error.hpp"
#include "models/riscv/elf_symbols.hpp"

namespace lantern::riscv {

namespace {

/// In the segments that `read_firmware` keeps, in their order.
std::optional<ElfImage::Object> placed(Elf* elf, const GElf_Sym& symbol) {
  size_t count = 0, kept = 0;
  elf_getphdrnum(elf, &count);
  for (size_t i = 0; i < count; i++) {
    GElf_Phdr segment;
    if (!gelf_getphdr(elf, static_cast<int>(i), &segment) || segment.p_type != PT_LOAD ||
        !segment.p_filesz)
      continue;
    const uint64_t offset = symbol.st_value - segment.p_vaddr;
    if (offset < segment.p_filesz && symbol.st_size <= segment.p_filesz - offset)
      return ElfImage::Object{kept, offset, symbol.st_size};
    kept++;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ElfImage::Object> find_arguments(Elf* elf) {
  const auto symbol = find_symbol(elf, kArguments);
  if (!symbol || GELF_ST_TYPE(symbol->st_info) != STT_OBJECT || !symbol->st_size)
    return std::nullopt;
  return placed(elf, *symbol);
}

void give_arguments(ElfImage& image, const std::string& path, const std::string& text) {
  if (text.empty()) return;
  if (!image.arguments)
    throw UserError({path, 0}, std::string("takes no arguments: it has no object `") + kArguments +
                                   "` with bytes in the file (a HAL program has one where `main` "
                                   "has parameters; stripped of its symbols it cannot be found)");
  const ElfImage::Object& object = *image.arguments;
  if (text.size() >= object.size)
    throw UserError({path, 0}, "takes arguments of " + std::to_string(object.size - 1) +
                                   " bytes at most, and is given " + std::to_string(text.size()));
  const auto at =
      image.segments[object.segment].bytes.begin() + static_cast<std::ptrdiff_t>(object.offset);
  *std::copy(text.begin(), text.end(), at) = 0;
}

}  // namespace lantern::riscv
