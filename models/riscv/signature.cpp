// A file of words.
#include "models/riscv/signature.hpp"

#include <fmt/format.h>

#include "models/core/output_file.hpp"
#include "models/core/user_error.hpp"

namespace lantern::riscv {

void write_signature(DebugTarget& hart, uint64_t begin, uint64_t end, const std::string& path) {
  OutputFile file("signature", path, OutputFile::Manner::kWhole);
  file.open();
  for (uint64_t at = begin; at < end; at += 4) {
    uint8_t b[4];
    if (hart.read_memory(at, b, 4) < 4)
      throw UserError({}, fmt::format("signature: there is no memory at 0x{:x}", at));
    file.write(fmt::format("{:02x}{:02x}{:02x}{:02x}\n", b[3], b[2], b[1], b[0]));
  }
  file.close();
}

}  // namespace lantern::riscv
