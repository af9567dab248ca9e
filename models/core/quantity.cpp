// Quantities: the units, and exact decimal arithmetic where the result is a whole number.
#include "models/core/quantity.hpp"

#include <cctype>
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
  std::string number;
  const Unit* unit;
};

Parts split(const std::string& text, Dimension dimension) {
  size_t end = 0;
  std::string number;
  const bool hex = text.rfind("0x", 0) == 0;
  for (; end < text.size(); end++) {
    const char c = text[end];
    const bool exponent_sign =
        (c == '-' || c == '+') && (end == 0 || text[end - 1] == 'e' || text[end - 1] == 'E');
    const bool exponent =
        (c == 'e' || c == 'E') && end + 1 < text.size() &&
        (std::isdigit(text[end + 1]) || text[end + 1] == '-' || text[end + 1] == '+');
    if (c == '_' && end) continue;
    if (hex ? !(std::isxdigit(c) || end == 1)
            : !(std::isdigit(c) || c == '.' || exponent || exponent_sign))
      break;
    number += c;
  }
  if (number.empty()) throw std::invalid_argument("`" + text + "` is not a number");
  size_t unit_at = end;
  while (unit_at < text.size() && text[unit_at] == ' ') unit_at++;
  const std::string unit = text.substr(unit_at);
  const std::vector<std::string> names = unit_names(dimension);
  if (names.empty() && unit.empty()) return {number, nullptr};
  for (const Unit& known : kUnits)
    if (known.dimension == dimension && unit == known.name) return {number, &known};
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
  if (parts.number.find_first_of("eE-+") != std::string::npos && parts.number.rfind("0x", 0) != 0)
    throw std::invalid_argument("`" + text + "` is not a whole number of " +
                                (parts.unit ? parts.unit->name : "units"));
  if (parts.number.rfind("0x", 0) == 0) return std::strtoull(parts.number.c_str(), nullptr, 16);
  unsigned __int128 value = 0;
  unsigned __int128 divisor = 1;
  bool fraction = false;
  for (char c : parts.number) {
    if (c == '.') {
      if (fraction) throw std::invalid_argument("`" + text + "` is not a number");
      fraction = true;
      continue;
    }
    value = value * 10 + static_cast<unsigned>(c - '0');
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
  char* end = nullptr;
  const double number = std::strtod(parts.number.c_str(), &end);
  if (*end) throw std::invalid_argument("`" + text + "` is not a number");
  return parts.unit ? number * parts.unit->scale : number;
}

bool parse_flag(const std::string& text) {
  if (text == "true") return true;
  if (text == "false") return false;
  throw std::invalid_argument("`" + text + "` is neither true nor false");
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
