// Checked, made, and watched.
#include "platform/control/fork.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "models/core/console.hpp"
#include "models/core/output_file.hpp"

namespace lantern {

namespace {

void check_nothing_is_in_the_way() {
  const std::string open = OutputFile::being_written();
  if (!open.empty()) throw std::invalid_argument("a copy would write to the same file: " + open);
  if (Console::any_live())
    throw std::invalid_argument("a copy would read the same terminal: a console's input is live");
}

void redirect(int descriptor, const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return;
  dup2(file, descriptor);
  close(file);
}

int code_of(int status) { return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status); }

}  // namespace

void Fork::ask(Asked asked) {
  check_nothing_is_in_the_way();
  asked_.push_back(std::move(asked));
}

std::optional<Fork::Asked> Fork::next() {
  if (asked_.empty()) return std::nullopt;
  Asked first = std::move(asked_.front());
  asked_.pop_front();
  return first;
}

pid_t Fork::make(Asked& asked) {
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child > 0) {
    asked.listener->leave();
    children_[child];
  } else if (!child) {
    become_child(asked.manner);
  }
  return child;
}

void Fork::become_child(const Manner& manner) {
  redirect(STDOUT_FILENO, manner.folder.empty() ? "/dev/null" : manner.folder + "/stdout.txt");
  redirect(STDERR_FILENO, manner.folder.empty() ? "/dev/null" : manner.folder + "/stderr.txt");
  for (const Asked& other : asked_) other.listener->leave();
  asked_.clear();
  children_.clear();
  is_child_ = true;
  is_sealed_ = manner.sealed;
}

void Fork::reap() {
  for (auto& [child, code] : children_) {
    int status = 0;
    if (!code && waitpid(child, &status, WNOHANG) == child) code = code_of(status);
  }
}

nlohmann::json Fork::state_of(uint64_t child) {
  reap();
  const auto found = children_.find(static_cast<pid_t>(child));
  if (found == children_.end())
    throw std::invalid_argument("process " + std::to_string(child) + " is no child of this one");
  nlohmann::json state = {{"alive", !found->second}};
  if (found->second) state["code"] = *found->second;
  return state;
}

}  // namespace lantern
