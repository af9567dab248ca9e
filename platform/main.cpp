// The command line.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <systemc>

#include "models/core/trace.hpp"
#include "models/uart/console.hpp"
#include "platform/machine.hpp"
#include "platform/run.hpp"
#include "platform/show.hpp"
#include "platform/summary.hpp"
#include "rtl/common/waves.hpp"

namespace {

using namespace lantern;

struct Options {
  std::string pod = "duo";
  std::string name, trace, json, waves;
  std::string until;
  std::vector<std::string> set, firmware, event;
  std::optional<uint64_t> seed;
  bool trace_hash = false;
  bool faults = false;
  bool quiet = false;
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
    settings().set(Settings::kCommandLine, name + ".hart.firmware", value,
                   {"--firmware " + text, 0});
  }
  if (options.seed)
    settings().set(Settings::kCommandLine, "seed", std::to_string(*options.seed), {"--seed", 0});
}

/// A report that cannot be written is told before the run, not after it.
void check_writable(const std::string& path) {
  if (!std::ofstream(path, std::ios::app))
    throw UserError({}, "--json: cannot write `" + path + "`: " + std::strerror(errno));
}

int run_pod(const Options& options) {
  std::optional<sc_core::sc_time> until;
  if (!options.until.empty()) {
    try {
      until = sc_core::sc_time::from_value(parse_whole(options.until, Dimension::kTime));
    } catch (const std::invalid_argument& error) {
      throw UserError({}, std::string("--until: ") + error.what());
    }
  }
  if (options.quiet) Console::mute();
  const bool hashed = options.trace_hash;
  if (!options.json.empty()) check_writable(options.json);
  Machine machine(find_pod(options.pod), hashed, options.event);
  if (!options.trace.empty()) Trace::open(options.trace);
  if (!options.waves.empty()) WaveSource::open_all(options.waves);
  const Outcome outcome = run(machine, until);
  Trace::close();
  Console::flush_all();
  if (!options.quiet) std::fputs(summary_text(machine, outcome, hashed).c_str(), stdout);
  if (options.quiet && outcome.code) std::fprintf(stderr, "lantern: %s\n", outcome.verdict.c_str());
  if (!options.json.empty()) write_summary_json(options.json, machine, outcome, hashed);
  return outcome.code;
}

void add_pod(CLI::App& command, Options& options) {
  command
      .add_option("POD", options.pod,
                  "A pod file, or the name of one that Lantern brings along (duo, octo, solo, "
                  "appliance, hello)")
      ->capture_default_str();
  command.add_option(
      "--set", options.set,
      "NAME=VALUE: change a parameter, e.g. --set fibre.length=\"150 m\"; see `lantern show`");
  command.add_option(
      "--firmware", options.firmware,
      "NODE=FILE: what the node's hart runs, an ELF, a .bin or raw:FILE@ADDRESS, e.g. "
      "--firmware host0=my.elf");
  command.add_option("--seed", options.seed, "Seed of all random streams");
}

}  // namespace

// libsystemc has a main of its own, which prints a banner.
int main(int argc, char** argv) {
  setenv("SYSTEMC_DISABLE_COPYRIGHT_MESSAGE", "1", 1);
  return sc_core::sc_elab_and_sim(argc, argv);
}

int sc_main(int argc, char** argv) {
  Options options;
  CLI::App app("Lantern: a virtual platform for a photonic memory pool.");
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 passed, 1 the run failed, 2 the input was wrong.\n"
      "Examples:\n  lantern run duo\n  lantern run duo --event \"33403 us fibre0.cut\" --event "
      "\"36 ms "
      "fibre0.repair\"\n  lantern run solo --set quantum=\"2 us\" --json report.json "
      "--trace-hash\n"
      "  lantern show solo pool.port0");
  CLI::App* run_command =
      app.add_subcommand("run", "Build a pod and run it until its nodes have exited");
  add_pod(*run_command, options);
  run_command->add_option(
      "--event", options.event,
      "\"TIME FAULT\": e.g. --event \"24 ms fibre0.cut\"; see `lantern show POD --faults`");
  run_command->add_option("--until", options.until, "Stop at this simulated time, e.g. \"200 us\"");
  run_command->add_option("--trace", options.trace,
                          "Write who charged what to each transaction to this file");
  run_command->add_flag("--trace-hash", options.trace_hash,
                        "Probe every wire and print the hash over all");
  run_command->add_option("--waves", options.waves,
                          "Write the waves of every RTL block to this FST file; several blocks, "
                          "several files");
  run_command->add_option("--json", options.json,
                          "Write the summary, all counters and hashes to this file");
  run_command->add_flag("--quiet", options.quiet,
                        "No consoles, no summary; a failure's reason goes to stderr");
  CLI::App* show_command =
      app.add_subcommand("show", "Show a pod's tree, or all about one name in it");
  add_pod(*show_command, options);
  show_command->add_option("NAME", options.name, "e.g. pool.port0.transceiver");
  show_command->add_flag("--faults", options.faults, "All faults that can be raised in this pod");
  CLI::App* check_command =
      app.add_subcommand("check", "Build a pod, report what is wrong with it, run nothing");
  add_pod(*check_command, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return 2;
  }
  sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
  try {
    take_settings(options);
    if (run_command->parsed()) return run_pod(options);
    const Machine machine(find_pod(options.pod), false, {});
    if (show_command->parsed())
      std::fputs((options.faults ? faults_text() : show(machine, options.name)).c_str(), stdout);
    if (check_command->parsed()) std::printf("%s: good\n", machine.pod_path().c_str());
    return 0;
  } catch (const sc_core::sc_report& report) {
    std::fflush(stdout);
    std::fprintf(stderr, "lantern: SystemC: %s (a defect of Lantern or of a model in the pod)\n",
                 report.what());
    return 1;
  } catch (const UserError& error) {
    std::fflush(stdout);
    std::fprintf(stderr, "lantern: %s\n", error.what());
    return 2;
  }
}
