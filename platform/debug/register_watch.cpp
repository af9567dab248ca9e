// Old value and new.
#include "platform/debug/register_watch.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "platform/description.hpp"

namespace lantern::gdb {

namespace {

Register kept_register(const std::string& name) {
  Register found = find_register(name, all_names);
  if (found.is_computed())
    throw std::invalid_argument("`" + found.name +
                                "` is computed when it is asked for: nobody sees it change");
  return found;
}

}  // namespace

RegisterWatch::RegisterWatch(const std::string& name, Changed changed)
    : watched_(kept_register(name)), changed_(std::move(changed)), value_(watched_.read()) {
  watched_.file->watch(watched_.id, *this);
}

void RegisterWatch::written() {
  const uint64_t before = std::exchange(value_, watched_.read());
  if (before == value_) return;
  const Changed changed = changed_;  // it may end this watch
  changed(fmt::format("{}: {:#x} -> {:#x}\n", watched_.name, before, value_));
}

}  // namespace lantern::gdb
