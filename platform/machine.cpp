// Building: parts nest, modules are made from the catalog, wires are bound when all of them exist.
#include "platform/machine.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "platform/scope.hpp"

namespace lantern {

namespace {

/// A part as the hierarchy sees it: a name that its modules stand under.
class PartModule : public sc_core::sc_module {
 public:
  PartModule(sc_core::sc_module_name name, const std::function<void()>& build) : sc_module(name) {
    build();
  }
};

bool flag_of(const toml::table& table, const char* key) {
  const toml::node* node = table.get(key);
  if (!node) return false;
  try {
    return parse_flag(scalar_text(*node, key));
  } catch (const std::invalid_argument& error) {
    throw UserError(where(*node), std::string(key) + ": " + error.what());
  }
}

/// An address or a size: a plain number, or bytes with their unit.
uint64_t window_number(const char* key, const Settings::Value& value) {
  const auto& [text, place] = value;
  // In hexadecimal, B is a digit.
  const bool has_unit = !text.empty() && text.back() == 'B' &&
                        (text.rfind("0x", 0) || text.find_first_of(" i") != std::string::npos);
  try {
    return parse_whole(text, has_unit ? Dimension::kBytes : Dimension::kCount);
  } catch (const std::invalid_argument& error) {
    throw UserError(place, std::string(key) + ": " + error.what());
  }
}

}  // namespace

Machine::~Machine() = default;

Machine::Machine(const std::string& pod_path, bool probes, const std::vector<std::string>& events)
    : pod_path_(pod_path), pod_(new Scope), binder_(probes) {
  pod_->type = pod_path;
  pod_->file = read(pod_path);
  check_keys(pod_->file, {"doc", "quantum", "seed", "expect", "event", "set", "part", "module"});
  for (const char* key : {"quantum", "seed"})
    if (const toml::node* node = pod_->file.get(key))
      settings().set(Settings::kPod, key, scalar_text(*node, key), where(*node));
  if (!pod_->file.contains("part") && !pod_->file.contains("module"))
    throw UserError({pod_path, 0}, "is no machine: it has neither [part] nor [module]");
  // Of one among many: `set."fibre1.length" = "90 m"`, as --set has it.
  for (const auto& [key, node] : scalars(table_of(pod_->file, "set"), {}))
    settings().set(Settings::kPod, key, scalar_text(*node, key), where(*node));
  quantum_ = std::make_unique<Parameter<sc_core::sc_time>>(
      "quantum", Dimension::kTime, "1 us", ParameterBase::Range{"0 ns", "1 ms"},
      "How far a hart runs ahead of the others.", "pod");
  seed_ = std::make_unique<Parameter<uint64_t>>(
      "seed", Dimension::kCount, "1", ParameterBase::Range{}, "Seed of all random streams.", "pod");
  tlm::tlm_global_quantum::instance().set(*quantum_);
  pod_seed() = *seed_;
  build(*pod_);
  read_expectation(pod_->file);
  read_events(pod_->file);
  for (const std::string& event : events) events_.add(event, {"--event", 0});
  bind_all();
  check_maps();
  settings().check_all_used();
}

std::vector<std::string> Machine::nodes_of(const toml::table& expect, const char* key) const {
  std::vector<std::string> names, known;
  const toml::node* list = expect.get(key);
  if (!list) return names;
  if (!list->as_array())
    throw UserError(where(*list), std::string("`") + key + "` is a list of nodes");
  for (const auto& entry : pod_->parts) known.push_back(entry.first);
  for (const toml::node& node : *list->as_array()) {
    names.push_back(scalar_text(node, key));
    if (!pod_->parts.count(names.back()))
      throw UserError(where(node), "there is no node `" + names.back() + "`" +
                                       did_you_mean(names.back(), known));
  }
  return names;
}

toml::table Machine::read(const std::string& path) {
  files_.insert(path);
  return read_toml(path);
}

// Everything but the first step of a process.
void Machine::load() { sc_core::sc_get_curr_simcontext()->initialize(true); }

void Machine::read_expectation(const toml::table& pod) {
  if (!pod.contains("expect")) return;
  const toml::table* expect = &table_of(pod, "expect");
  check_keys(*expect, {"exits", "runs", "limit"});
  expectation_.given = true;
  expectation_.exits = nodes_of(*expect, "exits");
  expectation_.runs = nodes_of(*expect, "runs");
  if (expectation_.exits.empty() && expectation_.runs.empty())
    throw UserError(
        where(*expect),
        "[expect] needs `exits`, a list of the nodes that must end with exit code 0, or "
        "`runs`, of those that must still run at the limit");
  const toml::node* limit = expect->get("limit");
  if (!limit)
    throw UserError(where(*expect),
                    "[expect] lacks `limit`, the time at which a run that does not end has failed");
  try {
    expectation_.limit =
        sc_core::sc_time::from_value(parse_whole(scalar_text(*limit, "limit"), Dimension::kTime));
  } catch (const std::invalid_argument& error) {
    throw UserError(where(*limit), std::string("limit: ") + error.what());
  }
}

void Machine::read_events(const toml::table& pod) {
  const toml::node* node = pod.get("event");
  if (!node) return;
  const toml::array* events = node->as_array();
  if (!events) throw UserError(where(*node), "`event` is a list: [[event]] with `at` and `fault`");
  for (const toml::node& entry : *events) {
    const toml::table* event = entry.as_table();
    if (!event) throw UserError(where(entry), "an event is a table with `at` and `fault`");
    check_keys(*event, {"at", "fault"});
    for (const char* key : {"at", "fault"})
      if (!event->contains(key))
        throw UserError(where(entry), std::string("the event lacks `") + key + "`");
    events_.add(
        scalar_text(*event->get("at"), "at") + " " + scalar_text(*event->get("fault"), "fault"),
        where(entry));
  }
}

Settings::Value Machine::value_of(const Scope& scope, const toml::node& node,
                                  const std::string& key, unsigned index) const {
  const std::string text = indexed(scalar_text(node, key), index, where(node));
  if (text.empty() || text[0] != '$') return {text, where(node)};
  const size_t dot = text.find('.');
  const auto part = scope.parts.find(text.substr(1, dot == std::string::npos ? dot : dot - 1));
  if (dot != std::string::npos && part == scope.parts.end()) {
    std::vector<std::string> known;
    known.reserve(scope.parts.size());
    for (const auto& entry : scope.parts) known.push_back(entry.first);
    const std::string wanted = text.substr(1, dot - 1);
    throw UserError(where(node), "there is no part `" + wanted + "`" + did_you_mean(wanted, known));
  }
  const bool theirs = dot != std::string::npos;
  const auto& parameters = theirs ? part->second->parameters : scope.parameters;
  const std::string wanted = text.substr(theirs ? dot + 1 : 1);
  const auto found = parameters.find(wanted);
  if (found != parameters.end()) return found->second;
  std::vector<std::string> names;
  names.reserve(parameters.size());
  for (const auto& entry : parameters) names.push_back(entry.first);
  throw UserError(where(node), (theirs ? "part `" + part->first + "`" : std::string("the part")) +
                                   " has no parameter `" + wanted + "`" +
                                   did_you_mean(wanted, names));
}

unsigned Machine::count_of(const Scope& scope, const toml::table& spec, const char* key) const {
  const toml::node* node = spec.get(key);
  if (!node) return 1;
  const Settings::Value value = value_of(scope, *node, key, 0);
  uint64_t count = 0;
  try {
    count = parse_whole(value.text, Dimension::kCount);
  } catch (const std::invalid_argument& error) {
    throw UserError(value.where, std::string(key) + ": " + error.what());
  }
  if (count < 1 || count > 1024)
    throw UserError(value.where, scalar_text(*node, key) + ": " + key + " must be 1 to 1024, not " +
                                     std::to_string(count));
  return static_cast<unsigned>(count);
}

void Machine::build(Scope& scope) {
  for (const auto& [name, value] : scope.parameters)
    parameters_.push_back(std::make_unique<Parameter<std::string>>(
        name.c_str(), Dimension::kText, value.text.c_str(), ParameterBase::Range{},
        "A parameter of the part.", "part"));
  each_instance(scope, "part", [&](const std::string& name, const toml::table& spec, unsigned) {
    open_part(scope, name, spec);
  });
  // What refers to another part's parameter comes second: that parameter may be set here, too.
  for (const bool references : {false, true})
    each_instance(scope, "part",
                  [&](const std::string& name, const toml::table& spec, unsigned index) {
                    configure_part(scope, name, spec, index, references);
                  });
  for (const auto& [name, part] : scope.parts) {
    Scope& built = *part;
    modules_.push_back(std::make_unique<PartModule>(name.c_str(), [&] { build(built); }));
  }
  each_instance(scope, "module",
                [&](const std::string& name, const toml::table& spec, unsigned index) {
                  build_module(scope, name, spec, index);
                });
}

void Machine::each_instance(
    const Scope& scope, const char* section,
    const std::function<void(const std::string&, const toml::table&, unsigned)>& visit) const {
  const toml::node* node = scope.file.get(section);
  if (!node) return;
  if (!node->is_table())
    throw UserError(where(*node), std::string("`") + section + "` must be a table");
  for (const auto& [key, entry] : *node->as_table()) {
    const toml::table* spec = entry.as_table();
    const std::string name(key.str());
    if (!spec) throw UserError(where(entry), "`" + name + "` must be a table");
    const unsigned count = count_of(scope, *spec);
    for (unsigned i = 0; i < count; i++)
      visit(spec->contains("count") ? name + std::to_string(i) : name, *spec, i);
  }
}

void Machine::open_part(Scope& scope, const std::string& name, const toml::table& spec) {
  const toml::node* type = spec.get("type");
  if (!type) throw UserError(where(spec), "part `" + name + "` lacks `type`, the name of its file");
  auto part = std::make_unique<Scope>();
  part->name = scope.full(name);
  parts_.insert(part->name);
  part->type = scalar_text(*type, "type");
  part->parent = &scope;
  for (const Scope* outer = &scope; outer; outer = outer->parent)
    if (outer->type == part->type)
      throw UserError(where(*type), "loop: part `" + part->type + "` holds itself");
  part->file = read(find_part(part->type, pod_path_, where(*type)));
  check_keys(part->file, {"doc", "parameter", "port", "part", "module", "firmware"});
  for (const auto& [key, node] : table_of(part->file, "parameter"))
    part->parameters[std::string(key.str())] = {scalar_text(node, std::string(key.str())),
                                                where(node)};
  for (const auto& [key, node] : table_of(part->file, "port")) {
    const std::string leads_to = scalar_text(node, std::string(key.str()));
    if (leads_to == kOutward || leads_to == kMayStayOpen) continue;
    part->ports[std::string(key.str())] = {leads_to, where(node)};
    part->inward.insert(std::string(key.str()));
  }
  scope.parts[name] = std::move(part);
}

void Machine::configure_part(Scope& scope, const std::string& name, const toml::table& spec,
                             unsigned index, bool references) {
  Scope& part = *scope.parts[name];
  const Settings::Level level = scope.parent ? Settings::kPart : Settings::kPod;
  std::vector<std::pair<std::string, const toml::node*>> of_many;
  for (const auto& [key, node] : scalars(spec, {"type", "count"})) {
    if ((scalar_text(*node, key).find('$') == 0) != references) continue;
    const bool many = key.find('#') != std::string::npos;
    // In a port that stands for many, `#` is that port's index.
    if (declared_port(table_of(part.file, "port"), key)) {
      const Settings::Value value = many ? Settings::Value{scalar_text(*node, key), where(*node)}
                                         : value_of(scope, *node, key, index);
      part.ports[key] = {value.text, where(*node)};
    } else if (many) {
      of_many.emplace_back(key, node);
    } else {
      const Settings::Value value = value_of(scope, *node, key, index);
      settings().set(level, part.name + "." + key, value.text, value.where);
    }
  }
  for (auto& [key, value] : part.parameters)
    if (const Settings::Value* given = settings().find(part.name + "." + key)) value = *given;
  for (const auto& [key, node] : of_many) set_each(scope, part, key, *node, level);
}

void Machine::take_window(Scope& scope, const toml::node& node, const std::string& module,
                          unsigned index, std::vector<Router::Window>& windows,
                          std::vector<Where>& places) {
  const toml::table* spec = node.as_table();
  if (!spec) throw UserError(where(node), "a window of a router is a table: { base, size, to }");
  check_keys(*spec, {"base", "size", "to", "absolute", "count", "stride"});
  const auto number = [&](const char* key, bool needed) {
    const toml::node* value = spec->get(key);
    if (!value && needed)
      throw UserError(where(node), std::string("the window lacks `") + key + "`");
    return value ? window_number(key, value_of(scope, *value, key, index)) : 0;
  };
  const toml::node* to = spec->get("to");
  if (!to) throw UserError(where(node), "the window lacks `to`: it leads nowhere");
  const uint64_t base = number("base", true);
  const uint64_t size = number("size", true);
  const uint64_t stride = number("stride", false);
  const bool absolute = flag_of(*spec, "absolute");
  for (unsigned i = 0; i < count_of(scope, *spec); i++) {
    const unsigned __int128 begin = base + static_cast<unsigned __int128>(stride) * i;
    if (!size || (begin + size - 1) >> 64)
      throw UserError(where(node), "the window is empty or ends beyond 2^64");
    const Router::Window window{static_cast<uint64_t>(begin), size, absolute,
                                indexed(scalar_text(*to, "to"), i, where(*to))};
    for (size_t w = 0; w < windows.size(); w++)
      if (window.base <= windows[w].base + (windows[w].size - 1) &&
          windows[w].base <= window.base + (size - 1))
        throw UserError(where(node),
                        "the window overlaps the one in line " + std::to_string(places[w].line));
    wires_.push_back({module + ".initiator_" + std::to_string(windows.size()), window.leads_to,
                      &scope, where(node)});
    windows.push_back(window);
    places.push_back(where(node));
  }
}

const Maker& Machine::choose_maker(const std::string& full, const toml::node& model,
                                   const std::string& kind) {
  const std::vector<std::string> known = implementations(kind);
  if (known.empty()) {
    std::vector<std::string> names;
    for (const auto& entry : catalog())
      names.push_back(entry.first.substr(0, entry.first.find('/')));
    throw UserError(where(model), "there is no model `" + kind + "`" + did_you_mean(kind, names));
  }
  const Settings::Value* chosen = settings().find(full + ".impl");
  const std::string impl = chosen ? chosen->text : "tlm";
  const auto maker = catalog().find(kind + "/" + impl);
  if (maker == catalog().end())
    throw UserError(chosen ? chosen->where : where(model), full + ": model `" + kind +
                                                               "` has no implementation `" + impl +
                                                               "`" + did_you_mean(impl, known));
  if (known.size() > 1) implementations_[full] = {impl, known};
  return maker->second;
}

Machine::Implementation Machine::implementation(const std::string& module) const {
  const auto found = implementations_.find(module);
  return found == implementations_.end() ? Implementation{} : found->second;
}

std::string Machine::model_of(const std::string& module) const {
  const auto found = kinds_.find(module);
  return found == kinds_.end() ? "" : found->second;
}

void Machine::build_module(Scope& scope, const std::string& name, const toml::table& spec,
                           unsigned index) {
  const std::string full = scope.full(name);
  const toml::node* model = spec.get("model");
  if (!model) throw UserError(where(spec), "module `" + name + "` lacks `model`");
  const std::string kind = scalar_text(*model, "model");
  const auto set = [&](const std::string& key, const toml::node& node) {
    const auto [text, place] = value_of(scope, node, key, index);
    settings().set(Settings::kPart, full + "." + key, text, place);
  };
  if (const toml::node* impl = spec.get("impl")) set("impl", *impl);
  const Maker& maker = choose_maker(full, *model, kind);
  places_[full] = where(spec);
  kinds_[full] = kind;
  ModuleSpec made;
  std::vector<Where> window_places;
  const toml::array* windows = spec["window"].as_array();
  if (windows)
    for (const toml::node& node : *windows)
      take_window(scope, node, full, index, made.windows, window_places);
  if (kind == "router" && made.windows.empty())
    throw UserError(where(spec), "router `" + name + "` has no `window`");
  made.targets = count_of(scope, spec, "targets");
  const auto given = scalars(spec, {"model", "impl", "count", "targets", "window"});
  for (const auto& [key, node] : given)
    if (!node->is_array() && key.find('#') == std::string::npos) set(key, *node);
  scope.modules.insert(name);
  modules_.push_back(maker(name.c_str(), made));
  for (const auto& [key, node] : given) {
    const std::string end = full + "." + key;
    const auto wire = [&](const std::string& from, const toml::node& to) {
      wires_.push_back({from, value_of(scope, to, from, index).text, &scope, where(to)});
    };
    if (key.find('#') != std::string::npos) {
      for (unsigned i = 0; i < made.targets; i++)
        wires_.push_back({indexed(end, i, where(*node)),
                          indexed(scalar_text(*node, key), i, where(*node)), &scope, where(*node)});
      continue;
    }
    if (const toml::array* many = node->as_array()) {
      for (size_t i = 0; i < many->size(); i++) wire(end + "_" + std::to_string(i), (*many)[i]);
      continue;
    }
    const sc_core::sc_object* object = sc_core::sc_find_object(end.c_str());
    if (object && Binder::is_end(*object)) {
      settings().forget(Settings::kPart, end);
      wire(end, *node);
    } else if (!settings().used(Settings::kPart, end)) {
      throw UserError(where(*node), "`" + full + "` has no parameter or socket `" + key + "`" +
                                        did_you_mean(key, child_names(full)));
    }
  }
}

}  // namespace lantern
