// One run of a machine: until its nodes have exited, its time is over, or something went wrong.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <systemc>
#include <vector>

#include "platform/machine.hpp"
#include "platform/post_mortem.hpp"

namespace lantern {

struct Outcome {
  int code = 0;                           ///< 0 passed, 1 failed
  std::string verdict;                    ///< one line: why
  std::map<std::string, unsigned> exits;  ///< exit code by node
  std::optional<sc_core::sc_time> until;  ///< as it was asked for
  double host_seconds = 0;
  std::vector<HartReport> harts;  ///< of a run that failed: where they are
};

/// From here on SIGINT, SIGTERM and SIGHUP end a run with its report; the second one of a kind ends
/// the process as it would any other.
void catch_signals();

/// `until`: stop there at the latest.
Outcome run(const Machine& machine, const std::optional<sc_core::sc_time>& until);

}  // namespace lantern
