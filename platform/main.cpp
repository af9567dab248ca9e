// Builds what the command line asks for, and runs it.
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <systemc>

#include "models/core/console.hpp"
#include "models/core/output_file.hpp"
#include "models/core/session.hpp"
#include "models/core/trace.hpp"
#include "platform/again.hpp"
#include "platform/client.hpp"
#include "platform/command_line.hpp"
#include "platform/control/control.hpp"
#include "platform/debug/commit_trace.hpp"
#include "platform/debug/gdb_server.hpp"
#include "platform/inputs.hpp"
#include "platform/machine.hpp"
#include "platform/page.hpp"
#include "platform/run.hpp"
#include "platform/show.hpp"
#include "platform/summary.hpp"
#include "platform/version.hpp"
#include "rtl/common/waves.hpp"

namespace {

using namespace lantern;

std::pair<std::string, std::string> split(const std::string& option, const std::string& text,
                                          const char* form = "NAME=VALUE") {
  const size_t equals = text.find('=');
  if (equals == std::string::npos || !equals)
    throw UserError({}, option + ": `" + text + "` lacks the form " + form);
  return {text.substr(0, equals), text.substr(equals + 1)};
}

void take_settings(const Options& options) {
  for (const std::string& text : options.set) {
    const auto [name, value] = split("--set", text);
    settings().set(Settings::kCommandLine, name, value, {"--set " + text, 0});
  }
  for (const std::string& text : options.firmware) {
    const auto [name, value] = split("--firmware", text, "NODE=FILE");
    if (value.empty()) throw UserError({}, "--firmware: `" + text + "` lacks its file");
    settings().set(Settings::kCommandLine, name + ".hart.firmware", value,
                   {"--firmware " + text, 0});
  }
  for (const std::string& text : options.args) {
    const auto [name, value] = split("--args", text, "NODE=TEXT");
    settings().set(Settings::kCommandLine, name + ".hart.arguments", value, {"--args " + text, 0});
  }
  if (options.seed) settings().set(Settings::kCommandLine, "seed", *options.seed, {"--seed", 0});
}

/// What the report of `--from` says comes first, what is said beside it counts.
MadeOf take_report(Options& options, bool pod_is_given) {
  if (!options.from) return {};
  MadeOf made = read_report(*options.from);
  if (!pod_is_given) options.pod = made.pod;
  if (!options.until) options.until = made.until;
  options.trace_hash |= !made.trace_hash.empty();
  options.event.insert(options.event.begin(), made.events.begin(), made.events.end());
  for (const auto& [name, value] : made.settings)
    settings().set(Settings::kCommandLine, name, value, {"--from " + *options.from, 0});
  return made;
}

uint64_t parse(const char* option, const std::string& text, Dimension dimension) {
  try {
    return parse_whole(text, dimension);
  } catch (const std::invalid_argument& error) {
    throw UserError({}, std::string(option) + ": " + error.what());
  }
}

/// `pool.media`, `0x4000000000` or `0x4000000000-0x400000ffff`.
Trace::Filter parse_filter(const std::vector<std::string>& words) {
  Trace::Filter filter;
  for (const std::string& word : words) {
    if (word.empty() || !std::isdigit(static_cast<unsigned char>(word[0]))) {
      check_name("--trace-only", word);
      filter.names.push_back(word);
      continue;
    }
    const size_t dash = word.find('-');
    const uint64_t first = parse("--trace-only", word.substr(0, dash), Dimension::kCount);
    const uint64_t last = dash == std::string::npos
                              ? first
                              : parse("--trace-only", word.substr(dash + 1), Dimension::kCount);
    if (last < first) throw UserError({}, "--trace-only: `" + word + "` ends before it begins");
    filter.addresses.emplace_back(first, last);
  }
  return filter;
}

/// CLI11 takes the next word for the value of `--json=`, be it an option.
void check_file_name(const char* option, const std::optional<std::string>& path) {
  if (path && path->rfind("--", 0) == 0)
    throw UserError({}, std::string(option) + ": lacks its file: `" + *path +
                            "` is an option (or write `./" + *path + "`)");
}

/// Null for an option that was not given.
std::unique_ptr<OutputFile> output(const char* option, const std::optional<std::string>& path) {
  if (!path) return nullptr;
  check_file_name(option, path);
  return std::make_unique<OutputFile>(option, *path, OutputFile::Manner::kWhole);
}

/// A report for a device that takes nothing is told before the run: JSON may begin with a new line.
void open_report(OutputFile& report) {
  report.open();
  if (!report.passes_through() || report.path() == "-") return;
  report.write("\n");
  report.flush();
  if (!OutputFile::failure().empty()) throw UserError({}, OutputFile::failure());
}

/// 1, and why, if something could not be written; else `code`.
int code_of_outputs(int code) {
  if (OutputFile::failure().empty()) return code;
  std::fprintf(stderr, "lantern: %s\n", OutputFile::failure().c_str());
  return 1;
}

/// Refused is first whatever can be, and then by the files themselves.
void open_outputs(std::unique_ptr<OutputFile> trace, const Trace::Filter& filter,
                  OutputFile* report) {
  OutputFile::refuse_inputs();
  if (trace) trace->open();
  WaveSource::open_all();
  if (report) open_report(*report);
  Console::open_files();
  if (trace) Trace::open(std::move(trace), filter);
}

void close_outputs(Outcome& outcome) {
  Trace::close();
  WaveSource::close_all();
  Console::close_all();
  if (OutputFile::failure().empty()) return;
  outcome.code = 1;
  outcome.verdict = OutputFile::failure();
}

using Report = std::function<nlohmann::json(const Outcome&)>;

Outcome serve(Machine& machine, const Options& options,
              const std::optional<sc_core::sc_time>& until, Control::Manner manner,
              const Report& report) {
  Run run(machine, until);
  Control control(machine, run, manner, options.socket.value_or(socket_of_this_process()),
                  [&] { return report(run.outcome()); });
  if (!options.quiet) print("lantern: clients are served at " + control.path() + "\n");
  control.serve();
  if (!control.children().is_child()) return run.outcome();
  // Of a copy nothing is left but memory, which goes faster as a whole.
  const int code = run.code();
  std::fflush(nullptr);
  _exit(code);
}

/// A run under the eyes of a debugger.
Outcome debug(Machine& machine, const Options& options,
              const std::optional<sc_core::sc_time>& until) {
  const sc_core::sc_time slice(100, sc_core::SC_US);
  Run run(machine, until);
  gdb::GdbServer server(machine, *options.gdb);
  if (!options.quiet) print("lantern: for GDB: target extended-remote " + server.address() + "\n");
  if (options.gdb_wait) server.wait_for_client();
  const Goal end;
  while (!server.kills() && !run.go(end, slice)) server.look();
  Outcome outcome = run.outcome();
  server.tell_end(outcome.exits, outcome.code);
  return outcome;
}

/// What is wrong with options that stand together.
void check_together(const Options& options) {
  check_file_name("--waves", options.waves);
  if (options.gdb_wait && !options.gdb)
    throw UserError({}, "--gdb-wait: waits for a GDB, and there is no --gdb");
  if (options.trace_commits && (options.gdb || options.socket))
    throw UserError({}, std::string("--trace-commits: steps the harts itself: leave out ") +
                            (options.gdb ? "--gdb" : "--socket"));
  if (options.gdb && (options.socket || options.report))
    throw UserError({}, std::string(options.socket ? "--socket" : "--report") +
                            ": is of a run that nobody stops: leave out --gdb");
  check_file_name("--report", options.report);
  if (!options.trace && !options.trace_only.empty())
    throw UserError({}, "--trace-only: chooses lines of a trace, and there is no --trace");
  if (options.report && options.socket)
    throw UserError({}, "--report: is of a run that no client steers: leave out --socket");
}

/// A run, or one that stands until a client has it go on.
struct Task {
  const Options& options;
  bool serves;
  const MadeOf& before;  ///< of `--from`
  Machine& machine;
  const std::vector<Input>& inputs;
  OutputFile* report;
  OutputFile* commits;
  Page* page;

