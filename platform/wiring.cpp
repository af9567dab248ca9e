// Wires: names to ends, ends to bindings; what is left open, what runs in a circle.
#include <algorithm>
#include <functional>

#include "models/fibre/fibre.hpp"
#include "models/link_layer/link_layer.hpp"
#include "platform/scope.hpp"

namespace lantern {

namespace {

constexpr uint64_t kMost = 0xffff'ffff;

uint64_t apply(char operation, uint64_t left, uint64_t right) {
  switch (operation) {
    case '*':
      return left * right;
    case '/':
      return right ? left / right : 0;
    case '%':
      return right ? left % right : 0;
    default:
      return left + right;
  }
}

}  // namespace

std::string indexed(const std::string& text, unsigned index, const Where& where) {
  std::string result;
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] != '#') {
      result += text[i];
      continue;
    }
    uint64_t number = index;
    while (i + 2 < text.size() && std::string("+*/%").find(text[i + 1]) != std::string::npos &&
           std::isdigit(static_cast<unsigned char>(text[i + 2]))) {
      const size_t end = text.find_first_not_of("0123456789", i + 2);
      const std::string digits = text.substr(i + 2, end - (i + 2));
      constexpr size_t kMostDigits = 9;
      if (digits.size() <= kMostDigits) number = apply(text[i + 1], number, std::stoull(digits));
      if (digits.size() > kMostDigits || number > kMost)
        throw UserError(where, "`" + text + "`: the number is too large");
      i += 1 + digits.size();
    }
    result += std::to_string(number);
  }
  return result;
}

void Machine::set_each(const Scope& scope, const Scope& part, const std::string& key,
                       const toml::node& node, Settings::Level level) {
  const size_t hash = key.find('#');
  const std::string name = key.substr(0, hash);
  std::vector<std::string> known;
  for (const char* section : {"part", "module"})
    for (const auto& [child, entry] : table_of(part.file, section)) {
      const toml::table* spec = entry.as_table();
      if (!spec || !spec->contains("count")) continue;
      known.emplace_back(std::string(child.str()) + "#");
      if (child.str() != name) continue;
      for (unsigned i = 0; i < count_of(part, *spec); i++) {
        const Settings::Value value = value_of(scope, node, key, i);
        settings().set(level, part.name + "." + name + std::to_string(i) + key.substr(hash + 1),
                       value.text, value.where);
      }
      return;
    }
  throw UserError(where(node), "`" + part.name + "` has no `" + name +
                                   "#`: none of which there are many" +
                                   did_you_mean(name + "#", known));
}

std::vector<std::string> child_names(const std::string& full) {
  std::vector<std::string> names;
  const auto& children = full.empty() ? sc_core::sc_get_top_level_objects()
                                      : sc_core::sc_find_object(full.c_str())->get_child_objects();
  for (sc_core::sc_object* child : children) {
    const std::string name = child->basename();
    if (Binder::is_end(*child) || dynamic_cast<ParameterBase*>(child) ||
        dynamic_cast<sc_core::sc_module*>(child))
      names.push_back(name);
  }
  return names;
}

std::string Machine::resolve(const Scope& scope, const std::string& path, const Where& where,
                             unsigned depth) const {
  constexpr unsigned kMostDepth = 64;  // parts nest far less deep
  if (depth > kMostDepth) throw UserError(where, "loop: `" + path + "` leads back to itself");
  const size_t dot = path.find('.');
  const std::string head = path.substr(0, dot);
  const std::string rest = dot == std::string::npos ? "" : path.substr(dot + 1);
  // A bare name is a port, a longer one goes into a module or part.
  unsigned index = 0;
  if (const auto port = scope.find_port(head, index); port != scope.ports.end() && rest.empty()) {
    const auto& [leads_to, place] = port->second;
    return resolve(scope.inward.count(port->first) ? scope : *scope.parent,
                   indexed(leads_to, index, place), place, depth + 1);
  }
  if (scope.modules.count(head)) return scope.full(path);
  if (const auto part = scope.parts.find(head); part != scope.parts.end())
    return resolve(*part->second, rest, where, depth + 1);
  std::vector<std::string> names(scope.modules.begin(), scope.modules.end());
  for (const auto& entry : scope.parts) names.push_back(entry.first);
  for (const auto& entry : scope.ports) names.push_back(entry.first);
  if (declared_port(table_of(scope.file, "port"), head))
    throw UserError(
        where, "missing wire: nothing is bound to port `" + head + "` of `" + scope.name + "`");
  throw UserError(where, "there is no `" + head + "` in `" +
                             (scope.name.empty() ? "the pod" : scope.name) + "`" +
                             did_you_mean(head, names));
}

