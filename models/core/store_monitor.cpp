// Reservations, pages with code, and which pages harts may keep at hand.
#include "models/core/store_monitor.hpp"

#include <algorithm>

namespace lantern {

using Observer = StoreMonitor::Observer;

Observer::Observer() : monitor_(StoreMonitor::current()) { monitor_.observers_.push_back(this); }

Observer::~Observer() {
  drop_reservation();
  std::vector<Observer*>& all = monitor_.observers_;
  all.erase(std::find(all.begin(), all.end(), this));
}

/// A loop that takes a lock reserves on one page again and again, and seldom does another store to
/// it meanwhile: then there is nobody to ask.
void Observer::reserve(const uint8_t* at, unsigned bytes) {
  if (!reserved_) monitor_.reservations_++;
  reserved_ = at;
  bytes_ = bytes;
  const uintptr_t page = page_of(at);
  if (page != page_ || page_is_at_ == AtHand::kMore)
    monitor_.take_from_hand(page);
  else if (page_is_at_ == AtHand::kSelf)
    forget_stores_to(at - reinterpret_cast<uintptr_t>(at) % kPage);
  page_ = page;
  page_is_at_ = AtHand::kNobody;
}

bool Observer::take_reservation(const uint8_t* at) {
  const bool held = reserved_ == at && at;
  drop_reservation();
  return held;
}

void Observer::drop_reservation() {
  if (!reserved_) return;
  reserved_ = nullptr;
  monitor_.reservations_--;
}

void StoreMonitor::end_reservations(const uint8_t* at, uint64_t bytes) {
  for (Observer* const observer : observers_)
    if (observer->meets(at, bytes)) observer->drop_reservation();
}

bool StoreMonitor::is_watched(uintptr_t first, uintptr_t last) const {
  if (last - first < watched_.size()) {
    for (uintptr_t page = first; page <= last; page++)
      if (watched_.count(page)) return true;
    return false;
  }
  return std::any_of(watched_.begin(), watched_.end(),
                     [=](const auto& page) { return page.first >= first && page.first <= last; });
}

void StoreMonitor::tell(const uint8_t* at, uint64_t bytes) {
  if (!bytes || !is_watched(page_of(at), page_of(at + bytes - 1))) return;
  for (Observer* const observer : observers_) observer->stored_to(at, bytes);
}

/// A guest's page may lie on two of the host's.
bool StoreMonitor::may_store_untold(const Observer& who, const uint8_t* page) {
  const uintptr_t first = page_of(page);
  const uintptr_t last = page_of(page + kPage - 1);
  if (is_watched(first, last)) return false;
  for (Observer* const observer : observers_) {
    if (observer->page_ != first && observer->page_ != last) continue;
    if (observer->reserved_) return false;
    observer->page_is_at_ = observer == &who && observer->page_is_at_ != Observer::AtHand::kMore
                                ? Observer::AtHand::kSelf
                                : Observer::AtHand::kMore;
  }
  return true;
}

void StoreMonitor::take_from_hand(uintptr_t page) {
  // Nobody reads through it: it says which page.
  const auto* const first =
      reinterpret_cast<const uint8_t*>(page * kPage);  // NOLINT(performance-no-int-to-ptr)
  for (Observer* const observer : observers_) observer->forget_stores_to(first);
}

void StoreMonitor::watch_page(const uint8_t* page) {
  if (!watched_[page_of(page)]++) take_from_hand(page_of(page));
}

void StoreMonitor::unwatch_page(const uint8_t* page) {
  const auto found = watched_.find(page_of(page));
  if (found != watched_.end() && !--found->second) watched_.erase(found);
}

}  // namespace lantern
