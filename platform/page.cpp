// Hands over what the page shows, as files in a folder of its own.
#include "platform/page.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "models/core/parameter.hpp"
#include "models/core/trace.hpp"
#include "models/pool_port/pool_port.hpp"
#include "platform/all.hpp"
#include "platform/client.hpp"
#include "platform/description.hpp"

namespace lantern {

using nlohmann::json;

namespace {

constexpr uint64_t kMostHops = 200'000;

uint64_t number_of(const std::string& parameter, Dimension dimension) {
  const auto* const found =
      dynamic_cast<const ParameterBase*>(sc_core::sc_find_object(parameter.c_str()));
  return found ? parse_whole(found->text(), dimension) : 0;
}

/// Where accelerators have pooled memory in their hosts' maps.
std::vector<std::pair<uint64_t, uint64_t>> pool_windows() {
  std::vector<std::pair<uint64_t, uint64_t>> windows;
  for (const PoolPort* port : all<PoolPort>()) {
    const std::string name = port->name();
    const uint64_t base = number_of(name + ".window_base", Dimension::kCount);
    const uint64_t size = number_of(name + ".window_size", Dimension::kBytes);
    if (size) windows.emplace_back(base, base + (size - 1));
  }
  return windows;
}

json distributions() {
  json found = json::object();
  for (const LatencyRecord* record : all<LatencyRecord>())
    if (record->count()) found[record->name()] = record->histogram();
  return found;
}

}  // namespace

Page::Page(const std::string& path) : file_("--report", path, OutputFile::Manner::kWhole) {
  std::error_code none;
  std::string folder = (std::filesystem::temp_directory_path(none) / "lantern-XXXXXX").string();
  if (!mkdtemp(folder.data()))
    throw UserError({}, "--report: cannot make a folder for it like `" + folder + "`");
  folder_ = folder;
}

Page::~Page() {
  std::error_code none;
  std::filesystem::remove_all(folder_, none);
}

void Page::open() {
  file_.open();
  if (Trace::on()) return;
  const auto windows = pool_windows();
  if (windows.empty()) return;
  auto file =
      std::make_unique<OutputFile>("--report", folder_ + "/hops", OutputFile::Manner::kWhole);
  file->open();
  Trace::open(std::move(file), {{}, windows, kMostHops});
}

void Page::draw(const Machine& machine, const json& summary, const Outcome& outcome) {
  const json data = {{"summary", summary},
                     {"machine", describe(machine)},
                     {"chronicle", chronicle_.data()},
                     {"harts", text_of(outcome.harts)},
                     {"distributions", distributions()},
                     {"most_hops", kMostHops}};
  std::ofstream(folder_ + "/run.json") << data.dump(-1, ' ', false, json::error_handler_t::replace);
  file_.write(python_says("page", {folder_ + "/run.json", folder_ + "/hops"}));
  file_.close();
}

}  // namespace lantern
