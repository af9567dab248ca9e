// What the interpreter leaves its fast path for: new blocks, accesses that are not of a known page,
// atomics, CSRs, and a debugger's stops.
#include "models/riscv/engine.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace lantern::riscv {

using sc_core::sc_time;

namespace {

bool meets(const Watch& watch, uint64_t address, uint64_t bytes, WatchKind kind) {
  return (static_cast<unsigned>(watch.kind) & static_cast<unsigned>(kind)) &&
         watch.address < address + bytes && address < watch.address + watch.bytes;
}

}  // namespace

Engine::Engine(const Isa& isa, const Csrs& csrs, uint64_t period_ps, bool misaligned,
               EngineClient& client)
    : isa_(isa),
      csrs_(csrs),
      period_ps_(period_ps),
      misaligned_(misaligned),
      client_(client),
      blocks_(isa, stores_) {}

Stop Engine::run(State& state, const Budget& budget, bool one_instruction) {
  begin(state, budget);
  one_instruction_ = one_instruction;
  if (one_instruction) check_ps_ = 0;
  const Stop why = isa_.rv64 ? execute<true>(state) : execute<false>(state);
  if (planted_) {
    planted_->op = blocks_.stops_at(planted_pc_) ? Op::stop : planted_->stands_for;
    planted_ = nullptr;
  }
  return why;
}

void Engine::begin(const State& state, const Budget& budget) {
  limit_ps_ = budget.limit_ps;
  deadline_ps_ = budget.deadline_ps;
  latency_ps_ = memory_.most_latency_ps();
  const uint64_t block_ps = most_ps(BlockCache::kMost);
  check_ps_ = std::min(limit_ps_, deadline_ps_ > block_ps ? deadline_ps_ - block_ps : 0);
  leaves_block_ = false;
  why_ = Stop::kBudget;
  over_ = kNowhere;
  entered_at_ = retired(state);
}

void Engine::end_slice(Stop why) {
  limit_ps_ = check_ps_ = 0;
  why_ = why;
}

void Engine::set_local_time(const State& state, const sc_time& local) {
  origin_ps_ = local.value() - retired(state) * period_ps_;
  memory_.stall_ps = 0;
}

// Blocks.

Block* Engine::block_at(State& state, uint64_t pc) {
  if (code_generation_ != memory_.generation()) {
    blocks_.clear();
    code_generation_ = memory_.generation();
  }
  if (Block* block = blocks_.find(pc)) return block;
  uint64_t available = 0;
  if (const uint8_t* bytes = memory_.code(*bus_, pc, available)) {
    code_generation_ = memory_.generation();
    if (Block* block = blocks_.add(pc, bytes, available)) return block;
  }
  return fetch_single(state, pc);
}

/// As `block_at`; where `from` led to is remembered with it.
Block* Engine::block_after(State& state, Block& from, unsigned way, uint64_t pc) {
  const uint64_t clears = blocks_.clears();
  Block* const to = block_at(state, pc);
  if (clears == blocks_.clears() && to != blocks_.last_single()) from.next[way] = to;
  return to;
}

/// The next one to execute: cut down to one instruction where a known change of a line may fall
/// into it.
Block* Engine::next_block(State& state, uint64_t pc) {
  Block* const block = block_at(state, pc);
  if (!block || local_ps(state) + most_ps(block->count) <= deadline_ps_) return block;
  return blocks_.first_of(*block);
}

uint64_t Engine::most_ps(unsigned instructions) const {
  const uint64_t words = misaligned_ ? 2 : 1;  // that an access may touch
  return instructions * (period_ps_ + words * memory_.most_latency_ps());
}

Block* Engine::fetch_single(State& state, uint64_t pc) {
  position_ = 0;
  state.pc = pc;
  if (blocks_.stops_at(pc) && over_ != pc) {
    stopped_in_ = {true, true, false, pc, pc};
    why_ = Stop::kBreakpoint;
    return nullptr;
  }
  uint32_t word = 0;
  for (unsigned half = 0; half == 0 || (half == 1 && (word & 3) == 3); half++) {
    uint16_t bits = 0;
    const uint64_t address = pc + 2 * half;
    if (!memory_.load_by_dmi(address, &bits, 2, true) &&
        !transport(state, tlm::TLM_READ_COMMAND, address, &bits, 2)) {
      fails(Cause::kFetchFault, address);
      why_ = Stop::kTrap;
      return nullptr;
    }
    word |= static_cast<uint32_t>(bits) << 16 * half;
  }
  return blocks_.single(pc, word);
}

// A debugger's stops.

/// The block that it stopped in, and the instruction, as they were then; nullptr: they are not
/// there any more.
Block* Engine::stopped_block(State& state, const StoppedIn& in, Instruction*& at) {
  Block* const block = in.cut ? blocks_.last_single() : block_at(state, in.block_pc);
  if (!block) return nullptr;
  for (unsigned index = 0; index < block->count; index++) {
    at = &block->code[index];
    if (in.block_pc + at->offset == in.pc) return block;
  }
  return nullptr;
}

