// What crosses a fibre: requests and completions, and the channel that carries any such thing.
#pragma once

#include <cstdint>
#include <functional>
#include <systemc>
#include <tlm>

#include "models/core/atomic.hpp"
#include "models/core/bytes.hpp"
#include "models/core/origin.hpp"

namespace lantern {

/// The two channels of a link; each has credits of its own.
enum class Channel : uint8_t { kMem, kIo };
constexpr unsigned kChannels = 2;

/// One request of 1 byte to a burst, or its completion. It carries its bytes and no pointer into
/// the sender.
struct Message {
  enum class Kind : uint8_t { kRequest, kCompletion };
  enum class Command : uint8_t { kRead, kWrite, kAtomic };
  static constexpr uint32_t kFlitBytes = 64;

  Kind kind = Kind::kRequest;
  Channel channel = Channel::kMem;
  Command command = Command::kRead;
  AtomicOp atomic_op = AtomicOp::kAdd;  ///< of kAtomic
  bool poison = false;                  ///< of a read's completion: the data is known to be wrong
  tlm::tlm_response_status status = tlm::TLM_INCOMPLETE_RESPONSE;
  uint32_t length = 0;  ///< bytes asked for
  uint64_t tag = 0;     ///< the requester's; never used twice
  uint64_t address = 0;
  Origin origin;  ///< of the transaction, for the trace
  Bytes data;     ///< of a write or atomic request, or of a read's or atomic's completion

  bool is_write() const { return command == Command::kWrite; }

  /// One header flit, and whole flits of data.
  unsigned flits() const { return 1 + (data.size() + kFlitBytes - 1) / kFlitBytes; }
};

/// A one-way door: `send` takes what it is given at once and answers nothing.
template <class T>
class SendIf : public virtual sc_core::sc_interface {
 public:
  virtual void send(T&& sent) = 0;
  /// The block behind the door: what is on its way to it belongs in its node's agenda.
  virtual const sc_core::sc_object& block() const = 0;
};
template <class T>
using SendPort = sc_core::sc_port<SendIf<T>>;

/// The receiving end, as a member: `Receiver<Message> in{"in", [this](Message&& m) { ... }}`.
template <class T>
class Receiver : public sc_core::sc_export<SendIf<T>> {
 public:
  template <class Handler>
  Receiver(const char* name, Handler handler)
      : sc_core::sc_export<SendIf<T>>(name), inlet_(*this, std::move(handler)) {
    this->bind(inlet_);
  }
  /// It only passes on to who is behind that port.
  void stand_for(SendPort<T>& next) { inlet_.next = &next; }

 private:
  struct Inlet : SendIf<T> {
    Inlet(const Receiver& door, std::function<void(T&&)> take)
        : door(door), take(std::move(take)) {}
    void send(T&& sent) override { take(std::move(sent)); }
    const sc_core::sc_object& block() const override {
      return next ? (*next)->block() : *door.get_parent_object();
    }
    const Receiver& door;
    std::function<void(T&&)> take;
    SendPort<T>* next = nullptr;
  };
  Inlet inlet_;
};

}  // namespace lantern
