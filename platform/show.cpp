// The description as text.
#include "platform/show.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "platform/description.hpp"

namespace lantern {

namespace {

using nlohmann::json;

std::string basename_of(const std::string& name) { return name.substr(name.rfind('.') + 1); }

std::string text_at(const json& of, const char* key) { return of.at(key).get<std::string>(); }

std::string registers_text(const json& file, const std::string& indent) {
  std::string text =
      fmt::format("{}{} `{}`, {} bytes: {}\n", indent, text_at(file, "kind"), text_at(file, "map"),
                  file["size"].get<uint64_t>(), text_at(file, "doc"));
  const auto dimension = [](const json& of, const char* count, const char* stride) {
    const auto elements = of.at(count).get<uint64_t>();
    return elements > 1 ? fmt::format("[{}] += 0x{:x}", elements, of.at(stride).get<uint64_t>())
                        : "";
  };
  for (const json& of : file["registers"]) {
    text +=
        fmt::format("{}  0x{:05x} {}{}{}, {} bits, reset 0x{:x}: {}\n", indent,
                    of["offset"].get<uint64_t>(), text_at(of, "name"),
                    dimension(of, "count", "stride"), dimension(of, "inner_count", "inner_stride"),
                    of["bits"].get<unsigned>(), of["reset"].get<uint64_t>(), text_at(of, "doc"));
    for (const json& field : of["fields"]) {
      const auto lsb = field["lsb"].get<unsigned>();
      text +=
          fmt::format("{}    [{}:{}] {} {}: {}\n", indent, lsb + field["width"].get<unsigned>() - 1,
                      lsb, text_at(field, "name"), text_at(field, "access"), text_at(field, "doc"));
    }
  }
  return text;
}

std::string parameter_text(const json& of, const std::string& indent) {
  const auto quoted = [](const std::string& text) { return text.empty() ? "\"\"" : text; };
  std::string range;
  if (of.contains("least")) range += ", at least " + text_at(of, "least");
  if (of.contains("most")) range += ", at most " + text_at(of, "most");
  if (of["may_change"].get<bool>()) range += ", may change while it runs";
  return fmt::format("{}{} = {} (default {}{}): {} Source: {}\n", indent,
                     basename_of(text_at(of, "name")), quoted(text_at(of, "value")),
                     quoted(text_at(of, "default")), range, text_at(of, "doc"),
                     text_at(of, "source"));
}

std::string windows_text(const json& windows, const std::string& indent) {
  std::string text;
  for (const json& window : windows) {
    const auto base = window["base"].get<uint64_t>();
    text += fmt::format("{}0x{:012x} to 0x{:012x}: {}{}\n", indent, base,
                        base + window["size"].get<uint64_t>() - 1, text_at(window, "to"),
                        window["absolute"].get<bool>() ? ", address unchanged" : "");
  }
  return text;
}

/// `full`: every detail; else modules with what they offer by name only.
std::string text_of(const json& of, unsigned depth, bool full);

std::string module_text(const json& of, unsigned depth, bool full) {
  const std::string indent(2 * depth, ' ');
  const std::string name = text_at(of, "name");
  std::string text = fmt::format("{}{}\n", indent, full && depth == 0 ? name : basename_of(name));
  if (of.contains("implementation"))
    text += fmt::format("{}  impl = {} (of {})\n", indent, text_at(of, "implementation"),
                        fmt::join(of["implementations"].get<std::vector<std::string>>(), ", "));
  if (of.contains("windows")) text += windows_text(of["windows"], indent + "  ");
  for (const json& child : of["children"]) text += text_of(child, depth + 1, full);
  return text;
}

std::string text_of(const json& of, unsigned depth, bool full) {
  const std::string indent(2 * depth, ' ');
  const std::string kind = text_at(of, "kind");
  if (kind == "part" || kind == "module") return module_text(of, depth, full);
  if (!full) return "";
  if (kind == "parameter") return parameter_text(of, indent);
  if (kind == "registers" || kind == "layout") return registers_text(of, indent);
  std::string what;
  if (kind != "wire") {
    what = text_at(of, "doc");
  } else if (const auto peers = of["peers"].get<std::vector<std::string>>(); !peers.empty()) {
    what = fmt::format("{}", fmt::join(peers, ", "));
  }
  return what.empty()
             ? ""
             : fmt::format("{}{} {}: {}\n", indent, kind, basename_of(text_at(of, "name")), what);
}

}  // namespace

void check_name(const std::string& option, const std::string& name) {
  const std::vector<std::string> names = all_names();
  for (const std::string& candidate : names)
    if (candidate == name || without_indices(candidate) == name) return;
  throw UserError({}, option + (option.empty() ? "" : ": ") + "there is no `" + name +
                          "` in this pod" + did_you_mean(name, names));
}

std::string show(const Machine& machine, const std::string& name) {
  std::string text;
  if (name.empty()) {
    const json all = describe(machine);
    for (const json& of : all["children"]) text += text_of(of, 0, false);
    return text +
           "`lantern show POD NAME` shows a name with its parameters, wires, registers, counters "
           "and faults.\n";
  }
  check_name("", name);
  for (const std::string& candidate : all_names())
    if (candidate == name || without_indices(candidate) == name)
      text += text_of(describe(machine, *sc_core::sc_find_object(candidate.c_str())), 0, true);
  return text;
}

}  // namespace lantern
