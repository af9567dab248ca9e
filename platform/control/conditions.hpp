// What a client can have a run stop at.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "platform/condition.hpp"
#include "platform/control/transcripts.hpp"

namespace lantern {

class Run;
class Machine;

/// A condition that may say more than that it is met.
class AskedCondition : public Condition {
 public:
  /// Of a console: the byte after what was waited for.
  virtual std::optional<uint64_t> end() const { return std::nullopt; }
};

/// What conditions are made over.
struct Watched {
  Machine& machine;
  Run& run;
  Transcripts& transcripts;
};

/// One as a client writes it. Throws RpcError: it has not the form of one; std::invalid_argument:
/// it names what is not there, or what cannot be waited for.
std::unique_ptr<AskedCondition> make_condition(const nlohmann::json& asked, const Watched& watched);

}  // namespace lantern
