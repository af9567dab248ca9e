// Executes instructions on a hart's state until there is something that it cannot decide.
#pragma once

#include <cstdint>
#include <systemc>
#include <tlm>
#include <vector>

#include "models/riscv/block_cache.hpp"
#include "models/riscv/csr.hpp"
#include "models/riscv/debug_target.hpp"
#include "models/riscv/memory_access.hpp"
#include "models/riscv/state.hpp"
#include "models/riscv/trap.hpp"

namespace lantern::riscv {

enum class Stop : uint8_t {
  kBudget,      ///< used up
  kTrap,        ///< an exception to take at pc: see `trap`
  kInterrupt,   ///< the instruction before pc has enabled one that is pending
  kLeft,        ///< the access before pc has taken kernel time, or changed what the hart looks at
  kWfi,         ///< the instruction before pc was one
  kBreakpoint,  ///< before the instruction at pc
  kWatch,       ///< before the access of the instruction at pc: see `watched`
  kStepped,     ///< the one instruction is done
};

/// Local times, ahead of kernel time.
struct Budget {
  uint64_t limit_ps;     ///< after it no block is begun
  uint64_t deadline_ps;  ///< after it no instruction is begun
};

/// What an engine asks of the hart that it runs for.
class EngineClient : public CounterSource {
 public:
  /// Whether the hart is to look around before its time passes `now`.
  virtual bool has_to_leave(const sc_core::sc_time& now) const = 0;
  /// Somebody, it may be this hart, has stored to what its debugger watches.
  virtual void watched_is_stored(uint64_t address) = 0;
};

/// An interpreter of decoded blocks. What others store is memory for its next load, and code for
/// its next block, once they have said so (StoreMonitor), without a fence. It owns the hart's local
/// time, since each instruction and access moves it.
class Engine {
 public:
  Engine(const Isa& isa, const Csrs& csrs, uint64_t period_ps, bool misaligned,
         EngineClient& client);

  /// Before the first run.
  void connect(tlm::tlm_fw_transport_if<>& bus);
  /// At least one block, whatever the budget, but where it goes on from a stop. With
  /// `one_instruction` that alone, and then kStepped, where nothing else is to be told.
  Stop run(State& state, const Budget& budget, bool one_instruction = false);
  const Trap& trap() const { return trap_; }
  uint64_t watched() const { return watched_; }

  void set_local_time(const State& state, const sc_core::sc_time& local);
  sc_core::sc_time local_time(const State& state) const {
    return sc_core::sc_time::from_value(local_ps(state));
  }
  uint64_t retired(const State& state) const { return state.instret + position_; }
  /// It takes a cycle and does not retire.
  void charge_trap() { memory_.stall_ps += period_ps_; }

  /// Somebody changes, now, what the hart has to look at before its next instruction.
  void leave_soon() { leaves_block_ = true; }
  void invalidate(uint64_t begin, uint64_t end) {
    memory_.invalidate(begin, end);
    blocks_.suspect();  // and so none is found before `block_at` has looked
  }
  void drop_reservation() { stores_.drop_reservation(); }
  void set_breakpoint(uint64_t pc, bool set);
  void set_watch(const Watch& watch, bool set);

 private:
  using Forward = tlm::tlm_fw_transport_if<>;
  struct Stores : StoreMonitor::Observer {
    explicit Stores(Engine& engine) : engine_(engine) {}
    void forget_stores_to(const uint8_t* page) override { engine_.memory_.forget_stores_to(page); }
    void stored_to(const uint8_t* at, uint64_t bytes) override {
      if (engine_.blocks_.written(at, bytes)) engine_.leave_soon();
      engine_.tell_of_watched(at, bytes);
    }
    Engine& engine_;
  };
  /// Where a debugger stopped it: its block goes on from there as if nothing had been.
  struct StoppedIn {
    bool stopped = false;
    bool between_blocks = false;
    bool cut = false;  ///< in a block of one instruction, for a deadline was close
    uint64_t pc = 0;
    uint64_t block_pc = 0;
  };
  struct Watched : Watch {
    const uint8_t* host = nullptr;  ///< nullptr: others' stores are not seen
  };
  static constexpr uint64_t kNowhere = ~0ull;

