// What a run did, on one screen and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "platform/inputs.hpp"
#include "platform/machine.hpp"
#include "platform/run.hpp"

namespace lantern {

/// `hashed`: the trace hash is known and shown.
std::string summary_text(const Machine& machine, const std::vector<Input>& inputs,
                         const Outcome& outcome, bool hashed);
/// The same and more, as data: every counter, every wire's hash.
nlohmann::json summary_data(const Machine& machine, const std::vector<Input>& inputs,
                            const Outcome& outcome, bool hashed);
/// That, as the text of a file.
std::string summary_json(const nlohmann::json& data);

}  // namespace lantern
