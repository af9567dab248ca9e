// `lantern show`: the machine as a tree, or one name of it in full.
#pragma once

#include <string>

#include "platform/machine.hpp"

namespace lantern {

/// The whole tree for "", else everything under `name`, or under all that are so called but for
/// their indices. Throws UserError with the nearest name.
std::string show(const Machine& machine, const std::string& name);
/// Throws UserError with the nearest name where `name` is none, with or without indices; `option`
/// asked.
void check_name(const std::string& option, const std::string& name);

}  // namespace lantern
