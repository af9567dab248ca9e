// Terminal, file and script.
#include "models/uart/console.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "models/core/quantity.hpp"
#include "models/core/user_error.hpp"

namespace lantern {

namespace {

bool g_live = false;
bool g_muted = false;
std::vector<Console*> g_consoles;

}  // namespace

bool Console::any_live() { return g_live; }
void Console::mute() { g_muted = true; }
void Console::flush_all() {
  for (Console* console : g_consoles)
    if (!console->line_.empty()) console->flush_line();
}

void Console::say(const std::string& prefix, const std::string& line) {
  if (g_muted) return;
  std::printf("%s| %s\n", prefix.c_str(), line.c_str());
  std::fflush(stdout);
}

Console::Console(Options options) : options_(std::move(options)), live_(options_.input == "live") {
  g_consoles.push_back(this);
  g_live |= live_;
  if (!options_.file.empty()) {
    file_ = std::fopen(options_.file.c_str(), "wb");
    if (!file_)
      throw UserError({options_.file, 0},
                      std::string("cannot write console output: ") + std::strerror(errno));
  }
  if (!live_ && !options_.input.empty()) read_script();
}

Console::~Console() {
  g_consoles.erase(std::find(g_consoles.begin(), g_consoles.end(), this));
  if (!line_.empty()) flush_line();
  if (file_) std::fclose(file_);
}

void Console::read_script() {
  std::ifstream script(options_.input);
  if (!script) throw UserError({options_.input, 0}, "cannot read console input");
  std::string line;
  sc_core::sc_time last;
  for (unsigned number = 1; std::getline(script, line); number++) {
    if (line.empty() || line[0] == '#') continue;
    // `TIME UNIT TEXT`: the time is the first two words.
    const size_t text = line.find(' ', line.find(' ') + 1);
    try {
      const sc_core::sc_time at =
          sc_core::sc_time::from_value(parse_whole(line.substr(0, text), Dimension::kTime));
      if (at < last) throw std::invalid_argument("times must not go back");
      last = at;
      const std::string bytes = (text == std::string::npos ? "" : line.substr(text + 1)) + "\n";
      for (char c : bytes) script_.push_back({at, static_cast<uint8_t>(c)});
    } catch (const std::invalid_argument& error) {
      throw UserError({options_.input, number}, error.what());
    }
  }
}

void Console::put(uint8_t byte) {
  if (file_) {
    std::fputc(byte, file_);
    if (byte == '\n') std::fflush(file_);
  }
  if (!options_.terminal || g_muted || byte == '\r') return;
  if (byte == '\n') return flush_line();
  line_ += static_cast<char>(byte);
}

void Console::flush_line() {
  say(options_.prefix, line_);
  line_.clear();
}

sc_core::sc_time Console::next_input_at(sc_core::sc_time now) const {
  static const sc_core::sc_time kPoll(1, sc_core::SC_MS);
  if (live_) return now + kPoll;
  return script_.empty() ? sc_core::sc_max_time() : std::max(now, script_.front().at);
}

int Console::next_input(sc_core::sc_time now) {
  if (live_) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    uint8_t byte = 0;
    return poll(&input, 1, 0) == 1 && read(STDIN_FILENO, &byte, 1) == 1 ? byte : -1;
  }
  if (script_.empty() || script_.front().at > now) return -1;
  const uint8_t byte = script_.front().byte;
  script_.pop_front();
  return byte;
}

}  // namespace lantern
