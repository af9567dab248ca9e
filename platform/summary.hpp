// What a run did, on one screen and as JSON.
#pragma once

#include <string>

#include "platform/machine.hpp"
#include "platform/run.hpp"

namespace lantern {

/// `hashed`: the trace hash is known and shown.
std::string summary_text(const Machine& machine, const Outcome& outcome, bool hashed);
/// The same and more: every counter, every wire's hash. Written to `path`; throws UserError.
void write_summary_json(const std::string& path, const Machine& machine, const Outcome& outcome,
                        bool hashed);

}  // namespace lantern
