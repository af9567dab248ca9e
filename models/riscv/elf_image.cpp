// Reading an ELF with libelf.
#include "models/riscv/elf_image.hpp"

#include <fcntl.h>
#include <gelf.h>
#include <unistd.h>

#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "models/core/user_error.hpp"

namespace lantern::riscv {

namespace {

struct File {
  explicit File(const std::string& path) : fd(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (fd < 0)
      throw UserError({path, 0}, std::string("cannot read firmware: ") + std::strerror(errno));
    elf_version(EV_CURRENT);
    elf = elf_begin(fd, ELF_C_READ, nullptr);
  }
  ~File() {
    elf_end(elf);
    close(fd);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int fd;
  Elf* elf = nullptr;
};

void check_header(const std::string& path, Elf* elf, const GElf_Ehdr& header, bool rv64) {
  const Where where{path, 0};
  if (header.e_machine != EM_RISCV)
    throw UserError(where, "is for another machine (e_machine " + std::to_string(header.e_machine) +
                               "), not RISC-V");
  if ((gelf_getclass(elf) == ELFCLASS64) != rv64)
    throw UserError(
        where, rv64 ? "is an RV32 ELF; this hart is RV64" : "is an RV64 ELF; this hart is RV32");
  if (header.e_type != ET_EXEC)
    throw UserError(where, "is not an executable (link it with a linker script)");
}

void read_segments(const std::string& path, Elf* elf, ElfImage& image) {
  size_t count = 0;
  if (elf_getphdrnum(elf, &count) || !count) throw UserError({path, 0}, "has no program headers");
  size_t file_size = 0;
  const char* file = elf_rawfile(elf, &file_size);
  for (size_t i = 0; i < count; i++) {
    GElf_Phdr segment;
    if (!gelf_getphdr(elf, static_cast<int>(i), &segment))
      throw UserError({path, 0}, "is truncated: no program header");
    if (segment.p_type != PT_LOAD || !segment.p_filesz) continue;
    if (segment.p_offset > file_size || segment.p_filesz > file_size - segment.p_offset)
      throw UserError({path, 0},
                      "is truncated: segment " + std::to_string(i) + " ends beyond the file");
    const auto* bytes = reinterpret_cast<const uint8_t*>(file) + segment.p_offset;
    image.segments.push_back({segment.p_paddr, {bytes, bytes + segment.p_filesz}});
  }
  if (image.segments.empty()) throw UserError({path, 0}, "has nothing to load");
}

void read_functions(Elf* elf, ElfImage& image) {
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf, section));) {
    GElf_Shdr header;
    if (!gelf_getshdr(section, &header) || header.sh_type != SHT_SYMTAB || !header.sh_entsize)
      continue;
    Elf_Data* data = elf_getdata(section, nullptr);
    for (int i = 0; data && i < static_cast<int>(header.sh_size / header.sh_entsize); i++) {
      GElf_Sym symbol;
      if (!gelf_getsym(data, i, &symbol) || GELF_ST_TYPE(symbol.st_info) != STT_FUNC) continue;
      const char* name = elf_strptr(elf, header.sh_link, symbol.st_name);
      if (name) image.functions[symbol.st_value] = {name, symbol.st_size};
    }
  }
}

}  // namespace

std::string ElfImage::function_at(uint64_t address) const {
  auto next = functions.upper_bound(address);
  if (next == functions.begin()) return "";
  const auto& [start, function] = *std::prev(next);
  if (function.size && address >= start + function.size) return "";
  char offset[24];
  std::snprintf(offset, sizeof offset, "+0x%" PRIx64, address - start);
  return function.name + offset;
}

std::string find_elf(const std::string& name) {
  std::error_code none;
  if (name.find('/') != std::string::npos ||
      (std::filesystem::exists(name, none) && !std::filesystem::is_directory(name, none)))
    return name;
  char self[4096] = "";
  if (readlink("/proc/self/exe", self, sizeof self - 1) < 0) return name;
  const std::string program(self);
  std::string beside = program.substr(0, program.rfind('/') + 1) + name + ".elf";
  if (access(beside.c_str(), F_OK) == 0) return beside;
  std::vector<std::string> known;
  const std::string folder = program.substr(0, program.rfind('/'));
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".elf") known.push_back(entry.path().stem().string());
  throw UserError({name, 0}, "cannot read firmware: neither a file nor an image in " + folder +
                                 did_you_mean(name, known));
}

ElfImage read_elf(const std::string& path, bool rv64) {
  std::error_code none;
  if (std::filesystem::is_directory(path, none))
    throw UserError({path, 0}, "cannot read firmware: is a folder");
  const File file(path);
  GElf_Ehdr header;
  if (!file.elf || elf_kind(file.elf) != ELF_K_ELF || !gelf_getehdr(file.elf, &header))
    throw UserError({path, 0}, "is not an ELF file");
  check_header(path, file.elf, header, rv64);
  ElfImage image;
  image.rv64 = rv64;
  image.entry = header.e_entry;
  read_segments(path, file.elf, image);
  read_functions(file.elf, image);
  return image;
}

}  // namespace lantern::riscv
