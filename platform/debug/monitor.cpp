// GDB's `monitor`: what the rest of the machine is, and what is done to it.
#include <fmt/format.h>

#include <algorithm>
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
    "watch NAME     stops when a register, or a field, of a model has another value: watch "
    "host0.plic.CONTEXT_THRESHOLD[0]\n"
    "unwatch [NAME] no longer; without a name, none of them\n"
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
    if (command == "watch") return watch_register(rest);
    if (command == "unwatch") return unwatch_registers(rest);
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

std::string GdbServer::watch_register(const std::string& name) {
  registers_.push_back(std::make_unique<RegisterWatch>(
      name, [this](const std::string& text) { register_changed(text); }));
  return "watching " + registers_.back()->name() + "\n";
}

std::string GdbServer::unwatch_registers(const std::string& name) {
  const auto is_meant = [&](const auto& watch) { return name.empty() || watch->name() == name; };
  const auto gone = std::stable_partition(registers_.begin(), registers_.end(),
                                          [&](const auto& watch) { return !is_meant(watch); });
  if (gone == registers_.end())
    throw std::invalid_argument(name.empty() ? "nothing is watched"
                                             : "nothing called `" + name + "` is watched");
  std::string text;
  for (auto watch = gone; watch != registers_.end(); ++watch)
    text += "no longer watching " + (*watch)->name() + "\n";
  registers_.erase(gone, registers_.end());
  return text;
}

}  // namespace lantern::gdb
