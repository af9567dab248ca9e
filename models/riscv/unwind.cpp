// Call frame information, found by libdw and computed here: the registers and the memory are a
// simulated machine's.
#include "models/riscv/unwind.hpp"

#include <dwarf.h>
#include <elfutils/libdw.h>

#include <cstdlib>
#include <optional>

namespace lantern::riscv {

namespace {

constexpr unsigned kRa = 1, kSp = 2;

struct Context {
  const Registers& registers;
  const ReadWord& read;
  uint64_t cfa;
};

bool push_constant(const Dwarf_Op& op, const Context& context, std::vector<uint64_t>& stack) {
  const unsigned atom = op.atom;
  if (atom >= DW_OP_breg0 && atom <= DW_OP_breg31) {
    stack.push_back(context.registers.x[atom - DW_OP_breg0] + op.number);
  } else if (atom == DW_OP_bregx && op.number < 32) {
    stack.push_back(context.registers.x[op.number] + op.number2);
  } else if (atom >= DW_OP_lit0 && atom <= DW_OP_lit31) {
    stack.push_back(atom - DW_OP_lit0);
  } else if (atom >= DW_OP_const1u && atom <= DW_OP_consts) {
    stack.push_back(op.number);
  } else if (atom == DW_OP_call_frame_cfa) {
    stack.push_back(context.cfa);
  } else {
    return false;
  }
  return true;
}

bool apply(const Dwarf_Op& op, const Context& context, std::vector<uint64_t>& stack) {
  if (stack.empty()) return false;
  uint64_t& top = stack.back();
  switch (op.atom) {
    case DW_OP_plus_uconst:
      top += op.number;
      return true;
    case DW_OP_deref:
      return context.read(top, top);
    case DW_OP_plus:
    case DW_OP_minus: {
      const uint64_t right = top;
      stack.pop_back();
      if (stack.empty()) return false;
      stack.back() += op.atom == DW_OP_plus ? right : 0 - right;
      return true;
    }
    default:
      return false;
  }
}

/// What a rule gives: of CFA a value; of a register its value, or the place in memory that holds
/// it.
std::optional<uint64_t> evaluate(const Dwarf_Op* ops, size_t count, const Context& context,
                                 bool is_value) {
  std::vector<uint64_t> stack;
  for (size_t i = 0; i < count; i++) {
    const unsigned atom = ops[i].atom;
    if (atom == DW_OP_stack_value) {
      is_value = true;
    } else if (atom >= DW_OP_reg0 && atom <= DW_OP_reg31) {  // in another register
      stack.push_back(context.registers.x[atom - DW_OP_reg0]);
      is_value = true;
    } else if (!push_constant(ops[i], context, stack) && !apply(ops[i], context, stack)) {
      return std::nullopt;
    }
  }
  if (stack.empty()) return std::nullopt;
  uint64_t value = stack.back();
  if (!is_value && !context.read(value, value)) return std::nullopt;
  return value;
}

/// `same`: the frame left the register alone.
std::optional<uint64_t> caller_register(Dwarf_Frame* frame, unsigned number, const Context& context,
                                        std::optional<uint64_t> same) {
  Dwarf_Op memory[3];
  Dwarf_Op* ops = nullptr;
  size_t count = 0;
  if (dwarf_frame_register(frame, static_cast<int>(number), memory, &ops, &count) != 0)
    return std::nullopt;
  if (count) return evaluate(ops, count, context, false);
  return ops ? std::nullopt : same;
}

/// To the caller, or to what a trap interrupted; false where that is not known.
bool step_by(Dwarf_Frame* frame, Registers& registers, const ReadWord& read, bool& interrupted) {
  Dwarf_Op* ops = nullptr;
  size_t count = 0;
  const int return_column = dwarf_frame_info(frame, nullptr, nullptr, &interrupted);
  if (return_column < 0 || dwarf_frame_cfa(frame, &ops, &count) != 0 || !count) return false;
  Context context{registers, read, 0};
  const std::optional<uint64_t> cfa = evaluate(ops, count, context, true);
  if (!cfa) return false;
  context.cfa = *cfa;
  Registers caller = registers;
  for (unsigned i = 1; i < caller.x.size(); i++) {
    const auto found =
        caller_register(frame, i, context, i == kSp ? *cfa : std::optional(registers.x[i]));
    if (found) caller.x[i] = *found;
    if (i == kSp && !found) caller.x[i] = *cfa;
  }
  const auto column = static_cast<unsigned>(return_column);
  const auto back = caller_register(frame, column, context,
                                    column == kRa ? std::optional(registers.x[kRa]) : std::nullopt);
  if (!back) return false;
  caller.pc = *back;
  registers = caller;
  return true;
}

bool step(const Symbols& symbols, const Frame& at, Registers& registers, const ReadWord& read,
          bool& interrupted, bool& known) {
  for (Dwarf_CFI* table : symbols.frame_tables()) {
    Dwarf_Frame* frame = nullptr;
    if (dwarf_cfi_addrframe(table, at.place(), &frame) != 0) continue;
    known = true;
    const bool stepped = step_by(frame, registers, read, interrupted);
    std::free(frame);
    return stepped;
  }
  return false;
}

/// An ra that leads back into it is what its own call left.
bool same_function(const Symbols& symbols, const Frame& a, const Frame& b) {
  const std::optional<uint64_t> start = symbols.labels().start_of(a.place());
  return start && start == symbols.labels().start_of(b.place());
}

}  // namespace

std::vector<Frame> unwind(const Symbols& symbols, Registers registers, const ReadWord& read,
                          unsigned most) {
  std::vector<Frame> frames{{registers, false, false, false}};
  while (frames.size() < most) {
    const Registers before = registers;
    bool trapped = false, known = false, guessed = false;
    if (!step(symbols, frames.back(), registers, read, trapped, known)) {
      if (known || frames.back().is_call) break;
      registers.pc = registers.x[kRa];  // also where a jump led into nowhere
      guessed = true;
    }
    const bool stands = registers.pc == before.pc && registers.x[kSp] == before.x[kSp];
    const Frame next{registers, !trapped, trapped, guessed};
    if (guessed && same_function(symbols, frames.back(), next)) break;
    if (stands || (next.is_call && !symbols.labels().is_code(next.place()))) break;
    frames.push_back(next);
  }
  return frames;
}

}  // namespace lantern::riscv
