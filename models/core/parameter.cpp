// Parameters: look-up in the user's settings, parsing, range.
#include "models/core/parameter.hpp"

#include <cctype>
#include <stdexcept>

#include "models/core/session.hpp"

namespace lantern {

std::string without_indices(const std::string& name) {
  std::string plain;
  for (size_t i = 0; i < name.size(); i++) {
    size_t end = i;
    while (end < name.size() && std::isdigit(static_cast<unsigned char>(name[end]))) end++;
    if (end > i && (end == name.size() || name[end] == '.')) i = end;
    if (i < name.size()) plain += name[i];
  }
  return plain;
}

void Settings::set(Level level, const std::string& name, const std::string& text,
                   const Where& where) {
  entries_[{name, level}] = {{text, where}, false};
}

const Settings::Value* Settings::find(const std::string& name) {
  const Value* best = nullptr;
  const std::string plain = without_indices(name);
  for (const Level level : {kPart, kPod, kCommandLine}) {
    for (const std::string& key : {plain, name}) {
      const auto found = entries_.find({key, level});
      if (found == entries_.end()) continue;
      found->second.used = true;
      best = &found->second.value;
    }
  }
  return best;
}

void Settings::forget(Level level, const std::string& name) { entries_.erase({name, level}); }

bool Settings::used(Level level, const std::string& name) const {
  const auto found = entries_.find({name, level});
  return found == entries_.end() || found->second.used;
}

std::map<std::string, std::string> Settings::all(Level level) const {
  std::map<std::string, std::string> texts;
  for (const auto& [key, entry] : entries_)
    if (key.second == level) texts[key.first] = entry.value.text;
  return texts;
}

namespace {

void collect_parameters(const std::vector<sc_core::sc_object*>& objects,
                        std::vector<std::string>& names) {
  for (sc_core::sc_object* object : objects) {
    if (dynamic_cast<ParameterBase*>(object)) names.emplace_back(object->name());
    collect_parameters(object->get_child_objects(), names);
  }
}

}  // namespace

void Settings::check_all_used() const {
  for (const auto& [key, entry] : entries_) {
    if (entry.used) continue;
    const std::string& name = key.first;
    std::vector<std::string> names;
    collect_parameters(sc_core::sc_get_top_level_objects(), names);
    throw UserError(entry.value.where,
                    "no parameter is called `" + name + "`" + did_you_mean(name, names));
  }
}

Settings& settings() { return Session::current().part<Settings>(); }

ParameterBase::ParameterBase(const char* name, Dimension dimension, const char* default_text,
                             Range range, const char* doc, const char* source)
    : sc_object(name),
      dimension_(dimension),
      default_(default_text),
      range_(range),
      doc_(doc),
      source_(source),
      text_(default_text) {
  if (const Settings::Value* value = settings().find(this->name())) {
    text_ = value->text;
    given_ = true;
    where_ = value->where;
  }
}

void ParameterBase::take(const ParameterBase& other) {
  text_ = other.text_;
  given_ = other.given_;
  where_ = other.where_;
}

void ParameterBase::refuse(const std::string& what) const {
  throw UserError(where_, std::string(name()) + ": " + what);
}

void ParameterBase::let_change(std::function<void()> changed) {
  may_change_ = true;
  changed_ = std::move(changed);
}

void ParameterBase::check_may_change() const {
  if (!may_change_)
    throw std::invalid_argument(std::string(name()) +
                                " is what it is from the start: give it with --set");
}

void ParameterBase::take(const std::string& text) {
  text_ = text;
  given_ = true;
  if (changed_) changed_();
}

template <class Parse>
auto ParameterBase::in_range(const std::string& text, Parse parse) const
    -> decltype(parse(std::string())) {
  const auto value = parse(text);
  if (range_.least && value < parse(range_.least))
    throw std::invalid_argument("`" + text + "` is below the least value, " + range_.least);
  if (range_.most && parse(range_.most) < value)
    throw std::invalid_argument("`" + text + "` is above the greatest value, " + range_.most);
  return value;
}

uint64_t ParameterBase::whole(const std::string& given) const {
  return in_range(given, [this](const std::string& text) { return parse_whole(text, dimension_); });
}
double ParameterBase::real(const std::string& given) const {
  return in_range(given, [this](const std::string& text) { return parse_real(text, dimension_); });
}
bool ParameterBase::flag(const std::string& given) const {
  return in_range(given, [](const std::string& text) { return parse_flag(text); });
}

}  // namespace lantern
