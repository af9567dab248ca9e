// Sessions one after the other in one process: none sees another.
#include "models/core/session.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "models/core/console.hpp"
#include "models/core/parameter.hpp"
#include "models/core/wire_hash.hpp"
#include "platform/machine.hpp"
#include "platform/run.hpp"
#include "platform/summary.hpp"

using namespace lantern;

namespace {

struct Ran {
  Outcome outcome;
  uint64_t hash;
  std::string report;
  sc_core::sc_time at;
};

/// A run of `pod` in a session of its own.
Ran run_of(const std::string& pod, const std::string& setting = "", const std::string& value = "") {
  Session session;
  Console::mute();
  if (!setting.empty()) settings().set(Settings::kCommandLine, setting, value, {"--set", 0});
  Machine machine(find_pod(pod), true, {});
  machine.load();
  Outcome outcome = run(machine, std::nullopt);
  outcome.host_seconds = 0;
  std::string report = summary_json(summary_data(machine, {}, outcome, true));
  return {outcome, WireHash::combined(), std::move(report), sc_core::sc_time_stamp()};
}

}  // namespace

TEST_CASE("a run after others is as the first one was, whatever those were") {
  const Ran first = run_of("solo");
  CHECK(first.outcome.code == 0);
  const Ran longer = run_of("solo", "fibre.length", "150 m");
  CHECK(longer.hash != first.hash);
  CHECK(longer.at > first.at);
  CHECK(run_of("duo").outcome.code == 0);
  const Ran shadow = run_of("solo", "pool.hdm_decoder.impl", "shadow");
  CHECK(shadow.outcome.code == 0);
  const Ran again = run_of("solo");
  CHECK(again.hash == first.hash);
  CHECK(again.report == first.report);
}

TEST_CASE("a run that was refused, or failed, leaves nothing behind") {
  const Ran first = run_of("hello");
  {
    Session session;
    CHECK_THROWS(Machine(find_pod("duo"), true, {"1 ms nobody.cut"}));
  }
  {
    Session session;
    settings().set(Settings::kCommandLine, "no.such", "1", {"--set", 0});
    CHECK_THROWS(Machine(find_pod("hello"), true, {}));
  }
  {
    Session session;
    Console::mute();
    Machine machine(find_pod("duo"), true, {});
    machine.load();
    run(machine, sc_core::sc_time(1, sc_core::SC_MS));  // its nodes are in the middle of things
  }
  CHECK(run_of("hello").report == first.report);
}

TEST_CASE("a session within another has a kernel of its own, and the outer one goes on") {
  Session outer;
  Console::mute();
  Machine machine(find_pod("hello"), true, {});
  machine.load();
  run(machine, sc_core::sc_time(5, sc_core::SC_US));
  const sc_core::sc_time at = sc_core::sc_time_stamp();
  const Ran inner = run_of("solo");
  CHECK(sc_core::sc_time_stamp() == at);
  const Outcome outcome = run(machine, std::nullopt);
  CHECK(outcome.code == 0);
  CHECK(WireHash::combined() == run_of("hello").hash);
  CHECK(inner.hash == run_of("solo").hash);
}
