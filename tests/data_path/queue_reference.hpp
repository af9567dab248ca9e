// An exact, event-ordered reference of reads over links to one medium, written without SystemC and
// without the models.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <queue>
#include <vector>

namespace lantern::data_path {

/// Same framing and ties as the models: reads are split at the granule, over the links of their
/// lane in turn; ten flits a codeword, a codeword leaves when full or when nothing else waits;
/// requests that meet are served in turn over the ports; the medium serves one after the other (one
/// closed-page bank).
class QueueReference {
 public:
  static constexpr uint64_t kGranule = 256;
  static constexpr uint64_t kFlit = 64;
  struct Times {  // ps
    uint64_t process, codeword, codec, port, arbitration, cycle, lookup, access, precharge;
    uint64_t bytes_per_us;  ///< of the medium
    uint64_t transfer(uint64_t bytes) const {
      return (bytes * 1000000 + bytes_per_us / 2) / bytes_per_us;
    }
    /// How long a read of one granule or less keeps the medium.
    uint64_t service(uint64_t bytes) const { return access + transfer(bytes) + precharge; }
  };
  /// `flights` by port: lane i has the ports links * i and following.
  QueueReference(const Times& times, std::vector<uint64_t> flights, unsigned links = 1)
      : t_(times), links_(links), ports_(flights.size()) {
    for (size_t i = 0; i < flights.size(); i++) ports_[i].flight = flights[i];
  }
  /// A read at `at` by `lane`; its number is the order of the calls.
  void add(uint64_t at, unsigned lane, uint64_t address, uint64_t bytes) {
    reads_.push_back({at, 0, 0});
    for (const uint64_t end = address + bytes; address < end; reads_.back().left++) {
      const uint64_t length = std::min(end - address, kGranule - address % kGranule);
      const auto link = static_cast<unsigned>(address / kGranule % links_);
      push(at + t_.process, Kind::kRequest, lane * links_ + link,
           static_cast<unsigned>(pieces_.size()));
      pieces_.push_back({reads_.size() - 1, length});
      address += length;
    }
  }
  /// Latencies by number.
  std::vector<uint64_t> run() {
    while (!events_.empty()) step();
    std::vector<uint64_t> latencies;
    for (const Read& read : reads_) latencies.push_back(read.done - read.begun);
    return latencies;
  }

 private:
  enum class Kind : uint8_t { kRequest, kLineFree, kArrive, kArbitrate, kAnswer, kBack };
  struct Event {
    uint64_t at;
    unsigned delta;  ///< within one moment: arrivals first, then what they make ready
    uint64_t sequence;
    Kind kind;
    unsigned port, piece;
    bool operator<(const Event& other) const {
      if (at != other.at) return at > other.at;
      if (delta != other.delta) return delta > other.delta;
      return sequence > other.sequence;
    }
  };
  struct Read {
    uint64_t begun, done;
    unsigned left;  ///< pieces that have not come back
  };
  struct Piece {
    size_t read;
    uint64_t bytes;
  };
  struct Flits {
    unsigned piece;
    uint64_t left;
  };
  struct Line {
    std::deque<Flits> waiting;
    uint64_t free_at = 0;
    bool forming = false;
  };
  struct Port {
    uint64_t flight = 0;
    Line out, back;
  };

  void push(uint64_t at, Kind kind, unsigned port, unsigned piece, unsigned delta = 0) {
    events_.push({at, delta, sequence_++, kind, port, piece});
  }
  /// Codewords are formed when all that comes at the same moment has come.
  void form_later(uint64_t now, unsigned port, bool back) {
    Line& line = back ? ports_[port].back : ports_[port].out;
    if (line.forming || line.waiting.empty()) return;
    line.forming = true;
    push(now < line.free_at ? line.free_at : now, Kind::kLineFree, port, back, 9);
  }
  void form(uint64_t now, unsigned port, bool back) {
    Line& line = back ? ports_[port].back : ports_[port].out;
    line.forming = false;
    line.free_at = now + t_.codeword;
    const uint64_t arrival = line.free_at + t_.codec + ports_[port].flight;
    for (uint64_t space = 10; space && !line.waiting.empty();) {
      Flits& first = line.waiting.front();
      const uint64_t taken = std::min(first.left, space);
      first.left -= taken;
      space -= taken;
      if (first.left) break;
      push(arrival, back ? Kind::kBack : Kind::kArrive, port, first.piece);
      line.waiting.pop_front();
    }
    form_later(now, port, back);
  }
  void serve(uint64_t now) {
    const auto ports = static_cast<unsigned>(ports_.size());
    std::vector<std::pair<unsigned, unsigned>> round;  // turn, index in met_
    for (unsigned i = 0; i < met_.size(); i++)
      round.emplace_back((met_[i].first + ports - next_) % ports, i);
    std::sort(round.begin(), round.end());
    for (const auto& turn : round) {
      const auto [port, piece] = met_[turn.second];
      next_ = (port + 1) % ports;
      uint64_t at = std::max(now + t_.port + t_.arbitration, issue_free_);
      issue_free_ = at + t_.cycle;
      at = std::max(at + t_.lookup, medium_free_);
      const uint64_t bytes = pieces_[piece].bytes;
      medium_free_ = at + t_.service(bytes);
      push(at + t_.access + t_.transfer(bytes), Kind::kAnswer, port, piece);
    }
    met_.clear();
  }
  void step() {
    const Event event = events_.top();
    events_.pop();
    Port& port = ports_[event.port];
    switch (event.kind) {
      case Kind::kRequest:
        port.out.waiting.push_back({event.piece, 1});
        form_later(event.at, event.port, false);
        break;
      case Kind::kLineFree:
        form(event.at, event.port, event.piece);
        break;
      case Kind::kArrive:
        if (met_.empty()) push(event.at, Kind::kArbitrate, 0, 0, 5);
        met_.emplace_back(event.port, event.piece);
        break;
      case Kind::kArbitrate:
        serve(event.at);
        break;
      case Kind::kAnswer:
        port.back.waiting.push_back(
            {event.piece, 1 + (pieces_[event.piece].bytes + kFlit - 1) / kFlit});
        form_later(event.at, event.port, true);
        break;
      case Kind::kBack:
        Read& read = reads_[pieces_[event.piece].read];
        if (!--read.left) read.done = event.at;
        break;
    }
  }

  const Times t_;
  const unsigned links_;
  std::vector<Port> ports_;
  std::priority_queue<Event> events_;
  uint64_t sequence_ = 0;
  std::vector<Read> reads_;
  std::vector<Piece> pieces_;
  std::vector<std::pair<unsigned, unsigned>> met_;  ///< port, piece: arrived at this moment
  unsigned next_ = 0;
  uint64_t issue_free_ = 0;
  uint64_t medium_free_ = 0;
};

}  // namespace lantern::data_path
