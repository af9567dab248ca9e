// The words that `lantern` takes.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace lantern {

struct Options {
  std::string pod = "duo";
  std::string name;
  std::optional<std::string> trace, json, report, waves, until, socket, from, gdb, trace_commits;
  std::vector<std::string> set, firmware, args, event, trace_only;
  std::optional<std::string> seed;
  bool trace_hash = false;
  bool faults = false;
  bool quiet = false;
  bool owned = false;
  bool gdb_wait = false;
};

struct Commands {
  CLI::App* run = nullptr;
  CLI::App* serve = nullptr;
  CLI::App* script = nullptr;
  CLI::App* shell = nullptr;
  CLI::App* campaign = nullptr;
  CLI::App* regress = nullptr;
  CLI::App* show = nullptr;
  CLI::App* check = nullptr;
};

/// What is given goes to `options`, which outlives `app`.
Commands add_commands(CLI::App& app, Options& options);
/// An exit code where there is no more to do: help was asked for, or the words are wrong, which is
/// told.
std::optional<int> parse_words(CLI::App& app, int argc, char** argv);

}  // namespace lantern
