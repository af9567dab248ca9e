// The laser of a module: power and wavelengths.
#pragma once

#include <systemc>

#include "models/core/light.hpp"
#include "models/core/parameter.hpp"

namespace lantern {

class Laser : public sc_core::sc_module {
 public:
  explicit Laser(sc_core::sc_module_name name)
      : sc_module(name), milliwatt_(from_decibel(power_)) {}
  double milliwatt() const { return milliwatt_; }
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
  const double milliwatt_;
};

}  // namespace lantern
