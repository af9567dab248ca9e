// HDM decoder with extent check: HPA to DPA a port, and who may access which block.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>
#include <systemc>

#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "models/hdm_decoder/hdm_lookup.hpp"
#include "platform/regs/generated/hdm_decoder_regs.hpp"

namespace lantern {

class HdmDecoder : public sc_core::sc_module {
 public:
  static constexpr unsigned kPorts = hdm_decoder_regs::DECODER_CONTROL.count;
  tlm_utils::simple_target_socket<HdmDecoder> mem_target{
      "mem_target"};  ///< nb_transport: completes at once, or as the media answer
  tlm_utils::simple_target_socket<HdmDecoder> csr_target{"csr_target"};
  tlm_utils::simple_initiator_socket<HdmDecoder> mem_initiator{"mem_initiator"};
  LineIn reset{"reset", [this] {
                 if (reset.read()) power_on();
               }};

  explicit HdmDecoder(sc_core::sc_module_name name);

  /// The look-up, without time.
  HdmAnswer look_up(const HdmLookup& lookup) const;

 protected:
  virtual tlm::tlm_sync_enum mem_nb_transport_fw(tlm::tlm_generic_payload& trans,
                                                 tlm::tlm_phase& phase, sc_core::sc_time& delay);
  tlm::tlm_sync_enum mem_nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                         sc_core::sc_time& delay) {
    return mem_target->nb_transport_bw(trans, phase, delay);
  }
  virtual void csr_b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  virtual unsigned csr_transport_dbg(tlm::tlm_generic_payload& trans) {
    return regs_.transport_dbg(trans);
  }
  virtual void power_on();
  const RegisterFile& registers() const { return regs_; }
  const HdmRegion& region() const { return region_; }
  /// When the last look-up was answered.
  sc_core::sc_time answered_at() const { return begun_ + lookup_; }
  sc_core::sc_time period() const { return period_; }

 private:
  Parameter<sc_core::sc_time> lookup_{"lookup",
                                      Dimension::kTime,
                                      "4 ns",
                                      {"0 ns", "1 us"},
                                      "One look-up that meets nobody.",
                                      "rtl/hdm_decoder: 4 cycles at 1 GHz"};
  Parameter<sc_core::sc_time> access_{"access",
                                      Dimension::kTime,
                                      "3 ns",
                                      {"0 ns", "1 us"},
                                      "One register access, a word of 32 bits.",
                                      "rtl/hdm_decoder: 3 cycles at 1 GHz"};
  Parameter<sc_core::sc_time> period_{
      "period",
      Dimension::kTime,
      "1 ns",
      {"100 ps", "1 us"},
      "Clock period: a look-up that meets others begins at a free edge of their clock.",
      "assumed: 1 GHz"};
  HdmRegion region_;
  HdmCounters counters_;

  unsigned mem_transport_dbg(tlm::tlm_generic_payload& trans);
  void control_written(uint32_t port);
  HdmWindow read_window(uint32_t port) const;
  bool acceptable(const HdmWindow& window) const;
  bool locked(uint64_t port) const;
  void begin(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);

  RegisterFile regs_{hdm_decoder_regs::kMap};
  HdmWindow windows_[kPorts];  ///< in force
  sc_core::sc_time begun_;     ///< edge at which the last look-up began
  bool any_begun_ = false;
};

}  // namespace lantern
