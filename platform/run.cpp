// The run loop. Simulated time advances in slices so that Ctrl-C is seen; slices change nothing the
// machine can see.
#include "platform/run.hpp"

#include <chrono>
#include <cinttypes>
#include <csignal>
#include <cstdio>
#include <set>

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
  if (!hart || !hart->last_trap()) return "";  // the program chose that code
  char pc[32];
  std::snprintf(pc, sizeof pc, "0x%" PRIx64, hart->last_trap()->pc);
  const std::string function = hart->image().function_at(hart->last_trap()->pc);
  return std::string(", by its trap handler: trap at pc ") + pc +
         (function.empty() ? "" : " in " + function);
}

/// How the HAL came to that exit code; "" where the program chose it.
std::string by_whom(const std::string& node, unsigned code) {
  if (code == system_controller_regs::EXIT_CODE_TRAP) return where_it_trapped(node);
  return code == system_controller_regs::EXIT_CODE_ABORT ? ", by abort()" : "";
}

/// The second one of a kind ends the process as it would any other.
void catch_signals() {
  struct sigaction action = {};
  action.sa_handler = [](int number) { g_interrupted = number; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int number : {SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
}

std::string missing(const std::vector<std::string>& expected,
                    const std::map<std::string, unsigned>& exits) {
  std::string text;
  for (const std::string& node : expected)
    if (!exits.count(node)) text += (text.empty() ? "" : ", ") + node;
  return text;
}

bool all_exited(const Machine::Expectation& expectation,
                const std::map<std::string, unsigned>& exits) {
  return expectation.given && missing(expectation.exits, exits).empty() &&
         missing(expectation.runs, exits).empty();
}

/// What harm came to one of these nodes, which should run; "" if none did.
std::string harm_among(const std::vector<std::string>& nodes, const std::set<std::string>& reset) {
  for (const std::string& node : nodes) {
    if (reset.count(node)) return node + " was reset by its watchdog";
    const auto* hart = dynamic_cast<const Hart*>(sc_core::sc_find_object((node + ".hart").c_str()));
    if (!hart) return node + " has no hart";
    if (hart->is_dead()) return node + " does not run: its hart is " + hart->doing();
  }
  return "";
}

}  // namespace

Outcome run(const Machine& machine, std::optional<sc_core::sc_time> until) {
  const Machine::Expectation& expectation = machine.expectation();
  Outcome outcome;
  std::string unhandled, failed;  // a trap; a block
  bool trapped = false;           // or aborted, by the HAL
  PostMortem post_mortem;
  std::set<std::string> reset;  // nodes, by their watchdogs
  run_end().on_exit = [&](const std::string& block, unsigned code) {
    outcome.exits[node_of(block)] = code;
    if (code == system_controller_regs::EXIT_CODE_TRAP ||
        code == system_controller_regs::EXIT_CODE_ABORT) {
      trapped = true;  // the others would wait for it in vain
      sc_core::sc_pause();
    }
    if (all_exited(expectation, outcome.exits)) sc_core::sc_pause();
  };
  run_end().on_unhandled_trap = [&](const std::string& hart, const std::string& what) {
    unhandled = "unhandled trap: " + hart + ": " + what;
    sc_core::sc_pause();
  };
  run_end().on_failure = [&](const std::string& block, const std::string& what) {
    if (failed.empty()) failed = block + ": " + what;
    sc_core::sc_pause();
  };
  run_end().on_watchdog = [&](const std::string& block) {
    post_mortem.take_before_reset(block);
    reset.insert(node_of(block));
  };
  catch_signals();
  sc_core::sc_time end = sc_core::sc_max_time();
  if (expectation.given) end = expectation.limit;
  if (until) end = std::min(end, *until);

  const sc_core::sc_time slice(1, sc_core::SC_MS);
  const auto begun = std::chrono::steady_clock::now();
  bool idle = false;
  while (!g_interrupted && unhandled.empty() && failed.empty() && !trapped &&
         !all_exited(expectation, outcome.exits) && OutputFile::failure().empty() && !idle &&
         sc_core::sc_time_stamp() < end) {
    sc_core::sc_start(std::min(slice, end - sc_core::sc_time_stamp()));
    idle = !sc_core::sc_pending_activity();
  }
  LastCheck::run();
  outcome.host_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();

  const std::string silent = missing(expectation.exits, outcome.exits);
  const std::string running = missing(expectation.runs, outcome.exits);
  outcome.code = 1;
  if (g_interrupted) {
    outcome.verdict = g_interrupted == SIGINT ? "interrupted by Ctrl-C" : "ended by SIGTERM";
  } else if (!failed.empty()) {
    outcome.verdict = failed;
  } else if (!unhandled.empty()) {
    outcome.verdict = unhandled + where_harts_are();
  } else if (!silent.empty() && !trapped) {
    const std::string reason = idle ? "nothing is left to happen" : "the time limit is reached";
    outcome.verdict = reason + "; no exit code from " + silent + where_harts_are();
  } else if (const std::string harm = harm_among(expectation.runs, reset); !harm.empty()) {
    outcome.verdict = harm;
  } else if (!running.empty() && idle) {
    outcome.verdict =
        "nothing is left to happen; " + running + " will never go on" + where_harts_are();
  } else if (!running.empty()) {
    outcome.code = 0;
    outcome.verdict = running + " still runs at " + time_text(sc_core::sc_time_stamp().value());
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
      outcome.verdict = node + " exited with code " + std::to_string(code) + by_whom(node, code);
    }
  if (outcome.code) outcome.harts = post_mortem.take();
  return outcome;
}

}  // namespace lantern
