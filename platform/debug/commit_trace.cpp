// A step at a time: what was to be done, and what came of it.
#include "platform/debug/commit_trace.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/riscv/encoding.hpp"
#include "platform/harts.hpp"

namespace lantern {

using riscv::InstructionClass;
using riscv::Op;

namespace {

std::string hex(uint64_t value, unsigned bytes) {
  if (bytes < 8) value &= (1ull << 8 * bytes) - 1;
  return fmt::format("0x{:0{}x}", value, 2 * bytes);
}

/// Bytes that a load, a store or an atomic moves.
unsigned width_of(const riscv::Encoding& row) {
  switch (row.op) {
    case Op::lb:
    case Op::lbu:
    case Op::sb:
      return 1;
    case Op::lh:
    case Op::lhu:
    case Op::sh:
      return 2;
    case Op::ld:
    case Op::sd:
      return 8;
    default:  // an atomic's width is that of its funct3
      return row.instruction_class == InstructionClass::atomic && (row.match >> 12 & 7) == 3 ? 8
                                                                                             : 4;
  }
}

bool writes_csr(const riscv::Instruction& i) {
  return i.op == Op::csrrw || i.op == Op::csrrwi || i.rs1 != 0;
}

std::string csr_text(const Hart& hart, unsigned number, unsigned bytes) {
  uint64_t value = 0;
  hart.read_csr(number, value);
  return fmt::format(" c{}_{} {}", number, hart.csrs().find(number)->name, hex(value, bytes));
}

uint64_t memory_at(Hart& hart, uint64_t address, unsigned bytes) {
  uint8_t read[8] = {};
  hart.read_memory(address, read, bytes);
  uint64_t value = 0;
  for (unsigned i = bytes; i-- > 0;) value = value << 8 | read[i];
  return value;
}

}  // namespace

CommitTrace::CommitTrace(OutputFile& file) : file_(file) {
  for (Hart* hart : all_harts()) {
    cores_.push_back({hart, static_cast<unsigned>(cores_.size())});
    hart->attach(this);
    hart->ask_to_stop();
  }
}

CommitTrace::~CommitTrace() {
  for (Core& core : cores_) {
    core.hart->attach(nullptr);
    write_what_was_done(core);
  }
}

CommitTrace::Resume CommitTrace::stopped(riscv::DebugTarget& target,
                                         const riscv::StopEvent& event) {
  const auto core = std::find_if(cores_.begin(), cores_.end(),
                                 [&](const Core& one) { return one.hart == &target; });
  write_what_was_done(*core);
  core->has_next = event.reason != riscv::StopReason::kUnhandled && look_ahead(*core);
  return Resume::kStep;
}

/// False: there is nothing to fetch.
bool CommitTrace::look_ahead(Core& core) {
  Hart& hart = *core.hart;
  core.retired = hart.instructions();
  core.pc = hart.pc();
  core.privilege = hart.privilege();
  uint8_t bytes[4] = {};
  if (hart.read_memory(core.pc, bytes, 2) < 2) return false;
  if ((bytes[0] & 3) == 3) hart.read_memory(core.pc + 2, bytes + 2, 2);
  core.bits = bytes[0] | bytes[1] << 8 | bytes[2] << 16 | static_cast<uint32_t>(bytes[3]) << 24;
  core.instruction = riscv::decode(core.bits, hart.isa());
  core.base = hart.x(core.instruction.rs1);
  core.operand = hart.x(core.instruction.rs2);
  return true;
}

/// Nothing where it has trapped, or has yet to be done.
void CommitTrace::write_what_was_done(Core& core) {
  Hart& hart = *core.hart;
  if (!core.has_next || hart.instructions() == core.retired) return;
  core.has_next = false;
  const riscv::Instruction& i = core.instruction;
  const riscv::Encoding& row = riscv::encoding_of(core.bits, hart.isa());
  const unsigned xlen = hart.isa().xlen() / 8;
  std::string line =
      fmt::format("core{:4}: {} {} ({})", core.number, static_cast<unsigned>(core.privilege),
                  hex(core.pc, xlen), hex(core.bits, i.bytes));
  if (i.rd != riscv::kNoRegister) line += fmt::format(" x{:<2} {}", i.rd, hex(hart.x(i.rd), xlen));
  const uint64_t address = hart.isa().narrowed(core.base + static_cast<uint64_t>(i.imm));
  const unsigned width = width_of(row);
  const bool is_sc = i.op == Op::sc_w || i.op == Op::sc_d;
  switch (row.instruction_class) {
    case InstructionClass::csr:
      if (writes_csr(i)) line += csr_text(hart, static_cast<unsigned>(i.imm >> 20) & 0xfff, xlen);
      break;
    case InstructionClass::system:
      if (i.op == Op::mret) line += csr_text(hart, 0x300, xlen);
      break;
    case InstructionClass::load:
      line += " mem " + hex(address, xlen);
      break;
    case InstructionClass::store:
      line += " mem " + hex(address, xlen) + " " + hex(core.operand, width);
      break;
    case InstructionClass::atomic:
      if (!is_sc) line += " mem " + hex(core.base, xlen);
      if (i.op == Op::lr_w || i.op == Op::lr_d) break;
      if (is_sc && i.rd != riscv::kNoRegister && hart.x(i.rd) != 0) break;
      line += " mem " + hex(core.base, xlen) + " " +
              hex(is_sc ? core.operand : memory_at(hart, core.base, width), width);
      break;
    default:
      break;
  }
  file_.write(line + "\n");
}

}  // namespace lantern
