// A pod or an instance of a part while the machine is built: its file, and the names that hold in
// it.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "platform/machine.hpp"

namespace lantern {

/// A pod or an instance of a part: its file, and the names that hold in it.
struct Machine::Scope {
  std::string name;  ///< full, "" for the pod
  std::string type;
  toml::table file;
  const Scope* parent = nullptr;
  std::map<std::string, std::unique_ptr<Scope>> parts;
  std::set<std::string> modules;
  std::map<std::string, std::string> parameters;
  std::map<std::string, std::pair<std::string, Where>>
      ports;  ///< inward: where it leads; outward: what the parent bound
  std::set<std::string> inward;
  std::string full(const std::string& child) const {
    return name.empty() ? child : name + "." + child;
  }
};

/// The sockets, parameters and modules that stand directly under a full name; "" for the pod.
std::vector<std::string> child_names(const std::string& full);

}  // namespace lantern
