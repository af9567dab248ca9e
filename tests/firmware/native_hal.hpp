// The HAL for drivers that are built for this machine: the bus is a model's socket, time is the
// simulation's.
#pragma once

#include <functional>

#include "models/core/test_initiator.hpp"

namespace lantern::native {

/// Where mmio_read32 and the like go from now on. Accesses take their time: the caller's thread
/// waits.
void use_bus(TestInitiator& bus);
/// Accesses that the bus answered with an error; and all of them.
unsigned bus_errors();
unsigned bus_accesses();
/// An interrupt's line, as the PLIC would have it: handlers run in the thread that has interrupts
/// on, after its next access, or when it turns them on; a high line wakes who sleeps.
void set_line(unsigned source, bool level);
/// Runs `body` in an SC_THREAD until it ends; false if it had not by `limit_ms`.
bool run(const std::function<void()>& body, double limit_ms);

}  // namespace lantern::native
