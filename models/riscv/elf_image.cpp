// Reading an ELF with libelf; raw binaries.
#include "models/riscv/elf_image.hpp"

#include <fcntl.h>
#include <gelf.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "models/core/quantity.hpp"
#include "models/core/user_error.hpp"
#include "models/riscv/arguments.hpp"
#include "models/riscv/elf_symbols.hpp"

namespace lantern::riscv {

namespace {

struct File {
  explicit File(const std::string& path) {
    refuse_special(path);  // to open a pipe would wait for its other end
    fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) refuse(path, std::strerror(errno));
    elf_version(EV_CURRENT);
    elf = elf_begin(fd, ELF_C_READ, nullptr);
  }
  ~File() {
    elf_end(elf);
    close(fd);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int fd = -1;
  Elf* elf = nullptr;

 private:
  [[noreturn]] static void refuse(const std::string& path, const char* why) {
    throw UserError({path, 0}, std::string("cannot read firmware: ") + why);
  }
  static void refuse_special(const std::string& path) {
    std::error_code none;
    const auto status = std::filesystem::status(path, none);
    if (std::filesystem::is_directory(status)) refuse(path, "is a folder");
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
      refuse(path, "is no regular file");
  }
};

void check_extent(const std::string& path, uint64_t address, uint64_t size) {
  if (address + (size - 1) < address) throw UserError({path, 0}, "ends beyond 2^64");
}

void check_header(const std::string& path, Elf* elf, const GElf_Ehdr& header, bool rv64) {
  const Where where{path, 0};
  if (header.e_machine != EM_RISCV)
    throw UserError(where, "is for another machine (e_machine " + std::to_string(header.e_machine) +
                               "), not RISC-V");
  if ((gelf_getclass(elf) == ELFCLASS64) != rv64)
    throw UserError(
        where, rv64 ? "is an RV32 ELF; this hart is RV64" : "is an RV64 ELF; this hart is RV32");
  if (header.e_type != ET_EXEC && header.e_type != ET_DYN)
    throw UserError(where, "is not an executable (link it with a linker script)");
}

/// How far from where it was linked a position-independent executable is loaded.
uint64_t displacement(const std::string& path, Elf* elf, size_t count, uint64_t load_base) {
  bool dynamic = false;
  uint64_t lowest = ~0ull;
  for (size_t i = 0; i < count; i++) {
    GElf_Phdr segment;
    if (!gelf_getphdr(elf, static_cast<int>(i), &segment)) continue;
    if (segment.p_type == PT_INTERP)
      throw UserError({path, 0}, "needs a dynamic linker (link it with -static-pie or -static)");
    dynamic |= segment.p_type == PT_DYNAMIC;
    if (segment.p_type == PT_LOAD) lowest = std::min<uint64_t>(lowest, segment.p_paddr);
  }
  if (!dynamic)
    throw UserError({path, 0}, "says that it is position-independent but has no dynamic section");
  return lowest == 0 ? load_base : 0;
}

/// The end of the ELF header and the program headers, which stand at the start of the file.
uint64_t headers_end(Elf* elf, size_t count) {
  GElf_Ehdr header;
  gelf_getehdr(elf, &header);
  return std::max<uint64_t>(header.e_ehsize, header.e_phoff + count * header.e_phentsize);
}

/// The sections that have bytes in a segment; where there are none, all behind the file's headers.
std::vector<ElfImage::Part> parts_of(Elf* elf, const GElf_Phdr& segment, uint64_t headers) {
  std::vector<ElfImage::Part> parts;
  size_t names = 0;
  elf_getshdrstrndx(elf, &names);
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf, section));) {
    GElf_Shdr header;
    if (!gelf_getshdr(section, &header) || !(header.sh_flags & SHF_ALLOC)) continue;
    const uint64_t offset = header.sh_offset - segment.p_offset;
    if (header.sh_type == SHT_NOBITS || !header.sh_size || offset >= segment.p_filesz) continue;
    const char* name = elf_strptr(elf, names, header.sh_name);
    parts.push_back({std::string("section `") + (name ? name : "") + "`", offset,
                     std::min<uint64_t>(header.sh_size, segment.p_filesz - offset)});
  }
  const uint64_t before = headers > segment.p_offset ? headers - segment.p_offset : 0;
  if (parts.empty() && before < segment.p_filesz)
    parts.push_back({"a segment", before, segment.p_filesz - before});
  return parts;
}

