// Quantities: the units, and exact decimal arithmetic where the result is a whole number.
#include "models/core/quantity.hpp"

#include <cctype>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "models/core/user_error.hpp"

namespace lantern {

namespace {

struct Unit {
  Dimension dimension;
  const char* name;
  double scale;  ///< to the dimension's own unit; exact
};

constexpr Unit kUnits[] = {
    {Dimension::kTime, "ps", 1},
    {Dimension::kTime, "ns", 1e3},
    {Dimension::kTime, "us", 1e6},
    {Dimension::kTime, "ms", 1e9},
    {Dimension::kTime, "s", 1e12},
    {Dimension::kBytes, "B", 1},
    {Dimension::kBytes, "KiB", 1024.},
    {Dimension::kBytes, "MiB", 1048576.},
    {Dimension::kBytes, "GiB", 1073741824.},
    {Dimension::kBytes, "TiB", 1099511627776.},
    {Dimension::kRate, "MB/s", 1e6},
    {Dimension::kRate, "GB/s", 1e9},
    {Dimension::kRate, "Gb/s", 1.25e8},
    {Dimension::kRate, "TB/s", 1e12},
    {Dimension::kLength, "mm", 1e-3},
    {Dimension::kLength, "m", 1},
    {Dimension::kLength, "km", 1e3},
    {Dimension::kFrequency, "Hz", 1},
    {Dimension::kFrequency, "kHz", 1e3},
    {Dimension::kFrequency, "MHz", 1e6},
    {Dimension::kFrequency, "GHz", 1e9},
    {Dimension::kDecibel, "dB", 1},
    {Dimension::kLoss, "dB/km", 1},
    {Dimension::kPower, "dBm", 1},
    {Dimension::kWavelength, "nm", 1},
    {Dimension::kTemperature, "degC", 1},
    {Dimension::kVoltage, "mV", 1e-3},
    {Dimension::kVoltage, "V", 1},
    {Dimension::kCurrent, "mA", 1},
};

struct Parts {
  std::string number;  ///< without `0x` and `_`
  bool hex;
  const Unit* unit;
};

bool is_digit(char c, bool hex) {
  const auto byte = static_cast<unsigned char>(c);
  return hex ? std::isxdigit(byte) : std::isdigit(byte);
}

/// Whether text[at] belongs to a number: `-1.5e-3`.
bool is_of_number(const std::string& text, size_t at, bool hex) {
  const char c = text[at];
  if (hex || is_digit(c, false) || c == '.') return is_digit(c, hex) || (c == '.' && !hex);
  const auto is_exponent = [&](size_t i) { return text[i] == 'e' || text[i] == 'E'; };
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (c == '-' || c == '+') return at == 0 || is_exponent(at - 1);
  return is_exponent(at) && at && (is_digit(next, false) || next == '-' || next == '+');
}

unsigned digit_value(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return static_cast<unsigned>(std::isdigit(byte) ? c - '0' : std::tolower(byte) - 'a' + 10);
}

Parts split(const std::string& text, Dimension dimension) {
  const bool hex = text.rfind("0x", 0) == 0;
  const size_t begin = hex ? 2 : 0;
  size_t end = begin;
  std::string number;
  for (; end < text.size(); end++) {
    // `_` stands between digits only.
    if (text[end] == '_' && end > begin && is_digit(text[end - 1], hex) && end + 1 < text.size() &&
        is_digit(text[end + 1], hex))
      continue;
    if (!is_of_number(text, end, hex)) break;
    number += text[end];
  }
  if (number.find_first_of("0123456789abcdefABCDEF") == std::string::npos)
    throw std::invalid_argument("`" + text + "` is not a number");
  size_t unit_at = end;
  while (unit_at < text.size() && text[unit_at] == ' ') unit_at++;
  const std::string unit = text.substr(unit_at, text.find_last_not_of(' ') + 1 - unit_at);
  const std::vector<std::string> names = unit_names(dimension);
  if (names.empty() && unit.empty()) return {number, hex, nullptr};
  for (const Unit& known : kUnits)
    if (known.dimension == dimension && unit == known.name) return {number, hex, &known};
  if (names.empty()) throw std::invalid_argument("`" + text + "` takes no unit");
  if (unit.empty())
    throw std::invalid_argument("`" + text + "` lacks a unit" + did_you_mean("", names));
  throw std::invalid_argument("unknown unit `" + unit + "`" + did_you_mean(unit, names));
}

}  // namespace

std::vector<std::string> unit_names(Dimension dimension) {
  std::vector<std::string> names;
  for (const Unit& unit : kUnits)
    if (unit.dimension == dimension) names.emplace_back(unit.name);
  return names;
}

uint64_t parse_whole(const std::string& text, Dimension dimension) {
  const Parts parts = split(text, dimension);
  if (parts.number[0] == '-') throw std::invalid_argument("`" + text + "` is negative");
  if (!parts.hex && parts.number.find_first_of("eE+") != std::string::npos)
    throw std::invalid_argument("`" + text +
                                "` has a sign or an exponent, which is not taken here");
  unsigned __int128 value = 0;
  unsigned __int128 divisor = 1;
  bool fraction = false;
  for (char c : parts.number) {
    if (c == '.') {
      if (fraction) throw std::invalid_argument("`" + text + "` is not a number");
      fraction = true;
      continue;
    }
    value = value * (parts.hex ? 16 : 10) + digit_value(c);
    if (fraction) divisor *= 10;
    if (value >> 80 || divisor >> 60)
      throw std::invalid_argument("`" + text + "` is too long a number");
  }
  if (parts.unit) value *= static_cast<uint64_t>(parts.unit->scale);
  if (value % divisor) {
    const char* grain = dimension == Dimension::kTime    ? "1 ps"
                        : dimension == Dimension::kBytes ? "1 B"
                                                         : "1";
    throw std::invalid_argument("`" + text + "` is finer than " + grain);
  }
  value /= divisor;
  if (value >> 64) throw std::invalid_argument("`" + text + "` is too large");
  return static_cast<uint64_t>(value);
}

double parse_real(const std::string& text, Dimension dimension) {
  const Parts parts = split(text, dimension);
  const std::string digits = (parts.hex ? "0x" : "") + parts.number;
  char* end = nullptr;
  errno = 0;
  const double number = std::strtod(digits.c_str(), &end);
  if (*end) throw std::invalid_argument("`" + text + "` is not a number");
  const double value = parts.unit ? number * parts.unit->scale : number;
  if (errno == ERANGE || !std::isfinite(value))
    throw std::invalid_argument("`" + text + "` is beyond what a number can be");
  return value;
}

bool parse_flag(const std::string& text) {
  if (text == "true") return true;
  if (text == "false") return false;
  throw std::invalid_argument("`" + text + "` is neither true nor false");
}

std::string unescaped(const std::string& text) {
  std::string bytes;
  for (size_t at = 0; at < text.size(); at++) {
    if (text[at] != '\\') {
      bytes += text[at];
      continue;
    }
    const std::string escape = text.substr(at, text[at + 1] == 'x' ? 4 : 2);
    const size_t plain = std::string("nrt\\").find(escape.size() == 2 ? escape[1] : '?');
    char* end = nullptr;
    const unsigned long byte = escape.size() == 4 ? std::strtoul(&escape[2], &end, 16) : 0;
    if (plain != std::string::npos) {
      bytes += "\n\r\t\\"[plain];
    } else if (end == escape.c_str() + 4 && std::isxdigit(static_cast<unsigned char>(escape[2]))) {
      bytes += static_cast<char>(byte);
    } else {
      throw std::invalid_argument("`" + escape + "` is none of \\n, \\r, \\t, \\\\ and \\xNN");
    }
    at += escape.size() - 1;
  }
  return bytes;
}

std::string escaped(const std::string& bytes) {
  constexpr const char* kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const size_t plain = std::string("\n\r\t\\").find(c);
    const auto byte = static_cast<unsigned char>(c);
    if (plain != std::string::npos) {
      text += {'\\', "nrt\\"[plain]};
    } else if (byte < ' ' || byte > '~') {
      text += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
    } else {
      text += c;
    }
  }
  return text;
}

std::string time_text(uint64_t picoseconds) {
  static constexpr const char* kNames[] = {"ps", "ns", "us", "ms", "s"};
  unsigned unit = 0;
  uint64_t divisor = 1;
  while (unit < 4 && picoseconds >= divisor * 1000) {
    divisor *= 1000;
    unit++;
  }
  std::string text = std::to_string(picoseconds / divisor);
  if (uint64_t rest = picoseconds % divisor) {
    std::string digits = std::to_string(rest);
    digits.insert(0, std::to_string(divisor).size() - 1 - digits.size(), '0');
    digits.erase(digits.find_last_not_of('0') + 1);
    text += "." + digits;
  }
  return text + " " + kNames[unit];
}

}  // namespace lantern
