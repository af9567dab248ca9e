// A CXL mailbox between a host and the management processor: two views, one payload.
#pragma once

#include <systemc>

#include "models/core/counter.hpp"
#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "models/core/timer.hpp"
#include "platform/regs/generated/mailbox_regs.hpp"
#include "platform/regs/generated/mailbox_service_regs.hpp"

namespace lantern {

class Mailbox : public sc_core::sc_module {
 public:
  RegisterTarget host_target{
      "host_target", host_, access_, {&reset, &answer_}, RegisterTarget::Shared::kYes};
  RegisterTarget service_target{
      "service_target", service_, access_, {&reset, &answer_}, RegisterTarget::Shared::kYes};
  LineOut interrupt{"interrupt"};  ///< to the management processor
  LineIn reset{"reset", [this] { reset_changed(); }};

  explicit Mailbox(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};
  Counter commands_{"commands", "Commands that the host rang for."};

  void power_on();
  void reset_changed();
  void doorbell();
  void answer();
  bool is_locked(tlm::tlm_generic_payload& trans) const;

  RegisterFile host_{mailbox_regs::kMap, "host"};
  RegisterFile service_{mailbox_service_regs::kMap, "service"};
  bool complete_ = false;               ///< asked for by the last store to the service's CONTROL
  Timer answer_{[this] { answer(); }};  ///< shows to the host at the time of that store
};

}  // namespace lantern
