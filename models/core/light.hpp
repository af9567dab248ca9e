// What light does between two modules: power a wavelength.
#pragma once

#include <array>

namespace lantern {

constexpr unsigned kLanes = 4;  ///< wavelengths a direction (OCI)

/// Sent whenever it changes; dark at first.
struct Light {
  std::array<double, kLanes> milliwatt{};
};

/// 10^(decibel / 10), correctly rounded: the same on every machine.
double from_decibel(double decibel);

}  // namespace lantern
