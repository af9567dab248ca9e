// What clients can ask for.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "platform/control/rpc.hpp"
#include "platform/control/server.hpp"

namespace lantern {

class Control;

constexpr unsigned kProtocol = 1;

/// Who asks, and with which request.
struct Caller {
  Server::Client client = 0;
  std::optional<nlohmann::json> id;
};

struct Method {
  const char* name;
  const char* doc;
  std::vector<ArgumentInfo> arguments;
  /// Nothing: the answer comes later. Throws RpcError, UserError, std::invalid_argument.
  std::function<std::optional<nlohmann::json>(const Arguments&, const Caller&)> serve;
};

std::vector<Method> methods_of(Control& control);

}  // namespace lantern
