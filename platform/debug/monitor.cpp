// GDB's `monitor`: what the rest of the machine is, and what is done to it.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "models/core/parameter.hpp"
#include "models/core/user_error.hpp"
#include "platform/debug/gdb_server.hpp"
#include "platform/values.hpp"

namespace lantern::gdb {

namespace {

constexpr const char* kHelp =
    "time           the simulated time, of the kernel and of the selected thread's next "
    "instruction\n"
    "show NAME      the value of a register, a field, a parameter or a counter: show "
    "pool.media.INTERRUPT\n"
    "act WHAT       an event, at the next picosecond of the kernel's time: act fibre0.cut\n";

std::string value_text(const std::string& name) {
  const nlohmann::json of = value_at(name);
  const nlohmann::json& value = of.at("value");
  std::string text =
      of.at("name").get<std::string>() + " = " +
      (value.is_number_unsigned() ? fmt::format("{0} ({0:#x})", value.get<uint64_t>())
       : value.is_string()        ? value.get<std::string>()
                                  : value.dump()) +
      "\n";
  if (!of.contains("fields")) return text;
  for (const auto& [field, is] : of.at("fields").items())
    text += fmt::format("  {} = {:#x}\n", field, is.get<uint64_t>());
  return text;
}

}  // namespace

std::string GdbServer::monitor(const std::string& words) {
  const size_t space = words.find(' ');
  const std::string command = words.substr(0, space);
  const std::string rest = space == std::string::npos ? "" : words.substr(space + 1);
  try {
    if (command == "time") {
      std::string text = time_text(sc_core::sc_time_stamp().value());
      if (selected_)
        text += fmt::format(", {} is at {}", selected_->node,
                            time_text(selected_->hart->now().value()));
      return text + "\n";
    }
    if (command == "show") return value_text(rest);
    if (command == "act") {
      const sc_core::sc_time at = sc_core::sc_time_stamp() + sc_core::sc_get_time_resolution();
      std::string text;
      for (const std::string& event : machine_.events().add(time_text(at.value()) + " " + rest, {}))
        text += event + "\n";
      if (sc_core::sc_is_running()) sc_core::sc_pause();  // the slice that runs knows nothing of it
      return text;
    }
    return (command == "help" ? "" : "there is no `" + command + "`; there are:\n") +
           std::string(kHelp);
  } catch (const UserError& error) {
    return std::string(error.what()) + "\n";
  } catch (const std::invalid_argument& error) {
    return std::string(error.what()) + "\n";
  }
}

}  // namespace lantern::gdb
