// What happened when, for a run's page: states, consoles' lines, counters that grow.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <systemc>
#include <utility>
#include <vector>

#include "models/core/counter.hpp"

namespace lantern {

/// Told by looking, so that it costs nothing on any path. Lines are told at their times; states and
/// counters up to a slice late.
class Chronicle {
 public:
  /// Between two looks.
  static sc_core::sc_time slice() { return {10, sc_core::SC_US}; }

  Chronicle();
  ~Chronicle();
  Chronicle(const Chronicle&) = delete;
  Chronicle& operator=(const Chronicle&) = delete;

  void look();
  /// `slice_ps`; `states` and `lines`: [time in ps, name, text]; `lines_left_out`; `counters`:
  /// [time in ps, value] by name, of those that a summary shows.
  nlohmann::json data() const;

 private:
  static constexpr size_t kMostLines = 20'000;
  static constexpr size_t kMostPoints = 2'000;
  struct Said {
    uint64_t at;
    std::string name, text;
  };
  struct State {
    const Status* status;
    std::string text;
  };
  /// With more points than can be drawn it is looked at half as often.
  struct Growth {
    const Counter* counter;
    uint64_t step = 0;
    std::vector<std::pair<uint64_t, uint64_t>> points;
  };
  void hear(const std::string& console, char c);
  static void look_at(Growth& growth, uint64_t now);

  std::vector<State> states_;
  std::vector<Growth> growths_;
  std::vector<Said> changes_, lines_;
  std::map<std::string, std::string> begun_;  ///< lines, by console
  uint64_t lines_left_out_ = 0;
};

}  // namespace lantern