  nlohmann::json data(const Outcome& outcome) const {
    return summary_data(machine, inputs, outcome, options.trace_hash);
  }
};

Outcome carry_out(const Task& task, const std::optional<sc_core::sc_time>& until) {
  const Options& options = task.options;
  Outcome outcome;
  try {
    if (options.gdb) return debug(task.machine, options, until);
    std::optional<CommitTrace> commits;
    if (task.commits) commits.emplace(*task.commits);
    if (!task.serves && !options.socket)
      return run(task.machine, until, task.page ? &task.page->chronicle() : nullptr);
    outcome = serve(task.machine, options, until,
                    options.owned ? Control::Manner::kOwned
                    : task.serves ? Control::Manner::kServe
                                  : Control::Manner::kBeside,
                    [&](const Outcome& so_far) { return task.data(so_far); });
  } catch (const sc_core::sc_report&) {
    close_outputs(outcome);  // they show what led there
    throw;
  }
  return outcome;
}

/// For people, and as files.
void tell(const Task& task, const Outcome& outcome) {
  const bool quiet = task.options.quiet;
  if (!quiet) print(summary_text(task.machine, task.inputs, outcome, task.options.trace_hash));
  const nlohmann::json data = task.data(outcome);
  std::fputs(other_hash(task.before, data).c_str(), stderr);
  if (quiet && outcome.code && OutputFile::failure().empty())
    std::fprintf(stderr, "lantern: %s\n", outcome.verdict.c_str());
  if (task.report) {
    task.report->write(summary_json(data));
    task.report->close();
  }
  if (task.page) task.page->draw(task.machine, data, outcome);
}

/// `serves`: it stands until a client has it go on.
int run_pod(const Options& options, bool serves, const MadeOf& before = {}) {
  std::optional<sc_core::sc_time> until;
  if (options.until)
    until = sc_core::sc_time::from_value(parse("--until", *options.until, Dimension::kTime));
  if (options.quiet) Console::mute();
  const auto report = output("--json", options.json);
  auto trace = output("--trace", options.trace);
  const auto commits = output("--trace-commits", options.trace_commits);
  check_together(options);
  Machine machine(find_pod(options.pod), options.trace_hash, options.event);
  const Trace::Filter filter = parse_filter(options.trace_only);
  machine.load();
  const std::vector<Input> inputs = inputs_of(machine);
  std::fputs(what_changed(before, inputs).c_str(), stderr);
  if (options.waves) WaveSource::claim_all(*options.waves);
  const auto page = options.report ? std::make_unique<Page>(*options.report) : nullptr;
  open_outputs(std::move(trace), filter, report.get());
  if (commits) commits->open();
  if (page) page->open();
  const Task task{options, serves,       before,        machine,
                  inputs,  report.get(), commits.get(), page.get()};
  Outcome outcome = carry_out(task, until);
  if (commits) commits->close();
  close_outputs(outcome);
  tell(task, outcome);
  return code_of_outputs(outcome.code);
}

}  // namespace