bool Machine::stays_open(const Wire& wire) {
  unsigned index = 0;
  const toml::node* port = declared_port(table_of(wire.scope->file, "port"), wire.to);
  return port && port->value<std::string>() == kMayStayOpen &&
         wire.scope->find_port(wire.to, index) == wire.scope->ports.end();
}

void Machine::bind_all() {
  wires_.erase(std::remove_if(wires_.begin(), wires_.end(), stays_open), wires_.end());
  for (Wire& wire : wires_) {
    const std::string to = resolve(*wire.scope, wire.to, wire.where);
    sc_core::sc_object* from_end = sc_core::sc_find_object(wire.from.c_str());
    sc_core::sc_object* to_end = sc_core::sc_find_object(to.c_str());
    for (const auto& [object, name] : {std::pair{from_end, wire.from}, std::pair{to_end, to}}) {
      if (object && Binder::is_end(*object)) continue;
      const size_t dot = name.rfind('.');
      const std::string parent = dot == std::string::npos ? "" : name.substr(0, dot);
      const bool known = parent.empty() || sc_core::sc_find_object(parent.c_str());
      throw UserError(wire.where,
                      "there is no socket `" + name + "`" +
                          did_you_mean(name.substr(dot + 1),
                                       known ? child_names(parent) : std::vector<std::string>{}));
    }
    const std::string wrong = binder_.bind(*from_end, *to_end);
    if (!wrong.empty()) throw UserError(wire.where, wrong);
    wire.to = to;
  }
  check_loops();
  agree_on_rates();
  for (const std::string& open : binder_.close_open_ends()) {
    const auto place = places_.find(open.substr(0, open.rfind('.')));
    throw UserError(place == places_.end() ? Where{pod_path_, 0} : place->second,
                    "missing wire: nothing is bound to `" + open + "`");
  }
}

// A fibre's rate is that of both its ends. Who gives an end one of its own means both, or says that
// the link is to be lopsided.
void Machine::agree_on_rates() {
  const auto block_of = [](const std::string& end) {
    return sc_core::sc_find_object(end.substr(0, end.rfind('.')).c_str());
  };
  std::map<std::string, std::pair<Fibre*, std::vector<LinkLayer*>>> fibres;
  for (const Wire& wire : wires_) {
    auto* fibre = dynamic_cast<Fibre*>(block_of(wire.from));
    auto* link = dynamic_cast<LinkLayer*>(block_of(wire.to));
    if (!fibre || !link) continue;
    fibres[fibre->name()].first = fibre;
    fibres[fibre->name()].second.push_back(link);
  }
  for (const auto& [name, joined] : fibres) {
    const auto& [fibre, links] = joined;
    const auto same = [&, fibre = fibre](const LinkLayer& link, const ParameterBase& other,
                                         double rate) {
      if (link.rate()() == rate || fibre->lopsided()) return;
      link.rate().refuse("`" + link.rate().text() + "`, but " + other.name() + " is `" +
                         other.text() + "`: `" + fibre->rate().name() +
                         "` sets both ends; a lopsided link needs " + fibre->name() +
                         ".lopsided=true");
    };
    for (LinkLayer* link : links) {
      if (!link->rate().given()) link->run_at(fibre->rate());
      if (fibre->rate().given()) same(*link, fibre->rate(), fibre->rate());
    }
    for (const LinkLayer* link : links)
      for (const LinkLayer* other : links)
        if (link->rate().given()) same(*link, other->rate(), other->rate());
  }
}

std::vector<std::string> Machine::peers(const std::string& end) const {
  std::vector<std::string> names;
  for (const Wire& wire : wires_) {
    if (wire.from == end) names.push_back("to " + wire.to);
    if (wire.to == end) names.push_back("from " + wire.from);
  }
  return names;
}

void Machine::check_loops() const {
  const auto router_of = [](const std::string& end) {
    return dynamic_cast<Router*>(sc_core::sc_find_object(end.substr(0, end.rfind('.')).c_str()));
  };
  std::map<Router*, std::vector<const Wire*>> next;
  for (const Wire& wire : wires_)
    if (Router* from = router_of(wire.from)) next[from].push_back(&wire);
  std::map<Router*, int> state;  // 1: on the path, 2: done
  std::function<void(Router*)> visit = [&](Router* router) {
    state[router] = 1;
    for (const Wire* wire : next[router]) {
      Router* to = router_of(wire->to);
      if (!to || state[to] == 2) continue;
      if (state[to] == 1)
        throw UserError(wire->where,
                        std::string("loop: this window leads back to `") + to->name() + "`");
      visit(to);
    }
    state[router] = 2;
  };
  for (const auto& entry : std::map<Router*, std::vector<const Wire*>>(next))
    if (!state[entry.first]) visit(entry.first);
}

}  // namespace lantern
