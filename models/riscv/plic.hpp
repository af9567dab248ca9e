// Platform-level interrupt controller: 63 level-triggered sources, machine mode of one hart.
#pragma once

#include <systemc>
#include <vector>

#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "platform/regs/generated/plic_regs.hpp"

namespace lantern {

/// Its line is set for the time of what changes it: an access, or a source, which may be set ahead
/// of time. What is known of the sources is told on at once, and anew when an access changes what
/// follows from it. So it needs no process.
class Plic : public sc_core::sc_module {
 public:
  static constexpr unsigned kSources = 64;  ///< source 0 is none
  RegisterTarget target{"target", regs_, access_};
  sc_core::sc_vector<LineTarget> source{"source"};
  LineOut interrupt{"interrupt"};

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
  /// What changes by time alone.
  struct Gateways {
    uint64_t levels = 0;
    uint64_t pending = 0;
    uint64_t claimed = 0;  ///< sources between claim and completion
    void apply(const Change& change);
    void latch() { pending |= levels & ~claimed; }
  };
  void set_source(const Change& change);
  void catch_up(const sc_core::sc_time& at);
  void complete(uint64_t written);
  uint64_t enabled() const {
    return regs_[plic_regs::ENABLE(0)] | regs_[plic_regs::ENABLE(1)] << 32;
  }
  unsigned best(uint64_t pending) const;
  bool interrupts(uint64_t pending) const;
  void tell(const sc_core::sc_time& from);

  RegisterFile regs_{plic_regs::kMap};
  Gateways gateways_;
  std::vector<Change> ahead_;  ///< by time, then source
};

}  // namespace lantern
