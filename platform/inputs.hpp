// What a run was made of, for its report.
#pragma once

#include <string>
#include <vector>

#include "platform/machine.hpp"

namespace lantern {

struct Input {
  std::string what;  ///< `pod`, `part`, or the parameter that names it
  std::string path;
  std::string sha256;  ///< in hexadecimal; "" of what can be read only once
};

/// The files of a machine that is loaded, as they are now. No output may take their place from here
/// on.
std::vector<Input> inputs_of(const Machine& machine);

/// The computer that simulates: system, architecture, processors.
std::string host_text();

}  // namespace lantern
