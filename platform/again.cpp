// Reads back what the summary has written.
#include "platform/again.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "models/core/user_error.hpp"

namespace lantern {

using nlohmann::json;

namespace {

/// How the full path of a file ends that was given like this.
std::string end_of(const std::string& given) {
  std::filesystem::path end = "/";
  for (const std::filesystem::path& part : std::filesystem::path(given).lexically_normal())
    if (part != "..") end /= part;
  return end;
}

/// A file that was given from the folder of that run is found from any.
void find_files(MadeOf& made) {
  for (auto& [name, value] : made.settings) {
    const std::string end = end_of(value);
    for (const Input& input : made.inputs) {
      const size_t length = input.path.size();
      if (end.size() > 1 && end.size() < length &&
          !input.path.compare(length - end.size(), length, end))
        value = input.path;
    }
  }
}

MadeOf made_of(const json& report) {
  MadeOf made;
  report.at("pod").get_to(made.pod);
  report.at("settings").get_to(made.settings);
  report.at("events").get_to(made.events);
  if (report.contains("until_ps"))
    made.until = fmt::format("{} ps", report["until_ps"].get<uint64_t>());
  made.trace_hash = report.value("trace_hash", "");
  for (const json& input : report.value("inputs", json::array()))
    made.inputs.push_back({input.at("what"), input.at("path"), input.at("sha256")});
  find_files(made);
  return made;
}

}  // namespace

MadeOf read_report(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw UserError({}, "--from: cannot read `" + path + "`: " + std::strerror(errno));
  try {
    return made_of(json::parse(file));
  } catch (const json::exception& error) {
    throw UserError({path, 0},
                    std::string("is no report of `lantern run --json`: ") + error.what());
  }
}

std::string other_hash(const MadeOf& before, const json& now) {
  const std::string hash = now.value("trace_hash", "");
  if (before.trace_hash.empty() || hash == before.trace_hash) return "";
  return "lantern: --from: the trace hash was " + before.trace_hash + ", and is " + hash + "\n";
}

std::string what_changed(const MadeOf& before, const std::vector<Input>& now) {
  std::string text;
  for (const Input& input : now)
    for (const Input& was : before.inputs)
      if (input.what == was.what && input.path == was.path && input.sha256 != was.sha256)
        text +=
            fmt::format("lantern: --from: {} `{}` is not what it was\n", input.what, input.path);
  return text;
}

}  // namespace lantern
