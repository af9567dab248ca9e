// One single-mode fibre between two modules: flight, loss, errors; cut and repaired.
#pragma once

#include <systemc>

#include "models/core/codeword.hpp"
#include "models/core/counter.hpp"
#include "models/core/delay_queue.hpp"
#include "models/core/fault.hpp"
#include "models/core/light.hpp"
#include "models/core/parameter.hpp"
#include "models/core/random_stream.hpp"
#include "models/core/timer.hpp"

namespace lantern {

/// Both ends send codewords and light; each direction keeps their order. What is in flight at a cut
/// is gone.
class Fibre : public sc_core::sc_module {
 public:
  static constexpr unsigned kEnds = 2;
  sc_core::sc_vector<SendPort<Codeword>> codeword_initiator{"codeword_initiator",
                                                            kEnds};  ///< out of end i
  sc_core::sc_vector<SendPort<Light>> light_initiator{"light_initiator", kEnds};
  Receiver<Codeword> codeword_target_0{"codeword_target_0",
                                       [this](Codeword&& c) { send(0, std::move(c)); }};
  Receiver<Codeword> codeword_target_1{"codeword_target_1",
                                       [this](Codeword&& c) { send(1, std::move(c)); }};
  Receiver<Light> light_target_0{"light_target_0", [this](Light&& l) { shine(0, l); }};
  Receiver<Light> light_target_1{"light_target_1", [this](Light&& l) { shine(1, l); }};

  explicit Fibre(sc_core::sc_module_name name);
  void cut();
  void repair();
  sc_core::sc_time flight() const { return flight_; }
  const Parameter<double>& rate() const { return rate_; }
  bool lopsided() const { return lopsided_; }

 private:
  Parameter<double> rate_{"rate",
                          Dimension::kRate,
                          "212.5 Gb/s",
                          {"1 Gb/s", "10000 Gb/s"},
                          "Line rate of both ends, where an end is given none of its own.",
                          "OCI 1.0: 4 x 53.125 Gb/s"};
  Parameter<bool> lopsided_{
      "lopsided",       Dimension::kFlag, "false", {}, "Its ends may have different rates.",
      "a test's choice"};
  Parameter<double> length_{"length",         Dimension::kLength, "20 m",
                            {"0 m", "10 km"}, "Length.",          "pod"};
  Parameter<double> group_index_{
      "group_index", Dimension::kRatio,        "1.468",
      {"1", "2"},    "Group index: 4.9 ns/m.", "standard single-mode fibre, O band"};
  Parameter<double> attenuation_{
      "attenuation",           Dimension::kLoss,     "0.4 dB/km",
      {"0 dB/km", "10 dB/km"}, "Loss of the fibre.", "assumed: standard single-mode fibre, O band"};
  Parameter<double> connectors_{"connectors",
                                Dimension::kDecibel,
                                "3 dB",
                                {"0 dB", "60 dB"},
                                "Loss of couplers and connectors.",
                                "assumed: two couplers of 1 to 2 dB"};
  Parameter<double> ber_{
      "ber", Dimension::kRatio, "0", {"0", "0.5"}, "Bit error ratio before the FEC.", "pod"};
  Counter sent_{"codewords", "Codewords that entered."};
  Counter errors_{"codewords_lost", "Codewords that the FEC could not correct.",
                  Counter::Place::kSummary};
  Counter dropped_{"codewords_dropped", "Codewords that a cut took.", Counter::Place::kSummary};
  Parameter<double> burst_ber_{"burst_ber",
                               Dimension::kRatio,
                               "3e-3",
                               {"0", "0.5"},
                               "Bit error ratio in a ber_burst.",
                               "assumed: a third of the codewords are lost"};
  Fault cut_{"cut", "Nothing passes until it is repaired.", [this] { cut(); }};
  Fault repair_{"repair", "Undoes a cut.", [this] { repair(); }};
  Fault loss_{"loss",
              "That much more loss, both ways; 0 dB undoes it.",
              {Dimension::kDecibel, "12 dB", 0, 60},
              [this](double decibel) { lose(decibel); }};
  Fault ber_burst_{"ber_burst",
                   "For that long the bit error ratio is burst_ber.",
                   {Dimension::kTime, "50 us", 0, 1e15},
                   [this](double ps) { begin_burst(ps); }};

  /// What is in flight from one end waits in the agenda of the other end's node.
  struct Direction {
    Direction(Fibre& fibre, unsigned from);
    DelayQueue<Codeword> codewords;
    DelayQueue<Light> lights;
    Light sent;  ///< what the near end shines, cut or not
    RandomStream errors;
  };
  void end_of_elaboration() override;
  void lose(double decibel);
  void begin_burst(double ps);
  void send(unsigned from, Codeword&& codeword);
  void shine(unsigned from, const Light& light);
  void transmit_light(unsigned from);

  const sc_core::sc_time flight_;
  double transmission_ = 0;
  double loss_probability_;
  bool whole_ = true;
  Direction directions_[kEnds];
  Timer burst_ends_;
};

}  // namespace lantern