void read_segments(const std::string& path, Elf* elf, uint64_t load_base, ElfImage& image) {
  size_t count = 0;
  if (elf_getphdrnum(elf, &count) || !count) throw UserError({path, 0}, "has no program headers");
  size_t file_size = 0;
  const char* file = elf_rawfile(elf, &file_size);
  GElf_Ehdr header;
  if (gelf_getehdr(elf, &header) && header.e_type == ET_DYN)
    image.moved_by = displacement(path, elf, count, load_base);
  image.entry += image.moved_by;
  const uint64_t headers = headers_end(elf, count);
  for (size_t i = 0; i < count; i++) {
    GElf_Phdr segment;
    if (!gelf_getphdr(elf, static_cast<int>(i), &segment))
      throw UserError({path, 0}, "is truncated: no program header");
    if (segment.p_type != PT_LOAD || !segment.p_filesz) continue;
    if (segment.p_offset > file_size || segment.p_filesz > file_size - segment.p_offset)
      throw UserError({path, 0},
                      "is truncated: segment " + std::to_string(i) + " ends beyond the file");
    check_extent(path, segment.p_paddr + image.moved_by, segment.p_filesz);
    const auto* bytes = reinterpret_cast<const uint8_t*>(file) + segment.p_offset;
    image.segments.push_back({segment.p_paddr + image.moved_by,
                              {bytes, bytes + segment.p_filesz},
                              parts_of(elf, segment, headers)});
  }
  if (image.segments.empty()) throw UserError({path, 0}, "has nothing to load");
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && !text.compare(text.size() - end.size(), end.size(), end);
}

ElfImage read_elf(const std::string& path, const File& file, bool rv64, uint64_t load_base) {
  GElf_Ehdr header;
  if (!gelf_getehdr(file.elf, &header)) throw UserError({path, 0}, "is not an ELF file");
  check_header(path, file.elf, header, rv64);
  ElfImage image;
  image.rv64 = rv64;
  image.entry = header.e_entry;
  read_segments(path, file.elf, load_base, image);
  image.labels = CodeLabels(file.elf, image.moved_by);
  image.arguments = find_arguments(file.elf);
  const auto address_of = [&](const char* name) -> std::optional<uint64_t> {
    const auto symbol = find_symbol(file.elf, name);
    if (!symbol) return std::nullopt;
    return symbol->st_value + image.moved_by;
  };
  image.tohost = address_of("tohost");
  image.fromhost = address_of("fromhost");
  image.begin_signature = address_of("begin_signature");
  image.end_signature = address_of("end_signature");
  return image;
}

ElfImage read_raw(const std::string& path, const File& file, bool rv64, uint64_t address) {
  size_t size = 0;
  const char* bytes = file.elf ? elf_rawfile(file.elf, &size) : nullptr;
  if (!bytes || !size) throw UserError({path, 0}, "is empty");
  check_extent(path, address, size);
  ElfImage image;
  image.rv64 = rv64;
  image.entry = address;
  image.segments.push_back({address, {bytes, bytes + size}, {{"a raw binary", 0, size}}});
  return image;
}

constexpr const char* kRaw = "raw:";

bool is_raw(const std::string& name) { return name.rfind(kRaw, 0) == 0; }

/// `FILE` or `FILE@ADDRESS`.
ElfImage read_raw_option(const std::string& option, bool rv64, uint64_t load_base) {
  const size_t at = option.rfind('@');
  const std::string path = option.substr(0, at);
  if (path.empty()) throw UserError({kRaw + option, 0}, "lacks the name of a file");
  try {
    if (at != std::string::npos) load_base = parse_whole(option.substr(at + 1), Dimension::kCount);
  } catch (const std::invalid_argument& error) {
    throw UserError({kRaw + option, 0}, std::string("address: ") + error.what());
  }
  return read_raw(path, File(path), rv64, load_base);
}

}  // namespace

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

std::string firmware_file(const std::string& name) {
  if (!is_raw(name)) return find_elf(name);
  const size_t begin = std::strlen(kRaw);
  const size_t at = name.rfind('@');
  return name.substr(begin, at == std::string::npos ? at : at - begin);
}

ElfImage read_firmware(const std::string& name, bool rv64, uint64_t load_base) {
  if (is_raw(name)) return read_raw_option(name.substr(std::strlen(kRaw)), rv64, load_base);
  const std::string path = find_elf(name);
  const File file(path);
  if (file.elf && elf_kind(file.elf) == ELF_K_ELF) return read_elf(path, file, rv64, load_base);
  if (ends_with(path, ".bin")) return read_raw(path, file, rv64, load_base);
  throw UserError(
      {path, 0}, "is not an ELF file (a raw binary ends in .bin, or is given as raw:FILE@ADDRESS)");
}

}  // namespace lantern::riscv
