// Events are checked when they are given and said when they happen.
#include "platform/events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "models/core/console.hpp"
#include "models/core/fault.hpp"
#include "models/core/parameter.hpp"
#include "models/core/quantity.hpp"
#include "models/core/random_stream.hpp"
#include "models/core/run_end.hpp"
#include "platform/all.hpp"
#include "platform/names.hpp"
#include "platform/transactions.hpp"

namespace lantern {

namespace {

std::vector<Fault*> all_faults() { return all<Fault>(); }
std::vector<ParameterBase*> all_parameters() { return all<ParameterBase>(); }

}  // namespace

std::vector<Events::Action> Events::prepare(const std::string& what) {
  const size_t equals = what.find('=');
  const std::string name = what.substr(0, equals);
  std::optional<std::string> argument;
  if (equals != std::string::npos) argument = what.substr(equals + 1);
  if (argument && (name == "seed" || name == "fork"))
    return {{what, [reseeds = name == "seed", number = parse_whole(*argument, Dimension::kCount)] {
               reseeds ? RandomStream::reseed(number) : RandomStream::fork(number);
             }}};
  std::vector<Action> actions;
  std::vector<std::string> names;
  for (const Fault* fault : all_faults()) {
    names.emplace_back(fault->name());
    if (name == fault->name() || name == without_indices(fault->name()))
      actions.push_back({fault->name() + what.substr(name.size()), fault->prepare(argument)});
  }
  if (!actions.empty()) return actions;
  if (argument) {
    for (ParameterBase* parameter : all_parameters()) {
      if (name != parameter->name() && name != without_indices(parameter->name())) continue;
      parameter->check(*argument);
      actions.push_back({parameter->name() + what.substr(name.size()),
                         [parameter, text = *argument] { parameter->change(text); }});
    }
    if (!actions.empty()) return actions;
  }
  if (!argument)
    throw std::invalid_argument("there is no fault `" + name + "`" + did_you_mean(name, names));
  if (name.find('@') != std::string::npos) {
    const Memory memory = find_memory(name);
    return {{what, [memory, bytes = bytes_of_hex(*argument)] {
               try {
                 memory.write(bytes);
               } catch (const std::invalid_argument& error) {
                 run_end().on_failure("event", error.what());
               }
             }}};
  }
  if (const auto transaction = make_transaction(name, *argument))
    return {{what, [transaction] { transaction->begin(); }}};
  const Register found = find_register(name, [&] { return names; });
  return {{found.name + "=" + *argument,
           [found, value = found.parse(*argument)] { found.write(value); }}};
}

void Events::check_name(const std::string& name) {
  std::vector<std::string> names;
  for (const Fault* fault : all_faults()) {
    if (name == fault->name() || name == without_indices(fault->name())) return;
    names.emplace_back(fault->name());
  }
  if (name.find('@') != std::string::npos) {
    find_memory(name);
  } else {
    find_register(name, [&] { return names; });
  }
}

bool Events::is_of(const std::string& event, const std::string& name) {
  // `TIME UNIT WHAT=ARGUMENT`
  std::string what = event.substr(event.find(' ', event.find(' ') + 1) + 1);
  what = what.substr(0, what.find('='));
  return what == name || without_indices(what) == name;
}

std::vector<std::string> Events::add(const std::string& text, const Where& where) {
  // `TIME UNIT WHAT`: the time is the first two words, or one that lacks its unit.
  const size_t first = text.find(' ');
  const size_t second = text.find(' ', first + 1);
  const bool lacks_unit =
      first != std::string::npos && text.find('.') < second && text.find('.') > first;
  const size_t gap = lacks_unit ? first : second;
  if (first == std::string::npos || gap == std::string::npos)
    throw UserError(where, "event `" + text + "` lacks the form \"TIME FAULT\", as in \"120 us " +
                               "fibre0.cut\"");
  const std::string what = text.substr(std::min(text.find_first_not_of(' ', gap), text.size()));
  try {
    const uint64_t at = parse_whole(text.substr(0, gap), Dimension::kTime);
    std::vector<std::string> added;
    for (Action& action : prepare(what)) {
      due_.emplace(at, events_.size());
      events_.push_back({time_text(at) + " " + action.what, std::move(action.perform)});
      added.push_back(events_.back().text);
    }
    return added;
  } catch (const std::invalid_argument& error) {
    throw UserError(where, "event `" + text + "`: " + error.what());
  }
}

sc_core::sc_time Events::next() const {
  return due_.empty() ? sc_core::sc_max_time() : sc_core::sc_time::from_value(due_.begin()->first);
}

bool Events::happen_until(const sc_core::sc_time& now) {
  bool any = false;
  while (!due_.empty() && due_.begin()->first <= now.value()) {
    any = true;
    Event& event = events_[due_.begin()->second];
    due_.erase(due_.begin());
    happen(event);
  }
  return any;
}

void Events::happen(Event& event) {
  Console::say("event", event.text);
  event.happened = true;
  happened_.push_back(event.text);
  event.perform();
}

std::string Events::act(const std::vector<Action>& actions) {
  const std::string now = time_text(sc_core::sc_time_stamp().value());
  std::string told;
  for (const Action& action : actions) {
    events_.push_back({now + " " + action.what, action.perform});
    happen(events_.back());
    told += (told.empty() ? "" : "\n") + events_.back().text;
  }
  return told;
}

std::vector<std::string> Events::all() const {
  std::vector<std::string> texts;
  for (const Event& event : events_) texts.push_back(event.text);
  return texts;
}

std::vector<std::string> Events::pending() const {
  std::vector<std::string> texts;
  for (const Event& event : events_)
    if (!event.happened) texts.push_back(event.text);
  return texts;
}

std::string faults_text() {
  std::string text;
  for (const Fault* fault : all_faults()) {
    const std::string argument = fault->example();
    text += fmt::format("{:<52} {}\n", fault->name() + (argument.empty() ? "" : "=" + argument),
                        fault->doc());
  }
  return text +
         "Raise one with --event \"TIME NAME\", or in the pod file: [[event]] at = \"TIME\", fault "
         "= "
         "\"NAME\".\n"
         "An event may also be REGISTER=VALUE (or a field), PARAMETER=VALUE (of those that may "
         "change "
         "while it runs), NODE@ADDRESS=BYTES (memory), NODE.load=ADDRESS+LENGTH, "
         "NODE.store=ADDRESS:BYTES, I2C.transfer=ADDRESS:BYTES+LENGTH, seed=N or fork=N.\n";
}

}  // namespace lantern
