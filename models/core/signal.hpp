// The signal of an interrupt, a reset or a module's pin.
#pragma once

#include <systemc>

namespace lantern {

/// A block writes its output from its registers' callers and from its own processes, some of them
/// in one delta; it computes the level anew each time, so the last write is right.
using Signal = sc_core::sc_signal<bool, sc_core::SC_UNCHECKED_WRITERS>;

}  // namespace lantern
