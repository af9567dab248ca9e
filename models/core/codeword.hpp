// What a link layer sends: one RS(544,514) codeword of ten flits, with its overhead.
#pragma once

#include <array>
#include <cstdint>

#include "models/core/message.hpp"
#include "models/core/pooled.hpp"

namespace lantern {

/// The messages whose last flit is in a codeword. Written once, by the sender.
class MessageRow {
 public:
  static constexpr unsigned kMost = 10;
  void push_back(Message&& message) { messages_[size_++] = std::move(message); }
  unsigned size() const { return size_; }
  const Message* begin() const { return messages_.data(); }
  const Message* end() const { return messages_.data() + size_; }
  void clear() {
    while (size_) messages_[--size_].data = Bytes();
  }

 private:
  std::array<Message, kMost> messages_;
  unsigned size_ = 0;
};

struct Codeword {
  static constexpr unsigned kFlits = MessageRow::kMost;
  enum class Kind : uint8_t {
    kData,     ///< sequenced, replayed until acknowledged
    kControl,  ///< overhead alone; not replayed
    kReady,    ///< training is done, `ack` is expected next; asks for an answer
    kAnswer,   ///< to kReady: `ack` is expected next; to kProbe
    kProbe,    ///< asks for an answer, to measure the round trip
    kFault,    ///< its sender sees no light: the link is down though the peer sees some
  };
  Kind kind = Kind::kControl;
  bool nak = false;   ///< `ack` is to be sent again, and all after it
  bool lost = false;  ///< set by the fibre: more symbol errors than the FEC corrects
  uint64_t sequence = 0;
  unsigned lanes = 0;  ///< of kReady and kAnswer: how many its sender receives on
  sc_core::sc_time
      stamp;         ///< of kReady, kProbe: when it left; of kAnswer: that of the one it answers
  uint64_t ack = 0;  ///< all data codewords below it have arrived
  sc_core::sc_time on_wire;  ///< from its first bit to when its receiver has it, less the flight
  Pooled<MessageRow> row;    ///< none in a codeword of overhead alone

  unsigned messages() const { return row ? row->size() : 0; }
};

}  // namespace lantern
