// The Verilated HDM decoder alone: what no adapter can be faster than.
#pragma once

namespace lantern::rtl_floor {

/// Host nanoseconds an AXI4-Lite read, one after the other.
double register_read(unsigned count);
/// Host nanoseconds a look-up, one a cycle, answers taken at once.
double look_up(unsigned count);

}  // namespace lantern::rtl_floor
