// The HDM decoder in RTL, behind the sockets of the model.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>
#include <systemc>

#include "models/core/line.hpp"
#include "models/core/register_file.hpp"
#include "platform/regs/generated/hdm_decoder_regs.hpp"
#include "rtl/hdm_decoder/hdm_decoder_engine.hpp"

namespace lantern {

class HdmDecoderCosim : public sc_core::sc_module {
 public:
  tlm_utils::simple_target_socket<HdmDecoderCosim> mem_target{
      "mem_target"};  ///< nb_transport: queued, answers by nb_transport_bw
  tlm_utils::simple_target_socket<HdmDecoderCosim> csr_target{"csr_target"};
  tlm_utils::simple_initiator_socket<HdmDecoderCosim> mem_initiator{"mem_initiator"};
  LineIn reset{"reset", [this] {
                 if (reset.read()) engine_.reset();
               }};

  explicit HdmDecoderCosim(sc_core::sc_module_name name);

 private:
  Parameter<sc_core::sc_time> period_{"period",           Dimension::kTime, "1 ns",
                                      {"100 ps", "1 us"}, "Clock period.",  "assumed: 1 GHz"};
  HdmRegion region_;
  HdmCounters counters_;

  tlm::tlm_sync_enum mem_nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                         sc_core::sc_time& delay);
  tlm::tlm_sync_enum mem_nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                         sc_core::sc_time& delay);
  void answered(const HdmAnswer& answer, sc_core::sc_time arrival, sc_core::sc_time edge);
  unsigned mem_transport_dbg(tlm::tlm_generic_payload& trans);
  void csr_b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned csr_transport_dbg(tlm::tlm_generic_payload& trans) { return engine_.access_dbg(trans); }

  const RegisterFile map_{hdm_decoder_regs::kMap};  ///< what there is; the values are in the RTL
  const std::string lookup_name_, access_name_;     ///< in the trace
  Ring<tlm::tlm_generic_payload*> asked_;           ///< in the order of their look-ups
  HdmDecoderEngine engine_;
};

}  // namespace lantern
