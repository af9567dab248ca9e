// The subcommands that are the Python client's.
#pragma once

#include <CLI/CLI.hpp>

namespace lantern {

/// Its words are Python's to read.
CLI::App* add_python(CLI::App& app, const char* name, const char* doc);
/// Becomes `python3 -m lantern NAME`, of this checkout and with this program. Throws UserError.
[[noreturn]] void become_python(const CLI::App& command);

}  // namespace lantern
