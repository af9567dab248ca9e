// A run's own page, for people: gathers what it shows, and has it drawn.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "models/core/output_file.hpp"
#include "platform/chronicle.hpp"
#include "platform/machine.hpp"
#include "platform/run.hpp"

namespace lantern {

/// Made before the run begins, drawn after it.
class Page {
 public:
  /// Throws UserError: the file cannot be written.
  explicit Page(const std::string& path);
  ~Page();
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  /// From here on the first hops of accesses to pooled memory are kept, unless a trace is being
  /// written already.
  void open();
  Chronicle& chronicle() { return chronicle_; }
  /// `summary`: what `--json` writes. Throws UserError: it cannot be drawn.
  void draw(const Machine& machine, const nlohmann::json& summary, const Outcome& outcome);

 private:
  OutputFile file_;
  Chronicle chronicle_;
  std::string folder_;  ///< for what is handed over
};

}  // namespace lantern
