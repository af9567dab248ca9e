// The third of the places where waiting is allowed (DESIGN 5).
#include "models/core/pending.hpp"

namespace lantern {

bool wait_out(sc_core::sc_time& delay) {
  const auto* const caller = sc_core::sc_get_current_process_b();
  if (!caller || caller->proc_kind() != sc_core::SC_THREAD_PROC_) return false;
  sc_core::wait(delay);
  delay = sc_core::SC_ZERO_TIME;
  return true;
}

}  // namespace lantern
