// Gateways, arbitration by priority then number, claim and completion.
#include "models/riscv/plic.hpp"

#include "models/core/trace.hpp"

namespace lantern {

using namespace plic_regs;

Plic::Plic(sc_core::sc_module_name name) : sc_module(name) {
  target.register_b_transport(this, &Plic::b_transport);
  target.register_transport_dbg(this, &Plic::transport_dbg);
  regs_.after_write(PRIORITY, [this](uint32_t, uint32_t, uint64_t) {
    regs_[PRIORITY(0)] = 0;  // source 0 is none: its priority and its enable bit are hardwired
    update();
  });
  regs_.after_write(ENABLE, [this](uint32_t, uint32_t, uint64_t) {
    regs_[ENABLE(0)] &= ~1ull;
    update();
  });
  regs_.after_write(THRESHOLD, [this](uint64_t) { update(); });
  regs_.before_read(CLAIM, [this] {
    const unsigned source = best();
    regs_[CLAIM] = source;
    pending_[source / 32] &= ~(1u << source % 32);
    if (source) claimed_.set(source);
  });
  regs_.after_read(CLAIM, [this] { update(); });
  regs_.after_write(CLAIM, [this](uint64_t written) { complete(written); });
  sc_core::sc_spawn_options options;
  options.spawn_method();
  options.dont_initialize();
  for (auto& line : source) options.set_sensitivity(&line);
  sc_core::sc_spawn([this] { latch(); }, "latch", &options);
}

void Plic::latch() {
  for (unsigned s = 1; s < kSources; s++)
    if (source[s].read() && !claimed_[s]) pending_[s / 32] |= 1u << s % 32;
  update();
}

void Plic::complete(uint64_t written) {
  // What is no source that is enabled now is ignored; which one was claimed last is not checked.
  if (written >= kSources || !enabled(written)) return;
  claimed_.reset(written);
  latch();
}

unsigned Plic::best() const {
  unsigned found = 0;
  uint64_t priority = 0;
  for (uint32_t word = 0; word < ENABLE.count; word++)
    for (uint64_t left = pending_[word] & regs_[ENABLE(word)]; left; left &= left - 1) {
      const unsigned s = 32 * word + static_cast<unsigned>(__builtin_ctzll(left));
      if (regs_[PRIORITY(s)] <= priority) continue;
      found = s;
      priority = regs_[PRIORITY(s)];
    }
  return found;
}

void Plic::update() {
  for (uint32_t word = 0; word < PENDING.count; word++) regs_[PENDING(word)] = pending_[word];
  const unsigned source = best();
  interrupt.write(source && regs_[PRIORITY(source)] > regs_[THRESHOLD]);
}

void Plic::b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time& delay) {
  charge(trans, delay, access_);
  regs_.transport(trans);
}

}  // namespace lantern
