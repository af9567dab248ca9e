// A RISC-V hart, RV32IMAC or RV64IMAC with machine and user mode: what an engine executes, in
// simulated time, with its lines, its reset and its debugger.
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
#include "models/core/run_end.hpp"
#include "models/riscv/csr.hpp"
#include "models/riscv/debug_target.hpp"
#include "models/riscv/elf_image.hpp"
#include "models/riscv/engine.hpp"
#include "models/riscv/htif.hpp"
#include "models/riscv/state.hpp"
#include "models/riscv/time_source.hpp"
#include "models/riscv/trap.hpp"

namespace lantern {

/// Runs ahead of kernel time by at most the global quantum. Its local time is that of its next
/// instruction, and so are its interrupts: a change of a line that is known ahead (its timer's) is
/// met at the first instruction at or after it, one that its own access causes at the next
/// instruction, one that another agent causes meanwhile, and what others wrote, at the end of the
/// quantum (of the basic block that reaches it, at most 64 instructions) at the latest; in WFI all
/// at their time. It starts at its image's entry (`read_firmware` says what an image may be) with
/// its mhartid in a0. A trap before mtvec was first written ends the run; 0 is a vector
/// like another.
class Hart : public sc_core::sc_module, public riscv::DebugTarget, private riscv::EngineClient {
 public:
  tlm_utils::simple_initiator_socket<Hart> initiator{"initiator"};
  LineTarget software_interrupt{"software_interrupt", line_of(3)};
  LineTarget timer_interrupt{"timer_interrupt", line_of(7)};
  LineTarget external_interrupt{"external_interrupt", line_of(11)};
  LineIn reset{"reset", [this] { reset_changed(); }};  ///< high: held in reset
  sc_core::sc_port<TimeSourceIf, 1, sc_core::SC_ZERO_OR_MORE_BOUND> time{
      "time"};  ///< what the time CSR reads

  explicit Hart(sc_core::sc_module_name name);

  uint64_t instructions() const { return engine_.retired(state_); }
  const riscv::ElfImage& image() const { return image_; }
  /// As the hart met it; its handler may have changed the CSRs since. None since its reset.
  const std::optional<riscv::TakenTrap>& last_trap() const { return last_trap_; }
  // For who says how a run ended.
  bool rv64() const { return isa_.rv64; }
  const std::string& firmware() const { return file_; }  ///< "": none
  const char* doing() const;
  /// It is its call that the kernel is in.
  bool is_in_its_call() const { return sc_core::sc_get_current_process_handle() == process_; }
  /// The time of its next instruction.
  sc_core::sc_time now() const { return sc_core::sc_time_stamp() + local_time(); }

  // DebugTarget
  void attach(riscv::DebugListener* listener) override { listener_ = listener; }
  void ask_to_stop() override { asked_to_stop_ = true; }
  void set_breakpoint(uint64_t pc, bool set) override { engine_.set_breakpoint(pc, set); }
  void set_watch(const riscv::Watch& watch, bool set) override { engine_.set_watch(watch, set); }
  const riscv::Isa& isa() const override { return isa_; }
  uint64_t x(unsigned number) const override { return state_.x[number]; }
  void set_x(unsigned number, uint64_t value) override;
  uint64_t pc() const override { return state_.pc; }
  bool set_pc(uint64_t pc) override;
  riscv::Privilege privilege() const override { return state_.privilege; }
  void set_privilege(riscv::Privilege privilege) override { state_.privilege = privilege; }
  const riscv::Csrs& csrs() const override { return csrs_; }
  bool read_csr(unsigned number, uint64_t& value) const override;
  bool write_csr(unsigned number, uint64_t value) override;
  uint64_t read_memory(uint64_t address, uint8_t* data, uint64_t bytes) override;
  uint64_t write_memory(uint64_t address, const uint8_t* data, uint64_t bytes) override;

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
      "firmware",
      Dimension::kText,
      "",
      {},
      "ELF, .bin or raw:FILE@ADDRESS to load and start. A hart without one executes what the first "
      "hart beside it that has one has loaded; where there is none, nothing.",
      "pod"};
  Parameter<std::string> arguments_{
      "arguments", Dimension::kText, "", {}, "What its program finds in argc and argv.", "pod"};
  Parameter<bool> tohost_{
      "tohost",
      Dimension::kFlag,
      "false",
      {},
      "What is stored to the program's `tohost` ends the run, or is a character "
      "or a system call for the host, as Spike has it.",
      "pod"};
  Parameter<std::string> signature_{
      "signature",
      Dimension::kText,
      "",
      {},
      "File for what stands from the program's `begin_signature` to its `end_signature` when the "
      "run ends, words in hexadecimal; \"\": none.",
      "pod"};
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
  const Hart* shares_with() const;
  void read_image(const std::string& firmware);
  void load_image();
  void listen_to_host();
  bool load_bytes(riscv::ElfImage::Segment& segment, uint64_t offset, uint64_t size);
  void run();
  void restart();
  void reset_changed();
  LineTarget::Set line_of(unsigned number);
  void look_at_lines();
  bool sleep_while_idle();
  void execute();
  void stop_for_debugger(const riscv::StopEvent& event);
  void take_exception();
  void take_interrupt();
  void take_trap(uint64_t pc, uint64_t cause, uint64_t value, bool interrupt);
  void stop_unhandled(uint64_t pc, const char* trap);
  void sync_if_needed();
  void wait_for_kernel();
  uint64_t debug_access(tlm::tlm_command command, uint64_t address, uint8_t* data, uint64_t bytes);

  void invalidate_direct_mem_ptr(sc_dt::uint64 begin, sc_dt::uint64 end) {
    engine_.invalidate(begin, end);
  }
  // EngineClient
  bool has_to_leave(const sc_core::sc_time& now) const override {
    return reset_seen_ || reset.changes_at() != reset_known_ || reset.due_by(now);
  }
  void watched_is_stored(uint64_t address) override;
  riscv::Counters counters() const override;

  sc_core::sc_time local_time() const { return engine_.local_time(state_); }

  const riscv::Isa isa_;
  const riscv::Csrs csrs_;
  std::string file_;
  riscv::ElfImage image_;
  riscv::State state_;
  riscv::Engine engine_;
  uint64_t deadline_ps_ = 0;  ///< local time of the next known change of a line
  std::optional<riscv::TakenTrap> last_trap_;
  sc_core::sc_time reset_at_;
  bool waiting_ = false;   ///< in WFI
  bool executes_ = false;  ///< its engine has yet to come back
  bool stopped_ = false;   ///< after a trap with no handler ever set
  bool stalled_ = false;
  bool reset_seen_ = false;           ///< while it waited for a bus
  sc_core::sc_time reset_known_;      ///< its next change, when the lines were looked at
  std::array<LineLevels, 12> lines_;  ///< by their number in mip
  sc_core::sc_event wake_;
  sc_core::sc_process_handle process_;

  std::optional<riscv::Htif> htif_;
  std::optional<LastCheck> writes_signature_;

  riscv::DebugListener* listener_ = nullptr;
  bool asked_to_stop_ = false;
  bool steps_ = false;        ///< one instruction is to be carried out
  bool has_stepped_ = false;  ///< it was, and its debugger has yet to be told
};

}  // namespace lantern
