// Access to CSRs by number.
#include "models/riscv/csr.hpp"

#include <algorithm>

namespace lantern::riscv {

Csrs::Csrs(const Isa& isa, uint64_t hart_id) : isa_(isa), indices_(1u << 12) {
  add(information_csrs(hart_id));
  add(trap_csrs());
  add(counter_csrs());
  std::sort(all_.begin(), all_.end(),
            [](const Csr& a, const Csr& b) { return a.number < b.number; });
  for (size_t i = 0; i < all_.size(); i++) indices_[all_[i].number] = static_cast<uint16_t>(i + 1);
}

void Csrs::add(const std::vector<Csr>& group) {
  std::copy_if(group.begin(), group.end(), std::back_inserter(all_),
               [this](const Csr& csr) { return isa_.has(csr.xlen); });
}

const Csr* Csrs::find(unsigned number) const {
  const unsigned index = indices_[number & 0xfff];
  return index ? &all_[index - 1] : nullptr;
}

const Csr* Csrs::permitted(unsigned number, const State& state) const {
  const Csr* const csr = find(number);
  if (!csr || (number >> 8 & 3) > static_cast<unsigned>(state.privilege)) return nullptr;
  return !csr->permit || csr->permit(*csr, state) ? csr : nullptr;
}

bool Csrs::read(unsigned number, State& state, const CounterSource& counted,
                uint64_t& value) const {
  const Csr* const csr = permitted(number, state);
  if (!csr) return false;
  value = csr->read ? csr->read(*csr, {state, isa_, counted})
                    : csr->fixed | (csr->kept ? state.*csr->kept : 0);
  value = isa_.narrowed(value);
  return true;
}

bool Csrs::write(unsigned number, State& state, const CounterSource& counted,
                 uint64_t value) const {
  const Csr* const csr = permitted(number, state);
  if (!csr || number >> 10 == 3) return false;
  if (csr->write)
    csr->write(*csr, {state, isa_, counted}, value);
  else if (csr->kept)
    state.*csr->kept = (state.*csr->kept & ~csr->writable) | (value & csr->writable);
  return true;
}

}  // namespace lantern::riscv
