// What each method takes and does.
#include "platform/control/methods.hpp"

#include <fmt/format.h>

#include "models/core/counter.hpp"
#include "models/core/parameter.hpp"
#include "models/core/quantity.hpp"
#include "models/riscv/hart.hpp"
#include "platform/control/control.hpp"
#include "platform/control/transact.hpp"
#include "platform/description.hpp"
#include "platform/names.hpp"
#include "platform/values.hpp"
#include "platform/version.hpp"

namespace lantern {

using nlohmann::json;
using sc_core::sc_time_stamp;

namespace {

using Type = ArgumentInfo::Type;

constexpr uint64_t kMostBytes = 256 * 1024;  ///< of a read of memory

json done() { return nullptr; }

json lines_of(const std::string& text) {
  json lines = json::array();
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

json hart_of(Control& control, const std::string& node) {
  Hart& hart = find_hart(node);
  json of = json_of(control.run().look_at(hart));
  of["xlen"] = hart.rv64() ? 64 : 32;
  of["pc"] = hart.pc();
  of["instructions"] = hart.instructions();
  return of;
}

json act(Control& control, const std::string& what) {
  control.check_goes_on();
  return {{"events", lines_of(control.run().act(what))}};
}

/// Before all else of that time, unless the run is over by then.
json act_at(Control& control, const std::string& what, const sc_core::sc_time& at) {
  control.check_goes_on();
  if (at == sc_time_stamp() && control.run().is_between_times()) return act(control, what);
  if (at <= sc_time_stamp())
    throw std::invalid_argument(fmt::format("`at` {} is past: it is {}", time_text(at.value()),
                                            time_text(sc_time_stamp().value())));
  return {{"events", control.machine().events().add(time_text(at.value()) + " " + what, {})}};
}

json set(Control& control, const std::string& name, const std::string& value) {
  const sc_core::sc_object* const object = object_at(name);
  if (const auto* parameter = dynamic_cast<const ParameterBase*>(object)) {
    parameter->check(value);
  } else if (object) {
    throw std::invalid_argument("`" + name +
                                "` is no register, no field and no parameter: it cannot be set");
  } else {
    find_register(name, all_names).parse(value);
  }
  return act(control, name + "=" + value);
}

Memory memory_at(const Arguments& given) {
  return {&find_hart(given.text("node")), given.whole("address")};
}

json read_memory(const Arguments& given) {
  const uint64_t length = given.whole("length");
  if (!length || length > kMostBytes)
    throw RpcError(RpcError::kArguments,
                   fmt::format("`length` is 1 to {}, and not {}", kMostBytes, length));
  return {{"data", hex_of_bytes(memory_at(given).read(length))}};
}

json write_memory(Control& control, const Arguments& given) {
  const Memory memory = memory_at(given);
  const std::string data = given.text("data");
  memory.read(bytes_of_hex(data).size());  // all of it is there
  return act(control, fmt::format("{}@0x{:x}={}", given.text("node"), memory.address, data));
}

json read_console(Control& control, const Arguments& given) {
  const Transcript& transcript = control.transcripts().of(given.text("console"));
  const uint64_t from = given.whole("from", 0);
  return {{"text", transcript.from(from)},
          {"begin", std::min(std::max(from, transcript.begin()), transcript.end())},
          {"end", transcript.end()}};
}

json type(Control& control, const Arguments& given) {
  const std::string console = given.text("console");
  control.transcripts().of(console);
  return act(control, console + ".type=" + escaped(given.text("text")));
}

json status(Control& control) {
  const Events& events = control.machine().events();
  json of = {{"time_ps", sc_time_stamp().value()},
             {"running", control.goes_on()},
             {"over", control.run().is_over()},
             {"exits", control.run().exits()},
             {"events", events.all()},
             {"events_pending", events.pending()}};
  if (!control.run().is_over()) return of;
  const Outcome outcome = control.run().outcome();
  of["verdict"] = outcome.verdict;
  of["code"] = outcome.code;
  return of;
}

sc_core::sc_time end_of(const Run& run, const Arguments& given) {
  if (given.has("until") && given.has("for"))
    throw RpcError(RpcError::kArguments, "either `until` or `for`, and not both");
  const sc_core::sc_time now = sc_time_stamp();
  if (given.has("for")) {
    const sc_core::sc_time time = given.time("for");
    if (time > sc_core::sc_max_time() - now)
      throw RpcError(RpcError::kArguments, "`for` leads beyond the end of time");
    return now + time;
  }
  if (given.has("until")) {
    if (given.time("until") < now)
      throw std::invalid_argument(fmt::format("`until` {} is past: it is {}",
                                              time_text(given.time("until").value()),
                                              time_text(now.value())));
    return given.time("until");
  }
  if (given.has("conditions") && !run.has_limit())
    throw RpcError(RpcError::kArguments,
                   "with conditions there must be a limit: `until` or `for`; this pod has none");
  return sc_core::sc_max_time();
}

json told(const Stop& stop, const Goal& goal) {
  static constexpr const char* kWords[] = {"time", "condition", "over", "asked"};
  json of = {{"stopped", kWords[static_cast<unsigned>(stop.why)]},
             {"time_ps", sc_time_stamp().value()}};
  if (stop.why != Stop::Why::kCondition) return of;
  of["condition"] = stop.condition;
  const auto& met = static_cast<const AskedCondition&>(*goal.conditions[stop.condition]);
  if (const auto end = met.end()) of["end"] = *end;
  return of;
}

std::optional<json> run(Control& control, const Arguments& given, const Caller& caller) {
  Goal goal;
  goal.until = end_of(control.run(), given);
  if (given.has("conditions"))
    for (const json& asked : given.list("conditions"))
      goal.conditions.push_back(
          make_condition(asked, {control.machine(), control.run(), control.transcripts()}));
  control.go_on(caller, std::move(goal), Control::After::kStands, told);
  return std::nullopt;
}

json hello(Control& control, const Arguments& given, const Caller& caller) {
  if (given.whole("protocol") != kProtocol)
    throw RpcError(RpcError::kRequest, fmt::format("this is protocol {}, and not {}", kProtocol,
                                                   given.whole("protocol")));
  control.greet(caller);
  return {{"protocol", kProtocol}, {"lantern", version()}, {"pod", control.machine().pod_path()}};
}

json methods(const std::vector<Method>& known) {
  json list = json::array();
  for (const Method& method : known) {
    json of = {{"name", method.name}, {"doc", method.doc}, {"parameters", json::array()}};
    for (const ArgumentInfo& info : method.arguments)
      of["parameters"].push_back({{"name", info.name},
                                  {"type", word_of(info.type)},
                                  {"required", info.required},
                                  {"doc", info.doc}});
    list.push_back(std::move(of));
  }
  return list;
}

json describe_name(const Machine& machine, const Arguments& given) {
  if (!given.has("name")) return describe(machine);
  const std::string name = given.text("name");
  if (const auto* object = object_at(name)) return describe(machine, *object);
  throw std::invalid_argument("there is no `" + name + "`" + did_you_mean(name, all_names()));
}

}  // namespace

std::vector<Method> methods_of(Control& control) {
  const ArgumentInfo name = {"name", Type::kText, true, "full hierarchical name"};
  const ArgumentInfo node = {"node", Type::kText, true, "a node with a hart, `host0`"};
  const ArgumentInfo address = {"address", Type::kWhole, true, "on that node's map"};
  const ArgumentInfo console = {"console", Type::kText, true, "a UART, `host0.uart`"};
  const ArgumentInfo limit = {"limit", Type::kTime, false,
                              "simulated time to wait for its end; 10 ms"};
  Control* const c = &control;
  return {
      {"hello",
       "Begins.",
       {{"protocol", Type::kWhole, true, "the version that the client speaks"}},
       [c](const Arguments& given, const Caller& caller) { return hello(*c, given, caller); }},
      {"methods",
       "What can be asked for.",
       {},
       [c](const Arguments&, const Caller&) { return methods(methods_of(*c)); }},
      {"describe",
       "The machine, or one object and all below it, as data.",
       {{"name", Type::kText, false, "full hierarchical name"}},
       [c](const Arguments& given, const Caller&) { return describe_name(c->machine(), given); }},
      {"status",
       "Where the run is.",
       {},
       [c](const Arguments&, const Caller&) { return status(*c); }},
      {"get",
       "The value of a register, field, parameter, counter, status or latency.",
       {name},
       [](const Arguments& given, const Caller&) { return value_at(given.text("name")); }},
      {"set",
       "Writes a register or a field, without effects and time; or a parameter that may change.",
       {name, {"value", Type::kValue, true, "as wide as that at the most"}},
       [c](const Arguments& given, const Caller&) {
         return set(*c, given.text("name"), given.value("value"));
       }},
      {"memory.read",
       "Memory as a node's hart sees it, without effects and time.",
       {node, address, {"length", Type::kWhole, true, "bytes, 1 to 262144"}},
       [](const Arguments& given, const Caller&) { return read_memory(given); }},
      {"memory.write",
       "Writes memory, without effects and time.",
       {node, address, {"data", Type::kText, true, "two hexadecimal digits a byte"}},
       [c](const Arguments& given, const Caller&) { return write_memory(*c, given); }},
      {"hart",
       "Where a hart is.",
       {node},
       [c](const Arguments& given, const Caller&) { return hart_of(*c, given.text("node")); }},
      {"console.read",
       "What a UART has put out.",
       {console, {"from", Type::kWhole, false, "byte to begin with"}},
       [c](const Arguments& given, const Caller&) { return read_console(*c, given); }},
      {"console.type",
       "Comes in on a UART's line.",
       {console, {"text", Type::kText, true, "what is typed"}},
       [c](const Arguments& given, const Caller&) { return type(*c, given); }},
      {"act",
       "Does what an event does.",
       {{"what", Type::kText, true, "a fault, a write of a register or of memory"},
        {"at", Type::kTime, false, "simulated time to come; otherwise now"}},
       [c](const Arguments& given, const Caller&) {
         if (given.has("at")) return act_at(*c, given.text("what"), given.time("at"));
         return act(*c, given.text("what"));
       }},
      {"bus.read",
       "A load by a node's map, in simulated time.",
       {{"node", Type::kText, false, "where it comes from; without it a node that reaches `name`"},
        {"address", Type::kWhole, false, "on that node's map"},
        {"length", Type::kWhole, false, "bytes, 1 to 4096"},
        {"name", Type::kText, false, "instead of both: a register"},
        limit},
       [c](const Arguments& given, const Caller& caller) { return bus_read(*c, given, caller); }},
      {"bus.write",
       "A store by a node's map, in simulated time.",
       {{"node", Type::kText, false, "where it comes from; without it a node that reaches `name`"},
        {"address", Type::kWhole, false, "on that node's map"},
        {"data", Type::kText, false, "two hexadecimal digits a byte, 1 to 4096"},
        {"name", Type::kText, false, "instead of both: a register"},
        {"value", Type::kValue, false, "for the register"},
        limit},
       [c](const Arguments& given, const Caller& caller) { return bus_write(*c, given, caller); }},
      {"i2c.transfer",
       "A transfer by a second master on an I2C controller's bus.",
       {{"controller", Type::kText, true, "`pool.port0.i2c`"},
        {"address", Type::kWhole, true, "7 bits"},
        {"write", Type::kText, false, "bytes to write, two hexadecimal digits each"},
        {"read", Type::kWhole, false, "bytes to read, after what is written"},
        limit},
       [c](const Arguments& given, const Caller& caller) {
         return i2c_transfer(*c, given, caller);
       }},
      {"run",
       "Goes on.",
       {{"until", Type::kTime, false, "simulated time to stop at"},
        {"for", Type::kTime, false, "simulated time to go on for"},
        {"conditions", Type::kConditions, false, "what to stop at"}},
       [c](const Arguments& given, const Caller& caller) { return run(*c, given, caller); }},
      {"stop",
       "The run stands.",
       {},
       [c](const Arguments&, const Caller&) {
         c->stand();
         return json{{"time_ps", sc_time_stamp().value()}};
       }},
      {"fork",
       "A copy of the pod in a process of its own, served at a socket of its own.",
       {{"socket", Type::kText, true, "its path"},
        {"folder", Type::kText, false, "where it leaves stdout.txt and stderr.txt"},
        {"sealed", Type::kFlag, false, "it stands for good, to be forked: a snapshot"}},
       [c](const Arguments& given, const Caller& caller) {
         c->fork(caller, std::make_unique<Listener>(given.text("socket")),
                 {given.has("folder") ? given.text("folder") : "",
                  given.has("sealed") && given.flag("sealed")});
         return std::optional<json>();
       }},
      {"child",
       "How a copy of this pod is.",
       {{"pid", Type::kWhole, true, "what `fork` answered"}},
       [c](const Arguments& given, const Caller&) {
         return c->children().state_of(given.whole("pid"));
       }},
      {"report",
       "What `--json` would write now.",
       {},
       [c](const Arguments&, const Caller&) { return c->report(); }},
      {"quit",
       "The run ends with its report.",
       {},
       [c](const Arguments&, const Caller&) {
         c->quit();
         return done();
       }},
  };
}

}  // namespace lantern
