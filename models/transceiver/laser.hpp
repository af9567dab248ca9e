// The laser of a module: power and wavelengths.
#pragma once

#include <functional>
#include <systemc>

#include "models/core/fault.hpp"
#include "models/core/light.hpp"
#include "models/core/parameter.hpp"

namespace lantern {

class Laser : public sc_core::sc_module {
 public:
  /// `on_change` is called when its power has changed.
  Laser(sc_core::sc_module_name name, std::function<void()> on_change)
      : sc_module(name), on_change_(std::move(on_change)) {}
  double milliwatt() const { return milliwatt_; }
  /// That many dB less than its launch power; 0: as new.
  void fade(double decibel) {
    milliwatt_ = from_decibel(power_ - decibel);
    on_change_();
  }
  double first_wavelength_nm() const { return wavelength_; }

 private:
  Parameter<double> power_{"power",
                           Dimension::kPower,
                           "1 dBm",
                           {"-20 dBm", "10 dBm"},
                           "Launch power a lane.",
                           "pod: OCI's limits are not public"};
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
  double milliwatt_ = from_decibel(power_);
  std::function<void()> on_change_;
};

}  // namespace lantern
