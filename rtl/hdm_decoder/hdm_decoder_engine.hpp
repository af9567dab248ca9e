// Runs the RTL of the HDM decoder: look-ups queued with many in flight, register accesses inline.
#pragma once

#include <functional>
#include <systemc>
#include <tlm>

#include "models/core/counter.hpp"
#include "models/core/parameter.hpp"
#include "models/core/random_stream.hpp"
#include "models/core/ring.hpp"
#include "models/hdm_decoder/hdm_lookup.hpp"
#include "rtl/axi/axi_lite_manager.hpp"
#include "rtl/common/block_health.hpp"
#include "rtl/common/gated_clock.hpp"
#include "rtl/common/waves.hpp"
#include "rtl/hdm_decoder/hdm_decoder_pins.hpp"

namespace lantern {

/// Part of the module that is being made: its parameters and counters stand there. Look-ups and
/// register accesses take effect in the order of the calls. Register accesses do not hold up
/// look-ups: in hardware they run beside each other.
class HdmDecoderEngine {
 public:
  /// `answer` left the block at `edge`; `edge` can be ahead of kernel time, never behind it.
  using Answered = std::function<void(const HdmLookup& lookup, const HdmAnswer& answer,
                                      sc_core::sc_time arrival, sc_core::sc_time edge)>;
  HdmDecoderEngine(const char* block, const HdmRegion& region, sc_core::sc_time period,
                   Answered answered);

  /// The look-up reaches the pins at `arrival`, or when those before it have been taken.
  void push(const HdmLookup& lookup, sc_core::sc_time arrival);
  /// A register access: its effect is there on return. Returns its time. `covered`: every byte has
  /// a register.
  sc_core::sc_time access(tlm::tlm_generic_payload& trans, bool covered, sc_core::sc_time begin);
  /// Storage only, as far as there are registers; returns the bytes served.
  unsigned access_dbg(tlm::tlm_generic_payload& trans);
  /// The look-up on the state as it is, without time.
  HdmAnswer look_up_dbg(const HdmLookup& lookup) const;
  uint32_t peek(uint32_t offset) const { return pins_.peek(offset); }
  /// One cycle of reset, after all that came before.
  void reset();
  /// Steps until nothing is left and hands all answers on, within the call: for an owner whose
  /// answers go nowhere.
  void drain();
  /// Nothing waits, nothing moves: the clock stands.
  bool idle() const { return waiting_.empty() && in_flight_.empty() && pins_.idle(); }
  uint64_t cycles() const { return pins_.cycles(); }
  BlockHealth& health() { return health_; }
  const BlockHealth& health() const { return health_; }

 private:
  Parameter<double> back_pressure_{
      "back_pressure",
      Dimension::kRatio,
      "0",
      {"0", "0.9"},
      "Share of cycles in which an answer of the RTL is not taken, to try its handshake.",
      "a test's choice"};
  Counter cycles_{"cycles", "Cycles of the RTL that were stepped."};

  struct Waiting {
    HdmLookup lookup;
    sc_core::sc_time arrival;
  };
  struct Done {
    Waiting request;
    HdmAnswer answer;
    sc_core::sc_time edge;
  };
  void serve();
  void advance(sc_core::sc_time until);
  sc_core::sc_time next_edge();
  void step(sc_core::sc_time edge);
  void take_answer(sc_core::sc_time edge);
  void step_pins(sc_core::sc_time edge);
  void settle();
  void hand_on();
  void hang(const char* pin);
  void report_hang();
  bool running() const { return !missing_pin_ && health_.good(); }

  const HdmRegion& region_;
  Answered answered_;
  RandomStream random_;
  HdmDecoderPins pins_;
  GatedClock clock_;
  BlockHealth health_;
  WaveSource waves_;
  AxiLiteManager<HdmDecoderPins> registers_;
  sc_core::sc_time taken_;          ///< edge that took the last look-up
  sc_core::sc_time register_edge_;  ///< of the register access that is being stepped
  Ring<Waiting> waiting_, in_flight_;
  Ring<Done> done_;
  unsigned without_progress_ = 0;
  const char* missing_pin_ = nullptr;  ///< told when what came before it has been handed on
  sc_core::sc_event wake_;
};

}  // namespace lantern
