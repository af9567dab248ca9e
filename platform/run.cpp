// The run loop. Simulated time advances in slices so that Ctrl-C is seen; slices change nothing the
// machine can see.
#include "platform/run.hpp"

#include <chrono>
#include <cinttypes>
#include <csignal>
#include <cstdio>

#include "models/core/output_file.hpp"
#include "models/core/run_end.hpp"
#include "models/riscv/hart.hpp"
#include "platform/regs/generated/system_controller_regs.hpp"

namespace lantern {

namespace {

volatile std::sig_atomic_t g_interrupted = 0;

std::string node_of(const std::string& block) { return block.substr(0, block.rfind('.')); }

void collect_harts(const std::vector<sc_core::sc_object*>& objects,
                   std::vector<const Hart*>& harts) {
  for (sc_core::sc_object* object : objects) {
    if (const auto* hart = dynamic_cast<const Hart*>(object)) harts.push_back(hart);
    collect_harts(object->get_child_objects(), harts);
  }
}

std::string where_harts_are() {
  std::vector<const Hart*> harts;
  collect_harts(sc_core::sc_get_top_level_objects(), harts);
  std::string text;
  for (const Hart* hart : harts) {
    char pc[32];
    std::snprintf(pc, sizeof pc, "0x%" PRIx64, hart->pc());
    const std::string function = hart->image().function_at(hart->pc());
    text += std::string("; ") + hart->name() + " at pc " + pc +
            (function.empty() ? "" : " in " + function);
  }
  return text;
}

/// For an exit by the HAL's default trap handler: where the trap was.
std::string where_it_trapped(const std::string& node) {
  const auto* hart = dynamic_cast<const Hart*>(sc_core::sc_find_object((node + ".hart").c_str()));
  if (!hart) return "";
  char pc[32];
  std::snprintf(pc, sizeof pc, "0x%" PRIx64, hart->trap_pc());
  const std::string function = hart->image().function_at(hart->trap_pc());
  return std::string(", by its trap handler: trap at pc ") + pc +
         (function.empty() ? "" : " in " + function);
}

std::string missing(const std::vector<std::string>& expected,
                    const std::map<std::string, unsigned>& exits) {
  std::string text;
  for (const std::string& node : expected)
    if (!exits.count(node)) text += (text.empty() ? "" : ", ") + node;
  return text;
}

}  // namespace

Outcome run(const Machine& machine, std::optional<sc_core::sc_time> until) {
  const Machine::Expectation& expectation = machine.expectation();
  Outcome outcome;
  std::string unhandled, failed;  // a trap; a block
  bool trapped = false;           // by the HAL's handler
  run_end().on_exit = [&](const std::string& block, unsigned code) {
    outcome.exits[node_of(block)] = code;
    if (code == system_controller_regs::EXIT_CODE_TRAP) {
      trapped = true;  // the others would wait for it in vain
      sc_core::sc_pause();
    }
    if (expectation.given && missing(expectation.exits, outcome.exits).empty()) sc_core::sc_pause();
  };
  run_end().on_unhandled_trap = [&](const std::string& hart, const std::string& what) {
    unhandled = "unhandled trap: " + hart + ": " + what;
    sc_core::sc_pause();
  };
  run_end().on_failure = [&](const std::string& block, const std::string& what) {
    if (failed.empty()) failed = block + ": " + what;
    sc_core::sc_pause();
  };
  for (const int signal : {SIGINT, SIGTERM})
    std::signal(signal, [](int caught) { g_interrupted = caught; });
  sc_core::sc_time end = sc_core::sc_max_time();
  if (expectation.given) end = expectation.limit;
  if (until) end = std::min(end, *until);

  const sc_core::sc_time slice(1, sc_core::SC_MS);
  const auto begun = std::chrono::steady_clock::now();
  const auto all_exited = [&] {
    return expectation.given && missing(expectation.exits, outcome.exits).empty();
  };
  bool idle = false;
  while (!g_interrupted && unhandled.empty() && failed.empty() && !trapped && !all_exited() &&
         OutputFile::failure().empty() && !idle && sc_core::sc_time_stamp() < end) {
    sc_core::sc_start(std::min(slice, end - sc_core::sc_time_stamp()));
    idle = !sc_core::sc_pending_activity();
  }
  LastCheck::run();
  outcome.host_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();

  const std::string silent = missing(expectation.exits, outcome.exits);
  outcome.code = 1;
  if (g_interrupted) {
    outcome.verdict = g_interrupted == SIGINT ? "interrupted by Ctrl-C" : "stopped by SIGTERM";
  } else if (!failed.empty()) {
    outcome.verdict = failed;
  } else if (!unhandled.empty()) {
    outcome.verdict = unhandled + where_harts_are();
  } else if (!silent.empty() && !trapped) {
    const std::string reason = idle ? "nothing is left to happen" : "the time limit is reached";
    outcome.verdict = reason + "; no exit code from " + silent + where_harts_are();
  } else if (!expectation.given && idle && !until) {
    outcome.verdict = "nothing is left to happen" + where_harts_are();
  } else {
    outcome.code = 0;
    outcome.verdict =
        expectation.given ? "passed" : "ran until " + time_text(sc_core::sc_time_stamp().value());
  }
  // A trap explains the other codes.
  for (const bool traps : {true, false})
    for (const auto& [node, code] : outcome.exits) {
      const bool trap = code == system_controller_regs::EXIT_CODE_TRAP;
      if (!code || outcome.code || trap != traps) continue;
      outcome.code = 1;
      outcome.verdict =
          node + " exited with code " + std::to_string(code) + (trap ? where_it_trapped(node) : "");
    }
  return outcome;
}

}  // namespace lantern
