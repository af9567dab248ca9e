// Platform-level interrupt controller: 127 level-triggered sources, a context a mode of a hart.
#pragma once

#include <array>
#include <systemc>
#include <vector>

#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "platform/regs/generated/plic_regs.hpp"

namespace lantern {

/// Its lines are set for the time of what changes it: an access, or a source, which may be set
/// ahead of time. What is known of the sources is told on at once, and anew when an access changes
/// what follows from it. So it needs no process.
class Plic : public sc_core::sc_module {
  Parameter<uint64_t> contexts_{
      "contexts", Dimension::kCount, "1", {"1", "16"}, "Modes of harts that it interrupts.",
      "part"};

 public:
  static constexpr unsigned kSources = 128;  ///< source 0 is none
  RegisterTarget target{"target", regs_, access_};
  sc_core::sc_vector<LineTarget> source{"source"};
  LineOuts interrupt{"interrupt", contexts_};  ///< one a context

  explicit Plic(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};

  /// Of a source, still to come.
  struct Change {
    sc_core::sc_time at;
    unsigned source;
    bool level;
  };
  /// A bit a source, as in the registers.
  using Sources = std::array<uint32_t, kSources / 32>;
  static void put(Sources& sources, unsigned source, bool bit);
  /// What changes by time alone.
  struct Gateways {
    Sources levels{};
    Sources pending{};
    Sources claimed{};  ///< between claim and completion
    void apply(const Change& change);
    void latch();
  };
  void set_source(const Change& change);
  void catch_up(const sc_core::sc_time& at);
  void serve_context(uint32_t context);
  void complete(uint32_t context, uint64_t written);
  bool enabled(uint32_t context, uint64_t source) const {
    const auto word = static_cast<uint32_t>(source / 32);
    return regs_[plic_regs::ENABLE_WORD(context, word)] >> source % 32 & 1;
  }
  unsigned best(uint32_t context, const Sources& pending) const;
  bool interrupts(uint32_t context, const Sources& pending) const;
  void set_lines(const Sources& pending, const sc_core::sc_time& at);
  void show_pending();
  void tell(const sc_core::sc_time& from);

  RegisterFile regs_{plic_regs::kMap};
  Gateways gateways_;
  sc_core::sc_time seen_;      ///< of the latest access: what it saw stays
  std::vector<Change> ahead_;  ///< by time, then source
};

}  // namespace lantern
