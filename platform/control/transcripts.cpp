// Keeps what the consoles tell.
#include "platform/control/transcripts.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/core/console.hpp"
#include "models/core/user_error.hpp"
#include "models/uart/uart.hpp"
#include "platform/all.hpp"

namespace lantern {

void Transcript::put(uint8_t byte) {
  text_ += static_cast<char>(byte);
  if (text_.size() < 2 * kKept) return;  // in pieces: what goes is not moved byte by byte
  text_.erase(0, kKept);
  begin_ += kKept;
}

std::string Transcript::from(uint64_t from) const {
  return text_.substr(std::min(std::max(from, begin_) - begin_, uint64_t{text_.size()}));
}

Transcripts::Transcripts() {
  for (const Uart* uart : all<Uart>()) consoles_[uart->name()];
  lantern::Console::listen([this](const std::string& name, uint8_t byte) {
    Console& console = consoles_[name];
    console.transcript.put(byte);
    for (Reader* reader : console.readers) reader->take(static_cast<char>(byte));
  });
}

Transcripts::~Transcripts() { lantern::Console::listen({}); }

const Transcript& Transcripts::of(const std::string& console) const {
  const auto found = consoles_.find(console);
  if (found != consoles_.end()) return found->second.transcript;
  std::vector<std::string> names;
  for (const auto& [name, other] : consoles_) names.push_back(name);
  throw std::invalid_argument("there is no console `" + console + "`" +
                              did_you_mean(console, names));
}

void Transcripts::follow(const std::string& console, uint64_t from, Reader& reader) {
  for (const char c : of(console).from(from)) reader.take(c);
  consoles_[console].readers.insert(&reader);
}

void Transcripts::leave(const std::string& console, Reader& reader) {
  consoles_[console].readers.erase(&reader);
}

}  // namespace lantern
