// What contends: eight initiators on fibres of 1 to 150 m, one medium, random arrivals; what is
// measured; the exact figures. Without SystemC and without the models.
#pragma once

#include <Random123/philox.h>

#include <algorithm>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/data_path/queue_reference.hpp"

namespace lantern::data_path {

constexpr unsigned kInitiators = 8;
constexpr uint64_t kLengths[kInitiators] = {1, 5, 10, 20, 40, 75, 110, 150};  ///< m
constexpr QueueReference::Times kTimes = {5000, 25600, 51200, 5000,  10000,
                                          1000, 4000,  32666, 16000, 38400};

/// A point of the curve: `load` percent of the medium asked for in reads of `bytes`, each
/// initiator's window interleaved over `links` fibres of one length.
struct Point {
  unsigned links, bytes, load;
};
constexpr Point kPoints[] = {{1, 64, 18},  {1, 64, 50},  {1, 64, 70}, {1, 64, 80}, {1, 64, 91},
                             {2, 64, 18},  {2, 64, 50},  {2, 64, 70}, {2, 64, 80}, {2, 64, 91},
                             {2, 512, 18}, {2, 512, 70}, {2, 512, 91}};
constexpr unsigned kReads = 40000;  ///< a point

struct Arrival {
  uint64_t at;  ///< ps after the start
  unsigned lane;
  uint64_t address;  ///< in the window
};

/// The same numbers on every machine: a counter-based generator and integers.
class Draw {
 public:
  uint64_t next() {
    const auto block = r123::Philox4x64{}({{count_ / 4, 0, 0, 0}}, {{2026, 9}});
    return block[count_++ % 4];
  }
  uint64_t below(uint64_t n) { return high(next(), n); }
  /// Exponentially distributed, by von Neumann's comparisons: no logarithm, so no rounding of one.
  uint64_t exponential(uint64_t mean) {
    for (uint64_t whole = 0;; whole += mean) {
      const uint64_t first = next();
      bool accepted = true;
      for (uint64_t last = first, other; (other = next()) < last; last = other)
        accepted = !accepted;
      if (accepted) return whole + high(first, mean);
    }
  }

 private:
  static uint64_t high(uint64_t a, uint64_t b) {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(a) * b >> 64);
  }
  uint64_t count_ = 0;
};

/// Poisson arrivals over all initiators, at addresses within 4 MiB.
inline std::vector<Arrival> arrivals(const Point& point, unsigned count = kReads) {
  Draw draw;
  std::vector<Arrival> all;
  const uint64_t pieces = (point.bytes + QueueReference::kGranule - 1) / QueueReference::kGranule;
  const uint64_t gap = kTimes.service(point.bytes / pieces) * pieces * 100 / point.load;
  for (uint64_t at = 0; all.size() < count;) {
    at += draw.exponential(gap);
    const auto lane = static_cast<unsigned>(draw.below(kInitiators));
    all.push_back({at, lane, draw.below((4 << 20) / point.bytes) * point.bytes});
  }
  return all;
}

struct Figures {
  double throughput;   ///< a us
  double mean;         ///< ps
  uint64_t p99, p999;  ///< ps
};

inline Figures figures(const std::vector<Arrival>& plan, std::vector<uint64_t> latencies) {
  uint64_t end = 0;
  uint64_t sum = 0;
  for (size_t i = 0; i < plan.size(); i++) {
    end = std::max(end, plan[i].at + latencies[i]);
    sum += latencies[i];
  }
  std::sort(latencies.begin(), latencies.end());
  const auto count = static_cast<double>(plan.size());
  return {count / (static_cast<double>(end) / 1e6), static_cast<double>(sum) / count,
          latencies[plan.size() * 99 / 100], latencies[plan.size() * 999 / 1000]};
}

/// A point's line of contention_curve.csv, and how it begins.
inline std::string curve_key(const Point& point) {
  return std::to_string(point.links) + "," + std::to_string(point.bytes) + "," +
         std::to_string(point.load) + ",";
}
inline std::string curve_line(const Point& point, const Figures& figures) {
  char text[100];
  std::snprintf(text, sizeof text, "%.6f,%.3f,%" PRIu64 ",%" PRIu64, figures.throughput,
                figures.mean, figures.p99, figures.p999);
  return curve_key(point) + text;
}

/// Latencies of the exact queue.
inline std::vector<uint64_t> exact(const Point& point, const std::vector<Arrival>& plan) {
  std::vector<uint64_t> flights;
  for (const uint64_t length : kLengths)  // group index 1.468, to the nearest picosecond
    flights.insert(flights.end(), point.links,
                   (length * 1468 * 1000000000 + 299792458 / 2) / 299792458);
  QueueReference reference(kTimes, flights, point.links);
  for (const Arrival& arrival : plan)
    reference.add(arrival.at, arrival.lane, arrival.address, point.bytes);
  return reference.run();
}

}  // namespace lantern::data_path
