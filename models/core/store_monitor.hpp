// Who is to be told of a store: a hart that has reserved these bytes or has decoded them, whoever
// waits for a word.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "models/core/session.hpp"

namespace lantern {

/// All memory of a run, by where the host has it: a word that harts, DMA and debuggers know by
/// different addresses is one. Whoever stores says so; a hart is spared it on pages where nobody
/// asks, which it keeps at hand until it is told otherwise.
class StoreMonitor {
 public:
  static constexpr uint64_t kPage = 4096;

  /// A hart, or who waits for a word.
  class Observer {
   public:
    Observer();
    virtual ~Observer();
    Observer(const Observer&) = delete;
    Observer& operator=(const Observer&) = delete;
    /// From now on it tells of stores to bytes from `page` on, kPage of them.
    virtual void forget_stores_to(const uint8_t* page) = 0;
    /// These bytes, some of them on a page that somebody watches, have been stored to.
    virtual void stored_to(const uint8_t* at, uint64_t bytes) = 0;

    // LR and SC. One reservation at a time; any store to a byte of it ends it, an own one, too.
    void reserve(const uint8_t* at, unsigned bytes);
    /// Ends it; true if it was there, and of the word at `at`.
    bool take_reservation(const uint8_t* at);
    void drop_reservation();
    bool has_reservation() const { return reserved_; }

    void stored(const uint8_t* at, uint64_t bytes) { monitor_.stored(at, bytes); }
    /// Asked before a page is kept at hand.
    bool may_store_untold(const uint8_t* page) { return monitor_.may_store_untold(*this, page); }
    /// Counted: each is undone by one of the other.
    void watch_page(const uint8_t* page) { monitor_.watch_page(page); }
    void unwatch_page(const uint8_t* page) { monitor_.unwatch_page(page); }

   private:
    friend class StoreMonitor;
    enum class AtHand : uint8_t { kNobody, kSelf, kMore };
    bool meets(const uint8_t* at, uint64_t bytes) const {
      return reserved_ && at < reserved_ + bytes_ && reserved_ < at + bytes;
    }
    StoreMonitor& monitor_;
    const uint8_t* reserved_ = nullptr;
    unsigned bytes_ = 0;
    uintptr_t page_ = 0;                   ///< of its latest reservation
    AtHand page_is_at_ = AtHand::kNobody;  ///< who may have taken that page to hand since
  };

  static StoreMonitor& current() { return Session::current().part<StoreMonitor>(); }
  /// Told by all but harts on pages that they keep at hand, once the bytes are there.
  void stored(const uint8_t* at, uint64_t bytes) {
    if (reservations_) end_reservations(at, bytes);
    if (!watched_.empty()) tell(at, bytes);
  }

 private:
  static uintptr_t page_of(const uint8_t* at) { return reinterpret_cast<uintptr_t>(at) / kPage; }
  void end_reservations(const uint8_t* at, uint64_t bytes);
  void tell(const uint8_t* at, uint64_t bytes);
  bool is_watched(uintptr_t first, uintptr_t last) const;
  bool may_store_untold(const Observer& who, const uint8_t* page);
  void take_from_hand(uintptr_t page);
  void watch_page(const uint8_t* page);
  void unwatch_page(const uint8_t* page);

  std::vector<Observer*> observers_;
  unsigned reservations_ = 0;
  std::unordered_map<uintptr_t, unsigned> watched_;  ///< pages, by how many
};

}  // namespace lantern
