// A RISC-V hart, RV32IMAC or RV64IMAC with machine and user mode, interpreted from decoded blocks.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <array>
#include <optional>
#include <systemc>
#include <tlm>

#include "models/core/counter.hpp"
#include "models/core/fault.hpp"
#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/riscv/block_cache.hpp"
#include "models/riscv/csr.hpp"
#include "models/riscv/elf_image.hpp"
#include "models/riscv/memory_access.hpp"
#include "models/riscv/time_source.hpp"
#include "models/riscv/trap.hpp"

namespace lantern {

/// Runs ahead of kernel time by at most the global quantum. Its local time is that of its next
/// instruction, and so are its interrupts: a change of a line that is known ahead (its timer's) is
/// met at the first instruction at or after it, one that its own access causes at the next
/// instruction, one that another agent causes meanwhile, and what others wrote, at the end of the
/// quantum (of the basic block that reaches it, at most 64 instructions) at the latest; in WFI all
/// at their time. It starts at its image's entry (`read_firmware`
/// says what an image may be). A trap before mtvec was first written ends the run; 0 is a vector
/// like another.
class Hart : public sc_core::sc_module {
 public:
  tlm_utils::simple_initiator_socket<Hart> initiator{"initiator"};
  LineTarget software_interrupt{"software_interrupt", line_of(3)};
  LineTarget timer_interrupt{"timer_interrupt", line_of(7)};
  LineTarget external_interrupt{"external_interrupt", line_of(11)};
  LineIn reset{"reset", [this] { reset_changed(); }};  ///< high: held in reset
  sc_core::sc_port<TimeSourceIf, 1, sc_core::SC_ZERO_OR_MORE_BOUND> time{
      "time"};  ///< what the time CSR reads

  explicit Hart(sc_core::sc_module_name name);

  uint64_t pc() const { return pc_; }
  uint64_t instructions() const { return instret_; }
  const riscv::ElfImage& image() const { return image_; }
  /// As the hart met it; its handler may have changed the CSRs since. None since its reset.
  const std::optional<riscv::TakenTrap>& last_trap() const { return last_trap_; }
  // For who says how a run ended.
  bool rv64() const { return rv64_; }
  const std::string& firmware() const { return firmware_(); }
  uint64_t x(unsigned number) const { return rv64_ ? x_[number] : x_[number] & 0xffffffff; }
  const char* doing() const;
  /// Somebody has written to memory as a debugger does: what was decoded is not believed any more.
  void code_changed() { code_generation_ = memory_.generation() - 1; }
  bool is_dead() const { return image_.segments.empty() || stopped_ || stalled_; }

 private:
  Parameter<uint64_t> xlen_{"xlen",       Dimension::kCount,           "64",
                            {"32", "64"}, "Register width, 32 or 64.", "part"};
  Parameter<sc_core::sc_time> period_{"period",
                                      Dimension::kTime,
                                      "1 ns",
                                      {"1 ps", "1 us"},
                                      "One cycle; an instruction takes one, its fetch included "
                                      "where memory grants DMI: an instruction cache that always "
                                      "hits. Elsewhere each 16 bits fetched take a load's time.",
                                      "assumed: 1 GHz"};
  Parameter<uint64_t> id_{"id", Dimension::kCount, "0", {}, "What mhartid says.", "part"};
  Parameter<bool> misaligned_{
      "misaligned",
      Dimension::kFlag,
      "false",
      {},
      "Loads and stores may stand at any address of memory that grants DMI, and take the time of "
      "each 8-byte word that they touch; else, and where they do not stay in such memory, they "
      "trap. Atomics always do.",
      "part"};
  Parameter<std::string> firmware_{
      "firmware", Dimension::kText, "", {}, "ELF, .bin or raw:FILE@ADDRESS to load and start.",
      "pod"};
  Parameter<std::string> arguments_{
      "arguments", Dimension::kText, "", {}, "What its program finds in argc and argv.", "pod"};
  Parameter<uint64_t> load_base_{
      "load_base",
      Dimension::kCount,
      "0x80000000",
      {},
      "Where a raw binary, or a position-independent ELF linked at 0, is loaded.",
      "RAM of all parts"};
  Counter traps_{"traps", "Exceptions taken."};
  Counter interrupts_{"interrupts", "Interrupts taken."};

