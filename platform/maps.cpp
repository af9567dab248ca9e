// Who a port of the pool is for: it shows what its host's map says, and one host has it.
#include <fmt/format.h>

#include <algorithm>

#include "platform/machine.hpp"

namespace lantern {

namespace {

std::string module_of(const std::string& end) { return end.substr(0, end.rfind('.')); }
unsigned index_of(const std::string& end) {
  return static_cast<unsigned>(std::stoul(end.substr(end.rfind('_') + 1)));
}

uint64_t number_of(const std::string& parameter) {
  const auto* found =
      dynamic_cast<const Parameter<uint64_t>*>(sc_core::sc_find_object(parameter.c_str()));
  return found ? static_cast<uint64_t>(*found) : 0;
}

Where place_of(const std::string& parameter, const Where& otherwise) {
  const Settings::Value* set = settings().find(parameter);
  return set ? set->where : otherwise;
}

}  // namespace

std::string Machine::leads_to(const std::string& from) const {
  for (const Wire& wire : wires_)
    if (wire.from == from) return wire.to;
  return "";
}

/// The link layer at the other end of a link's fibre; "" where there is none, or no plain fibre.
std::string Machine::far_link(const std::string& link) const {
  const std::string near = leads_to(link + ".codeword_initiator");
  const auto fibre = kinds_.find(module_of(near));
  if (near.empty() || fibre == kinds_.end() || fibre->second != "fibre") return "";
  const unsigned other = 1 - index_of(near);
  return module_of(leads_to(fibre->first + ".codeword_initiator_" + std::to_string(other)));
}

void Machine::check_maps() const {
  std::map<std::string, uint64_t> first_port;  // of a host's pool port
  for (const Wire& wire : wires_) {
    const std::string port = module_of(wire.to);
    const auto kind = kinds_.find(port);
    if (kind == kinds_.end() || kind->second != "port_registers" || wire.to != port + ".up")
      continue;
    const std::string link = module_of(wire.from);
    const std::string entry = leads_to(far_link(link) + ".message_initiator");
    const std::string host = module_of(entry);
    const auto host_kind = kinds_.find(host);
    if (host_kind == kinds_.end() || host_kind->second != "pool_port") continue;
    const auto same = [&](const char* mine, const std::string& theirs, uint64_t value) {
      const std::string name = port + "." + mine;
      if (number_of(name) == value) return;
      throw UserError(
          place_of(name, places_.at(port)),
          fmt::format("{} is {:#x}, but {} is {:#x}", name, number_of(name), theirs, value));
    };
    const std::string wired = "what is wired to it, ";
    const std::string bridge = module_of(leads_to(link + ".message_initiator"));
    same("number", "its place at the crossbar", index_of(leads_to(bridge + ".mem_initiator")));
    same("hpa_base", wired + host + ".window_base,", number_of(host + ".window_base"));
    same("hpa_size", wired + host + ".window_size,", number_of(host + ".window_size"));
    const auto links = std::count_if(wires_.begin(), wires_.end(), [&](const Wire& other) {
      return other.to.rfind(host + ".message_target_", 0) == 0;
    });
    same("links", wired + "the number of links of " + host + ",", static_cast<uint64_t>(links));
    same("granule", wired + host + ".granule,", number_of(host + ".granule"));
    const uint64_t number = number_of(port + ".number");
    const uint64_t place = index_of(entry);
    const uint64_t first = first_port.try_emplace(host, number - place).first->second;
    if (first + place != number || first % number_of(port + ".links"))
      throw UserError(
          places_.at(port),
          fmt::format("{} is port {}, but wired to link {} of {}: the links of a host stand at "
                      "ports that follow each other, the first at a multiple of their number",
                      port, number, place, host));
  }
}

}  // namespace lantern
