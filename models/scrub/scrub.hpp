// The scrub engine: clears a range of DPAs, through the media and at their bandwidth.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <systemc>
#include <vector>

#include "models/core/counter.hpp"
#include "models/core/fault.hpp"
#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/payload.hpp"
#include "models/core/register_target.hpp"
#include "models/core/timer.hpp"
#include "platform/regs/generated/scrub_regs.hpp"

namespace lantern {

class Scrub : public sc_core::sc_module {
 public:
  RegisterTarget csr_target{"csr_target", regs_, access_, {&step_, &reset}};
  tlm_utils::simple_initiator_socket<Scrub> mem_initiator{"mem_initiator"};
  LineOut interrupt{"interrupt"};
  LineIn reset{"reset", [this] { reset_changed(); }};

  explicit Scrub(sc_core::sc_module_name name);
  ~Scrub() override { trans_.clear_extension(&zeroes_); }  // else the payload would delete it

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};
  Parameter<uint64_t> chunk_{"chunk",
                             Dimension::kBytes,
                             "16 KiB",
                             {"64 B", "1 MiB"},
                             "Bytes in flight: others on the media wait at most for one chunk.",
                             "assumed"};
  Counter cleared_{"bytes_cleared", "Bytes cleared."};
  Fault stall_{"stall", "Stops in its tracks: busy for ever, until aborted.",
               [this] { stalled_ = true; }};

  void reset_changed();
  void start();
  void step();
  void stop(Field why);
  void stop();

  RegisterFile regs_{scrub_regs::kMap};
  const std::vector<uint8_t> chunk_of_zeroes_ = std::vector<uint8_t>(chunk_);
  ZeroExtension zeroes_;
  tlm::tlm_generic_payload trans_;
  uint64_t at_ = 0;
  uint64_t left_ = 0;
  bool stalled_ = false;
  Timer step_{[this] { step(); }};
};

}  // namespace lantern
