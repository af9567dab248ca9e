// An exact, event-ordered reference of reads over links to one medium, written without SystemC and
// without the models.
#pragma once

#include <cstdint>
#include <deque>
#include <queue>
#include <vector>

namespace lantern::data_path {

/// Same framing and ties as the models: ten flits a codeword, a codeword leaves when full or when
/// nothing else waits, requests that meet are served in turn over the ports; the medium serves one
/// after the other (one closed-page bank).
class QueueReference {
 public:
  struct Times {  // ps
    uint64_t process, codeword, codec, port, arbitration, cycle, lookup, access, transfer,
        precharge;
  };
  QueueReference(const Times& times, std::vector<uint64_t> flights)
      : t_(times), lanes_(flights.size()) {
    for (size_t i = 0; i < flights.size(); i++) lanes_[i].flight = flights[i];
  }
  /// A read of 64 bytes at `at` by `lane`; its number is the order of the calls.
  void add(uint64_t at, unsigned lane) {
    push(at + t_.process, Kind::kRequest, lane, static_cast<unsigned>(done_.size()));
    begun_.push_back(at);
    done_.push_back(0);
  }
  /// Latencies by number.
  std::vector<uint64_t> run() {
    while (!events_.empty()) step();
    std::vector<uint64_t> latencies;
    for (size_t i = 0; i < done_.size(); i++) latencies.push_back(done_[i] - begun_[i]);
    return latencies;
  }

 private:
  enum class Kind : uint8_t { kRequest, kLineFree, kArrive, kArbitrate, kAnswer, kBack };
  struct Event {
    uint64_t at;
    unsigned delta;  ///< within one moment: arrivals first, then what they make ready
    uint64_t sequence;
    Kind kind;
    unsigned lane, id;
    bool operator<(const Event& other) const {
      if (at != other.at) return at > other.at;
      if (delta != other.delta) return delta > other.delta;
      return sequence > other.sequence;
    }
  };
  struct Flits {
    unsigned id, left;
  };
  struct Line {
    std::deque<Flits> waiting;
    uint64_t free_at = 0;
    bool forming = false;
  };
  struct Lane {
    uint64_t flight = 0;
    Line out, back;
  };

  void push(uint64_t at, Kind kind, unsigned lane, unsigned id, unsigned delta = 0) {
    events_.push({at, delta, sequence_++, kind, lane, id});
  }
  /// Codewords are formed when all that comes at the same moment has come.
  void form_later(uint64_t now, unsigned lane, bool back) {
    Line& line = back ? lanes_[lane].back : lanes_[lane].out;
    if (line.forming || line.waiting.empty()) return;
    line.forming = true;
    push(now < line.free_at ? line.free_at : now, Kind::kLineFree, lane, back, 9);
  }
  void form(uint64_t now, unsigned lane, bool back) {
    Line& line = back ? lanes_[lane].back : lanes_[lane].out;
    line.forming = false;
    line.free_at = now + t_.codeword;
    const uint64_t arrival = line.free_at + t_.codec + lanes_[lane].flight;
    for (unsigned space = 10; space && !line.waiting.empty();) {
      Flits& first = line.waiting.front();
      const unsigned taken = first.left < space ? first.left : space;
      first.left -= taken;
      space -= taken;
      if (first.left) break;
      push(arrival, back ? Kind::kBack : Kind::kArrive, lane, first.id);
      line.waiting.pop_front();
    }
    form_later(now, lane, back);
  }
  void serve(uint64_t now) {
    const auto ports = static_cast<unsigned>(lanes_.size());
    std::vector<std::pair<unsigned, unsigned>> round;  // turn, index in met_
    for (unsigned i = 0; i < met_.size(); i++)
      round.emplace_back((met_[i].first + ports - next_) % ports, i);
    for (size_t i = 1; i < round.size(); i++)
      for (size_t j = i; j && round[j].first < round[j - 1].first; j--)
        std::swap(round[j], round[j - 1]);
    for (const auto& turn : round) {
      const auto [lane, id] = met_[turn.second];
      next_ = (lane + 1) % ports;
      uint64_t at = now + t_.port + t_.arbitration;
      if (at < issue_free_) at = issue_free_;
      issue_free_ = at + t_.cycle;
      at += t_.lookup;
      if (at < medium_free_) at = medium_free_;
      const uint64_t end = at + t_.access + t_.transfer;
      medium_free_ = end + t_.precharge;
      push(end, Kind::kAnswer, lane, id);
    }
    met_.clear();
  }
  void step() {
    const Event event = events_.top();
    events_.pop();
    switch (event.kind) {
      case Kind::kRequest:
        lanes_[event.lane].out.waiting.push_back({event.id, 1});
        form_later(event.at, event.lane, false);
        break;
      case Kind::kLineFree:
        form(event.at, event.lane, event.id);
        break;
      case Kind::kArrive:
        if (met_.empty()) push(event.at, Kind::kArbitrate, 0, 0, 5);
        met_.emplace_back(event.lane, event.id);
        break;
      case Kind::kArbitrate:
        serve(event.at);
        break;
      case Kind::kAnswer:
        lanes_[event.lane].back.waiting.push_back({event.id, 2});
        form_later(event.at, event.lane, true);
        break;
      case Kind::kBack:
        done_[event.id] = event.at;
        break;
    }
  }

  const Times t_;
  std::vector<Lane> lanes_;
  std::priority_queue<Event> events_;
  uint64_t sequence_ = 0;
  std::vector<uint64_t> begun_, done_;
  std::vector<std::pair<unsigned, unsigned>>
      met_;  ///< lane, id of requests that arrived at this moment
  unsigned next_ = 0;
  uint64_t issue_free_ = 0;
  uint64_t medium_free_ = 0;
};

}  // namespace lantern::data_path
