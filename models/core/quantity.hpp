// Quantities as users write them: a number and a unit, exact.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lantern {

enum class Dimension : uint8_t {
  kCount,        ///< a whole number
  kTime,         ///< picoseconds
  kBytes,        ///< bytes
  kRate,         ///< bytes a second
  kLength,       ///< metres
  kFrequency,    ///< hertz
  kRatio,        ///< a plain number
  kDecibel,      ///< dB
  kLoss,         ///< dB a kilometre
  kPower,        ///< dBm
  kWavelength,   ///< nanometres
  kFlag,         ///< true or false
  kTemperature,  ///< degrees Celsius
  kVoltage,      ///< volts
  kCurrent,      ///< milliamperes
  kText,
};

/// Whole numbers: count, time in ps, bytes. Throws std::invalid_argument that says what is wrong.
uint64_t parse_whole(const std::string& text, Dimension dimension);
/// The others, in the dimension's unit. Throws std::invalid_argument.
double parse_real(const std::string& text, Dimension dimension);
bool parse_flag(const std::string& text);
/// The units that a dimension knows, smallest first.
std::vector<std::string> unit_names(Dimension dimension);
/// `\n`, `\r`, `\t`, `\\` and `\xNN` become the bytes that they stand for. Throws
/// std::invalid_argument.
std::string unescaped(const std::string& text);
/// Any bytes as one line of text that `unescaped` takes back.
std::string escaped(const std::string& bytes);
/// 1234000 (ps) -> "1.234 us".
std::string time_text(uint64_t picoseconds);

}  // namespace lantern
