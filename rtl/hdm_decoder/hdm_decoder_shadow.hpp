// The model answers the pod; the RTL follows on copied inputs and is compared.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "models/core/counter.hpp"
#include "models/hdm_decoder/hdm_decoder.hpp"
#include "rtl/hdm_decoder/hdm_decoder_engine.hpp"

namespace lantern {

/// The first difference ends the run: both answers, and what came before it.
class HdmDecoderShadow : public HdmDecoder {
 public:
  explicit HdmDecoderShadow(sc_core::sc_module_name name);

 protected:
  tlm::tlm_sync_enum mem_nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                         sc_core::sc_time& delay) override;
  void csr_b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay) override;
  unsigned csr_transport_dbg(tlm::tlm_generic_payload& trans) override;
  void power_on() override;

 private:
  Parameter<sc_core::sc_time> slack_{"shadow_slack",
                                     Dimension::kTime,
                                     "100 ns",
                                     {"0 ns", "1 ms"},
                                     "How far a look-up's time in the RTL may be from the model's.",
                                     "assumed: the model keeps the RTL's time to the cycle"};
  LatencyRecord latency_{"rtl_latency", "Look-ups of the RTL, from request to answer."};
  Status status_{"shadow", "What the RTL was compared in.", [this] { return status_text(); }};

  /// What happened, to be told when something differs; written out only then.
  struct Event {
    enum class Kind : uint8_t { kNone, kLookup, kRead, kWrite } kind = Kind::kNone;
    HdmLookup lookup;  ///< kLookup
    HdmAnswer answer;  ///< kLookup
    uint64_t address = 0, data = 0;
    unsigned length = 0;
    tlm::tlm_response_status status = tlm::TLM_INCOMPLETE_RESPONSE;
  };
  void answered(const HdmLookup& lookup, const HdmAnswer& rtl, sc_core::sc_time arrival,
                sc_core::sc_time edge);
  void compare_access(const tlm::tlm_generic_payload& model, const tlm::tlm_generic_payload& rtl);
  void compare_state();
  void compare_register(uint32_t offset, uint64_t model);
  void remember(const Event& event);
  static std::string text(const Event& event);
  std::string in_force(const HdmLookup& lookup, const HdmAnswer& model) const;
  void differ(const std::string& where, const std::string& model, const std::string& rtl);
  std::string status_text() const;

  static constexpr size_t kRemembered = 8;
  struct Expected {
    HdmAnswer answer;
    sc_core::sc_time at;
  };
  Ring<Expected> expected_;  ///< the model's, in order
  std::array<Event, kRemembered> events_;
  size_t remembered_ = 0;
  uint64_t lookups_ = 0, accesses_ = 0;
  std::vector<uint8_t> scratch_;  ///< what the RTL reads
  HdmDecoderEngine engine_;
  LastCheck last_check_{[this] {
    engine_.drain();
    compare_state();
  }};
};

}  // namespace lantern
