// The accelerator's command processor: rings of descriptors in memory, completions, interrupts; its
// BAR.
#pragma once

#include <memory>
#include <systemc>
#include <vector>

#include "models/accelerator/dma_engine.hpp"
#include "models/core/layout.hpp"
#include "models/core/line.hpp"
#include "models/core/measured.hpp"
#include "models/core/register_target.hpp"
#include "platform/regs/generated/accelerator_regs.hpp"
#include "platform/regs/generated/dma_completion_regs.hpp"
#include "platform/regs/generated/dma_descriptor_regs.hpp"

namespace lantern {

class Accelerator : public sc_core::sc_module {
 public:
  static constexpr unsigned kMostRings = 16;
  RegisterTarget bar_target{"bar_target",
                            regs_,
                            access_,
                            {&controls_, &doorbells_, &fetches_, &fetched_, &interrupts_},
                            RegisterTarget::Shared::kYes};
  sc_core::sc_vector<LineOut> interrupt{"interrupt", kMostRings};
  static constexpr unsigned kMostLinks = 8;
  sc_core::sc_vector<sc_core::sc_in<bool>> link_up{"link_up", kMostLinks};
  sc_core::sc_vector<sc_core::sc_in<bool>> link_degraded{"link_degraded", kMostLinks};
  sc_core::sc_port<MeasuredIf, 1, sc_core::SC_ZERO_OR_MORE_BOUND> measured{"measured"};
  Layout descriptor{"descriptor", dma_descriptor_regs::kMap};  ///< in a submission ring
  Layout completion{"completion", dma_completion_regs::kMap};  ///< in a completion ring
  DmaEngine dma{"dma", [this](DmaJob& job) { job_done(job); }};

  explicit Accelerator(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};
  Parameter<uint64_t> rings_{"rings", Dimension::kCount, "4", {"1", "16"}, "Rings.", "part"};
  Parameter<uint64_t> links_{"links", Dimension::kCount, "1", {"1", "8"}, "Links.", "part"};
  Parameter<uint64_t> most_chain_{"most_chain",
                                  Dimension::kCount,
                                  "256",
                                  {"1", "65536"},
                                  "Descriptors a chain; a longer one has no end.",
                                  "assumed"};
  Parameter<uint64_t> jobs_{
      "jobs",   Dimension::kCount, "16", {"1", "4096"}, "Commands of a ring in work at once.",
      "assumed"};
  Counter commands_{"commands", "Descriptors carried out, chained ones included."};
  Counter failures_{"failures", "Completions with an error.", Counter::Place::kSummary};

  /// A descriptor of a ring in work, with those chained to it one after the other.
  struct Command {
    DmaJob job;  ///< first: job_done finds the command by it
    unsigned ring = 0;
    uint16_t id = 0;
    uint8_t status = 0;
    bool interrupts = false;
    bool fence = false;
    uint64_t next = 0;  ///< HPA of the next in the chain, 0: none
    uint64_t chained = 0;
    uint32_t done = 0;   ///< bytes confirmed by the chain so far
    bool waits = false;  ///< a fence behind unfinished ones
  };
  struct RingState {
    bool enabled = false;
    uint64_t base = 0, completion_base = 0;  ///< as they were when it was enabled
    uint32_t entries = 0;
    uint32_t head = 0;
    uint32_t tail = 0;      ///< the last good one that was stored
    uint32_t heard = 0;     ///< the same, at its time
    uint32_t aborting = 0;  ///< descriptors still to fetch that ABORT ended
    uint32_t completion = 0;
    bool phase = true;
    bool fetching = false;
    std::vector<Command*> in_work;  ///< in order
  };
  /// A store to RING_CONTROL, or to RESET where the ring is kMostRings.
  struct Control {
    unsigned ring;
    uint64_t written;
  };
  struct Fetched {
    unsigned ring;
    Command* command;
  };
  void links_changed();
  void obey(const Control& control);
  void control(unsigned ring, uint64_t written);
  void doorbell(unsigned ring);
  void reset_all();
  void drop(unsigned ring);
  void fetch(unsigned ring);
  bool read_descriptor(Command& command, uint64_t hpa, sc_core::sc_time& delay);
  void start(Fetched&& fetched);
  void job_done(DmaJob& job);
  void complete(Command& command);
  void post(const Command& command);
  void release_fences(unsigned ring);
  uint64_t hpa(RegisterArray low, RegisterArray high, unsigned ring) const {
    return regs_[high(ring)] << 32 | regs_[low(ring)];
  }
  void error(Field field) { regs_.hardware_write(accelerator_regs::ERROR, field, 1); }
  Command& acquire();

  RegisterFile regs_{accelerator_regs::kMap};
  RingState ring_[kMostRings];
  std::vector<std::unique_ptr<Command>> commands_all_;
  std::vector<Command*> commands_free_;
  DelayQueue<Control> controls_{[this](Control&& control) { obey(control); }};
  DelayQueue<unsigned> doorbells_{[this](unsigned&& ring) {
    ring_[ring].heard = ring_[ring].tail;
    fetch(ring);
  }};
  DelayQueue<unsigned> fetches_{[this](unsigned&& ring) { fetch(ring); }};  ///< to be looked for
  DelayQueue<Fetched> fetched_{[this](Fetched&& f) { start(std::move(f)); }};
  DelayQueue<unsigned> interrupts_{[this](unsigned&& ring) {
    regs_.hardware_write(accelerator_regs::RING_INTERRUPT(ring),
                         accelerator_regs::RING_INTERRUPT_COMPLETION, 1);
    update_interrupts();
  }};
  void update_interrupts();
};

}  // namespace lantern
