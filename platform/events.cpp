// Events are checked when the machine is built and said when they happen.
#include "platform/events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "models/core/fault.hpp"
#include "models/core/parameter.hpp"
#include "models/core/quantity.hpp"
#include "models/uart/console.hpp"

namespace lantern {

namespace {

void collect_faults(const std::vector<sc_core::sc_object*>& objects,
                    std::vector<const Fault*>& faults) {
  for (const sc_core::sc_object* object : objects) {
    if (const auto* fault = dynamic_cast<const Fault*>(object)) faults.push_back(fault);
    collect_faults(object->get_child_objects(), faults);
  }
}

std::vector<const Fault*> all_faults() {
  std::vector<const Fault*> faults;
  collect_faults(sc_core::sc_get_top_level_objects(), faults);
  return faults;
}

}  // namespace

void Events::add(const std::string& text, const Where& where) {
  // `TIME UNIT FAULT[=ARGUMENT]`: the time is the first two words, or one that lacks its unit.
  const size_t first = text.find(' ');
  const size_t second = text.find(' ', first + 1);
  const bool lacks_unit =
      first != std::string::npos && text.find('.') < second && text.find('.') > first;
  const size_t gap = lacks_unit ? first : second;
  if (first == std::string::npos || gap == std::string::npos)
    throw UserError(where, "event `" + text + "` lacks the form \"TIME FAULT\", as in \"120 us " +
                               "fibre0.cut\"");
  const std::string what = text.substr(std::min(text.find_first_not_of(' ', gap), text.size()));
  const size_t equals = what.find('=');
  const std::string name = what.substr(0, equals);
  std::optional<std::string> argument;
  if (equals != std::string::npos) argument = what.substr(equals + 1);
  std::vector<std::string> names;
  bool found = false;
  try {
    const auto at =
        sc_core::sc_time::from_value(parse_whole(text.substr(0, gap), Dimension::kTime));
    for (const Fault* fault : all_faults()) {
      names.emplace_back(fault->name());
      if (name != fault->name() && name != without_indices(fault->name())) continue;
      events_.push_back({time_text(at.value()) + " " + fault->name() + what.substr(name.size()),
                         fault->prepare(argument)});
      due_.push(at, events_.size() - 1);
      found = true;
    }
  } catch (const std::invalid_argument& error) {
    throw UserError(where, "event `" + text + "`: " + error.what());
  }
  if (!found)
    throw UserError(where, "there is no fault `" + name + "`" + did_you_mean(name, names));
}

void Events::happen(size_t event) {
  Console::say("event", events_[event].text);
  events_[event].happened = true;
  events_[event].inject();
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
         "\"NAME\".\n";
}

}  // namespace lantern
