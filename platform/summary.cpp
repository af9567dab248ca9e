// The summary: walks the machine for status words, counters, latencies and harts.
#include "platform/summary.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "models/core/console.hpp"
#include "models/core/counter.hpp"
#include "models/core/wire_hash.hpp"
#include "models/riscv/hart.hpp"
#include "platform/all.hpp"
#include "platform/description.hpp"
#include "platform/version.hpp"

namespace lantern {

namespace {

bool shows_hash(bool hashed) { return hashed && !Console::any_live(); }

std::string hash_text(uint64_t hash) { return fmt::format("{:016x}", hash); }

std::string nanoseconds(double ps) { return fmt::format("{:.3f} ns", ps / 1000); }

std::string nanoseconds(uint64_t ps) { return nanoseconds(static_cast<double>(ps)); }

std::string latency_text(const LatencyRecord& record) {
  if (!record.count()) return "";
  return fmt::format(
      "  {:<44} {} x, mean {}, min {}, max {}, p50 {}, p99 {}, p99.9 {}{}\n", record.name(),
      record.count(), nanoseconds(record.mean_ps()), nanoseconds(record.min_ps()),
      nanoseconds(record.max_ps()), nanoseconds(record.percentile_ps(500)),
      nanoseconds(record.percentile_ps(990)), nanoseconds(record.percentile_ps(999)),
      record.exact()
          ? ""
          : fmt::format(" (percentiles up to {:.1f} % high)", LatencyRecord::kError * 100));
}

/// What another run needs to be the same.
std::string inputs_text(const Machine& machine, const std::vector<Input>& inputs,
                        const Outcome& outcome) {
  constexpr size_t kDigits = 16;  // of the digest: enough to tell files apart
  std::string text = fmt::format("  {:<44} {}\n", "lantern", version());
  for (const Input& input : inputs)
    text += fmt::format("  {:<44} {}, sha256 {}\n", input.what, input.path,
                        input.sha256.empty() ? "unknown" : input.sha256.substr(0, kDigits));
  for (const auto& [name, value] : settings().all(Settings::kCommandLine))
    text += fmt::format("  {:<44} = {}\n", name, value);
  text += fmt::format("  {:<44} {}\n", "host", host_text());
  if (outcome.until)
    text += fmt::format("  {:<44} {}\n", "until", time_text(outcome.until->value()));
  for (const std::string& event : machine.events().all())
    text += fmt::format("  {:<44} {}\n", "event", event);
  return text;
}

}  // namespace

std::string summary_text(const Machine& machine, const std::vector<Input>& inputs,
                         const Outcome& outcome, bool hashed) {
  std::string text = fmt::format("\n{}: {} (seed {})\n", outcome.code ? "FAILED" : "PASSED",
                                 outcome.verdict, machine.seed());
  for (const auto& [node, code] : outcome.exits)
    text += fmt::format("  {:<44} exit code {}\n", node, code);
  for (const Status* status : all<Status>())
    text += fmt::format("  {:<44} {}\n", status->name(), status->text());
  for (const LatencyRecord* record : all<LatencyRecord>()) text += latency_text(*record);
  for (const Counter* counter : all<Counter>())
    if (*counter && counter->place() == Counter::Place::kSummary)
      text += fmt::format("  {:<44} {}\n", counter->name(), counter->value());
  text += inputs_text(machine, inputs, outcome);
  uint64_t instructions = 0;
  for (const Hart* hart : all<Hart>()) instructions += hart->instructions();
  text +=
      fmt::format("  simulated {}, host {:.3f} s, {} instructions, {:.1f} MIPS\n",
                  time_text(sc_core::sc_time_stamp().value()), outcome.host_seconds, instructions,
                  static_cast<double>(instructions) / 1e6 / std::max(outcome.host_seconds, 1e-9));
  for (const std::string& event : machine.events().pending())
    text += fmt::format("  event not reached: {}\n", event);
  if (Console::any_live())
    text += "  live input: this run is not reproducible, so it has no hash\n";
  if (shows_hash(hashed)) text += fmt::format("  trace hash {}\n", hash_text(WireHash::combined()));
  return text + text_of(outcome.harts);
}

nlohmann::json summary_data(const Machine& machine, const std::vector<Input>& inputs,
                            const Outcome& outcome, bool hashed) {
  nlohmann::json json;
  json["version"] = version();
  json["pod"] = machine.pod_path();
  for (const Input& input : inputs)
    json["inputs"].push_back(
        {{"what", input.what}, {"path", input.path}, {"sha256", input.sha256}});
  json["settings"] = settings().all(Settings::kCommandLine);
  json["events"] = machine.events().all();
  if (outcome.until) json["until_ps"] = outcome.until->value();
  json["seed"] = machine.seed();
  json["host"] = host_text();
  json["code"] = outcome.code;
  json["verdict"] = outcome.verdict;
  json["exits"] = outcome.exits;
  json["simulated_ps"] = sc_core::sc_time_stamp().value();
  json["host_seconds"] = outcome.host_seconds;
  json["reproducible"] = !Console::any_live();
  for (const Status* status : all<Status>()) json["status"][status->name()] = status->text();
  for (const Counter* counter : all<Counter>())
    json["counters"][counter->name()] = counter->value();
  for (const LatencyRecord* record : all<LatencyRecord>())
    json["latency"][record->name()] = json_of(*record);
  for (const Hart* hart : all<Hart>())
    json["harts"][hart->name()] = {{"instructions", hart->instructions()}, {"pc", hart->pc()}};
  json["post_mortem"] = json_of(outcome.harts);
  json["events_not_reached"] = machine.events().pending();
  if (shows_hash(hashed)) {
    json["trace_hash"] = hash_text(WireHash::combined());
    for (const auto& [name, wire] : WireHash::all()) json["wires"][name] = hash_text(wire->value());
  }
  return json;
}

std::string summary_json(const nlohmann::json& data) {
  // A file's name may be any bytes; JSON's text may not.
  return data.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace lantern
