// Binds two ends of a wire by what they are: sockets, signals, message doors.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <systemc>
#include <vector>

#include "models/core/line.hpp"
#include "models/core/signal.hpp"

namespace lantern {

class Binder {
 public:
  /// With `probes`, every wire gets a probe with a hash.
  explicit Binder(bool probes) : probes_(probes) {}
  /// "" if bound, else what is wrong with the pair.
  std::string bind(sc_core::sc_object& from, sc_core::sc_object& to);
  /// True for anything that a wire can begin or end at.
  static bool is_end(const sc_core::sc_object& object);
  /// Ties off open signals; returns the names of the other ends that nothing leads to or from.
  std::vector<std::string> close_open_ends();

 private:
  bool bind_sockets(sc_core::sc_object& from, sc_core::sc_object& to);
  bool bind_signals(sc_core::sc_object& from, sc_core::sc_object& to);
  bool bind_lines(sc_core::sc_object& from, sc_core::sc_object& to);
  template <class T>
  bool bind_doors(sc_core::sc_object& from, sc_core::sc_object& to);
  template <class If>
  bool bind_port(sc_core::sc_object& from, sc_core::sc_object& to);
  Signal& signal_of(sc_core::sc_out<bool>& out);
  std::string next_name(const char* kind) { return kind + std::to_string(made_++); }

  bool probes_;
  unsigned made_ = 0;
  std::set<const sc_core::sc_object*> bound_;
  std::vector<std::pair<const sc_core::sc_object*, std::unique_ptr<Signal>>> signals_;
  std::map<const sc_core::sc_object*, LineOut*> line_ends_;  ///< where the next target is bound
  std::vector<std::unique_ptr<sc_core::sc_module>> probe_modules_;
};

}  // namespace lantern
