// The hart's life: load, reset, run in quanta, sleep, take interrupts.
#include "models/riscv/hart.hpp"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

#include "models/riscv/arguments.hpp"

namespace lantern {

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
    : sc_module(name), rv64_(xlen_ == 64), period_ps_(period_().value()), csrs_(rv64_, id_) {
  if (xlen_ != 32 && xlen_ != 64) xlen_.refuse("must be 32 or 64");
  if (!rv64_ && id_() > UINT32_MAX) id_.refuse("is wider than the hart's registers");
  initiator.register_invalidate_direct_mem_ptr(this, &Hart::invalidate_direct_mem_ptr);
  sc_core::sc_spawn([this] { run(); }, "run");
}

void Hart::start_of_simulation() {
  if (firmware_().empty()) {
    if (!arguments_().empty()) arguments_.refuse("is for a program, and the hart has none");
    return;
  }
  blamed_on(firmware_, [this] { read_image(); });
  blamed_on(arguments_, [this] { riscv::give_arguments(image_, firmware_, arguments_); });
  blamed_on(firmware_, [this] { load_image(); });
}

void Hart::read_image() {
  image_ = riscv::read_firmware(firmware_, rv64_, load_base_);
  if (image_.entry & 1)
    throw UserError({firmware_, 0}, "starts at an odd address, where no instruction can stand");
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
  csrs_.reset();
  last_trap_.reset();
  memory_.invalidate(0, ~0ull);
  for (uint64_t& x : x_) x = 0;
  pc_ = image_.entry;
  waiting_ = false;
  reserved_address_ = ~0ull;
  reset_at_ = sc_time_stamp();
  base_ = sc_core::SC_ZERO_TIME;
  base_instret_ = instret_;
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
    leaves_block_ = true;
    if (waiting_) wake_.notify();
  };
}

void Hart::look_at_lines() {
  const sc_time now = sc_time_stamp();
  const sc_time local = now + local_time();
  sc_time next = reset.changes_at();
  csrs_.mip = 0;
  for (const unsigned number : riscv::kInterruptNumbers) {
    csrs_.mip |= static_cast<uint64_t>(lines_[number].at(local)) << number;
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
    begin_slice();
    rv64_ ? execute<true>() : execute<false>();
    sync_if_needed();
  }
}

void Hart::begin_slice() {
  limit_ps_ = tlm::tlm_global_quantum::instance().compute_local_quantum().value();
  latency_ps_ = memory_.most_latency_ps();
  const uint64_t block_ps = riscv::BlockCache::kMost * (period_ps_ + latency_ps_);
  check_ps_ = std::min(limit_ps_, deadline_ps_ > block_ps ? deadline_ps_ - block_ps : 0);
  leaves_block_ = false;
}

/// Until a line changes: then it looks again.
bool Hart::sleep_while_idle() {
  if (!waiting_) return false;
  if (csrs_.mip & csrs_.mie) {
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
  set_local_time(local > now ? local - now : sc_core::SC_ZERO_TIME, 0);
  return true;
}

void Hart::take_trap(uint64_t pc, uint64_t cause, uint64_t value, bool interrupt) {
  pc_ = riscv::enter_trap(csrs_, pc, cause, value, interrupt);
  last_trap_ = {csrs_.mepc, csrs_.mcause, csrs_.mtval, interrupt};
}

void Hart::take_interrupt() {
  const int number = riscv::pending_interrupt(csrs_);
  if (number < 0) return;
  ++interrupts_;
  const uint64_t pc = pc_;
  take_trap(pc, static_cast<uint64_t>(number), 0, true);
  if (csrs_.mtvec_written) return;
  stop_unhandled(pc, ("interrupt " + std::to_string(number)).c_str());
}

void Hart::sync_if_needed() {
  const sc_time local = local_time();
  if (waiting_ || local < tlm::tlm_global_quantum::instance().compute_local_quantum()) return;
  wait_for_kernel();
}

void Hart::wait_for_kernel() {
  const sc_time local = local_time();
  set_local_time(sc_core::SC_ZERO_TIME, 0);
  wait(local);
}

void Hart::set_local_time(sc_time local, uint64_t executed) {
  base_ = local;
  base_instret_ = instret_ + executed;
  memory_.stall_ps = 0;
}

riscv::Csrs::Counters Hart::counters() const {
  const sc_time now = sc_time_stamp() + local_time();
  const uint64_t cycle = (now - reset_at_).value() / period_ps_;
  return {cycle, time.size() ? time->ticks(now) : cycle, instret_ + position_};
}

const char* Hart::doing() const {
  if (image_.segments.empty()) return "without firmware";
  if (stopped_) return "stopped by a trap that nobody handles";
  if (reset.read()) return "held in reset";
  if (stalled_) return "stalled by a fault";
  return waiting_ ? "asleep in WFI" : "running";
}

void Hart::invalidate_direct_mem_ptr(sc_dt::uint64 begin, sc_dt::uint64 end) {
  memory_.invalidate(begin, end);
}

}  // namespace lantern
