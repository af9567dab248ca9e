// How the hart reaches memory: by DMI windows where it may, else by b_transport.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <cstdint>
#include <cstring>
#include <systemc>
#include <tlm>
#include <vector>

#include "models/core/payload.hpp"
#include "models/core/store_monitor.hpp"
#include "models/riscv/tlb.hpp"

namespace lantern::riscv {

class MemoryAccess {
 public:
  using Forward = tlm::tlm_fw_transport_if<>;

  /// `stores` is told of what is stored to memory, and decides which pages stay at hand.
  explicit MemoryAccess(StoreMonitor::Observer& stores) : observer_(stores) {
    trans_.set_extension(&poison_);
    trans_.set_extension(&atomic_);
  }
  ~MemoryAccess() {
    trans_.clear_extension(&poison_);
    trans_.clear_extension(&atomic_);
  }
  MemoryAccess(const MemoryAccess&) = delete;
  MemoryAccess& operator=(const MemoryAccess&) = delete;

  /// Windows are held until the target takes them back.
  void invalidate(uint64_t begin, uint64_t end);
  unsigned generation() const { return generation_; }  ///< changes with each invalidation

  /// Naturally aligned accesses to pages that were used before; anything else is for the slow path.
  template <class T>
  bool fast_load(uint64_t address, T& value) {
    const Tlb::Entry* const entry = loads_of_.find(address, sizeof(T));
    if (!entry) return false;
    std::memcpy(&value, entry->at(address), sizeof(T));
    stall_ps += entry->latency_ps;
    return true;
  }
  template <class T>
  bool fast_store(uint64_t address, T value) {
    const Tlb::Entry* const entry = stores_of_.find(address, sizeof(T));
    if (!entry) return false;
    std::memcpy(entry->at(address), &value, sizeof(T));
    stall_ps += entry->latency_ps;
    return true;
  }
  /// The next accesses take the slow path again: of all pages, or stores to one of the host's.
  void forget_pages();
  void forget_stores_to(const uint8_t* page);
  /// True where all of the access stays in one DMI window, which is asked for where none is known.
  bool grants(Forward& bus, tlm::tlm_command command, uint64_t address, unsigned bytes);
  /// By a window that is known, at any alignment; false: there is none. With `again` the page's
  /// next access is fast.
  bool load_by_dmi(uint64_t address, void* data, unsigned bytes, bool again);
  bool store_by_dmi(uint64_t address, const void* data, unsigned bytes, bool again);
  /// False: the target answered with an error. `delay` is the local time and may come back as zero
  /// after a wait.
  bool transport(Forward& bus, tlm::tlm_command command, uint64_t address, void* data,
                 unsigned bytes, sc_core::sc_time& delay);
  /// `data` gives the operand and takes what the word was; false: there is no such atomic there.
  bool atomic(Forward& bus, AtomicExtension& atomic, uint64_t address, void* data, unsigned bytes,
              sc_core::sc_time& delay);
  /// The access that has just failed met poison.
  bool poisoned() const { return poison_.poisoned; }
  /// Host bytes of code at `address` up to the window's end; nullptr where no DMI is granted.
  const uint8_t* code(Forward& bus, uint64_t address, uint64_t& available);

  /// Where the host has these bytes; nullptr where no DMI is granted. Asked by who only looks: no
  /// window is kept, whose latency would count from then on.
  static const uint8_t* host_of(Forward& bus, uint64_t address, uint64_t bytes);

  /// No access by DMI takes longer.
  uint64_t most_latency_ps() const { return most_latency_ps_; }

  uint64_t stall_ps = 0;  ///< latency of DMI accesses since the hart last took it over

 private:
  struct Window {
    uint64_t base = 0;
    uint64_t size = 0;
    uint8_t* host = nullptr;
    uint64_t latency_ps = 0;
  };
  static const Window* find(const std::vector<Window>& windows, uint64_t address, unsigned bytes);
  const Window* find_or_ask(Forward& bus, tlm::tlm_command command, uint64_t address,
                            unsigned bytes);
  void ask_for_dmi(Forward& bus, tlm::tlm_command command, uint64_t address);

  static uint64_t ps_of(const Window& window, uint64_t address, unsigned bytes);
  static void remember(Tlb& tlb, const Window& window, uint64_t address);

  StoreMonitor::Observer& observer_;
  std::vector<Window> loads_, stores_;
  Tlb loads_of_, stores_of_;  ///< pages of those windows
  unsigned generation_ = 0;
  uint64_t most_latency_ps_ = 0;
  PoisonExtension poison_;
  AtomicExtension atomic_;  ///< counts with TLM_IGNORE_COMMAND alone
  tlm::tlm_generic_payload trans_;
};

}  // namespace lantern::riscv
