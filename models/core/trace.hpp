// Who charged what: every delay that a block adds to a transaction, written when --trace asks for
// it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <systemc>
#include <tlm>
#include <utility>
#include <vector>

#include "models/core/message.hpp"
#include "models/core/origin.hpp"
#include "models/core/output_file.hpp"
#include "models/core/parameter.hpp"

namespace lantern {

class Trace {
 public:
  /// Which lines are written: those of these blocks and what is in them, at these addresses; all
  /// where there are none.
  struct Filter {
    std::vector<std::string> names;                        ///< full, or without indices
    std::vector<std::pair<uint64_t, uint64_t>> addresses;  ///< first and last
    uint64_t most = UINT64_MAX;                            ///< lines; then it is over
  };
  /// Begins to write to a file that is open.
  static void open(std::unique_ptr<OutputFile> file, const Filter& filter);
  static void close();
  static bool on() { return file_ != nullptr; }

  /// An initiator says that a transaction begins.
  static void begin(tlm::tlm_generic_payload& trans) {
    if (on()) begin_new(trans);
  }
  /// It goes on in another payload.
  static void tag(tlm::tlm_generic_payload& trans, const Origin& origin);
  static Origin origin(const tlm::tlm_generic_payload& trans);

  /// One line: `<begin ps> <who> <ps> <command> <address> <transaction>`.
  static void line(sc_core::sc_time at, const char* who, sc_core::sc_time charged,
                   const tlm::tlm_generic_payload& trans) {
    line(at, who, charged,
         atomic_of(trans)   ? "atomic"
         : trans.is_write() ? "write"
                            : "read",
         origin(trans));
  }
  static void line(sc_core::sc_time at, const char* who, sc_core::sc_time charged,
                   const Message& message) {
    static constexpr const char* kCommands[] = {"read", "write", "atomic"};
    line(at, who, charged, kCommands[static_cast<unsigned>(message.command)], message.origin);
  }

 private:
  static void line(sc_core::sc_time at, const char* who, sc_core::sc_time charged,
                   const char* command, const Origin& origin);
  static void begin_new(tlm::tlm_generic_payload& trans);
  static OutputFile* file_;  ///< of the session whose trace is open
};

/// Adds `charged` to the transaction's delay in the name of `who`.
inline void charge(const tlm::tlm_generic_payload& trans, sc_core::sc_time& delay, const char* who,
                   const sc_core::sc_time& charged) {
  if (Trace::on()) Trace::line(sc_core::sc_time_stamp() + delay, who, charged, trans);
  delay += charged;
}
inline void charge(const tlm::tlm_generic_payload& trans, sc_core::sc_time& delay,
                   const Parameter<sc_core::sc_time>& parameter) {
  charge(trans, delay, parameter.name(), parameter);
}

}  // namespace lantern
