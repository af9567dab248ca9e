// Terminal, file and script.
#include "models/core/console.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "models/core/quantity.hpp"
#include "models/core/session.hpp"
#include "models/core/user_error.hpp"

namespace lantern {

namespace {

/// Those of a session.
struct Consoles {
  bool live = false;
  bool muted = false;
  std::vector<Console*> all;
  Console* begun = nullptr;  ///< whose line stands unfinished on the terminal
  Console::Listener listener;
};

Consoles& consoles() { return Session::current().part<Consoles>(); }

}  // namespace

bool Console::any_live() { return consoles().live; }
void Console::mute() { consoles().muted = true; }

void Console::open_files() {
  for (Console* console : consoles().all)
    if (console->file_) console->file_->open();
}

void Console::close_all() {
  for (Console* console : consoles().all) {
    if (!console->line_.empty()) console->end_line();
    if (console->file_) console->file_->close();
  }
}

void Console::say(const std::string& prefix, const std::string& line) {
  if (consoles().muted) return;
  std::string text;
  Console*& begun = consoles().begun;
  if (begun) {  // its line is begun anew, later
    begun->shown_ = 0;
    begun = nullptr;
    text = "\n";
  }
  print(text + prefix + "| " + line + "\n");
}

Console::Console(Options options)
    : options_(std::move(options)), live_(options_.input() == "live") {
  const Parameter<std::string>& file = options_.file;
  if (!file().empty())
    file_ = std::make_unique<OutputFile>(file.where().text() + file.name(), file(),
                                         OutputFile::Manner::kLive);
  if (!live_ && !options_.input().empty()) read_script();
  consoles().all.push_back(this);
  consoles().live |= live_;
}

Console::~Console() {
  consoles().all.erase(std::find(consoles().all.begin(), consoles().all.end(), this));
  if (!line_.empty()) end_line();
}

void Console::read_script() {
  std::error_code none;
  const std::string& path = options_.input;
  std::ifstream script(path);
  if (!script || std::filesystem::is_directory(path, none))
    options_.input.refuse("cannot read console input `" + path + "`");
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
      throw UserError({path, number}, error.what());
    }
  }
}

void Console::listen(Listener listener) { consoles().listener = std::move(listener); }

void Console::put(uint8_t byte) {
  const char c = static_cast<char>(byte);
  if (const Listener& listener = consoles().listener) listener(options_.name, byte);
  if (file_) {
    file_->open();
    file_->write({&c, 1});
    if (c == '\n') file_->flush();
  }
  if (!options_.terminal || consoles().muted || c == '\r') return;
  if (c == '\n') return end_line();
  line_ += c;
}

void Console::end_line() {
  if (consoles().begun == this) {
    consoles().begun = nullptr;
    print(line_.substr(shown_) + "\n");
  } else {
    say(options_.prefix, line_);
  }
  line_.clear();
  shown_ = 0;
}

// Who waits for input has to see the question: a prompt does not end its line.
void Console::show_begun() {
  if (shown_ == line_.size()) return;
  Console*& begun = consoles().begun;
  if (begun != this) {
    print((begun ? "\n" : "") + options_.prefix + "| ");
    if (begun) begun->shown_ = 0;
    begun = this;
  }
  print(line_.substr(shown_));
  shown_ = line_.size();
}

sc_core::sc_time Console::next_input_at(sc_core::sc_time now) const {
  static const sc_core::sc_time kPoll(1, sc_core::SC_MS);
  const sc_core::sc_time next =
      script_.empty() ? sc_core::sc_max_time() : std::max(now, script_.front().at);
  return live_ ? std::min(next, now + kPoll) : next;
}

int Console::next_input(sc_core::sc_time now) {
  if (!script_.empty() && script_.front().at <= now) {
    const uint8_t byte = script_.front().byte;
    script_.pop_front();
    return byte;
  }
  if (!live_) return -1;
  show_begun();
  pollfd input{STDIN_FILENO, POLLIN, 0};
  uint8_t byte = 0;
  return poll(&input, 1, 0) == 1 && read(STDIN_FILENO, &byte, 1) == 1 ? byte : -1;
}

void Console::type(const std::string& bytes, sc_core::sc_time now) {
  const auto later = std::find_if(script_.begin(), script_.end(),
                                  [&](const Input& input) { return input.at > now; });
  std::vector<Input> typed;
  for (const char c : bytes) typed.push_back({now, static_cast<uint8_t>(c)});
  script_.insert(later, typed.begin(), typed.end());
}

}  // namespace lantern
