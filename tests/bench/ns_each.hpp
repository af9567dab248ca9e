// How the benchmarks measure: host time of one of many.
#pragma once

#include <chrono>

namespace lantern {

/// Nanoseconds of host time each, where `body` does `count` of them.
template <class Body>
double ns_each(unsigned count, Body body) {
  const auto begun = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begun)
             .count() /
         count;
}

}  // namespace lantern
