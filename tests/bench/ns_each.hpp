// How the benchmarks measure: host time of one of many.
#pragma once

#include <ctime>

namespace lantern {

/// Nanoseconds of host time each, where `body` does `count` of them: time of this process, since
/// others may run on the machine.
template <class Body>
double ns_each(unsigned count, Body body) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
  };
  const double begun = now();
  body();
  return (now() - begun) / count;
}

}  // namespace lantern
