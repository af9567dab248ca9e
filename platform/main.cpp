// The command line.
#include <unistd.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <systemc>

#include "models/core/output_file.hpp"
#include "models/core/session.hpp"
#include "models/core/trace.hpp"
#include "models/uart/console.hpp"
#include "platform/client.hpp"
#include "platform/control/control.hpp"
#include "platform/inputs.hpp"
#include "platform/machine.hpp"
#include "platform/run.hpp"
#include "platform/show.hpp"
#include "platform/summary.hpp"
#include "platform/version.hpp"
#include "rtl/common/waves.hpp"

namespace {

using namespace lantern;

struct Options {
  std::string pod = "duo";
  std::string name;
  std::optional<std::string> trace, json, waves, until, socket;
  std::vector<std::string> set, firmware, event, trace_only;
  std::optional<std::string> seed;
  bool trace_hash = false;
  bool faults = false;
  bool quiet = false;
  bool owned = false;
};

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
  if (options.seed) settings().set(Settings::kCommandLine, "seed", *options.seed, {"--seed", 0});
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

/// In a folder of the user's own, where there is one.
std::string socket_of_this_process() {
  const char* const folder = std::getenv("XDG_RUNTIME_DIR");
  return std::string(folder && *folder ? folder : "/tmp") + "/lantern-" + std::to_string(getpid()) +
         ".sock";
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

/// `serves`: it stands until a client has it go on.
int run_pod(const Options& options, bool serves) {
  std::optional<sc_core::sc_time> until;
  if (options.until)
    until = sc_core::sc_time::from_value(parse("--until", *options.until, Dimension::kTime));
  if (options.quiet) Console::mute();
  const bool hashed = options.trace_hash;
  const auto report = output("--json", options.json);
  auto trace = output("--trace", options.trace);
  check_file_name("--waves", options.waves);
  if (!trace && !options.trace_only.empty())
    throw UserError({}, "--trace-only: chooses lines of a trace, and there is no --trace");
  Machine machine(find_pod(options.pod), hashed, options.event);
  const Trace::Filter filter = parse_filter(options.trace_only);
  machine.load();
  const std::vector<Input> inputs = inputs_of(machine);
  if (options.waves) WaveSource::claim_all(*options.waves);
  open_outputs(std::move(trace), filter, report.get());
  Outcome outcome;
  try {
    if (serves || options.socket) {
      outcome = serve(
          machine, options, until,
          options.owned ? Control::Manner::kOwned
          : serves      ? Control::Manner::kServe
                        : Control::Manner::kBeside,
          [&](const Outcome& so_far) { return summary_data(machine, inputs, so_far, hashed); });
    } else {
      outcome = run(machine, until);
    }
  } catch (const sc_core::sc_report&) {
    close_outputs(outcome);  // they show what led there
    throw;
  }
  close_outputs(outcome);
  if (!options.quiet) print(summary_text(machine, inputs, outcome, hashed));
  if (options.quiet && outcome.code && OutputFile::failure().empty())
    std::fprintf(stderr, "lantern: %s\n", outcome.verdict.c_str());
  if (report) {
    report->write(summary_json(machine, inputs, outcome, hashed));
    report->close();
  }
  return code_of_outputs(outcome.code);
}

void add_pod(CLI::App& command, Options& options) {
  command
      .add_option("POD", options.pod,
                  "A pod file, or the name of one that Lantern brings along (duo, octo, solo, "
                  "appliance, hello)")
      ->capture_default_str();
  command
      .add_option(
          "--set", options.set,
          "NAME=VALUE: change a parameter, e.g. --set fibre.length=\"150 m\"; see `lantern show`")
      ->allow_extra_args(false);
  command
      .add_option("--firmware", options.firmware,
                  "NODE=FILE: what the node's hart runs, an ELF, a .bin or raw:FILE@ADDRESS, e.g. "
                  "--firmware host0=my.elf")
      ->allow_extra_args(false);
  command.add_option("--seed", options.seed, "Seed of all random streams");
}

void add_events(CLI::App& command, Options& options) {
  command
      .add_option(
          "--event", options.event,
          "\"TIME WHAT\": e.g. --event \"24 ms fibre0.cut\"; `lantern show --faults` says all")
      ->allow_extra_args(false);
}

void add_socket(CLI::App& command, Options& options, const char* doc) {
  command.add_option("--socket", options.socket, doc);
}

void add_until(CLI::App& command, Options& options) {
  command.add_option("--until", options.until, "Stop at this simulated time, e.g. \"200 us\"");
}

void add_outputs(CLI::App& command, Options& options) {
  command.add_option("--trace", options.trace,
                     "Write who charged what to each transaction to this file");
  command
      .add_option("--trace-only", options.trace_only,
                  "Of these lines only those of a block, at an address or in a range: pool.media, "
                  "0x4000000000, 0x4000000000-0x400000ffff; several add up")
      ->allow_extra_args(false);
  command.add_flag("--trace-hash", options.trace_hash,
                   "Probe every wire and print the hash over all");
  command.add_option("--waves", options.waves,
                     "Write the waves of every RTL block to this FST file; several blocks, "
                     "several files");
  command.add_option("--json", options.json,
                     "Write the summary, what made the run, all counters and hashes to this file");
  command.add_flag("--quiet", options.quiet,
                   "No consoles, no summary; a failure's reason goes to stderr");
  command.footer(
      "A file for output may be `-`: standard output, and what else would go there goes to "
      "stderr.");
}

struct Commands {
  CLI::App* run = nullptr;
  CLI::App* serve = nullptr;
  CLI::App* script = nullptr;
  CLI::App* shell = nullptr;
  CLI::App* campaign = nullptr;
  CLI::App* show = nullptr;
  CLI::App* check = nullptr;
};

Commands add_commands(CLI::App& app, Options& options) {
  Commands commands;
  commands.run = app.add_subcommand("run", "Build a pod and run it until its nodes have exited");
  add_pod(*commands.run, options);
  add_events(*commands.run, options);
  add_until(*commands.run, options);
  add_socket(*commands.run, options,
             "Serve clients at this UNIX socket beside the run (platform/control/README.md)");
  add_outputs(*commands.run, options);
  commands.serve =
      app.add_subcommand("serve", "Build a pod and let clients run it, over a UNIX socket");
  add_pod(*commands.serve, options);
  add_events(*commands.serve, options);
  add_until(*commands.serve, options);
  add_socket(*commands.serve, options,
             "Where; if not said, a socket of this process, which is told");
  commands.serve->add_flag("--owned", options.owned,
                           "End when the last client has left, or none has come in 60 s");
  add_outputs(*commands.serve, options);
  commands.script = add_python(app, "script", "Run a Python script that drives pods (FILE.py ...)");
  commands.shell = add_python(app, "shell", "A Python prompt with a pod in it (POD, or --help)");
  commands.campaign =
      add_python(app, "campaign", "Many runs of a pod, as a file says (FILE.toml, or --help)");
  commands.show = app.add_subcommand("show", "Show a pod's tree, or all about one name in it");
  add_pod(*commands.show, options);
  commands.show->add_option("NAME", options.name, "e.g. pool.port0.transceiver");
  commands.show->add_flag("--faults", options.faults, "All faults that can be raised in this pod");
  commands.check =
      app.add_subcommand("check", "Build a pod, report what is wrong with it, run nothing");
  add_pod(*commands.check, options);
  add_events(*commands.check, options);
  return commands;
}

/// CLI11 says of an unknown one only that one is needed.
void check_subcommand(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return;
  std::vector<std::string> known;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(command->get_name());
  if (std::find(known.begin(), known.end(), argv[1]) == known.end())
    throw UserError(
        {}, std::string("there is no subcommand `") + argv[1] + "`" + did_you_mean(argv[1], known));
}

/// The exit code where that is all there is to do: help was asked for, or the words are wrong.
std::optional<int> parse_words(CLI::App& app, int argc, char** argv) {
  try {
    check_subcommand(app, argc, argv);
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    std::ostringstream text;
    app.exit(success, text, text);
    print(text.str());
    return code_of_outputs(0);
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return 2;
  } catch (const UserError& error) {
    std::fprintf(stderr, "lantern: %s\n", error.what());
    return 2;
  }
  return std::nullopt;
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
  if (const auto code = parse_words(app, argc, argv)) return *code;
  sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
  try {
    for (const CLI::App* command : {commands.script, commands.shell, commands.campaign})
      if (command->parsed()) become_python(*command);
    take_settings(options);
    if (commands.run->parsed()) return run_pod(options, false);
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
