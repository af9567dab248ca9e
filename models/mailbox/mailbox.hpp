// A CXL mailbox between a host and the management processor: two views, one payload.
#pragma once

#include <tlm_utils/simple_target_socket.h>
#include <systemc>

#include "models/core/counter.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "platform/regs/generated/mailbox_regs.hpp"
#include "platform/regs/generated/mailbox_service_regs.hpp"

namespace lantern {

class Mailbox : public sc_core::sc_module {
 public:
  tlm_utils::simple_target_socket<Mailbox> host_target{"host_target"};
  tlm_utils::simple_target_socket<Mailbox> service_target{"service_target"};
  sc_core::sc_out<bool> interrupt{"interrupt"};  ///< to the management processor
  sc_core::sc_in<bool> reset{"reset"};

  explicit Mailbox(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};
  Counter commands_{"commands", "Commands that the host rang for."};

  void host_b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  void service_b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned host_transport_dbg(tlm::tlm_generic_payload& trans) {
    return host_.transport_dbg(trans);
  }
  unsigned service_transport_dbg(tlm::tlm_generic_payload& trans) {
    return service_.transport_dbg(trans);
  }
  void power_on();
  void doorbell();
  void service_control(uint64_t written);
  void show_background();

  RegisterFile host_{mailbox_regs::kMap, "host"};
  RegisterFile service_{mailbox_service_regs::kMap, "service"};
};

}  // namespace lantern
