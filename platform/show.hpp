// `lantern show`: the machine as a tree, or one name of it in full.
#pragma once

#include <string>

namespace lantern {

/// The whole tree for "", else everything under `name`. Throws UserError with the nearest name.
std::string show(const std::string& name);

}  // namespace lantern
