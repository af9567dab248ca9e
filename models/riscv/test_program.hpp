// Programs of a few instructions for tests, written as words, and the ELF that holds them.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace lantern::test_program {

constexpr uint64_t kRam = 0x80000000;

// A few encoders, so that the programs can be read.
inline uint32_t lui(unsigned rd, uint32_t upper) { return upper << 12 | rd << 7 | 0x37; }
inline uint32_t addi(unsigned rd, unsigned rs1, int imm) {
  return static_cast<uint32_t>(imm) << 20 | rs1 << 15 | rd << 7 | 0x13;
}
inline uint32_t load_word(unsigned rd, unsigned rs1, int imm) {
  return static_cast<uint32_t>(imm) << 20 | rs1 << 15 | 2 << 12 | rd << 7 | 0x03;
}
inline uint32_t store_word(unsigned rs2, unsigned rs1, unsigned imm) {
  return (imm >> 5) << 25 | rs2 << 20 | rs1 << 15 | 2 << 12 | (imm & 31) << 7 | 0x23;
}
inline uint32_t csr(unsigned funct3, unsigned rd, unsigned number, unsigned rs1) {
  return number << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | 0x73;
}
inline uint32_t csrw(unsigned number, unsigned rs1) { return csr(1, 0, number, rs1); }
inline uint32_t csrr(unsigned rd, unsigned number) { return csr(2, rd, number, 0); }
constexpr uint32_t kWfi = 0x10500073, kMret = 0x30200073, kLoopHere = 0x6f, kFenceI = 0x100f;

/// Writes an ELF64 executable of one segment: the loader is tested with it, too.
inline std::string write_elf(const std::vector<uint32_t>& words) {
  struct {
    uint8_t ident[16] = {0x7f, 'E', 'L', 'F', 2, 1, 1};
    uint16_t type = 2, machine = 243;
    uint32_t version = 1;
    uint64_t entry = kRam, phoff = 64, shoff = 0;
    uint32_t flags = 0;
    uint16_t ehsize = 64, phentsize = 56, phnum = 1, shentsize = 0, shnum = 0, shstrndx = 0;
    uint32_t p_type = 1, p_flags = 7;
    uint64_t p_offset = 120, p_vaddr = kRam, p_paddr = kRam, p_filesz = 0, p_memsz = 0, p_align = 1;
  } header;
  header.p_filesz = header.p_memsz = words.size() * 4;
  char path[] = "/tmp/lantern_hart_XXXXXX";
  const int fd = mkstemp(path);
  REQUIRE(fd >= 0);
  close(fd);
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(&header), 120);
  file.write(reinterpret_cast<const char*>(words.data()),
             static_cast<std::streamsize>(words.size() * 4));
  return path;
}

}  // namespace lantern::test_program