// libsystemc has a main of its own, which prints a banner.
int main(int argc, char** argv) {
  catch_signals();
  settle_descriptors();
  setenv("SYSTEMC_DISABLE_COPYRIGHT_MESSAGE", "1", 1);
  return sc_core::sc_elab_and_sim(argc, argv);
}

int sc_main(int argc, char** argv) {
  Session session;
  Options options;
  CLI::App app("Lantern: a virtual platform for a photonic memory pool.");
  app.set_version_flag("--version", std::string("lantern ") + version());
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 passed, 1 the run failed, 2 the input was wrong.\n"
      "Examples:\n  lantern run duo\n  lantern run duo --event \"33940 us fibre0.cut\" --event "
      "\"36 ms "
      "fibre0.repair\"\n  lantern run solo --set quantum=\"2 us\" --json report.json "
      "--trace-hash\n"
      "  lantern show solo pool.port0");
  const Commands commands = add_commands(app, options);
  if (const auto code = parse_words(app, argc, argv)) return code_of_outputs(*code);
  sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
  try {
    for (const CLI::App* command :
         {commands.script, commands.shell, commands.campaign, commands.regress})
      if (command->parsed()) become_python(*command);
    const MadeOf before = take_report(options, commands.run->count("POD"));
    take_settings(options);
    if (commands.run->parsed()) return run_pod(options, false, before);
    if (commands.serve->parsed()) return run_pod(options, true);
    Machine machine(find_pod(options.pod), false, options.event);
    if (commands.show->parsed())
      print(options.faults ? faults_text() : show(machine, options.name));
    if (commands.check->parsed()) {
      machine.load();
      inputs_of(machine);
      OutputFile::refuse_inputs();
      print(machine.pod_path() + ": good\n");
    }
    return code_of_outputs(0);
  } catch (const sc_core::sc_report& report) {
    std::fprintf(stderr, "lantern: SystemC: %s (a defect of Lantern or of a model in the pod)\n",
                 report.what());
    return 1;
  } catch (const UserError& error) {
    std::fprintf(stderr, "lantern: %s\n", error.what());
    return 2;
  }
}
