// The laser of a module: power, bias and wavelengths.
#pragma once

#include <functional>
#include <systemc>

#include "models/core/fault.hpp"
#include "models/core/light.hpp"
#include "models/core/parameter.hpp"

namespace lantern {

class Laser : public sc_core::sc_module {
 public:
  /// `on_change` is called when its power or its bias has changed.
  Laser(sc_core::sc_module_name name, std::function<void()> on_change)
      : sc_module(name), on_change_(std::move(on_change)) {}
  double milliwatt() const { return milliwatt_; }
  /// That many dB less than its launch power; 0: as new.
  void fade(double decibel) {
    milliwatt_ = from_decibel(power_ - decibel);
    on_change_();
  }
  double bias_milliampere() const { return bias_ + bias_more_; }
  /// Forgets its faults: another module.
  void heal() {
    bias_more_ = 0;
    fade(0);
  }
  double first_wavelength_nm() const { return wavelength_; }

 private:
  Parameter<double> power_{"power",
                           Dimension::kPower,
                           "1 dBm",
                           {"-20 dBm", "10 dBm"},
                           "Launch power a lane.",
                           "pod: OCI's limits are not public"};
  Parameter<double> bias_{"bias",
                          Dimension::kCurrent,
                          "40 mA",
                          {"0 mA", "131 mA"},
                          "Bias current of a lane.",
                          "assumed: a distributed-feedback laser"};
  Parameter<double> wavelength_{"wavelength",
                                Dimension::kWavelength,
                                "1308.0 nm",
                                {"1260 nm", "1360 nm"},
                                "First of four, 2.29 nm apart.",
                                "OCI 1.0: forward 1308.0 nm, reverse 1327.69 nm"};
  Fault fade_{"fade",
              "Launches that much less on every lane; 0 dB undoes it.",
              {Dimension::kDecibel, "20 dB", 0, 60},
              [this](double decibel) { fade(decibel); }};
  Fault bias_shift_{"bias_shift",
                    "That much more bias on every lane; 0 mA undoes it.",
                    {Dimension::kCurrent, "45 mA", -131, 131},
                    [this](double milliampere) {
                      bias_more_ = milliampere;
                      on_change_();
                    }};
  double bias_more_ = 0;
  double milliwatt_ = from_decibel(power_);
  std::function<void()> on_change_;
};

}  // namespace lantern
