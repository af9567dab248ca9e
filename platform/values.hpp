// The value of whatever has one, by its name.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <systemc>

namespace lantern {

/// What stands in the tree by that name and is shown; nullptr: nothing.
sc_core::sc_object* object_at(const std::string& name);
/// `name`, `kind`, `value` and more by kind, as platform/control/README.md has it of `get`. Throws
/// std::invalid_argument.
nlohmann::json value_at(const std::string& name);

}  // namespace lantern
