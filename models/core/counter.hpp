// Counters and latency records: what a block has done, by hierarchical name.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <systemc>
#include <utility>
#include <vector>

#include "models/core/watcher.hpp"

namespace lantern {

class Counter : public sc_core::sc_object {
 public:
  enum class Place : uint8_t { kDetail, kSummary };  ///< the summary shows what is not zero
  Counter(const char* name, const char* doc, Place place = Place::kDetail)
      : sc_object(name), doc_(doc), place_(place) {}
  Counter& operator++() { return *this += 1; }
  Counter& operator+=(uint64_t n) {
    value_ += n;
    if (__builtin_expect(value_ >= told_from_, false)) watchers_.tell(0);
    return *this;
  }
  /// `watcher` is told of `least` or more; of several, all are told from the least of all on.
  void watch(uint64_t least, Watcher& watcher) {
    told_from_ = std::min(told_from_, least);
    watchers_.add(0, watcher);
  }
  void leave(const Watcher& watcher) {
    watchers_.remove(watcher);
    if (watchers_.empty()) told_from_ = kNever;
  }
  operator uint64_t() const { return value_; }
  uint64_t value() const { return value_; }
  const char* doc() const { return doc_; }
  Place place() const { return place_; }
  const char* kind() const override { return "lantern_counter"; }

 private:
  static constexpr uint64_t kNever = ~0ull;
  const char* doc_;
  Place place_;
  uint64_t value_ = 0;
  uint64_t told_from_ = kNever;
  Watchers watchers_;
};

/// A word on how a block is, for the summary.
class Status : public sc_core::sc_object {
 public:
  Status(const char* name, const char* doc, std::function<std::string()> text)
      : sc_object(name), doc_(doc), text_(std::move(text)) {}
  std::string text() const { return text_(); }
  const char* doc() const { return doc_; }
  const char* kind() const override { return "lantern_status"; }

 private:
  const char* doc_;
  std::function<std::string()> text_;
};

/// Latencies of one traffic source: exact count, mean, least and greatest. Percentiles are exact
/// for kExact records; of more, those of a log-linear histogram, as HdrHistogram has it: never
/// below the true one, and above it by kError of it at most.
class LatencyRecord : public sc_core::sc_object {
 public:
  static constexpr size_t kExact = 4096;
  static constexpr unsigned kSubBits = 7;
  static constexpr double kError = 1.0 / (1u << kSubBits);

  LatencyRecord(const char* name, const char* doc) : sc_object(name), doc_(doc) {
    first_.reserve(kExact);
  }
  void add(sc_core::sc_time latency) {
    const uint64_t ps = latency.value();
    if (count_ < kExact) first_.push_back(ps);
    buckets_[bucket(ps)]++;
    count_++;
    sum_ += ps;
    min_ = ps < min_ ? ps : min_;
    max_ = ps > max_ ? ps : max_;
  }
  /// As if there had been none.
  void forget() {
    first_.clear();
    buckets_.fill(0);
    count_ = sum_ = max_ = 0;
    min_ = ~0ull;
  }
  uint64_t count() const { return count_; }
  double mean_ps() const {
    return count_ ? static_cast<double>(sum_) / static_cast<double>(count_) : 0;
  }
  uint64_t min_ps() const { return count_ ? min_ : 0; }
  uint64_t max_ps() const { return max_; }
  bool exact() const { return count_ <= kExact; }
  /// The least latency that at least so many thousandths of all do not exceed, in ps.
  uint64_t percentile_ps(unsigned thousandths) const;
  /// How many latencies, by the greatest that their bucket holds, in ps; no empty ones.
  std::vector<std::pair<uint64_t, uint64_t>> histogram() const;
  const char* doc() const { return doc_; }
  const char* kind() const override { return "lantern_latency"; }

 private:
  static unsigned bucket(uint64_t ps) {
    if (ps < (1u << kSubBits)) return static_cast<unsigned>(ps);
    const unsigned shift = 63 - static_cast<unsigned>(__builtin_clzll(ps)) - kSubBits;
    return ((shift + 1) << kSubBits) +
           static_cast<unsigned>((ps >> shift) & ((1u << kSubBits) - 1));
  }
  static uint64_t bucket_end(unsigned bucket);

  const char* doc_;
  uint64_t count_ = 0;
  uint64_t sum_ = 0;
  uint64_t min_ = ~0ull;
  uint64_t max_ = 0;
  std::vector<uint64_t> first_;  ///< the first kExact of them
  std::array<uint64_t, (64 - kSubBits + 1) << kSubBits> buckets_{};
};

}  // namespace lantern
