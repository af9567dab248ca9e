// Walks down the routers' windows; a pool port leads to the other end of its link.
#include "platform/addresses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <vector>

#include "models/core/register_target.hpp"
#include "models/riscv/hart.hpp"
#include "models/router/router.hpp"
#include "platform/harts.hpp"
#include "platform/machine.hpp"
#include "platform/names.hpp"

namespace lantern {

namespace {

std::string block_of(const std::string& end) { return end.substr(0, end.rfind('.')); }
std::string outermost(const std::string& name) { return name.substr(0, name.find('.')); }

/// Is that the socket at which these registers are served?
bool serves(const std::string& socket, const RegisterFile& file) {
  const sc_core::sc_object* const object = sc_core::sc_find_object(socket.c_str());
  if (const auto* target = dynamic_cast<const RegisterTarget*>(object))
    return &target->registers() == &file;
  if (!file.get_parent_object() || block_of(socket) != file.get_parent_object()->name())
    return false;
  const auto& children = file.get_parent_object()->get_child_objects();
  return std::count_if(children.begin(), children.end(), [](const sc_core::sc_object* child) {
           return dynamic_cast<const RegisterFile*>(child);
         }) == 1;
}

/// The file's offset from what `socket` takes for address 0.
std::optional<uint64_t> find(const Machine& machine, const std::string& socket,
                             const RegisterFile& file) {
  if (serves(socket, file)) return 0;
  const std::string beyond = machine.beyond_the_link(socket);
  if (!beyond.empty()) return find(machine, beyond, file);
  const std::string block = block_of(socket);
  const auto* router = dynamic_cast<const Router*>(sc_core::sc_find_object(block.c_str()));
  if (!router) return std::nullopt;
  for (size_t i = 0; i < router->windows().size(); i++) {
    const std::string next = machine.leads_to(block + ".initiator_" + std::to_string(i));
    const auto offset = next.empty() ? std::nullopt : find(machine, next, file);
    if (offset) return *offset + (router->windows()[i].absolute ? 0 : router->windows()[i].base);
  }
  return std::nullopt;
}

}  // namespace

Reached reach(const Machine& machine, const Register& found, const std::string& node) {
  std::vector<Hart*> harts = node.empty() ? all_harts() : std::vector<Hart*>{&find_hart(node)};
  std::stable_partition(harts.begin(), harts.end(), [&](const Hart* hart) {
    return outermost(hart->name()) == outermost(found.name);
  });
  for (const Hart* hart : harts) {
    const std::string first = machine.leads_to(std::string(hart->name()) + ".initiator");
    const auto base = first.empty() ? std::nullopt : find(machine, first, *found.file);
    if (base) return {block_of(hart->name()), *base + found.file->offset(found.id)};
  }
  throw std::invalid_argument(found.name + " is " +
                              (node.empty() ? "on no node's map" : "not on the map of " + node));
}

}  // namespace lantern
