// What a report says of the run that it is of, so that it can be had again.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/inputs.hpp"

namespace lantern {

struct MadeOf {
  std::string pod;
  std::map<std::string, std::string> settings;
  std::vector<std::string> events;
  std::optional<std::string> until;  ///< as `--until` takes it
  std::string trace_hash;            ///< "": it was not asked for
  std::vector<Input> inputs;
};

/// Of what `--json` has written. Throws UserError: it cannot be read, or is no report.
MadeOf read_report(const std::string& path);
/// A line for each file of it that is another now; "": none.
std::string what_changed(const MadeOf& before, const std::vector<Input>& now);
/// A line where the report `now` has another trace hash; "": it has not, or there was none.
std::string other_hash(const MadeOf& before, const nlohmann::json& now);

}  // namespace lantern
