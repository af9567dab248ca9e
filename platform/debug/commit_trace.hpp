// What every hart has carried out, an instruction a line, as Spike's commit log has it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/core/output_file.hpp"
#include "models/riscv/debug_target.hpp"
#include "models/riscv/decode.hpp"
#include "models/riscv/hart.hpp"

namespace lantern {

/// `core   0: 3 0x0000000080000000 (0x00000297) x5  0x0000000080000000`: the hart's place in the
/// pod's tree, privilege, pc, the instruction, the register it wrote, ` c768_mstatus VALUE` for a
/// CSR, ` mem ADDRESS` for a load, ` mem ADDRESS VALUE` for a store. An instruction that traps is
/// not carried out. It steps the harts, so that the run is the one that it would have been.
class CommitTrace : public riscv::DebugListener {
 public:
  /// `file` is open. From now on.
  explicit CommitTrace(OutputFile& file);
  ~CommitTrace() override;
  CommitTrace(const CommitTrace&) = delete;
  CommitTrace& operator=(const CommitTrace&) = delete;

  Resume stopped(riscv::DebugTarget& target, const riscv::StopEvent& event) override;

 private:
  /// A hart, and the instruction that it is to carry out next.
  struct Core {
    Hart* hart;
    unsigned number;
    bool has_next = false;
    uint64_t retired = 0;  ///< before it
    uint64_t pc = 0;
    uint32_t bits = 0;
    riscv::Privilege privilege{};
    riscv::Instruction instruction{};
    uint64_t base = 0, operand = 0;  ///< rs1 and rs2
  };
  static bool look_ahead(Core& core);
  void write_what_was_done(Core& core);

  OutputFile& file_;
  std::vector<Core> cores_;
};

}  // namespace lantern
