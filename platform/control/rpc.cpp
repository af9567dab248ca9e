// What is wrong with a request is said by name, with the nearest that would be right.
#include "platform/control/rpc.hpp"

#include <algorithm>

#include "models/core/quantity.hpp"
#include "models/core/user_error.hpp"

namespace lantern {

using nlohmann::json;

namespace {

/// Consoles put out any bytes; JSON's text may not be any.
std::string line_of(const json& object) {
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool is_of(const json& value, ArgumentInfo::Type type) {
  switch (type) {
    case ArgumentInfo::Type::kText:
      return value.is_string();
    case ArgumentInfo::Type::kWhole:
      return value.is_number_unsigned();
    case ArgumentInfo::Type::kTime:
    case ArgumentInfo::Type::kValue:
      return value.is_number_unsigned() || value.is_string();
    case ArgumentInfo::Type::kFlag:
      return value.is_boolean();
    case ArgumentInfo::Type::kConditions:
      return value.is_array();
  }
  return false;
}

}  // namespace

Request parse_request(const std::string& line, json& id) {
  json object = json::parse(line, nullptr, false);
  if (object.is_discarded()) throw RpcError(RpcError::kParse, "the line is no JSON");
  if (!object.is_object())
    throw RpcError(RpcError::kRequest, object.is_array()
                                           ? "batches are not taken: one request a line"
                                           : "a request is an object");
  Request request;
  if (object.contains("id")) {
    request.id = object["id"];
    if (!request.id->is_string() && !request.id->is_number() && !request.id->is_null())
      throw RpcError(RpcError::kRequest, "`id` is a number, a text or null");
    id = *request.id;
  }
  check_keys(object, {"jsonrpc", "id", "method", "params"}, "a request");
  if (object.value("jsonrpc", json()) != "2.0")
    throw RpcError(RpcError::kRequest, "a request has \"jsonrpc\": \"2.0\"");
  if (!object.contains("method") || !object["method"].is_string())
    throw RpcError(RpcError::kRequest, "a request has a `method`, a text");
  request.method = object["method"];
  request.params = object.contains("params") ? std::move(object["params"]) : json::object();
  if (!request.params.is_object())
    throw RpcError(RpcError::kArguments, "parameters are given by name: `params` is an object");
  return request;
}

std::string answer(const json& id, const json& result) {
  return line_of({{"jsonrpc", "2.0"}, {"id", id}, {"result", result}});
}

std::string answer(const json& id, const RpcError& error) {
  return line_of({{"jsonrpc", "2.0"},
                  {"id", id},
                  {"error", {{"code", static_cast<int>(error.code)}, {"message", error.what()}}}});
}

const char* word_of(ArgumentInfo::Type type) {
  static constexpr const char* kWords[] = {
      "text", "whole number",      "time (ps, or a text)", "whole number or text",
      "flag", "list of conditions"};
  return kWords[static_cast<unsigned>(type)];
}

Arguments::Arguments(const json& given, const std::vector<ArgumentInfo>& taken) : given_(given) {
  std::vector<std::string> names;
  names.reserve(taken.size());
  for (const ArgumentInfo& info : taken) names.emplace_back(info.name);
  check_keys(given, names, "this method");
  for (const ArgumentInfo& info : taken) {
    if (!given.contains(info.name)) {
      if (info.required)
        throw RpcError(RpcError::kArguments,
                       std::string("`") + info.name + "` is missing: " + info.doc);
    } else if (!is_of(given[info.name], info.type)) {
      throw RpcError(RpcError::kArguments, std::string("`") + info.name + "` is a " +
                                               word_of(info.type) + ", and not " +
                                               line_of(given[info.name]).substr(0, 40));
    }
  }
}

sc_core::sc_time Arguments::time(const char* name) const {
  const json& given = given_.at(name);
  if (given.is_number()) return sc_core::sc_time::from_value(given.get<uint64_t>());
  try {
    return sc_core::sc_time::from_value(parse_whole(given.get<std::string>(), Dimension::kTime));
  } catch (const std::invalid_argument& error) {
    throw RpcError(RpcError::kArguments, std::string("`") + name + "`: " + error.what());
  }
}

std::string Arguments::value(const char* name) const {
  const json& given = given_.at(name);
  return given.is_string() ? given.get<std::string>() : given.dump();
}

void check_keys(const json& object, const std::vector<std::string>& known,
                const std::string& what) {
  for (const auto& [key, value] : object.items())
    if (std::find(known.begin(), known.end(), key) == known.end())
      throw RpcError(RpcError::kArguments,
                     what + " takes no `" + key.substr(0, 40) + "`" +
                         (known.empty() ? std::string() : did_you_mean(key, known)));
}

}  // namespace lantern
