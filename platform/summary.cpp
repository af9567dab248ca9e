// The summary: walks the machine for status words, counters, latencies and harts.
#include "platform/summary.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "models/core/counter.hpp"
#include "models/core/wire_hash.hpp"
#include "models/riscv/hart.hpp"
#include "models/uart/console.hpp"

namespace lantern {

namespace {

template <class T>
void each(const std::function<void(const T&)>& visit,
          const std::vector<sc_core::sc_object*>& objects = sc_core::sc_get_top_level_objects()) {
  for (sc_core::sc_object* object : objects) {
    if (const auto* found = dynamic_cast<const T*>(object)) visit(*found);
    each<T>(visit, object->get_child_objects());
  }
}

bool shows_hash(bool hashed) { return hashed && !Console::any_live(); }

std::string hash_text(uint64_t hash) { return fmt::format("{:016x}", hash); }

std::string nanoseconds(double ps) { return fmt::format("{:.3f} ns", ps / 1000); }

}  // namespace

std::string summary_text(const Machine& machine, const Outcome& outcome, bool hashed) {
  std::string text = fmt::format("\n{}: {} (seed {})\n", outcome.code ? "FAILED" : "PASSED",
                                 outcome.verdict, machine.seed());
  for (const auto& [node, code] : outcome.exits)
    text += fmt::format("  {:<44} exit code {}\n", node, code);
  each<Status>([&](const Status& status) {
    text += fmt::format("  {:<44} {}\n", status.name(), status.text());
  });
  each<LatencyRecord>([&](const LatencyRecord& record) {
    if (record.count())
      text += fmt::format("  {:<44} {} x, mean {}, p50 {}, p99 {}\n", record.name(), record.count(),
                          nanoseconds(record.mean_ps()),
                          nanoseconds(static_cast<double>(record.percentile_ps(50))),
                          nanoseconds(static_cast<double>(record.percentile_ps(99))));
  });
  each<Counter>([&](const Counter& counter) {
    if (counter && counter.place() == Counter::Place::kSummary)
      text += fmt::format("  {:<44} {}\n", counter.name(), counter.value());
  });
  uint64_t instructions = 0;
  each<Hart>([&](const Hart& hart) { instructions += hart.instructions(); });
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

void write_summary_json(const std::string& path, const Machine& machine, const Outcome& outcome,
                        bool hashed) {
  nlohmann::json json;
  json["pod"] = machine.pod_path();
  json["seed"] = machine.seed();
  json["code"] = outcome.code;
  json["verdict"] = outcome.verdict;
  json["exits"] = outcome.exits;
  json["simulated_ps"] = sc_core::sc_time_stamp().value();
  json["host_seconds"] = outcome.host_seconds;
  json["reproducible"] = !Console::any_live();
  each<Status>([&](const Status& status) { json["status"][status.name()] = status.text(); });
  each<Counter>(
      [&](const Counter& counter) { json["counters"][counter.name()] = counter.value(); });
  each<LatencyRecord>([&](const LatencyRecord& record) {
    json["latency"][record.name()] = {{"count", record.count()},
                                      {"mean_ps", record.mean_ps()},
                                      {"p50_ps", record.percentile_ps(50)},
                                      {"p99_ps", record.percentile_ps(99)}};
  });
  each<Hart>([&](const Hart& hart) {
    json["harts"][hart.name()] = {{"instructions", hart.instructions()}, {"pc", hart.pc()}};
  });
  json["post_mortem"] = json_of(outcome.harts);
  json["events_not_reached"] = machine.events().pending();
  if (shows_hash(hashed)) {
    json["trace_hash"] = hash_text(WireHash::combined());
    for (const auto& [name, wire] : WireHash::all()) json["wires"][name] = hash_text(wire->value());
  }
  std::ofstream file(path);
  file << json.dump(2) << "\n";
  if (!file.flush())
    throw UserError({}, "--json: cannot write `" + path + "`: " + std::strerror(errno));
}

}  // namespace lantern
