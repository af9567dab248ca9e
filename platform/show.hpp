// `lantern show`: the machine as a tree, or one name of it in full.
#pragma once

#include <string>

#include "platform/machine.hpp"

namespace lantern {

/// The whole tree for "", else everything under `name`, or under all that are so called but for
/// their indices. Throws UserError with the nearest name.
std::string show(const Machine& machine, const std::string& name);

}  // namespace lantern
