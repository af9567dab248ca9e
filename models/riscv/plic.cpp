// Gateways, arbitration by priority then number, claim and completion.
#include "models/riscv/plic.hpp"

#include <algorithm>

namespace lantern {

using namespace plic_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

Plic::Plic(sc_core::sc_module_name name) : sc_module(name) {
  target.choose([this](tlm::tlm_generic_payload&, const sc_time& at, bool debug) {
    catch_up(at);
    if (!debug) seen_ = std::max(seen_, at);
    return &regs_;
  });
  regs_.after_write(PRIORITY, [this](uint32_t, uint32_t, uint64_t) {
    regs_[PRIORITY(0)] = 0;  // source 0 is none: its priority and its enable bit are hardwired
    tell(regs_.now());
  });
  regs_.after_write(ENABLE_WORD, [this](uint32_t context, uint32_t word, uint64_t) {
    regs_[ENABLE_WORD(context, 0)] &= ~1ull;
    if (context >= contexts_) regs_[ENABLE_WORD(context, word)] = 0;
    tell(regs_.now());
  });
  regs_.after_write(CONTEXT_THRESHOLD, [this](uint32_t context, uint32_t, uint64_t) {
    if (context >= contexts_) regs_[CONTEXT_THRESHOLD(context)] = 0;
    tell(regs_.now());
  });
  for (uint32_t context = 0; context < CONTEXT_CLAIM.count; context++) serve_context(context);
  for (uint32_t word = 0; word < PENDING.count; word++)
    regs_.before_look(PENDING(word), [this] { catch_up(sc_time_stamp()); });
  source.init(kSources, [this](const char* of, size_t number) {
    return new LineTarget(of, [this, number](bool level, const sc_time& at) {
      if (number) set_source({at, static_cast<unsigned>(number), level});
    });
  });
}

/// Of a context that is not there nothing is enabled.
void Plic::serve_context(uint32_t context) {
  const RegisterId claim = CONTEXT_CLAIM(context);
  regs_.before_read(claim, [this, context, claim] {
    const unsigned source = best(context, gateways_.pending);
    regs_[claim] = source;
    if (!source) return;
    put(gateways_.pending, source, false);
    put(gateways_.claimed, source, true);
  });
  regs_.after_read(claim, [this] { tell(regs_.now()); });
  regs_.after_write(claim, [this, context](uint64_t written) { complete(context, written); });
}

void Plic::put(Sources& sources, unsigned source, bool bit) {
  uint32_t& word = sources[source / 32];
  word = (word & ~(1u << source % 32)) | static_cast<uint32_t>(bit) << source % 32;
}

void Plic::Gateways::apply(const Change& change) {
  put(levels, change.source, change.level);
  latch();
}

void Plic::Gateways::latch() {
  for (size_t word = 0; word < pending.size(); word++)
    pending[word] |= levels[word] & ~claimed[word];
}

void Plic::set_source(const Change& change) {
  catch_up(sc_time_stamp());
  const auto is_void = [&](const Change& c) {
    return c.source == change.source && c.at >= change.at;
  };
  ahead_.erase(std::remove_if(ahead_.begin(), ahead_.end(), is_void), ahead_.end());
  const auto earlier = [](const Change& a, const Change& b) {
    return a.at != b.at ? a.at < b.at : a.source < b.source;
  };
  ahead_.insert(std::upper_bound(ahead_.begin(), ahead_.end(), change, earlier), change);
  tell(std::max({sc_time_stamp(), seen_, std::min(change.at, ahead_.front().at)}));
}

/// Takes over what the sources have done by then.
void Plic::catch_up(const sc_time& at) {
  size_t past = 0;
  while (past < ahead_.size() && ahead_[past].at <= at) gateways_.apply(ahead_[past++]);
  if (!past) return;
  ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(past));
  show_pending();
}

void Plic::show_pending() {
  for (uint32_t word = 0; word < PENDING.count; word++)
    regs_[PENDING(word)] = gateways_.pending[word];
}

void Plic::complete(uint32_t context, uint64_t written) {
  // What is no source that is enabled now is ignored; which one was claimed last, and by whom, is
  // not checked.
  if (written >= kSources || !enabled(context, written)) return;
  put(gateways_.claimed, static_cast<unsigned>(written), false);
  gateways_.latch();
  tell(regs_.now());
}

unsigned Plic::best(uint32_t context, const Sources& pending) const {
  unsigned found = 0;
  uint64_t priority = 0;
  for (uint32_t word = 0; word < ENABLE_WORD.inner; word++)
    for (uint64_t left = pending[word] & regs_[ENABLE_WORD(context, word)]; left;
         left &= left - 1) {
      const unsigned s = 32 * word + static_cast<unsigned>(__builtin_ctzll(left));
      if (regs_[PRIORITY(s)] <= priority) continue;
      found = s;
      priority = regs_[PRIORITY(s)];
    }
  return found;
}

bool Plic::interrupts(uint32_t context, const Sources& pending) const {
  const unsigned source = best(context, pending);
  return source && regs_[PRIORITY(source)] > regs_[CONTEXT_THRESHOLD(context)];
}

void Plic::set_lines(const Sources& pending, const sc_time& at) {
  for (uint32_t context = 0; context < contexts_; context++)
    interrupt[context].set(interrupts(context, pending), at);
}

/// Sets the lines from `from` on, as things stand and as the sources are known to go on.
void Plic::tell(const sc_time& from) {
  show_pending();
  set_lines(gateways_.pending, from);
  if (ahead_.empty()) return;
  Gateways then = gateways_;
  for (const Change& change : ahead_) {
    then.apply(change);
    set_lines(then.pending, std::max(from, change.at));
  }
}

}  // namespace lantern
