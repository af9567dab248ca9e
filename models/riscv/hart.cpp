// The hart's life: load, reset, run in quanta, sleep, take interrupts.
#include "models/riscv/hart.hpp"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

#include "models/riscv/arguments.hpp"
#include "models/riscv/signature.hpp"

namespace lantern {

using riscv::StopReason;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

constexpr uint64_t kNever = ~0ull;

/// What is wrong is told of the place where `parameter` was set.
template <class Do>
void blamed_on(const ParameterBase& parameter, Do what) {
  try {
    what();
  } catch (const UserError& error) {
    parameter.refuse(error.what());
  }
}

}  // namespace

Hart::Hart(sc_core::sc_module_name name)
    : sc_module(name),
      isa_(riscv::imac_with_user_mode(xlen_ == 64)),
      csrs_(isa_, id_),
      engine_(isa_, csrs_, period_().value(), misaligned_, *this) {
  if (xlen_ != 32 && xlen_ != 64) xlen_.refuse("must be 32 or 64");
  if (!isa_.rv64 && id_() > UINT32_MAX) id_.refuse("is wider than the hart's registers");
  initiator.register_invalidate_direct_mem_ptr(this, &Hart::invalidate_direct_mem_ptr);
  process_ = sc_core::sc_spawn([this] { run(); }, "run");
}

void Hart::start_of_simulation() {
  engine_.connect(*initiator.operator->());
  if (firmware_().empty()) {
    if (!arguments_().empty()) arguments_.refuse("is for a program, and the hart has none");
    if (const Hart* other = shares_with())
      blamed_on(other->firmware_, [&] { read_image(other->firmware_); });
    return;
  }
  blamed_on(firmware_, [this] { read_image(firmware_); });
  blamed_on(arguments_, [this] { riscv::give_arguments(image_, firmware_, arguments_); });
  blamed_on(firmware_, [this] { load_image(); });
  listen_to_host();
}

/// What the program and who runs it say to each other by its symbols.
void Hart::listen_to_host() {
  if (tohost_) {
    if (!image_.tohost) tohost_.refuse("is for a program with a symbol `tohost`");
    const uint8_t* const host =
        riscv::MemoryAccess::host_of(*initiator.operator->(), *image_.tohost, riscv::Htif::kBytes);
    if (!host) tohost_.refuse("needs `tohost` in memory that grants DMI");
    htif_.emplace(name(), *this, riscv::Htif::Words{*image_.tohost, host, image_.fromhost},
                  [this] { return now(); });
  }
  if (signature_().empty()) return;
  if (!image_.begin_signature || !image_.end_signature)
    signature_.refuse("is for a program with `begin_signature` and `end_signature`");
  writes_signature_.emplace([this] {
    riscv::write_signature(*this, *image_.begin_signature, *image_.end_signature, signature_);
  });
}

const Hart* Hart::shares_with() const {
  const sc_core::sc_object* const node = get_parent_object();
  for (const sc_core::sc_object* object :
       node ? node->get_child_objects() : sc_core::sc_get_top_level_objects()) {
    const auto* const hart = dynamic_cast<const Hart*>(object);
    if (hart && !hart->firmware_().empty()) return hart;
  }
  return nullptr;
}

void Hart::read_image(const std::string& firmware) {
  file_ = firmware;
  image_ = riscv::read_firmware(firmware, rv64(), load_base_);
  state_.pc = image_.entry;
  if (image_.entry & 1)
    throw UserError({firmware, 0}, "starts at an odd address, where no instruction can stand");
}

void Hart::load_image() {
  for (riscv::ElfImage::Segment& segment : image_.segments) {
    if (load_bytes(segment, 0, segment.bytes.size())) continue;
    // Headers and padding may lie outside memory, as default linker scripts have them below
    // `.text`.
    for (const riscv::ElfImage::Part& part : segment.parts) {
      if (load_bytes(segment, part.offset, part.size)) continue;
      const uint64_t first = segment.address + part.offset;
      char range[64];
      std::snprintf(range, sizeof range, "0x%" PRIx64 " to 0x%" PRIx64, first,
                    first + part.size - 1);
      throw UserError({firmware_, 0}, "has " + part.name + " at " + range + " where `" + name() +
                                          "` has no memory");
    }
  }
}

bool Hart::load_bytes(riscv::ElfImage::Segment& segment, uint64_t offset, uint64_t size) {
  if (size > UINT32_MAX) return false;  // more than a payload holds, and than any memory of a hart
  tlm::tlm_generic_payload trans;
  trans.set_command(tlm::TLM_WRITE_COMMAND);
  trans.set_address(segment.address + offset);
  trans.set_data_ptr(segment.bytes.data() + offset);
  trans.set_data_length(static_cast<unsigned>(size));
  trans.set_streaming_width(trans.get_data_length());
  return initiator->transport_dbg(trans) == size;
}

