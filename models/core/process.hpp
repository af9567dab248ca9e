// A method process on events or ports, as a lambda.
#pragma once

#include <functional>
#include <systemc>
#include <utility>

namespace lantern {

/// Runs `body` whenever one of `triggers` (events, ports) fires; not at the start.
template <class... Triggers>
void spawn_method(const char* name, std::function<void()> body, Triggers&... triggers) {
  sc_core::sc_spawn_options options;
  options.spawn_method();
  options.dont_initialize();
  (options.set_sensitivity(&triggers), ...);
  sc_core::sc_spawn(std::move(body), name, &options);
}

}  // namespace lantern
