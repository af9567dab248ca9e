// The table of instructions beside GNU objdump, which knows nothing of it.
#include "models/riscv/disassemble.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fmt/format.h>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/core/random_stream.hpp"
#include "models/riscv/encoding.hpp"

using namespace lantern;
using namespace lantern::riscv;

namespace {

/// Each instruction in a word of its own; a compressed one is followed by c.nop.
std::vector<uint32_t> samples(const Isa& isa, RandomStream& random) {
  std::vector<uint32_t> words;
  for (const Encoding& row : kEncodings) {
    if (row.op == Op::illegal || !isa.has(row.xlen)) continue;
    for (unsigned i = 0; i < 200; i++) {
      uint32_t bits = (static_cast<uint32_t>(random.below(1ull << 32)) & ~row.mask) | row.match;
      if (is_compressed(row.match)) bits = (bits & 0xffff) | 0x00010000;
      words.push_back(bits);
    }
    words.push_back(row.match);
  }
  for (unsigned i = 0; i < 20000; i++)
    words.push_back(static_cast<uint32_t>(random.below(1ull << 32)) | 3);
  for (uint32_t bits = 0; bits < 1u << 16; bits++)
    if (is_compressed(bits)) words.push_back(bits | 0x00010000);
  return words;
}

/// By address, what objdump says: mnemonic and operands, parted by a tab.
std::map<uint64_t, std::string> objdump(const std::vector<uint32_t>& words, const Isa& isa) {
  char path[] = "/tmp/lantern_words_XXXXXX";
  const int fd = mkstemp(path);
  REQUIRE(fd >= 0);
  REQUIRE(write(fd, words.data(), words.size() * 4) == static_cast<ssize_t>(words.size() * 4));
  close(fd);
  const std::string command = std::string("riscv64-unknown-elf-objdump -D -b binary -m riscv:rv") +
                              (isa.rv64 ? "64" : "32") + " -M no-aliases --no-show-raw-insn " +
                              path;
  std::map<uint64_t, std::string> said;
  FILE* const output = popen(command.c_str(), "r");
  REQUIRE(output);
  char line[512];
  while (std::fgets(line, sizeof line, output)) {
    unsigned long long at = 0;
    char mnemonic[64] = "", operands[128] = "";
    const int found = std::sscanf(line, " %llx: %63s %127s", &at, mnemonic, operands);
    if (found >= 2)
      said[at] = std::string(mnemonic) + (found == 3 ? std::string("\t") + operands : "");
  }
  REQUIRE(pclose(output) == 0);
  unlink(path);
  return said;
}

/// By their first word: what is an instruction here.
std::set<std::string> mnemonics(const Isa& isa) {
  std::set<std::string> all;
  for (const Encoding& row : kEncodings)
    if (row.op != Op::illegal && isa.has(row.xlen)) all.insert(row.mnemonic);
  return all;
}

/// What the ISA reserves and objdump knows all the same: shifts by more than a register's width,
/// and a stack that does not move.
bool is_reserved(const std::string& theirs, const Isa& isa) {
  static const std::set<std::string> kShifts = {"slli",   "srli",   "srai",
                                                "c.slli", "c.srli", "c.srai"};
  if (theirs == "c.addi16sp\tsp,0") return true;
  if (isa.rv64 || !kShifts.count(theirs.substr(0, theirs.find('\t')))) return false;
  return std::stoul(theirs.substr(theirs.rfind(',') + 1), nullptr, 16) > 31;
}

/// A name of our own for what objdump writes otherwise: hints, and CSRs that are not here.
bool is_written_otherwise(const std::string& ours, const std::string& theirs) {
  static const std::set<std::string> kHints = {"pause", "fence.tso", "c.slli64", "c.srli64",
                                               "c.srai64"};
  return kHints.count(theirs.substr(0, theirs.find('\t'))) ||
         (ours.rfind("csr", 0) == 0 && ours.find(",0x") != std::string::npos);
}

}  // namespace

TEST_CASE("each instruction is written as objdump writes it, and is one where that says so") {
  RandomStream random("words");
  for (const bool rv64 : {true, false}) {
    const Isa isa = imac_with_user_mode(rv64);
    const Csrs csrs(isa, 0);
    const std::set<std::string> known = mnemonics(isa);
    const std::vector<uint32_t> words = samples(isa, random);
    const std::map<uint64_t, std::string> said = objdump(words, isa);
    std::set<Op> compared;
    for (size_t i = 0; i < words.size(); i++) {
      const auto line = said.find(i * 4);
      if (line == said.end()) continue;
      const std::string& theirs = line->second;
      const std::string ours = disassemble(words[i], i * 4, isa, csrs);
      const Op op = encoding_of(words[i], isa).op;
      INFO("rv" << isa.xlen() << " word " << fmt::format("{:#x}", words[i]) << ": " << ours);
      if (theirs[0] == '.') {
        // What a fence has in its other fields is ignored.
        CHECK((op == Op::illegal || op == Op::fence || op == Op::fence_i));
      } else if (op == Op::illegal) {
        CHECK((!known.count(theirs.substr(0, theirs.find('\t'))) || is_reserved(theirs, isa)));
      } else if (!is_written_otherwise(ours, theirs)) {
        CHECK(ours == theirs);
        compared.insert(op);
      }
    }
    for (const Encoding& row : kEncodings)
      if (row.op != Op::illegal && isa.has(row.xlen))
        CHECK_MESSAGE(compared.count(row.op), row.mnemonic << " is not compared");
  }
}
