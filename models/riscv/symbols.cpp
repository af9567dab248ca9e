// Reading DWARF with elfutils' libdw.
#include "models/riscv/symbols.hpp"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <fcntl.h>
#include <libelf.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace lantern::riscv {

namespace {

/// As a person in this folder writes it.
std::string shown(Dwarf_Die& unit, const char* file) {
  if (!file) return "";
  Dwarf_Attribute attribute;
  const char* compiled_in = dwarf_formstring(dwarf_attr(&unit, DW_AT_comp_dir, &attribute));
  const std::filesystem::path path =
      (std::filesystem::path(compiled_in ? compiled_in : "") / file).lexically_normal();
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  const std::filesystem::path near = path.lexically_relative(here);
  return error || near.empty() || *near.begin() == ".." ? path.string() : near.string();
}

std::string name_of(Dwarf_Die& die) {
  const char* name = dwarf_diename(&die);
  return name ? name : "";
}

/// Where an inlined function was called.
void take_call_site(Dwarf_Die& unit, Dwarf_Die& inlined, Symbols::Place& caller) {
  Dwarf_Attribute attribute;
  Dwarf_Word number = 0;
  Dwarf_Files* files = nullptr;
  if (dwarf_formudata(dwarf_attr(&inlined, DW_AT_call_line, &attribute), &number) == 0)
    caller.line = static_cast<int>(number);
  if (dwarf_formudata(dwarf_attr(&inlined, DW_AT_call_file, &attribute), &number) == 0 &&
      dwarf_getsrcfiles(&unit, &files, nullptr) == 0)
    caller.file = shown(unit, dwarf_filesrc(files, number, nullptr, nullptr));
}

/// The functions around `address`, innermost first.
std::vector<Symbols::Place> places_in(Dwarf_Die& unit, uint64_t address) {
  std::vector<Symbols::Place> places;
  Symbols::Place place;
  if (Dwarf_Line* line = dwarf_getsrc_die(&unit, address)) {
    dwarf_lineno(line, &place.line);
    place.file = shown(unit, dwarf_linesrc(line, nullptr, nullptr));
  }
  Dwarf_Die* innermost = nullptr;
  Dwarf_Die* around = nullptr;
  // Scopes by text lead to where an inlined function was written; from the innermost DIE on they
  // lead to where it was inlined.
  int count = dwarf_getscopes(&unit, address, &innermost);
  if (count > 0) count = dwarf_getscopes_die(&innermost[0], &around);
  for (int i = 0; i < count; i++) {
    const int tag = dwarf_tag(&around[i]);
    if (tag != DW_TAG_inlined_subroutine && tag != DW_TAG_subprogram) continue;
    place.function = name_of(around[i]);
    places.push_back(place);
    if (tag == DW_TAG_subprogram) break;
    take_call_site(unit, around[i], place);
  }
  std::free(innermost);
  std::free(around);
  if (places.empty() && !place.file.empty()) places.push_back(place);
  return places;
}

}  // namespace

Symbols::Symbols(const std::string& path) : fd_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (fd_ < 0) return;
  elf_version(EV_CURRENT);
  elf_ = elf_begin(fd_, ELF_C_READ, nullptr);
  if (!elf_ || elf_kind(elf_) != ELF_K_ELF) return;
  labels_ = CodeLabels(elf_);
  dwarf_ = dwarf_begin_elf(elf_, DWARF_C_READ, nullptr);
  if (Dwarf_CFI* table = dwarf_ ? dwarf_getcfi(dwarf_) : nullptr) frame_tables_.push_back(table);
  eh_frame_ = dwarf_getcfi_elf(elf_);
  if (eh_frame_) frame_tables_.push_back(eh_frame_);
}

Symbols::~Symbols() {
  if (eh_frame_) dwarf_cfi_end(eh_frame_);
  if (dwarf_) dwarf_end(dwarf_);
  if (elf_) elf_end(elf_);
  if (fd_ >= 0) close(fd_);
}

std::vector<Symbols::Place> Symbols::places(uint64_t address) const {
  std::vector<Place> places;
  Dwarf_CU* unit = nullptr;
  Dwarf_Die die;
  // Not by .debug_aranges: not every compiler writes it.
  while (dwarf_ && places.empty() &&
         dwarf_get_units(dwarf_, unit, &unit, nullptr, nullptr, &die, nullptr) == 0)
    if (dwarf_haspc(&die, address) > 0) places = places_in(die, address);
  if (places.empty()) places.emplace_back();
  if (places.back().function.empty()) places.back().function = labels_.at(address);
  return places;
}

}  // namespace lantern::riscv
