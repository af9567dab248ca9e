// The machine as data: what `lantern show` prints and clients read.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <systemc>
#include <vector>

namespace lantern {

class Machine;
class LatencyRecord;

/// What a user may name: the kernel's own objects, and what binds wires, are not.
bool is_shown(const sc_core::sc_object& object);
/// The full names of all that is shown, in the order of the tree.
std::vector<std::string> all_names();

/// One object and all below it. Every object has `name` and `kind`; a module its `children`, its
/// `implementation` and `implementations` where it has a choice, a router its `windows`. The fields
/// of each kind are listed in platform/control/README.md.
nlohmann::json describe(const Machine& machine, const sc_core::sc_object& object);
/// The whole machine: its nodes' trees, what is expected of it, its quantum and seed.
nlohmann::json describe(const Machine& machine);

nlohmann::json json_of(const LatencyRecord& record);

}  // namespace lantern
