// The subcommands that are the Python client's.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace lantern {

/// Its words are Python's to read.
CLI::App* add_python(CLI::App& app, const char* name, const char* doc);
/// Becomes `python3 -m lantern NAME`, of this checkout and with this program. Throws UserError.
[[noreturn]] void become_python(const CLI::App& command);
/// What `python3 -m lantern NAME ARGUMENTS` writes to standard output. Throws UserError: it fails.
std::string python_says(const std::string& name, const std::vector<std::string>& arguments);

}  // namespace lantern
