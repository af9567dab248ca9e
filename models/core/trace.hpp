// Who charged what: every delay that a block adds to a transaction, written when --trace asks for
// it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <systemc>
#include <tlm>

#include "models/core/parameter.hpp"

namespace lantern {

class Trace {
 public:
  /// Opens the trace file; throws UserError.
  static void open(const std::string& path);
  static void close();
  static bool on() { return file_ != nullptr; }
  /// One line: `<begin ps> <who> <ps> <command> <address>`.
  static void line(sc_core::sc_time at, const char* who, sc_core::sc_time charged, bool write,
                   uint64_t address);

 private:
  static std::FILE* file_;
};

/// Adds `charged` to the transaction's delay in the name of `who`.
inline void charge(const tlm::tlm_generic_payload& trans, sc_core::sc_time& delay, const char* who,
                   const sc_core::sc_time& charged) {
  if (Trace::on())
    Trace::line(sc_core::sc_time_stamp() + delay, who, charged, trans.is_write(),
                trans.get_address());
  delay += charged;
}
inline void charge(const tlm::tlm_generic_payload& trans, sc_core::sc_time& delay,
                   const Parameter<sc_core::sc_time>& parameter) {
  charge(trans, delay, parameter.name(), parameter);
}

}  // namespace lantern
