// What a program is told when it starts: a text in an object of its image.
#pragma once

#include <optional>
#include <string>

#include "models/riscv/elf_image.hpp"

namespace lantern::riscv {

/// The program's object for them, by this name. An image without it, or stripped of its symbols,
/// takes none.
constexpr const char* kArguments = "hal_arguments";
std::optional<ElfImage::Object> find_arguments(Elf* elf);

/// Puts `text`, and a zero behind it, there before the image is loaded; nothing where it is empty.
/// `path`: the image's, for errors. Throws UserError: it takes none, or not so many.
void give_arguments(ElfImage& image, const std::string& path, const std::string& text);

}  // namespace lantern::riscv
