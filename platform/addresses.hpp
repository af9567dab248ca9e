// Where a register lies on a node's map.
#pragma once

#include <cstdint>
#include <string>

namespace lantern {

class Machine;
struct Register;

struct Reached {
  std::string node;
  uint64_t address = 0;
};

/// By the map of `node`, through its routers and over its link; "": by that of the register's own
/// node, or else of the first that reaches it. Throws std::invalid_argument: none does.
Reached reach(const Machine& machine, const Register& found, const std::string& node);

}  // namespace lantern