  Fault stall_{"stall", "Executes nothing until it is reset.", [this] { stalled_ = true; }};

  void start_of_simulation() override;
  void read_image();
  void load_image();
  bool load_bytes(riscv::ElfImage::Segment& segment, uint64_t offset, uint64_t size);
  void run();
  void restart();
  bool sleep_while_idle();
  void take_interrupt();
  void sync_if_needed();
  void wait_for_kernel();
  void invalidate_direct_mem_ptr(sc_dt::uint64 begin, sc_dt::uint64 end);
  void reset_changed();
  LineTarget::Set line_of(unsigned number);
  void look_at_lines();
  void begin_slice();
  void end_slice() { limit_ps_ = check_ps_ = 0; }

  // execute.cpp, slow_path.cpp
  template <bool kRv64>
  void execute();
  riscv::Block* block_at(uint64_t pc);
  riscv::Block* next_block(uint64_t pc);
  riscv::Block* fetch_single(uint64_t pc);
  uint64_t most_ps(const riscv::Block& block) const;
  void take_trap(uint64_t pc, uint64_t cause, uint64_t value, bool interrupt);
  void trap_at(uint64_t pc, riscv::Cause cause, uint64_t value);
  void stop_unhandled(uint64_t pc, const char* trap);
  bool may_stand_at(uint64_t address, unsigned bytes, tlm::tlm_command command);
  bool slow_load(uint64_t address, void* data, unsigned bytes);
  bool slow_store(uint64_t address, const void* data, unsigned bytes);
  template <class Access>
  bool leave(Access access);
  template <class T>
  bool atomic(const riscv::Instruction& i, uint64_t& result);
  bool csr_access(const riscv::Instruction& i);
  uint64_t local_ps() const {
    const uint64_t executed = instret_ + position_ - base_instret_;
    return base_.value() + executed * period_ps_ + memory_.stall_ps;
  }
  sc_core::sc_time local_time() const { return sc_core::sc_time::from_value(local_ps()); }
  void set_local_time(sc_core::sc_time local, uint64_t executed);
  riscv::Csrs::Counters counters() const;

  const bool rv64_;
  const uint64_t period_ps_;
  riscv::ElfImage image_;
  riscv::Csrs csrs_;
  riscv::MemoryAccess memory_;
  riscv::BlockCache blocks_;
  unsigned code_generation_ = 0;

  uint64_t x_[33] = {};  ///< x_[32] takes what is written to x0
  uint64_t pc_ = 0;
  uint64_t instret_ = 0;   ///< retired before the current block
  uint64_t position_ = 0;  ///< instructions of the current block done, kept for slow paths only
  // Local times of a slice, ahead of kernel time.
  uint64_t limit_ps_ = 0;      ///< the quantum's end; after it the next block is not begun
  uint64_t deadline_ps_ = 0;   ///< the next known change of a line; no instruction begins after it
  uint64_t check_ps_ = 0;      ///< until then neither is to be looked at
  uint64_t latency_ps_ = 0;    ///< if no access by DMI takes longer
  bool leaves_block_ = false;  ///< its last access asks to stop after the instruction
  std::optional<riscv::TakenTrap> last_trap_;
  riscv::Trap fault_{};    ///< of the access that has just failed
  sc_core::sc_time base_;  ///< local time at base_instret_
  uint64_t base_instret_ = 0;
  sc_core::sc_time reset_at_;
  uint64_t reserved_address_ = ~0ull;  ///< LR's, ~0: none
  uint64_t reserved_value_ = 0;
  bool waiting_ = false;  ///< in WFI
  bool stopped_ = false;  ///< after a trap with no handler ever set
  bool stalled_ = false;
  bool reset_seen_ = false;           ///< while it waited for a bus
  std::array<LineLevels, 12> lines_;  ///< by their number in mip
  sc_core::sc_event wake_;
};

}  // namespace lantern
