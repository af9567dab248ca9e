// What the SystemC kernel is made to do, counted from outside the models.
#pragma once

#include <cstdint>

namespace lantern {

struct KernelWork {
  uint64_t timed = 0;  ///< notifications for a time ahead, also those replaced or taken back
  uint64_t timed_fired = 0;
  uint64_t delta_fired = 0;
  uint64_t steps = 0;     ///< moments of simulated time at which something fired
  uint64_t pending = 0;   ///< of timed notifications, summed over those that fired
  uint64_t switches = 0;  ///< from one thread's stack to another's or the kernel's: two a wake
};

/// So far; a program that is not linked with kernel_work.cpp, so runs at full speed, has no such
/// function.
__attribute__((weak)) KernelWork kernel_work();

}  // namespace lantern
