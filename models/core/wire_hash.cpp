// The registry of wires.
#include "models/core/wire_hash.hpp"

#include "models/core/session.hpp"

namespace lantern {

namespace {

using Wires = std::map<std::string, const WireHash*>;

Wires& wires() { return Session::current().part<Wires>(); }

}  // namespace

WireHash::WireHash(const std::string& name) { wires()[name] = this; }

const std::map<std::string, const WireHash*>& WireHash::all() { return wires(); }

uint64_t WireHash::combined() {
  Hash hash;
  for (const auto& [name, wire] : wires()) {
    hash.add(name);
    hash.add(wire->value());
  }
  return hash.value();
}

}  // namespace lantern
