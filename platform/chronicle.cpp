// Looks at what there is to tell.
#include "platform/chronicle.hpp"

#include <nlohmann/json.hpp>

#include "models/core/console.hpp"
#include "platform/all.hpp"

namespace lantern {

using nlohmann::json;

Chronicle::Chronicle() {
  for (const Status* status : all<Status>()) states_.push_back({status, ""});
  for (const Counter* counter : all<Counter>())
    if (counter->place() == Counter::Place::kSummary) growths_.push_back({counter, 0, {}});
  Console::listen(
      [this](const std::string& console, uint8_t byte) { hear(console, static_cast<char>(byte)); });
}

Chronicle::~Chronicle() { Console::listen({}); }

void Chronicle::hear(const std::string& console, char c) {
  std::string& line = begun_[console];
  if (c == '\r') return;
  if (c != '\n') {
    line += c;
    return;
  }
  if (lines_.size() < kMostLines) {
    lines_.push_back({sc_core::sc_time_stamp().value(), console, line});
  } else {
    lines_left_out_++;
  }
  line.clear();
}

void Chronicle::look() {
  const uint64_t now = sc_core::sc_time_stamp().value();
  for (State& state : states_) {
    std::string text = state.status->text();
    if (text == state.text) continue;
    changes_.push_back({now, state.status->name(), text});
    state.text = std::move(text);
  }
  for (Growth& growth : growths_) look_at(growth, now);
}

void Chronicle::look_at(Growth& growth, uint64_t now) {
  auto& points = growth.points;
  const uint64_t value = growth.counter->value();
  if (value == (points.empty() ? 0 : points.back().second)) return;
  if (!points.empty() && now - points.back().first < growth.step) return;
  points.emplace_back(now, value);
  if (points.size() < kMostPoints) return;
  for (size_t i = 0; i < points.size() / 2; i++) points[i] = points[2 * i + 1];
  points.resize(points.size() / 2);
  growth.step = std::max<uint64_t>(2 * growth.step, 2 * slice().value());
}

json Chronicle::data() const {
  const auto told = [](const std::vector<Said>& said) {
    json list = json::array();
    for (const Said& one : said) list.push_back({one.at, one.name, one.text});
    return list;
  };
  json counters = json::object();
  for (const Growth& growth : growths_)
    if (*growth.counter) {
      json& points = counters[growth.counter->name()] = growth.points;
      points.push_back({sc_core::sc_time_stamp().value(), growth.counter->value()});
    }
  return {{"slice_ps", slice().value()},
          {"states", told(changes_)},
          {"lines", told(lines_)},
          {"lines_left_out", lines_left_out_},
          {"counters", counters}};
}

}  // namespace lantern
