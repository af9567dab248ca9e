// Methods that put a transaction on a bus of the machine and answer when it is over.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "platform/control/methods.hpp"
#include "platform/control/rpc.hpp"

namespace lantern {

class Control;

/// Each has the run go on until its transaction is over. Throws RpcError, std::invalid_argument.
std::optional<nlohmann::json> bus_read(Control& control, const Arguments& given,
                                       const Caller& caller);
std::optional<nlohmann::json> bus_write(Control& control, const Arguments& given,
                                        const Caller& caller);
std::optional<nlohmann::json> i2c_transfer(Control& control, const Arguments& given,
                                           const Caller& caller);

}  // namespace lantern
