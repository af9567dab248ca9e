// The registry of wires.
#include "models/core/wire_hash.hpp"

namespace lantern {

namespace {

std::map<std::string, const WireHash*>& registry() {
  static std::map<std::string, const WireHash*> wires;
  return wires;
}

}  // namespace

WireHash::WireHash(const std::string& name) { registry()[name] = this; }

const std::map<std::string, const WireHash*>& WireHash::all() { return registry(); }

uint64_t WireHash::combined() {
  Hash hash;
  for (const auto& [name, wire] : registry()) {
    hash.add(name);
    hash.add(wire->value());
  }
  return hash.value();
}

}  // namespace lantern
