// The models a pod can hold: one line each.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <systemc>
#include <vector>

#include "models/router/router.hpp"

namespace lantern {

/// What a maker gets beside the name; everything else is a parameter.
struct ModuleSpec {
  std::vector<Router::Window> windows;  ///< of a router
  unsigned targets = 1;  ///< target sockets, ports or links, where a model has several
};

using Maker =
    std::function<std::unique_ptr<sc_core::sc_module>(const char* name, const ModuleSpec& spec)>;
/// By "model/impl".
const std::map<std::string, Maker>& catalog();
/// The implementations of a model, in order of their names; none for what is no model.
std::vector<std::string> implementations(const std::string& model);

}  // namespace lantern
