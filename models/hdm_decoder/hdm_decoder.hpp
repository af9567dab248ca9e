// HDM decoder with extent check: HPA to DPA a port, and who may access which block.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>
#include <systemc>

#include "models/core/counter.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "platform/regs/generated/hdm_decoder_regs.hpp"

namespace lantern {

/// Misses are address errors, denials command errors; what crosses a granule or a block is a burst
/// error.
class HdmDecoder : public sc_core::sc_module {
 public:
  static constexpr unsigned kPorts = 16;
  tlm_utils::simple_target_socket<HdmDecoder> mem_target{
      "mem_target"};  ///< nb_transport: completes at once
  tlm_utils::simple_target_socket<HdmDecoder> csr_target{"csr_target"};
  tlm_utils::simple_initiator_socket<HdmDecoder> mem_initiator{"mem_initiator"};
  sc_core::sc_in<bool> reset{"reset"};

  explicit HdmDecoder(sc_core::sc_module_name name);

  enum class Outcome : uint8_t { kHit, kMiss, kDenied, kUnsplit };
  struct Answer {
    Outcome outcome;
    uint64_t dpa;
  };
  /// The look-up, without time: bytes [hpa, hpa + length) for `port`.
  Answer look_up(unsigned port, uint64_t hpa, uint64_t length, bool write) const;

 private:
  Parameter<sc_core::sc_time> lookup_{"lookup",
                                      Dimension::kTime,
                                      "4 ns",
                                      {"0 ns", "1 us"},
                                      "One look-up; one can begin each cycle of the crossbar.",
                                      "assumed: 4 cycles at 1 GHz"};
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "4 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: 4 cycles at 1 GHz"};
  Parameter<uint64_t> region_{
      "region", Dimension::kBytes, "16 GiB", {"1 MiB", "16 TiB"}, "Media behind it.", "part"};
  Parameter<uint64_t> block_{
      "block", Dimension::kBytes, "8 MiB", {"4 KiB", "1 TiB"}, "Extent block, a power of two.",
      "part"};
  Counter hits_{"hits", "Look-ups that were let through."};
  Counter misses_{"misses", "Look-ups that found no committed decoder.", Counter::Place::kSummary};
  Counter denials_{"denials", "Look-ups that the extent table refused.", Counter::Place::kSummary};

  /// A committed decoder, taken out of its registers.
  struct Decoder {
    bool committed;
    uint64_t base, size, skip;
    unsigned granule_bits, way_bits;
  };
  tlm::tlm_sync_enum mem_nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                         sc_core::sc_time& delay);
  unsigned mem_transport_dbg(tlm::tlm_generic_payload& trans);
  void csr_b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned csr_transport_dbg(tlm::tlm_generic_payload& trans) { return regs_.transport_dbg(trans); }
  void control_written(uint32_t port);
  Decoder read_decoder(uint32_t port) const;
  bool acceptable(const Decoder& decoder) const;
  void power_on();

  RegisterFile regs_{hdm_decoder_regs::kMap};
  unsigned block_bits_;
  Decoder decoders_[kPorts] = {};
};

}  // namespace lantern
