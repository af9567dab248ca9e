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

std::string where_harts_are() {
  std::string text;
  for (const Hart* hart : all_harts()) {
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

std::string signal_text() {
  return g_interrupted == SIGINT    ? "interrupted by Ctrl-C"
         : g_interrupted == SIGTERM ? "ended by SIGTERM"
                                    : "ended by SIGHUP";
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

/// What the blocks tell while the machine runs.
struct Watch {
  Watch(const Machine& watched, const std::optional<sc_core::sc_time>& stop)
      : expectation(watched.expectation()), until(stop) {
    run_end().on_exit = [this](const std::string& block, unsigned code) { exited(block, code); };
    run_end().on_unhandled_trap = [this](const std::string& hart, const std::string& what) {
      unhandled = "unhandled trap: " + hart + ": " + what;
      sc_core::sc_pause();
    };
    run_end().on_failure = [this](const std::string& block, const std::string& what) {
      if (failed.empty()) failed = block + ": " + what;
      sc_core::sc_pause();
    };
    run_end().on_watchdog = [this](const std::string& block) {
      post_mortem.take_before_reset(block);
      reset.insert(node_of(block));
    };
  }
  ~Watch() { run_end() = {}; }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  void exited(const std::string& block, unsigned code) {
    exits[node_of(block)] = code;
    // The others would wait in vain for one that the HAL ended.
    trapped |= code == system_controller_regs::EXIT_CODE_TRAP ||
               code == system_controller_regs::EXIT_CODE_ABORT;
    if (trapped || all_exited(expectation, exits)) sc_core::sc_pause();
  }
  bool is_over() const {
    return g_interrupted || !unhandled.empty() || !failed.empty() || trapped ||
           all_exited(expectation, exits) || !OutputFile::failure().empty() || idle;
  }

  const Machine::Expectation& expectation;
  const std::optional<sc_core::sc_time> until;
  std::map<std::string, unsigned> exits;
  std::string unhandled, failed;  ///< a trap; a block
  bool trapped = false;           ///< or aborted, by the HAL
  bool idle = false;
  std::set<std::string> reset;  ///< nodes, by their watchdogs
  PostMortem post_mortem;
};

void run_slices(Watch& watch) {
  sc_core::sc_time end = sc_core::sc_max_time();
  if (watch.expectation.given) end = watch.expectation.limit;
  if (watch.until) end = std::min(end, *watch.until);
  const sc_core::sc_time slice(1, sc_core::SC_MS);
  while (!watch.is_over() && sc_core::sc_time_stamp() < end) {
    sc_core::sc_start(std::min(slice, end - sc_core::sc_time_stamp()));
    watch.idle = !sc_core::sc_pending_activity();
  }
  LastCheck::run();
}

struct Verdict {
  int code;
  std::string text;
};

/// What the nodes' exit codes do not say.
Verdict verdict(const Watch& watch) {
  const Machine::Expectation& expectation = watch.expectation;
  const std::string now = time_text(sc_core::sc_time_stamp().value());
  if (g_interrupted) return {1, signal_text()};
  if (!watch.failed.empty()) return {1, watch.failed};
  if (!watch.unhandled.empty()) return {1, watch.unhandled + where_harts_are()};
  const std::string silent = missing(expectation.exits, watch.exits);
  if (!silent.empty() && !watch.trapped)
    return {1, std::string(watch.idle ? "nothing is left to happen" : "the time limit is reached") +
                   "; no exit code from " + silent + where_harts_are()};
  const std::string harm = harm_among(expectation.runs, watch.reset);
  if (!harm.empty()) return {1, harm};
  const std::string running = missing(expectation.runs, watch.exits);
  if (!running.empty() && watch.idle)
    return {1, "nothing is left to happen; " + running + " will never go on" + where_harts_are()};
  if (!running.empty()) return {0, running + " still runs at " + now};
  if (expectation.given) return {0, "passed"};
  if (watch.idle && !watch.until) return {1, "nothing is left to happen" + where_harts_are()};
  return {0, "ran until " + now};
}

/// Of a verdict that is good so far, the exit codes decide; a trap explains the other ones.
Verdict with_exit_codes(Verdict so_far, const std::map<std::string, unsigned>& exits) {
  for (const bool traps : {true, false})
    for (const auto& [node, code] : exits) {
      const bool trap = code == system_controller_regs::EXIT_CODE_TRAP;
      if (!code || so_far.code || trap != traps) continue;
      so_far = {1, node + " exited with code " + std::to_string(code) + by_whom(node, code)};
    }
  return so_far;
}

}  // namespace

void catch_signals() {
  struct sigaction action = {};
  action.sa_handler = [](int number) { g_interrupted = number; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before = {};
    sigaction(number, nullptr, &before);
    // nohup: the run goes on without its terminal.
    if (number == SIGHUP && before.sa_handler == SIG_IGN) continue;
    sigaction(number, &action, nullptr);
  }
}

Outcome run(const Machine& machine, const std::optional<sc_core::sc_time>& until) {
  if (g_interrupted) return {1, "interrupted before the run began", {}, until, 0, {}};
  Watch watch(machine, until);
  const auto begun = std::chrono::steady_clock::now();
  run_slices(watch);
  const std::chrono::duration<double> host = std::chrono::steady_clock::now() - begun;
  const auto [code, text] = with_exit_codes(verdict(watch), watch.exits);
  Outcome outcome{code, text, watch.exits, until, host.count(), {}};
  if (code) outcome.harts = watch.post_mortem.take();
  return outcome;
}

}  // namespace lantern
