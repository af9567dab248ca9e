// Says where the client and this program are, and hands over.
#include "platform/client.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "models/core/user_error.hpp"

namespace lantern {

namespace {

/// A script is its user's, and so is the Python that it finds; what is ours needs the packages of
/// tools/setup.
const char* python_for(const std::string& command) {
  constexpr const char* kDebians = "/usr/bin/python3";
  const bool is_users = command == "script" || command == "shell";
  return !is_users && access(kDebians, X_OK) == 0 ? kDebians : "python3";
}

}  // namespace

CLI::App* add_python(CLI::App& app, const char* name, const char* doc) {
  CLI::App* const command = app.add_subcommand(name, doc);
  command->set_help_flag();
  command->prefix_command();
  return command;
}

void become_python(const CLI::App& command) {
  std::error_code none;
  setenv("LANTERN", std::filesystem::read_symlink("/proc/self/exe", none).c_str(), 1);
  const char* const path = std::getenv("PYTHONPATH");
  setenv("PYTHONPATH",
         (std::string(LANTERN_CLIENT_DIR) + (path ? ":" + std::string(path) : "")).c_str(), 1);
  std::vector<std::string> words = {python_for(command.get_name()), "-m", "lantern",
                                    command.get_name()};
  const std::vector<std::string> given = command.remaining();
  words.insert(words.end(), given.begin(), given.end());
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  throw UserError(
      {}, "cannot start `" + words[0] + "`, which `lantern " + command.get_name() + "` needs");
}

}  // namespace lantern
