// The signal of an interrupt, a reset or a module's pin.
#pragma once

#include <systemc>

namespace lantern {

/// A block writes its output from its registers' caller and from its own processes: several
/// writers, one block.
using Signal = sc_core::sc_signal<bool, sc_core::SC_MANY_WRITERS>;

}  // namespace lantern