void Hart::restart() {
  last_trap_.reset();
  engine_.invalidate(0, ~0ull);
  engine_.drop_reservation();
  const uint64_t retired = instructions();
  state_ = {};
  state_.instret = retired;
  state_.pc = image_.entry;
  state_.x[10] = id_;
  waiting_ = false;
  reset_at_ = sc_time_stamp();
  engine_.set_local_time(state_, sc_core::SC_ZERO_TIME);
}

void Hart::reset_changed() {
  reset_seen_ |= reset.read();
  wake_.notify();
}

/// A line that changes while an instruction is carried out was changed by it.
LineTarget::Set Hart::line_of(unsigned number) {
  return [this, number](bool level, const sc_time& at) {
    lines_[number].at(sc_time_stamp());  // else nobody forgets what is past while the hart stands
    lines_[number].set(level, at);
    engine_.leave_soon();
    if (waiting_) wake_.notify();
  };
}

void Hart::look_at_lines() {
  const sc_time now = sc_time_stamp();
  const sc_time local = now + local_time();
  reset_known_ = reset.changes_at();
  sc_time next = reset_known_;
  state_.mip = 0;
  for (const unsigned number : riscv::kInterruptNumbers) {
    state_.mip |= static_cast<uint64_t>(lines_[number].at(local)) << number;
    next = std::min(next, lines_[number].next());
  }
  deadline_ps_ = next == sc_core::sc_max_time() ? kNever : (next - now).value();
}

void Hart::run() {
  if (image_.segments.empty()) return;  // no firmware: an idle hart
  restart();
  while (true) {
    if (reset_seen_ || reset.read()) {
      while (reset.read()) wait(wake_);
      reset_seen_ = stopped_ = stalled_ = false;
      restart();
    }
    if (stopped_ || stalled_) {
      wait(wake_);
      continue;
    }
    if (reset.due_by(sc_time_stamp() + local_time())) {
      wait_for_kernel();
      continue;
    }
    look_at_lines();
    if (sleep_while_idle()) continue;
    take_interrupt();
    if (stopped_) continue;
    execute();
    sync_if_needed();
  }
}

/// Until something happens that its engine cannot decide.
void Hart::execute() {
  using riscv::Stop;
  if (has_stepped_ || (listener_ && asked_to_stop_))
    stop_for_debugger({has_stepped_ ? StopReason::kStepped : StopReason::kAsked, 0});
  const uint64_t limit = tlm::tlm_global_quantum::instance().compute_local_quantum().value();
  const uint64_t before = instructions();
  Stop why = Stop::kStepped;
  while (true) {
    executes_ = true;
    why = engine_.run(state_, {limit, deadline_ps_}, steps_);
    executes_ = false;
    if (why == Stop::kBreakpoint)
      stop_for_debugger({StopReason::kBreakpoint, 0});
    else if (why == Stop::kWatch)
      stop_for_debugger({StopReason::kWatch, engine_.watched()});
    else if (why == Stop::kStepped)
      stop_for_debugger({StopReason::kStepped, 0});
    else
      break;
  }
  if (why == Stop::kTrap) take_exception();
  if (why == Stop::kWfi) waiting_ = true;
  has_stepped_ = steps_ && (why == Stop::kTrap || instructions() != before);
}

/// The debugger may have gone meanwhile, or have changed what the hart is.
void Hart::stop_for_debugger(const riscv::StopEvent& event) {
  steps_ = has_stepped_ = asked_to_stop_ = false;
  if (!listener_) return;
  steps_ = listener_->stopped(*this, event) == riscv::DebugListener::Resume::kStep;
}

/// Its own stores its debugger was asked about before them.
void Hart::watched_is_stored(uint64_t address) {
  if (!listener_ || is_in_its_call()) return;
  steps_ = listener_->stopped(*this, {StopReason::kStored, address}) ==
           riscv::DebugListener::Resume::kStep;
}

/// Until a line changes: then it looks again.
bool Hart::sleep_while_idle() {
  if (!waiting_) return false;
  if (state_.mip & state_.mie) {
    waiting_ = false;
    return false;
  }
  const sc_time local = sc_time_stamp() + local_time();
  if (deadline_ps_ == kNever) {
    wait(wake_);
  } else {
    wait(sc_time::from_value(deadline_ps_), wake_);
  }
  // It may be woken before its own local time.
  const sc_time now = sc_time_stamp();
  engine_.set_local_time(state_, local > now ? local - now : sc_core::SC_ZERO_TIME);
  return true;
}

