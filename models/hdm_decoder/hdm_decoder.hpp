// HDM decoder with extent check: HPA to DPA a port, and who may access which block.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>
#include <systemc>

#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "models/hdm_decoder/hdm_lookup.hpp"
#include "platform/regs/generated/hdm_decoder_regs.hpp"

namespace lantern {

class HdmDecoder : public sc_core::sc_module {
 public:
  static constexpr unsigned kPorts = hdm_decoder_regs::DECODER_CONTROL.count;
  tlm_utils::simple_target_socket<HdmDecoder> mem_target{
      "mem_target"};  ///< nb_transport: completes at once
  tlm_utils::simple_target_socket<HdmDecoder> csr_target{"csr_target"};
  tlm_utils::simple_initiator_socket<HdmDecoder> mem_initiator{"mem_initiator"};
  sc_core::sc_in<bool> reset{"reset"};

  explicit HdmDecoder(sc_core::sc_module_name name);

  /// The look-up, without time.
  HdmAnswer look_up(const HdmLookup& lookup) const;

 protected:
  virtual tlm::tlm_sync_enum mem_nb_transport_fw(tlm::tlm_generic_payload& trans,
                                                 tlm::tlm_phase& phase, sc_core::sc_time& delay);
  virtual void csr_b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  virtual unsigned csr_transport_dbg(tlm::tlm_generic_payload& trans) {
    return regs_.transport_dbg(trans);
  }
  virtual void power_on();
  const RegisterFile& registers() const { return regs_; }
  const HdmRegion& region() const { return region_; }
  sc_core::sc_time lookup_time() const { return lookup_; }

 private:
  Parameter<sc_core::sc_time> lookup_{"lookup",
                                      Dimension::kTime,
                                      "4 ns",
                                      {"0 ns", "1 us"},
                                      "One look-up; one can begin each cycle of the crossbar.",
                                      "rtl/hdm_decoder: 4 cycles at 1 GHz"};
  Parameter<sc_core::sc_time> access_{"access",
                                      Dimension::kTime,
                                      "3 ns",
                                      {"0 ns", "1 us"},
                                      "One register access, a word of 32 bits.",
                                      "rtl/hdm_decoder: 3 cycles at 1 GHz"};
  HdmRegion region_{name()};
  HdmCounters counters_;

  unsigned mem_transport_dbg(tlm::tlm_generic_payload& trans);
  void control_written(uint32_t port);
  HdmWindow read_window(uint32_t port) const;
  bool acceptable(const HdmWindow& window) const;
  bool locked(uint64_t port) const;

  RegisterFile regs_{hdm_decoder_regs::kMap};
  HdmWindow windows_[kPorts];  ///< in force
};

}  // namespace lantern