Stop Engine::stop_at(State& state, Stop why, const Block& block, uint64_t block_pc,
                     const Instruction& at) {
  state.pc = isa_.narrowed(block_pc + at.offset);
  state.instret += static_cast<uint64_t>(&at - block.code.data());
  position_ = 0;
  stopped_in_ = {true, false, &block == blocks_.last_single(), state.pc, block_pc};
  return why;
}

Stop Engine::stop_between(State& state, uint64_t pc) {
  state.pc = pc;
  stopped_in_ = {true, true, false, pc, pc};
  return Stop::kStepped;
}

/// One instruction is to be carried out: where its block goes on, it stops behind it.
void Engine::stop_behind(Instruction* at, uint64_t block_pc) {
  if (at->op == Op::end_of_block || at[1].op == Op::end_of_block) return;
  planted_ = at + 1;
  planted_pc_ = block_pc + planted_->offset;
  planted_->op = Op::stop;
}

void Engine::set_breakpoint(uint64_t pc, bool set) { blocks_.set_stop(pc, set); }

void Engine::set_watch(const Watch& watch, bool set) {
  const auto same = [&](const Watch& other) {
    return other.address == watch.address && other.bytes == watch.bytes && other.kind == watch.kind;
  };
  const auto held = std::find_if(watches_.begin(), watches_.end(), same);
  if (set) {
    watches_.push_back({watch});
    if (bus_) find_host(watches_.back());
  } else if (held != watches_.end()) {
    watch_host(*held, false);
    watches_.erase(held);
  }
  memory_.forget_pages();
}

void Engine::connect(Forward& bus) {
  bus_ = &bus;
  for (Watched& watch : watches_) find_host(watch);
}

void Engine::find_host(Watched& watch) {
  if (watch.kind == WatchKind::kLoad || watch.bytes > Tlb::kPage) return;
  watch.host = MemoryAccess::host_of(*bus_, watch.address, watch.bytes);
  watch_host(watch, true);
}

void Engine::watch_host(const Watched& watch, bool set) {
  if (!watch.host) return;
  const auto ask = [&](const uint8_t* at) {
    set ? stores_.watch_page(at) : stores_.unwatch_page(at);
  };
  const uint8_t* const last = watch.host + watch.bytes - 1;
  ask(watch.host);
  if (reinterpret_cast<uintptr_t>(watch.host) / StoreMonitor::kPage !=
      reinterpret_cast<uintptr_t>(last) / StoreMonitor::kPage)
    ask(last);  // it is at most as long as a page
}

void Engine::tell_of_watched(const uint8_t* at, uint64_t bytes) {
  for (size_t i = 0; i < watches_.size(); i++) {
    const Watched watch = watches_[i];  // who is told may take it away
    if (!watch.host || at >= watch.host + watch.bytes || watch.host >= at + bytes) continue;
    const uint64_t offset = at > watch.host ? static_cast<uint64_t>(at - watch.host) : 0;
    client_.watched_is_stored(watch.address + offset);
  }
}

bool Engine::is_watched_page(uint64_t address, WatchKind kind) const {
  const uint64_t page = address & ~(Tlb::kPage - 1);
  return std::any_of(watches_.begin(), watches_.end(),
                     [=](const Watch& w) { return meets(w, page, Tlb::kPage, kind); });
}

/// An instruction is asked about once.
bool Engine::is_watched(const State& state, uint64_t address, unsigned bytes, WatchKind kind) {
  if (watches_.empty() || asked_at_ == retired(state)) return false;
  const auto met = std::find_if(watches_.begin(), watches_.end(),
                                [=](const Watch& w) { return meets(w, address, bytes, kind); });
  if (met == watches_.end()) return false;
  watched_ = std::max(address, met->address);
  asked_at_ = retired(state);
  return meets_watch_ = true;
}

// Accesses. False: `trap_` says why, or a watch was met.

bool Engine::fails(Cause cause, uint64_t address) {
  trap_ = {memory_.poisoned() ? Cause::kHardwareError : cause, address};
  return false;
}

/// How close a known change may come before instructions go one by one follows from the slowest
/// memory: where that is another one by now, the slice begins anew. True, as an access is that has
/// been carried out.
bool Engine::look_for_slower() {
  if (memory_.most_latency_ps() != latency_ps_) leaves_block_ = true;
  if (leaves_block_) end_slice(Stop::kLeft);
  return true;
}

/// After an access that began at kernel time `before` and came back with the local time `local`. If
/// it waited, the quantum begins anew.
void Engine::came_back(State& state, const sc_time& before, const sc_time& local) {
  const sc_time after = sc_core::sc_time_stamp();
  leaves_block_ |=
      after != before || local.value() >= check_ps_ || client_.has_to_leave(after + local);
  look_for_slower();
  set_local_time(state, local);
}

bool Engine::transport(State& state, tlm::tlm_command command, uint64_t address, void* data,
                       unsigned bytes) {
  sc_time local = local_time(state);
  const sc_time before = sc_core::sc_time_stamp();
  const bool ok = memory_.transport(*bus_, command, address, data, bytes, local);
  came_back(state, before, local);
  return ok;
}