void Hart::take_trap(uint64_t pc, uint64_t cause, uint64_t value, bool interrupt) {
  state_.pc = riscv::enter_trap(state_, isa_, pc, cause, value, interrupt);
  last_trap_ = {state_.mepc, state_.mcause, state_.mtval, interrupt};
}

void Hart::take_exception() {
  const riscv::Trap trap{engine_.trap().cause, isa_.narrowed(engine_.trap().value)};
  const uint64_t pc = state_.pc;
  ++traps_;
  engine_.charge_trap();
  take_trap(pc, static_cast<uint64_t>(trap.cause), trap.value, false);
  if (state_.mtvec_written) return;
  char text[96];
  std::snprintf(text, sizeof text, "%s (mcause %u, mtval 0x%" PRIx64 ")",
                riscv::cause_name(trap.cause), static_cast<unsigned>(trap.cause), trap.value);
  stop_unhandled(pc, text);
}

void Hart::take_interrupt() {
  const int number = riscv::pending_interrupt(state_);
  if (number < 0) return;
  ++interrupts_;
  const uint64_t pc = state_.pc;
  take_trap(pc, static_cast<uint64_t>(number), 0, true);
  if (state_.mtvec_written) return;
  stop_unhandled(pc, ("interrupt " + std::to_string(number)).c_str());
}

void Hart::stop_unhandled(uint64_t pc, const char* trap) {
  char text[160];
  std::snprintf(text, sizeof text, "%s at pc 0x%" PRIx64 ", and mtvec was never written", trap, pc);
  state_.pc = pc;
  stopped_ = true;
  stop_for_debugger({StopReason::kUnhandled, 0});
  run_end().on_unhandled_trap(name(), text);
}

void Hart::sync_if_needed() {
  const sc_time local = local_time();
  if (waiting_ || local < tlm::tlm_global_quantum::instance().compute_local_quantum()) return;
  wait_for_kernel();
}

void Hart::wait_for_kernel() {
  const sc_time local = local_time();
  engine_.set_local_time(state_, sc_core::SC_ZERO_TIME);
  wait(local);
}

riscv::Counters Hart::counters() const {
  const sc_time now = sc_time_stamp() + local_time();
  const uint64_t cycle = (now - reset_at_).value() / period_().value();
  return {cycle, time.size() ? time->ticks(now) : cycle, instructions()};
}

const char* Hart::doing() const {
  if (image_.segments.empty()) return "without firmware";
  if (stopped_) return "stopped by a trap that nobody handles";
  if (reset.read()) return "held in reset";
  if (stalled_) return "stalled by a fault";
  return waiting_ ? "asleep in WFI" : "running";
}

// What a debugger does.

void Hart::set_x(unsigned number, uint64_t value) {
  if (number != 0) state_.x[number] = isa_.narrowed(value);
}

bool Hart::set_pc(uint64_t pc) {
  if (executes_) return false;
  state_.pc = isa_.narrowed(pc & ~1ull);
  return true;
}

bool Hart::read_csr(unsigned number, uint64_t& value) const {
  riscv::State as_machine = state_;
  as_machine.privilege = riscv::Privilege::kMachine;
  return csrs_.read(number, as_machine, *this, value);
}

bool Hart::write_csr(unsigned number, uint64_t value) {
  const riscv::Privilege privilege = state_.privilege;
  state_.privilege = riscv::Privilege::kMachine;
  const bool done = csrs_.write(number, state_, *this, isa_.narrowed(value));
  state_.privilege = privilege;
  return done;
}

uint64_t Hart::debug_access(tlm::tlm_command command, uint64_t address, uint8_t* data,
                            uint64_t bytes) {
  constexpr uint64_t kPiece = 64;  // none lies in two windows' edges alone
  uint64_t done = 0;
  while (done < bytes) {
    const uint64_t at = address + done;
    const auto piece = static_cast<unsigned>(std::min(bytes - done, kPiece - at % kPiece));
    tlm::tlm_generic_payload trans;
    trans.set_command(command);
    trans.set_address(at);
    trans.set_data_ptr(data + done);
    trans.set_data_length(piece);
    trans.set_streaming_width(piece);
    const unsigned served = initiator->transport_dbg(trans);
    done += served;
    if (served < piece) break;
  }
  return done;
}

uint64_t Hart::read_memory(uint64_t address, uint8_t* data, uint64_t bytes) {
  return debug_access(tlm::TLM_READ_COMMAND, address, data, bytes);
}

uint64_t Hart::write_memory(uint64_t address, const uint8_t* data, uint64_t bytes) {
  return debug_access(tlm::TLM_WRITE_COMMAND, address, const_cast<uint8_t*>(data), bytes);
}

}  // namespace lantern
