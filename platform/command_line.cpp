// What each subcommand takes, and what it is told to be.
#include "platform/command_line.hpp"

#include <algorithm>
#include <cstdio>
#include <sstream>

#include "models/core/output_file.hpp"
#include "models/core/user_error.hpp"
#include "platform/client.hpp"

namespace lantern {

namespace {

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
  command
      .add_option("--args", options.args,
                  "NODE=TEXT: what its program finds in argc and argv, e.g. --args "
                  "host0=\"rate=4000 count=2000\"")
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

}  // namespace

Commands add_commands(CLI::App& app, Options& options) {
  Commands commands;
  commands.run = app.add_subcommand("run", "Build a pod and run it until its nodes have exited");
  add_pod(*commands.run, options);
  add_events(*commands.run, options);
  add_until(*commands.run, options);
  add_socket(*commands.run, options,
             "Serve clients at this UNIX socket beside the run (platform/control/README.md)");
  commands.run->add_option("--gdb", options.gdb,
                           "Let a GDB in at this port of 127.0.0.1, ADDRESS:PORT or path of a UNIX "
                           "socket (platform/debug/README.md)");
  commands.run->add_flag("--gdb-wait", options.gdb_wait,
                         "Begin when the GDB of --gdb has come and has it go on");
  commands.run->add_option("--trace-commits", options.trace_commits,
                           "Write what every hart carries out to this file, an instruction a line, "
                           "as Spike's commit log has it");
  add_outputs(*commands.run, options);
  commands.run->add_option(
      "--report", options.report,
      "Write a page about the run to this HTML file: machine, time line, latencies, consoles");
  commands.run->add_option(
      "--from", options.from,
      "Run again what this report (of --json) is of; more options count beside it");
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
  commands.regress = add_python(app, "regress",
                                "A suite of pods, implementations, seeds and scripts (SUITE.toml)");
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

std::optional<int> parse_words(CLI::App& app, int argc, char** argv) {
  try {
    check_subcommand(app, argc, argv);
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    std::ostringstream text;
    app.exit(success, text, text);
    print(text.str());
    return 0;
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return 2;
  } catch (const UserError& error) {
    std::fprintf(stderr, "lantern: %s\n", error.what());
    return 2;
  }
  return std::nullopt;
}

}  // namespace lantern
