// Kernel time, for the paths on which sc_time_stamp()'s call into the library is a cost.
#pragma once

#include <systemc>

namespace lantern {

inline const sc_core::sc_time& now() { return sc_core::sc_get_curr_simcontext()->time_stamp(); }

}  // namespace lantern
