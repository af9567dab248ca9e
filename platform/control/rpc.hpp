// JSON-RPC 2.0: requests out of lines, arguments that are what a method takes, answers.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <systemc>
#include <vector>

namespace lantern {

/// What is answered with an error.
struct RpcError : std::runtime_error {
  enum Code : int {
    kParse = -32700,
    kRequest = -32600,
    kMethod = -32601,
    kArguments = -32602,
    kRefused = 1,  ///< by the platform
    kOver = 2,
    kGoesOn = 3,
  };
  RpcError(Code why, const std::string& what) : std::runtime_error(what), code(why) {}
  Code code;
};

// nlohmann's move, which is noexcept, looks after itself by assertions that may throw.
// NOLINTNEXTLINE(bugprone-exception-escape)
struct Request {
  std::optional<nlohmann::json> id;  ///< nothing: it is not answered
  std::string method;
  nlohmann::json params;  ///< an object
};

/// Throws RpcError. `id` is set as soon as it is known, so that the error can be answered with it.
Request parse_request(const std::string& line, nlohmann::json& id);
/// A line without its end.
std::string answer(const nlohmann::json& id, const nlohmann::json& result);
std::string answer(const nlohmann::json& id, const RpcError& error);

struct ArgumentInfo {
  enum class Type : uint8_t { kText, kWhole, kTime, kValue, kFlag, kConditions };
  const char* name;
  Type type;
  bool required;
  const char* doc;
};
const char* word_of(ArgumentInfo::Type type);

/// What a request gives a method: checked against what it takes, before anything is done.
class Arguments {
 public:
  /// Throws RpcError: one is missing, not known, or of another type.
  Arguments(const nlohmann::json& given, const std::vector<ArgumentInfo>& taken);
  bool has(const char* name) const { return given_.contains(name); }
  std::string text(const char* name) const { return given_.at(name).get<std::string>(); }
  uint64_t whole(const char* name) const { return given_.at(name).get<uint64_t>(); }
  uint64_t whole(const char* name, uint64_t otherwise) const {
    return has(name) ? whole(name) : otherwise;
  }
  bool flag(const char* name) const { return given_.at(name).get<bool>(); }
  /// Picoseconds, or a text with a unit. Throws RpcError.
  sc_core::sc_time time(const char* name) const;
  /// A whole number, or a text that says one, as text.
  std::string value(const char* name) const;
  const nlohmann::json& list(const char* name) const { return given_.at(name); }

 private:
  const nlohmann::json& given_;
};

/// Of an object that a client wrote: throws RpcError for a key that is none of `known`.
void check_keys(const nlohmann::json& object, const std::vector<std::string>& known,
                const std::string& what);

}  // namespace lantern
