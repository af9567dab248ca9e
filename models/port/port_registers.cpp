// Filled from parameters, and from the link.
#include "models/port/port_registers.hpp"

#include "models/core/process.hpp"

namespace lantern {

using namespace port_registers_regs;

PortRegisters::PortRegisters(sc_core::sc_module_name name) : sc_module(name) {
  for (const auto* parameter : {&links_, &granule_})
    if ((*parameter)() & ((*parameter)() - 1)) parameter->refuse("must be a power of two");
  constexpr unsigned kLeastGranuleBits = 8;
  regs_[PORT] = number_;
  regs_[INTERLEAVE] = INTERLEAVE_WAYS.set(0, static_cast<uint64_t>(__builtin_ctzll(links_))) |
                      INTERLEAVE_GRANULARITY.set(
                          0, static_cast<uint64_t>(__builtin_ctzll(granule_)) - kLeastGranuleBits) |
                      INTERLEAVE_POSITION.set(0, number_ % links_);
  regs_[HPA_BASE_LOW] = hpa_base_ & 0xffffffff;
  regs_[HPA_BASE_HIGH] = hpa_base_ >> 32;
  regs_[HPA_SIZE_LOW] = hpa_size_ & 0xffffffff;
  regs_[HPA_SIZE_HIGH] = hpa_size_ >> 32;
  regs_.on_interrupt([this](bool level) { interrupt.set(level, regs_.now()); });
  spawn_method(
      "on_link", [this] { link_changed(); }, up, degraded);
}

void PortRegisters::link_changed() {
  regs_.set(LINK_STATUS, LINK_STATUS_UP, up.read());
  regs_.set(LINK_STATUS, LINK_STATUS_DEGRADED, degraded.read());
  regs_.hardware_write(INTERRUPT, INTERRUPT_LINK_CHANGED, 1);
}

}  // namespace lantern
