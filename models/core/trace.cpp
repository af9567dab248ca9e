// The trace file: which lines, and what is in them.
#include "models/core/trace.hpp"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <string_view>

#include "models/core/session.hpp"

namespace lantern {

namespace {

/// The trace of a session.
struct Written {
  std::unique_ptr<OutputFile> file;
  Trace::Filter filter;
  uint64_t last_id = 0;
  uint64_t lines = 0;
};

Written& written() { return Session::current().part<Written>(); }

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
  const auto& [names, addresses, most] = written().filter;
  return (names.empty() || std::any_of(names.begin(), names.end(), named)) &&
         (addresses.empty() || std::any_of(addresses.begin(), addresses.end(), at));
}

}  // namespace

OutputFile* Trace::file_ = nullptr;

void Trace::open(std::unique_ptr<OutputFile> file, const Filter& filter) {
  Written& trace = written();
  trace.file = std::move(file);
  trace.filter = filter;
  trace.lines = 0;
  file_ = trace.file.get();
  file_->write("# begin_ps who charged_ps command address transaction\n");
}

void Trace::close() {
  if (file_) file_->close();
  file_ = nullptr;
  written().file.reset();
}

void Trace::begin_new(tlm::tlm_generic_payload& trans) {
  tag(trans, {++written().last_id, trans.get_address()});
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
  if (!on() || !wanted(who, origin.address)) return;  // it may have ended since its caller asked
  char text[128];
  std::snprintf(text, sizeof text, "%" PRIu64 " ", static_cast<uint64_t>(at.value()));
  file_->write(text);
  file_->write(who);
  const int length =
      std::snprintf(text, sizeof text, " %" PRIu64 " %s 0x%" PRIx64 " %" PRIu64 "\n",
                    static_cast<uint64_t>(charged.value()), command, origin.address, origin.id);
  file_->write({text, static_cast<size_t>(length)});
  if (++written().lines == written().filter.most) close();
}

}  // namespace lantern
