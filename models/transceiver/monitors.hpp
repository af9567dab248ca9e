// What a module measures of itself and of its light, and the alarms and warnings that follow.
#pragma once

#include <systemc>

#include "models/core/fault.hpp"
#include "models/core/light.hpp"
#include "models/core/parameter.hpp"
#include "models/transceiver/cmis_memory.hpp"

namespace lantern {

/// Each value is judged against page 02h, where its thresholds stand.
class Monitors : public sc_core::sc_module {
 public:
  Monitors(sc_core::sc_module_name name, CmisMemory& memory) : sc_module(name), memory_(memory) {}
  /// Puts thresholds and the module's own values into the memory.
  void advertise();
  /// Forgets its faults: another module.
  void heal() { temperature_more_ = supply_more_ = 0; }
  /// What lanes launch, and the bias of the lasers of those that are `on`; too little of either is
  /// flagged for lanes in service alone.
  void transmit(const Light& sent, double milliampere, uint64_t on, uint64_t in_service);
  /// What arrives; `ready`: the receiver works.
  void receive(const Light& arriving, bool ready);

 private:
  Parameter<double> temperature_{"temperature",  Dimension::kTemperature,
                                 "45 degC",      {"-40 degC", "125 degC"},
                                 "Of its case.", "assumed: half-way up to its warning"};
  Parameter<double> supply_{"supply",         Dimension::kVoltage, "3.3 V",
                            {"0 V", "6.5 V"}, "Its supply.",       "OSFP MSA: 3.3 V"};
  Fault temperature_shift_{"temperature_shift",
                           "That much warmer than `temperature`; 0 degC undoes it.",
                           {Dimension::kTemperature, "40 degC", -165, 165},
                           [this](double degrees) { change(temperature_more_, degrees); }};
  Fault supply_shift_{"supply_shift",
                      "That much more than `supply`; 0 V undoes it.",
                      {Dimension::kVoltage, "300 mV", -6.5, 6.5},
                      [this](double volt) { change(supply_more_, volt); }};

  void change(double& what, double to) {
    what = to;
    measure();
  }
  void measure();
  void judge_lanes(RegisterId first_flag, RegisterArray values, RegisterArray thresholds,
                   uint64_t in_service);

  CmisMemory& memory_;
  double temperature_more_ = 0;
  double supply_more_ = 0;
};

}  // namespace lantern
