// Walks the hierarchy; what a block has is what stands in it: parameters, registers, counters,
// faults, wires.
#include "platform/show.hpp"

#include <fmt/format.h>

#include <systemc>
#include <tlm>
#include <vector>

#include "models/core/counter.hpp"
#include "models/core/fault.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "models/router/router.hpp"

namespace lantern {

namespace {

using sc_core::sc_object;

bool hidden(const sc_object& object) {
  const std::string name = object.name();
  return name.rfind("probe", 0) == 0 || name.rfind("wire", 0) == 0 || name[0] == '$';
}

const char* sw_text(SoftwareAccess access) {
  static constexpr const char* kNames[] = {"-", "r", "w", "rw", "rw1", "w1"};
  return kNames[static_cast<unsigned>(access)];
}

std::string registers_text(const RegisterFile& file, const std::string& indent) {
  std::string text = fmt::format("{}registers `{}`, {} bytes: {}\n", indent, file.map().name,
                                 file.map().size, file.map().doc);
  for (uint32_t r = 0; r < file.map().register_count; r++) {
    const RegisterInfo& info = file.map().registers[r];
    std::string array;
    if (info.count > 1) array += fmt::format("[{}] += 0x{:x}", info.count, info.stride);
    if (info.inner_count > 1)
      array += fmt::format("[{}] += 0x{:x}", info.inner_count, info.inner_stride);
    text += fmt::format("{}  0x{:05x} {}{}, {} bits, reset 0x{:x}: {}\n", indent, info.offset,
                        info.name, array, info.bytes * 8, info.reset, info.doc);
    for (uint32_t f = 0; f < info.field_count; f++) {
      const FieldInfo& field = info.fields[f];
      text += fmt::format("{}    [{}:{}] {} {}: {}\n", indent, field.lsb + field.width - 1,
                          field.lsb, field.name, sw_text(field.access), field.doc);
    }
  }
  return text;
}

std::string parameter_text(const ParameterBase& parameter, const std::string& indent) {
  std::string range;
  if (parameter.range().least) range += std::string(", at least ") + parameter.range().least;
  if (parameter.range().most) range += std::string(", at most ") + parameter.range().most;
  return fmt::format("{}{} = {} (default {}{}): {} Source: {}\n", indent, parameter.basename(),
                     parameter.text().empty() ? "\"\"" : parameter.text(),
                     parameter.default_text().empty() ? "\"\"" : parameter.default_text(), range,
                     parameter.doc(), parameter.source());
}

std::string windows_text(const Router& router, const std::string& indent) {
  std::string text;
  for (const Router::Window& window : router.windows())
    text += fmt::format("{}0x{:012x} to 0x{:012x}: {}{}\n", indent, window.base,
                        window.base + window.size - 1, window.leads_to,
                        window.absolute ? ", address unchanged" : "");
  return text;
}

/// `full`: every detail; else modules with what they offer by name only.
std::string object_text(const Machine& machine, const sc_object& object, unsigned depth,
                        bool full) {
  if (hidden(object)) return "";
  const std::string indent(2 * depth, ' ');
  if (const auto* parameter = dynamic_cast<const ParameterBase*>(&object))
    return full ? parameter_text(*parameter, indent) : "";
  if (const auto* file = dynamic_cast<const RegisterFile*>(&object))
    return full ? registers_text(*file, indent) : "";
  const auto line = [&](const char* what, const std::string& doc) {
    return fmt::format("{}{} {}: {}\n", indent, what, object.basename(), doc);
  };
  if (const auto* counter = dynamic_cast<const Counter*>(&object))
    return full ? line("counter", counter->doc()) : "";
  if (const auto* record = dynamic_cast<const LatencyRecord*>(&object))
    return full ? line("latency", record->doc()) : "";
  if (const auto* fault = dynamic_cast<const Fault*>(&object))
    return full ? line("fault", fault->doc()) : "";
  if (const auto* status = dynamic_cast<const Status*>(&object))
    return full ? line("status", status->doc()) : "";
  if (Binder::is_end(object)) {
    std::string peers;
    for (const std::string& peer : machine.peers(object.name()))
      peers += (peers.empty() ? "" : ", ") + peer;
    return full && !peers.empty() ? line("wire", peers) : "";
  }
  if (!dynamic_cast<const sc_core::sc_module*>(&object)) return "";
  std::string text =
      fmt::format("{}{}\n", indent, full && depth == 0 ? object.name() : object.basename());
  if (const std::string impl = machine.implementation(object.name()); !impl.empty())
    text += fmt::format("{}  impl = {}\n", indent, impl);
  if (const auto* router = dynamic_cast<const Router*>(&object))
    text += windows_text(*router, indent + "  ");
  for (const sc_object* child : object.get_child_objects())
    text += object_text(machine, *child, depth + 1, full);
  return text;
}

/// What a name on the command line can stand for; the kernel's own objects are not.
bool shown(const sc_object& object) {
  return dynamic_cast<const sc_core::sc_module*>(&object) || Binder::is_end(object) ||
         std::string(object.kind()).rfind("lantern_", 0) == 0;
}

void collect_names(const std::vector<sc_object*>& objects, std::vector<std::string>& names) {
  for (const sc_object* object : objects) {
    if (hidden(*object) || !shown(*object)) continue;
    names.emplace_back(object->name());
    collect_names(object->get_child_objects(), names);
  }
}

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  collect_names(sc_core::sc_get_top_level_objects(), names);
  return names;
}

}  // namespace

void check_name(const std::string& option, const std::string& name) {
  const std::vector<std::string> names = all_names();
  for (const std::string& candidate : names)
    if (candidate == name || without_indices(candidate) == name) return;
  throw UserError({}, option + (option.empty() ? "" : ": ") + "there is no `" + name +
                          "` in this pod" + did_you_mean(name, names));
}

std::string show(const Machine& machine, const std::string& name) {
  std::string text;
  if (name.empty()) {
    for (const sc_object* object : sc_core::sc_get_top_level_objects())
      text += object_text(machine, *object, 0, false);
    return text +
           "`lantern show POD NAME` shows a name with its parameters, wires, registers, counters "
           "and faults.\n";
  }
  check_name("", name);
  for (const std::string& candidate : all_names())
    if (candidate == name || without_indices(candidate) == name)
      text += object_text(machine, *sc_core::sc_find_object(candidate.c_str()), 0, true);
  return text;
}

}  // namespace lantern