/// Misaligned, only where nobody but memory sees the access.
bool Engine::may_stand_at(uint64_t address, unsigned bytes, tlm::tlm_command command) {
  if (!(address & (bytes - 1))) return true;
  return misaligned_ && memory_.grants(*bus_, command, address, bytes);
}

bool Engine::slow_load(State& state, uint64_t address, void* data, unsigned bytes) {
  if (!may_stand_at(address, bytes, tlm::TLM_READ_COMMAND)) {
    trap_ = {Cause::kLoadMisaligned, address};
    return false;
  }
  if (is_watched(state, address, bytes, WatchKind::kLoad)) return false;
  const bool again = watches_.empty() || !is_watched_page(address, WatchKind::kLoad);
  if (memory_.load_by_dmi(address, data, bytes, again)) return look_for_slower();
  return transport(state, tlm::TLM_READ_COMMAND, address, data, bytes) ||
         fails(Cause::kLoadFault, address);
}

bool Engine::slow_store(State& state, uint64_t address, const void* data, unsigned bytes) {
  if (!may_stand_at(address, bytes, tlm::TLM_WRITE_COMMAND)) {
    trap_ = {Cause::kStoreMisaligned, address};
    return false;
  }
  if (is_watched(state, address, bytes, WatchKind::kStore)) return false;
  const bool again = watches_.empty() || !is_watched_page(address, WatchKind::kStore);
  if (memory_.store_by_dmi(address, data, bytes, again)) return look_for_slower();
  if (transport(state, tlm::TLM_WRITE_COMMAND, address, const_cast<void*>(data), bytes))
    return true;
  trap_ = {Cause::kStoreFault, address};
  return false;
}

template <class T>
bool Engine::atomic(State& state, const Instruction& i, AtomicExtension& request, T& value) {
  const uint64_t address = isa_.narrowed(state.x[i.rs1]);
  const bool loads = !stores(request);
  if (address & (sizeof(T) - 1)) {
    trap_ = {loads ? Cause::kLoadMisaligned : Cause::kStoreMisaligned, address};
    return false;
  }
  if (is_watched(state, address, sizeof(T), loads ? WatchKind::kLoad : WatchKind::kAccess))
    return false;
  sc_time local = local_time(state);
  const sc_time before = sc_core::sc_time_stamp();
  const bool ok = memory_.atomic(*bus_, request, address, &value, sizeof value, local);
  came_back(state, before, local);
  if (!ok) return fails(loads ? Cause::kLoadFault : Cause::kStoreFault, address);
  return true;
}

template <class T>
bool Engine::load_reserved(State& state, const Instruction& i) {
  AtomicExtension request;
  request.op = AtomicOp::kLoadReserved;
  request.hart = &stores_;
  T value = 0;
  if (!atomic(state, i, request, value)) return false;
  state.x[i.rd] = isa_.narrowed(static_cast<uint64_t>(static_cast<std::make_signed_t<T>>(value)));
  return true;
}

template <class T>
bool Engine::store_conditional(State& state, const Instruction& i) {
  AtomicExtension request;
  request.op = AtomicOp::kStoreConditional;
  request.hart = &stores_;
  T value = static_cast<T>(state.x[i.rs2]);
  const bool done = atomic(state, i, request, value);
  if (!meets_watch_) drop_reservation();
  if (done) state.x[i.rd] = request.reserved ? 0 : 1;
  return done;
}

template <class T>
bool Engine::modify(State& state, const Instruction& i, AtomicOp op) {
  AtomicExtension request;
  request.op = op;
  T value = static_cast<T>(state.x[i.rs2]);
  if (!atomic(state, i, request, value)) return false;
  state.x[i.rd] = isa_.narrowed(static_cast<uint64_t>(static_cast<std::make_signed_t<T>>(value)));
  return true;
}

// A CSR.

bool Engine::csr_access(State& state, const Instruction& i) {
  const auto number = static_cast<unsigned>(i.imm >> 20);
  const Op op = i.stands_for;
  const bool immediate = op >= Op::csrrwi;
  const bool replace = op == Op::csrrw || op == Op::csrrwi;
  const bool set = op == Op::csrrs || op == Op::csrrsi;
  const uint64_t operand = isa_.narrowed(immediate ? i.rs1 : state.x[i.rs1]);
  uint64_t old = 0;
  if (!csrs_.read(number, state, client_, old)) return false;
  if (replace || i.rs1 != 0) {
    const uint64_t value = replace ? operand : set ? old | operand : old & ~operand;
    if (!csrs_.write(number, state, client_, value)) return false;
    if (pending_interrupt(state) >= 0) end_slice(Stop::kInterrupt);
  }
  state.x[i.rd] = old;
  return true;
}

#define FOR_WIDTH(T)                                                               \
  template bool Engine::load_reserved<T>(State & state, const Instruction& i);     \
  template bool Engine::store_conditional<T>(State & state, const Instruction& i); \
  template bool Engine::modify<T>(State & state, const Instruction& i, AtomicOp op);
FOR_WIDTH(uint32_t)
FOR_WIDTH(uint64_t)
#undef FOR_WIDTH

}  // namespace lantern::riscv
