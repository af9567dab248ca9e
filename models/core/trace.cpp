// The trace file.
#include "models/core/trace.hpp"

#include <cerrno>
#include <cinttypes>
#include <cstring>

namespace lantern {

std::FILE* Trace::file_ = nullptr;

void Trace::open(const std::string& path) {
  file_ = std::fopen(path.c_str(), "w");
  if (!file_) throw UserError({}, "--trace: cannot write `" + path + "`: " + std::strerror(errno));
  std::fputs("# begin_ps who charged_ps command address\n", file_);
}

void Trace::close() {
  if (file_) std::fclose(file_);
  file_ = nullptr;
}

void Trace::line(sc_core::sc_time at, const char* who, sc_core::sc_time charged, bool write,
                 uint64_t address) {
  std::fprintf(file_, "%" PRIu64 " %s %" PRIu64 " %s 0x%" PRIx64 "\n",
               static_cast<uint64_t>(at.value()), who, static_cast<uint64_t>(charged.value()),
               write ? "write" : "read", address);
}

}  // namespace lantern
