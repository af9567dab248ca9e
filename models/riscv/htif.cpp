// What is stored to `tohost`, by device and command.
#include "models/riscv/htif.hpp"

#include <algorithm>
#include <utility>

#include "models/core/console.hpp"
#include "models/core/run_end.hpp"

namespace lantern::riscv {

namespace {

// Spike's: device in bits 63:56, command in 55:48.
constexpr uint64_t kPayload = (1ull << 48) - 1;
constexpr uint64_t kPutCharacter = 0x0101;
constexpr uint64_t kWrite = 64, kExit = 93;  // RISC-V Linux system calls

}  // namespace

Htif::Htif(std::string name, DebugTarget& hart, const Words& words, Now now)
    : name_(std::move(name)), hart_(hart), words_(words), now_(std::move(now)), end_([this] {
        run_end().on_exit(name_, exit_code_);
      }) {
  watch_page(words_.host);
}

Htif::~Htif() { unwatch_page(words_.host); }

void Htif::stored_to(const uint8_t* at, uint64_t bytes) {
  if (at >= words_.host + kBytes || words_.host >= at + bytes) return;
  if (const uint64_t value = read(words_.tohost)) take(value);
}

void Htif::take(uint64_t value) {
  const uint64_t device_and_command = value >> 48;
  if (device_and_command == 0 && (value & 1)) return end((value & kPayload) >> 1);
  if (device_and_command == kPutCharacter) put(static_cast<char>(value));
  if (device_and_command == 0) call(value);
  write(words_.tohost, 0);
  if (words_.fromhost) write(*words_.fromhost, 1);
}

/// The number, its arguments; the result goes to where the number was.
void Htif::call(uint64_t at) {
  const uint64_t number = read(at);
  const uint64_t first = read(at + 8);
  if (number == kExit) return end(first);
  uint64_t result = ~0ull;
  if (number == kWrite && (first == 1 || first == 2)) {
    const uint64_t from = read(at + 16);
    const uint64_t length = read(at + 24);
    for (result = 0; result < length; result++) {
      uint8_t c = 0;
      if (!hart_.read_memory(from + result, &c, 1)) break;
      put(static_cast<char>(c));
    }
  }
  write(at, result);
}

/// A code that is not 0 stays so.
void Htif::end(uint64_t code) {
  if (!line_.empty()) put('\n');
  exit_code_ = static_cast<unsigned>(code);
  if (code && !exit_code_) exit_code_ = 1;
  end_.set(now_());
}

void Htif::put(char c) {
  if (c != '\n') {
    line_ += c;
    return;
  }
  Console::say(name_, line_);
  line_.clear();
}

uint64_t Htif::read(uint64_t address) {
  uint8_t bytes[kBytes] = {};
  hart_.read_memory(address, bytes, kBytes);
  uint64_t value = 0;
  for (unsigned i = kBytes; i-- > 0;) value = value << 8 | bytes[i];
  return value;
}

void Htif::write(uint64_t address, uint64_t value) {
  uint8_t bytes[kBytes];
  for (unsigned i = 0; i < kBytes; i++) bytes[i] = static_cast<uint8_t>(value >> 8 * i);
  hart_.write_memory(address, bytes, kBytes);
}

}  // namespace lantern::riscv
