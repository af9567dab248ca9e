// The run loop: slices, so that Ctrl-C and clients are seen, events between them; and the verdict.
#include "platform/run.hpp"

#include <algorithm>
#include <chrono>
#include <cinttypes>
#include <csignal>
#include <cstdio>
#include <set>

#include "models/core/main_stack.hpp"
#include "models/core/output_file.hpp"
#include "models/core/run_end.hpp"
#include "models/riscv/hart.hpp"
#include "platform/harts.hpp"
#include "platform/regs/generated/system_controller_regs.hpp"

namespace lantern {

using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

void start(const sc_time& time) {
  sc_core::sc_start(time);
  back_on_main_stack();
}

volatile std::sig_atomic_t g_interrupted = 0;

/// ` pc 0x80000000 in main`.
std::string place_of(const Hart& hart, uint64_t pc) {
  char text[32];
  std::snprintf(text, sizeof text, " pc 0x%" PRIx64, pc);
  const std::string function = hart.image().function_at(pc);
  return text + (function.empty() ? "" : " in " + function);
}

std::string where_harts_are() {
  std::string text;
  for (const Hart* hart : all_harts())
    text += std::string("; ") + hart->name() + " at" + place_of(*hart, hart->pc());
  return text;
}

/// For an exit by the HAL's default trap handler: where the trap was.
std::string where_it_trapped(const std::string& node) {
  for (const Hart* hart : harts_of(node))
    if (hart->last_trap())
      return ", by its trap handler: trap at" + place_of(*hart, hart->last_trap()->pc);
  return "";  // the program chose that code
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
    const std::vector<Hart*> harts = harts_of(node);
    if (harts.empty()) return node + " has no hart";
    for (const Hart* hart : harts)
      if (hart->is_dead()) return node + " does not run: its hart is " + hart->doing();
  }
  return "";
}

}  // namespace

/// What the blocks tell while the machine runs.
struct Run::Watch {
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
    sc_core::sc_pause();  // for the verdict, or for a condition
  }
  sc_core::sc_time end() const {
    const sc_core::sc_time limit = expectation.given ? expectation.limit : sc_core::sc_max_time();
    return until ? std::min(limit, *until) : limit;
  }
  bool is_over() const {
    return g_interrupted || !unhandled.empty() || !failed.empty() || trapped ||
           all_exited(expectation, exits) || !OutputFile::failure().empty() || idle ||
           sc_core::sc_time_stamp() >= end();
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

namespace {

struct Verdict {
  int code;
  std::string text;
};

/// What the nodes' exit codes do not say.
template <class Watch>
Verdict verdict(const Watch& watch) {
  const Machine::Expectation& expectation = watch.expectation;
  const std::string now = time_text(sc_core::sc_time_stamp().value());
  if (!watch.is_over()) return {1, "ended at " + now + " before it was over"};
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

bool interrupted() { return g_interrupted; }

Run::Run(Machine& machine, const std::optional<sc_core::sc_time>& until)
    : machine_(machine), watch_(std::make_unique<Watch>(machine, until)) {}

Run::~Run() = default;

bool Run::is_over() const { return watch_->is_over(); }

bool Run::is_idle() const { return watch_->idle; }

bool Run::has_limit() const { return watch_->end() != sc_core::sc_max_time(); }

const std::map<std::string, unsigned>& Run::exits() const { return watch_->exits; }

std::optional<size_t> Run::met(const Goal& goal) const {
  for (size_t i = 0; i < goal.conditions.size(); i++)
    if (goal.conditions[i]->met()) return i;
  return std::nullopt;
}

void Run::advance(const sc_time& end) {
  start(end - sc_time_stamp());
  between_times_ = sc_time_stamp() == end;  // else somebody has paused it
}

std::optional<Stop> Run::go(const Goal& goal, const sc_time& slice) {
  const auto begun = std::chrono::steady_clock::now();
  const sc_time end = std::min({sc_time_stamp() + slice, goal.until, watch_->end()});
  std::optional<Stop> stop;
  for (;;) {
    if (const auto condition = met(goal)) {
      stop = Stop{Stop::Why::kCondition, *condition};
    } else if (watch_->is_over()) {
      stop = Stop{Stop::Why::kOver};
    } else if (sc_time_stamp() >= goal.until) {
      stop = Stop{Stop::Why::kTime};
    }
    if (stop || sc_time_stamp() >= end) break;
    if (machine_.events().happen_until(sc_time_stamp())) continue;
    advance(std::min(end, machine_.events().next()));
    watch_->idle =
        !sc_core::sc_pending_activity() && machine_.events().next() == sc_core::sc_max_time();
  }
  host_seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return stop;
}

std::string Run::act(const std::string& what) { return act(Events::prepare(what)); }

std::string Run::act(const std::vector<Events::Action>& actions) {
  if (!between_times_) start(sc_core::sc_get_time_resolution());
  between_times_ = true;
  watch_->idle = false;
  machine_.events().happen_until(sc_time_stamp());  // those that were given come first
  return machine_.events().act(actions);
}

Outcome Run::outcome() {
  LastCheck::run();
  const auto [code, text] = with_exit_codes(verdict(*watch_), watch_->exits);
  Outcome outcome{code, text, watch_->exits, watch_->until, host_seconds_, {}};
  if (code) outcome.harts = watch_->post_mortem.take();
  return outcome;
}

int Run::code() {
  LastCheck::run();
  return with_exit_codes(verdict(*watch_), watch_->exits).code;
}

HartReport Run::look_at(Hart& hart) { return watch_->post_mortem.take(hart); }

Outcome run(Machine& machine, const std::optional<sc_time>& until, Chronicle* chronicle) {
  if (g_interrupted) return {1, "interrupted before the run began", {}, until, 0, {}};
  Run run(machine, until);
  const Goal end;
  const sc_time slice = chronicle ? Chronicle::slice() : sc_time(1, sc_core::SC_MS);
  for (bool goes_on = true; goes_on;) {
    goes_on = !run.go(end, slice);
    if (chronicle) chronicle->look();
  }
  return run.outcome();
}

}  // namespace lantern
