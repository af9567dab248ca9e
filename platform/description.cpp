// Walks the hierarchy; what a block has is what stands in it: parameters, registers, counters,
// faults, wires.
#include "platform/description.hpp"

#include <nlohmann/json.hpp>

#include "models/core/counter.hpp"
#include "models/core/fault.hpp"
#include "models/core/layout.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "models/riscv/hart.hpp"
#include "models/router/router.hpp"
#include "platform/machine.hpp"

namespace lantern {

namespace {

using nlohmann::json;
using sc_core::sc_object;

bool hidden(const sc_object& object) {
  const std::string name = object.name();
  return name.rfind("probe", 0) == 0 || name.rfind("wire", 0) == 0 || name[0] == '$';
}

void collect_names(const std::vector<sc_object*>& objects, std::vector<std::string>& names) {
  for (const sc_object* object : objects) {
    if (!is_shown(*object)) continue;
    names.emplace_back(object->name());
    collect_names(object->get_child_objects(), names);
  }
}

const char* word_of(SoftwareAccess access) {
  static constexpr const char* kWords[] = {"-", "r", "w", "rw", "rw1", "w1"};
  return kWords[static_cast<unsigned>(access)];
}

const char* word_of(OnRead effect) {
  static constexpr const char* kWords[] = {"none", "rclr", "rset", "ruser"};
  return kWords[static_cast<unsigned>(effect)];
}

const char* word_of(OnWrite effect) {
  static constexpr const char* kWords[] = {"none", "woset", "woclr", "wot",  "wzs",
                                           "wzc",  "wzt",   "wclr",  "wset", "wuser"};
  return kWords[static_cast<unsigned>(effect)];
}

json fields_of(const RegisterInfo& info) {
  json fields = json::array();
  for (uint32_t f = 0; f < info.field_count; f++) {
    const FieldInfo& field = info.fields[f];
    fields.push_back({{"name", field.name},
                      {"lsb", field.lsb},
                      {"width", field.width},
                      {"access", word_of(field.access)},
                      {"on_read", word_of(field.on_read)},
                      {"on_write", word_of(field.on_write)},
                      {"volatile", (field.flags & (kVolatile | kCounter | kInterrupt)) != 0},
                      {"doc", field.doc}});
  }
  return fields;
}

/// `kind`: `registers` of a block, or the `layout` of a structure in memory.
json map_of(const char* kind, const RegisterMap& map) {
  json registers = json::array();
  for (uint32_t r = 0; r < map.register_count; r++) {
    const RegisterInfo& info = map.registers[r];
    registers.push_back({{"name", info.name},
                         {"offset", info.offset},
                         {"bits", info.bytes * 8},
                         {"count", info.count},
                         {"stride", info.stride},
                         {"inner_count", info.inner_count},
                         {"inner_stride", info.inner_stride},
                         {"reset", info.reset},
                         {"doc", info.doc},
                         {"fields", fields_of(info)}});
  }
  return {{"kind", kind},
          {"map", map.name},
          {"size", map.size},
          {"doc", map.doc},
          {"registers", std::move(registers)}};
}

json parameter_of(const ParameterBase& parameter) {
  json of = {{"kind", "parameter"},
             {"value", parameter.text()},
             {"default", parameter.default_text()},
             {"units", unit_names(parameter.dimension())},
             {"doc", parameter.doc()},
             {"source", parameter.source()},
             {"given", parameter.given()},
             {"may_change", parameter.may_change()}};
  if (parameter.range().least) of["least"] = parameter.range().least;
  if (parameter.range().most) of["most"] = parameter.range().most;
  return of;
}

json windows_of(const Router& router) {
  json windows = json::array();
  for (const Router::Window& window : router.windows())
    windows.push_back({{"base", window.base},
                       {"size", window.size},
                       {"to", window.leads_to},
                       {"absolute", window.absolute}});
  return windows;
}

json module_of(const Machine& machine, const sc_object& object) {
  json of = {{"kind", machine.is_part(object.name()) ? "part" : "module"}};
  if (const std::string model = machine.model_of(object.name()); !model.empty())
    of["model"] = model;
  if (const auto impl = machine.implementation(object.name()); !impl.chosen.empty()) {
    of["implementation"] = impl.chosen;
    of["implementations"] = impl.known;
  }
  if (const auto* hart = dynamic_cast<const Hart*>(&object)) of["xlen"] = hart->rv64() ? 64 : 32;
  if (const auto* router = dynamic_cast<const Router*>(&object))
    of["windows"] = windows_of(*router);
  of["children"] = json::array();
  for (const sc_object* child : object.get_child_objects())
    if (is_shown(*child)) of["children"].push_back(describe(machine, *child));
  return of;
}

json kind_of(const Machine& machine, const sc_object& object) {
  if (const auto* parameter = dynamic_cast<const ParameterBase*>(&object))
    return parameter_of(*parameter);
  if (const auto* file = dynamic_cast<const RegisterFile*>(&object))
    return map_of("registers", file->map());
  if (const auto* layout = dynamic_cast<const Layout*>(&object))
    return map_of("layout", layout->map());
  if (const auto* counter = dynamic_cast<const Counter*>(&object))
    return {{"kind", "counter"}, {"doc", counter->doc()}};
  if (const auto* record = dynamic_cast<const LatencyRecord*>(&object))
    return {{"kind", "latency"}, {"doc", record->doc()}};
  if (const auto* fault = dynamic_cast<const Fault*>(&object))
    return {{"kind", "fault"}, {"doc", fault->doc()}, {"example", fault->example()}};
  if (const auto* status = dynamic_cast<const Status*>(&object))
    return {{"kind", "status"}, {"doc", status->doc()}};
  if (Binder::is_end(object)) return {{"kind", "wire"}, {"peers", machine.peers(object.name())}};
  return module_of(machine, object);
}

}  // namespace

bool is_shown(const sc_object& object) {
  if (hidden(object)) return false;
  return dynamic_cast<const sc_core::sc_module*>(&object) || Binder::is_end(object) ||
         std::string(object.kind()).rfind("lantern_", 0) == 0;
}

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  collect_names(sc_core::sc_get_top_level_objects(), names);
  return names;
}

json describe(const Machine& machine, const sc_object& object) {
  json of = {{"name", object.name()}};
  of.update(kind_of(machine, object));
  return of;
}

json describe(const Machine& machine) {
  json of = {{"pod", machine.pod_path()}, {"seed", machine.seed()}, {"children", json::array()}};
  if (const Machine::Expectation& expected = machine.expectation(); expected.given)
    of["expect"] = {
        {"exits", expected.exits}, {"runs", expected.runs}, {"limit_ps", expected.limit.value()}};
  for (const sc_object* object : sc_core::sc_get_top_level_objects())
    if (is_shown(*object)) of["children"].push_back(describe(machine, *object));
  return of;
}

json json_of(const LatencyRecord& record) {
  return {{"count", record.count()},
          {"mean_ps", record.mean_ps()},
          {"min_ps", record.min_ps()},
          {"max_ps", record.max_ps()},
          {"p50_ps", record.percentile_ps(500)},
          {"p99_ps", record.percentile_ps(990)},
          {"p99.9_ps", record.percentile_ps(999)},
          {"percentile_error", record.exact() ? 0.0 : LatencyRecord::kError}};
}

}  // namespace lantern
