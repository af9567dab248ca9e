// A hash a wire, and the trace hash over all of them in name order.
#pragma once

#include <map>
#include <string>
#include <systemc>

#include "models/core/hash.hpp"

namespace lantern {

/// What passed on one wire: order, time, payload. Requests and answers have an order each: whether
/// an answer comes within its request's call or later, with the same time, is no difference.
class WireHash {
 public:
  explicit WireHash(const std::string& name);
  void add(sc_core::sc_time at) { hash_.add(at.value()); }
  void add(uint64_t word) { hash_.add(word); }
  void add(const uint8_t* bytes, size_t length) { hash_.add(bytes, length); }
  Hash& answers() { return answers_; }
  uint64_t value() const {
    Hash both = hash_;
    both.add(answers_.value());
    return both.value();
  }

  static const std::map<std::string, const WireHash*>& all();
  static uint64_t combined();

 private:
  Hash hash_, answers_;
};

}  // namespace lantern
