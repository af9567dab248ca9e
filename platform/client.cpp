// Says where the client and this program are, and hands over.
#include "platform/client.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
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

/// Where the client and this program are.
void show_the_way() {
  std::error_code none;
  setenv("LANTERN", std::filesystem::read_symlink("/proc/self/exe", none).c_str(), 1);
  const char* const path = std::getenv("PYTHONPATH");
  setenv("PYTHONPATH",
         (std::string(LANTERN_CLIENT_DIR) + (path ? ":" + std::string(path) : "")).c_str(), 1);
}

std::vector<std::string> words_for(const std::string& command,
                                   const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {python_for(command), "-m", "lantern", command};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

/// As exec takes them.
std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

CLI::App* add_python(CLI::App& app, const char* name, const char* doc) {
  CLI::App* const command = app.add_subcommand(name, doc);
  command->set_help_flag();
  command->prefix_command();
  return command;
}

void become_python(const CLI::App& command) {
  show_the_way();
  std::vector<std::string> words = words_for(command.get_name(), command.remaining());
  const std::vector<char*> arguments = pointers(words);
  execvp(arguments[0], arguments.data());
  throw UserError(
      {}, "cannot start `" + words[0] + "`, which `lantern " + command.get_name() + "` needs");
}

std::string python_says(const std::string& name, const std::vector<std::string>& arguments) {
  show_the_way();
  std::vector<std::string> words = words_for(name, arguments);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC)) throw UserError({}, std::string("pipe: ") + std::strerror(errno));
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    execvp(words[0].c_str(), pointers(words).data());
    _exit(127);
  }
  close(ends[1]);
  std::string text;
  char piece[65536];
  for (ssize_t size = 0; (size = read(ends[0], piece, sizeof piece)) != 0;) {
    if (size > 0) text.append(piece, static_cast<size_t>(size));
    if (size < 0 && errno != EINTR) break;
  }
  close(ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status))
    throw UserError({}, "`" + words[0] + " -m lantern " + name + "` has failed");
  return text;
}

}  // namespace lantern
