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
  std::map<std::string, Settings::Value> parameters;
  std::map<std::string, std::pair<std::string, Where>>
      ports;  ///< inward: where it leads; outward: what the parent bound
  std::set<std::string> inward;
  /// The port of that name, or the one of many that `name` is with its index: `codeword_out_#`.
  decltype(ports)::const_iterator find_port(const std::string& name, unsigned& index) const {
    const auto exact = ports.find(name);
    const size_t digits = name.find_last_not_of("0123456789") + 1;
    constexpr size_t kMostDigits = 4;
    if (exact != ports.end() || digits == name.size() || name.size() - digits > kMostDigits)
      return exact;
    index = static_cast<unsigned>(std::stoul(name.substr(digits)));
    return ports.find(name.substr(0, digits) + "#");
  }
  std::string full(const std::string& child) const {
    return name.empty() ? child : name + "." + child;
  }
};

/// What a port's entry says when whoever uses the part binds it: must, or may.
constexpr const char* kOutward = "outward";
constexpr const char* kMayStayOpen = "outward or open";

/// `#` becomes the index; `#*2+1`, `#/2`, `#%2` are computed from left to right. Throws UserError.
std::string indexed(const std::string& text, unsigned index, const Where& where);

/// The sockets, parameters and modules that stand directly under a full name; "" for the pod.
std::vector<std::string> child_names(const std::string& full);

}  // namespace lantern