  template <bool kRv64>
  Stop execute(State& state);
  void begin(const State& state, const Budget& budget);
  void end_slice(Stop why);
  bool is_spent(const State& state) const {
    return local_ps(state) >= limit_ps_ || local_ps(state) >= deadline_ps_;
  }
  Block* block_at(State& state, uint64_t pc);
  Block* block_after(State& state, Block& from, unsigned way, uint64_t pc);
  Block* next_block(State& state, uint64_t pc);
  Block* fetch_single(State& state, uint64_t pc);
  Block* stopped_block(State& state, const StoppedIn& in, Instruction*& at);
  uint64_t most_ps(unsigned instructions) const;
  Stop stop_at(State& state, Stop why, const Block& block, uint64_t block_pc,
               const Instruction& at);
  Stop stop_between(State& state, uint64_t pc);
  void stop_behind(Instruction* at, uint64_t block_pc);

  bool fails(Cause cause, uint64_t address);
  bool may_stand_at(uint64_t address, unsigned bytes, tlm::tlm_command command);
  bool is_watched(const State& state, uint64_t address, unsigned bytes, WatchKind kind);
  void find_host(Watched& watch);
  void watch_host(const Watched& watch, bool set);
  void tell_of_watched(const uint8_t* at, uint64_t bytes);
  bool is_watched_page(uint64_t address, WatchKind kind) const;
  bool slow_load(State& state, uint64_t address, void* data, unsigned bytes);
  bool slow_store(State& state, uint64_t address, const void* data, unsigned bytes);
  bool transport(State& state, tlm::tlm_command command, uint64_t address, void* data,
                 unsigned bytes);
  bool look_for_slower();
  void came_back(State& state, const sc_core::sc_time& before, const sc_core::sc_time& local);
  template <class T>
  bool load_reserved(State& state, const Instruction& i);
  template <class T>
  bool store_conditional(State& state, const Instruction& i);
  template <class T>
  bool atomic(State& state, const Instruction& i, AtomicExtension& request, T& value);
  template <class T>
  bool modify(State& state, const Instruction& i, AtomicOp op);
  bool csr_access(State& state, const Instruction& i);

  uint64_t local_ps(const State& state) const {
    return origin_ps_ + retired(state) * period_ps_ + memory_.stall_ps;
  }

  const Isa isa_;
  const Csrs& csrs_;
  const uint64_t period_ps_;
  const bool misaligned_;
  EngineClient& client_;
  Forward* bus_ = nullptr;
  Stores stores_{*this};
  MemoryAccess memory_{stores_};
  BlockCache blocks_;
  unsigned code_generation_ = 0;

  uint64_t position_ = 0;   ///< instructions of the current block done, kept for slow paths only
  uint64_t origin_ps_ = 0;  ///< local time, were all that has retired a cycle each; may wrap
  uint64_t limit_ps_ = 0;
  uint64_t deadline_ps_ = 0;
  uint64_t check_ps_ = 0;      ///< until then neither is to be looked at
  uint64_t latency_ps_ = 0;    ///< if no access by DMI takes longer
  bool leaves_block_ = false;  ///< its last access asks to stop after the instruction
  Stop why_ = Stop::kBudget;   ///< it stops before the next block
  Trap trap_{};
  std::vector<Watched> watches_;
  uint64_t watched_ = 0;
  bool meets_watch_ = false;   ///< the access that has just failed
  uint64_t asked_at_ = ~0ull;  ///< the instruction that was asked about
  bool one_instruction_ = false;
  uint64_t entered_at_ = 0;  ///< what had retired
  StoppedIn stopped_in_;
  uint64_t over_ = kNowhere;        ///< where it does not stop again: it goes on from there
  Instruction* planted_ = nullptr;  ///< a stop for this run alone
  uint64_t planted_pc_ = 0;
};

}  // namespace lantern::riscv
