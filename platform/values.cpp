// Registers and fields, parameters, counters, texts and latencies.
#include "platform/values.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "models/core/counter.hpp"
#include "models/core/parameter.hpp"
#include "platform/description.hpp"
#include "platform/names.hpp"

namespace lantern {

using nlohmann::json;

namespace {

json value_of(const Register& found) {
  const uint64_t value = found.read();
  json of = {{"name", found.name}, {"value", value}, {"computed", found.is_computed()}};
  if (found.is_field()) {
    of["kind"] = "field";
    return of;
  }
  of["kind"] = "register";
  of["bits"] = found.info->bytes * 8;
  of["fields"] = json::object();
  for (uint32_t f = 0; f < found.info->field_count; f++) {
    const FieldInfo& field = found.info->fields[f];
    of["fields"][field.name] = Field{field.lsb, field.width}.get(value);
  }
  return of;
}

/// Of a name that stands in the tree; nothing for one that has no value.
std::optional<json> value_of(const sc_core::sc_object& object) {
  const std::string name = object.name();
  if (const auto* parameter = dynamic_cast<const ParameterBase*>(&object))
    return json{{"name", name}, {"kind", "parameter"}, {"value", parameter->text()}};
  if (const auto* counter = dynamic_cast<const Counter*>(&object))
    return json{{"name", name}, {"kind", "counter"}, {"value", counter->value()}};
  if (const auto* status = dynamic_cast<const Status*>(&object))
    return json{{"name", name}, {"kind", "status"}, {"value", status->text()}};
  if (const auto* record = dynamic_cast<const LatencyRecord*>(&object))
    return json{{"name", name}, {"kind", "latency"}, {"value", json_of(*record)}};
  return std::nullopt;
}

}  // namespace

sc_core::sc_object* object_at(const std::string& name) {
  sc_core::sc_object* const object = sc_core::sc_find_object(name.c_str());
  return object && is_shown(*object) ? object : nullptr;
}

nlohmann::json value_at(const std::string& name) {
  const sc_core::sc_object* const object = object_at(name);
  if (!object) return value_of(find_register(name, all_names));
  if (const auto value = value_of(*object)) return *value;
  throw std::invalid_argument("`" + name +
                              "` has no value; `describe` says what it is and what stands in it");
}

}  // namespace lantern
