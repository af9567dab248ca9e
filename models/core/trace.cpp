// The trace file: which lines, and what is in them.
#include "models/core/trace.hpp"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <string_view>

namespace lantern {

namespace {

std::unique_ptr<OutputFile> g_file;
Trace::Filter g_filter;

bool is_in(std::string_view who, std::string_view name) {
  return who.substr(0, name.size()) == name &&
         (who.size() == name.size() || who[name.size()] == '.');
}

bool wanted(const char* who, uint64_t address) {
  const auto named = [&](const std::string& name) {
    return is_in(who, name) || is_in(without_indices(who), name);
  };
  const auto at = [&](const std::pair<uint64_t, uint64_t>& range) {
    return address >= range.first && address <= range.second;
  };
  const auto& [names, addresses] = g_filter;
  return (names.empty() || std::any_of(names.begin(), names.end(), named)) &&
         (addresses.empty() || std::any_of(addresses.begin(), addresses.end(), at));
}

}  // namespace

OutputFile* Trace::file_ = nullptr;
uint64_t Trace::last_id_ = 0;

void Trace::open(std::unique_ptr<OutputFile> file, const Filter& filter) {
  g_file = std::move(file);
  g_filter = filter;
  file_ = g_file.get();
  file_->write("# begin_ps who charged_ps command address transaction\n");
}

void Trace::close() {
  if (file_) file_->close();
  file_ = nullptr;
  g_file.reset();
}

void Trace::tag(tlm::tlm_generic_payload& trans, const Origin& origin) {
  auto* extension = trans.get_extension<OriginExtension>();
  if (!extension) trans.set_extension(extension = new OriginExtension);  // the payload deletes it
  extension->origin = origin;
}

Origin Trace::origin(const tlm::tlm_generic_payload& trans) {
  const auto* extension = trans.get_extension<OriginExtension>();
  return extension ? extension->origin : Origin{0, trans.get_address()};
}

void Trace::line(sc_core::sc_time at, const char* who, sc_core::sc_time charged,
                 const char* command, const Origin& origin) {
  if (!wanted(who, origin.address)) return;
  char text[128];
  std::snprintf(text, sizeof text, "%" PRIu64 " ", static_cast<uint64_t>(at.value()));
  file_->write(text);
  file_->write(who);
  const int length =
      std::snprintf(text, sizeof text, " %" PRIu64 " %s 0x%" PRIx64 " %" PRIu64 "\n",
                    static_cast<uint64_t>(charged.value()), command, origin.address, origin.id);
  file_->write({text, static_cast<size_t>(length)});
}

}  // namespace lantern
