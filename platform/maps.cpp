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

/// HDM decoders begin and end at multiples of 256 MiB (CXL), and so does each way of theirs.
void check_grain(const std::string& parameter, uint64_t ways, const Where& otherwise) {
  constexpr uint64_t kGrain = 256ull << 20;
  if (number_of(parameter) % (kGrain * ways) == 0) return;
  const std::string over = ways > 1 ? fmt::format(" for each of {} links", ways) : "";
  throw UserError(
      place_of(parameter, otherwise),
      fmt::format("{} is {:#x}, but must be a multiple of 256 MiB{}, as HDM decoders are",
                  parameter, number_of(parameter), over));
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

std::string Machine::beyond_the_link(const std::string& socket) const {
  const auto port = kinds_.find(module_of(socket));
  if (port == kinds_.end() || port->second != "pool_port" || socket != port->first + ".io_target")
    return "";
  const std::string far = far_link(module_of(leads_to(port->first + ".message_initiator_0")));
  return leads_to(module_of(leads_to(far + ".message_initiator")) + ".io_initiator");
}

/// The management firmware has the decoder show the window, or as much of it as there is capacity.
void Machine::check_window(const std::string& port, const std::string& decoder) const {
  const uint64_t links = number_of(port + ".links");
  const uint64_t region = number_of(decoder + ".region");
  check_grain(port + ".hpa_base", 1, places_.at(port));
  check_grain(port + ".hpa_size", links, places_.at(port));
  if (region && region < number_of(port + ".hpa_size"))
    check_grain(decoder + ".region", links, places_.at(decoder));
}

void Machine::check_maps() const {
  std::map<std::string, uint64_t> first_port;  // of a host's pool port
  for (const Wire& wire : wires_) {
    const std::string port = module_of(wire.to);
    const auto kind = kinds_.find(port);
    if (kind == kinds_.end() || kind->second != "port_registers" || wire.to != port + ".up")
      continue;
    const std::string link = module_of(wire.from);
    const std::string bridge = module_of(leads_to(link + ".message_initiator"));
    const std::string crossbar = leads_to(bridge + ".mem_initiator");
    check_window(port, module_of(leads_to(module_of(crossbar) + ".initiator")));
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
    same("number", "its place at the crossbar", index_of(crossbar));
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
