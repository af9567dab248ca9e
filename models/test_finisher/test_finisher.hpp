// SiFive's test finisher: one store ends the run, or resets the processor.
#pragma once

#include <systemc>

#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "models/core/timer.hpp"
#include "platform/regs/generated/test_finisher_regs.hpp"

namespace lantern {

/// What it is told it does at the annotated time of the store.
class TestFinisher : public sc_core::sc_module {
 public:
  RegisterTarget target{"target", regs_, access_};
  LineOut reset{"reset"};

  explicit TestFinisher(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};
  Parameter<sc_core::sc_time> pulse_{"pulse",
                                     Dimension::kTime,
                                     "1 us",
                                     {"1 ns", "1 s"},
                                     "How long the processor is held in reset.",
                                     "assumed"};

  void finish();
  void end();

  RegisterFile regs_{test_finisher_regs::kMap};
  unsigned exit_code_ = 0;
  Timer end_{[this] { end(); }};
};

}  // namespace lantern
