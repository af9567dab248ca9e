// Framing, escapes and hexadecimal numbers.
#include "platform/debug/packets.hpp"

#include <algorithm>

namespace lantern::gdb {

namespace {

constexpr char kEscape = '}';
constexpr char kDigits[] = "0123456789abcdef";

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

uint8_t sum_of(std::string_view text) {
  uint8_t sum = 0;
  for (const char c : text) sum = static_cast<uint8_t>(sum + static_cast<uint8_t>(c));
  return sum;
}

std::string unescaped(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); i++) {
    const bool escaped = text[i] == kEscape && i + 1 < text.size();
    plain += escaped ? static_cast<char>(text[++i] ^ 0x20) : text[i];
  }
  return plain;
}

}  // namespace

std::optional<PacketReader::Item> PacketReader::next() {
  while (!in_.empty()) {
    if (in_[0] == '$') return packet();
    const bool interrupt = in_[0] == 3;
    in_.erase(0, interrupt ? 1 : std::min(in_.find_first_of("$\x03"), in_.size()));
    if (interrupt) return Item{Kind::kInterrupt, ""};
  }
  return std::nullopt;
}

std::optional<PacketReader::Item> PacketReader::packet() {
  const size_t end = in_.find('#');
  if (end == std::string::npos || end + 2 >= in_.size()) {
    if (std::min(end, in_.size()) <= kMost) return std::nullopt;
    in_.clear();
    return Item{Kind::kDamaged, ""};
  }
  const std::string_view body = std::string_view(in_).substr(1, end - 1);
  const int high = digit(in_[end + 1]), low = digit(in_[end + 2]);
  const bool good =
      high >= 0 && low >= 0 && high * 16 + low == sum_of(body) && body.size() <= kMost;
  Item item{good ? Kind::kPacket : Kind::kDamaged, good ? unescaped(body) : ""};
  in_.erase(0, end + 3);
  return item;
}

std::string packet_of(std::string_view payload) {
  std::string body;
  for (const char c : payload) {
    if (c == '$' || c == '#' || c == '*' || c == kEscape) {
      body += kEscape;
      body += static_cast<char>(c ^ 0x20);
    } else {
      body += c;
    }
  }
  const uint8_t sum = sum_of(body);
  return "$" + body + "#" + kDigits[sum >> 4] + kDigits[sum & 15];
}

std::string hex_of(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) {
    hex += kDigits[static_cast<uint8_t>(c) >> 4];
    hex += kDigits[c & 15];
  }
  return hex;
}

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = digit(hex[i]), low = digit(hex[i + 1]);
    if (high < 0 || low < 0) break;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string hex_of_register(uint64_t value, unsigned bytes) {
  std::string text;
  for (unsigned i = 0; i < bytes; i++) text += static_cast<char>(value >> 8 * i);
  return hex_of(text);
}

uint64_t register_of_hex(std::string_view hex) {
  const std::string bytes = bytes_of(hex.substr(0, 16));
  uint64_t value = 0;
  for (size_t i = 0; i < bytes.size(); i++)
    value |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[i])) << 8 * i;
  return value;
}

bool Words::takes(std::string_view word) {
  if (rest_.substr(0, word.size()) != word) return false;
  rest_.remove_prefix(word.size());
  return true;
}

std::optional<uint64_t> Words::number() {
  uint64_t value = 0;
  size_t digits = 0;
  while (digits < rest_.size() && digit(rest_[digits]) >= 0) {
    if (value >> 60) return std::nullopt;
    value = value << 4 | static_cast<uint64_t>(digit(rest_[digits++]));
  }
  if (!digits) return std::nullopt;
  rest_.remove_prefix(digits);
  return value;
}

std::string_view Words::until(char end) {
  const size_t at = rest_.find(end);
  const std::string_view word = rest_.substr(0, at);
  rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + 1);
  return word;
}

}  // namespace lantern::gdb
