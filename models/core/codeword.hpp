// What a link layer sends: one RS(544,514) codeword of ten flits, with its overhead.
#pragma once

#include <array>
#include <cstdint>

#include "models/core/message.hpp"

namespace lantern {

struct Codeword {
  static constexpr unsigned kFlits = 10;
  enum class Kind : uint8_t {
    kData,     ///< sequenced, replayed until acknowledged
    kControl,  ///< overhead alone; not replayed
    kReady,    ///< training is done, `ack` is expected next; asks for an answer
    kAnswer,   ///< to kReady: `ack` is expected next
  };
  Kind kind = Kind::kControl;
  bool nak = false;   ///< `ack` is to be sent again, and all after it
  bool lost = false;  ///< set by the fibre: more symbol errors than the FEC corrects
  uint8_t messages_count = 0;
  uint64_t sequence = 0;
  uint64_t ack = 0;          ///< all data codewords below it have arrived
  sc_core::sc_time on_wire;  ///< from its first bit to when its receiver has it, less the flight
  std::array<Message, kFlits> messages;  ///< those whose last flit is in this codeword
};

}  // namespace lantern
