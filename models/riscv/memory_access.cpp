// The slow path of loads and stores, and the keeping of DMI windows.
#include "models/riscv/memory_access.hpp"

#include <algorithm>

#include "models/core/trace.hpp"

namespace lantern::riscv {

void MemoryAccess::invalidate(uint64_t begin, uint64_t end) {
  const auto meets = [=](const Window& w) {
    return w.size && w.base <= end && begin <= w.base + w.size - 1;
  };
  loads_.erase(std::remove_if(loads_.begin(), loads_.end(), meets), loads_.end());
  stores_.erase(std::remove_if(stores_.begin(), stores_.end(), meets), stores_.end());
  forget_pages();
  generation_++;
}

void MemoryAccess::forget_pages() {
  loads_of_.clear();
  stores_of_.clear();
}

/// Most memory of a run is none of this hart's.
void MemoryAccess::forget_stores_to(const uint8_t* page) {
  const auto meets = [=](const Window& w) {
    return w.host < page + Tlb::kPage && page < w.host + w.size;
  };
  if (std::any_of(stores_.begin(), stores_.end(), meets)) stores_of_.remove_host(page);
}

const MemoryAccess::Window* MemoryAccess::find(const std::vector<Window>& windows, uint64_t address,
                                               unsigned bytes) {
  for (const Window& window : windows)
    if (address - window.base < window.size && window.size - (address - window.base) >= bytes)
      return &window;
  return nullptr;
}

/// Of a place that no window is known of, one is asked for.
const MemoryAccess::Window* MemoryAccess::find_or_ask(Forward& bus, tlm::tlm_command command,
                                                      uint64_t address, unsigned bytes) {
  const std::vector<Window>& windows = command == tlm::TLM_READ_COMMAND ? loads_ : stores_;
  if (!find(windows, address, 1)) ask_for_dmi(bus, command, address);
  return find(windows, address, bytes);
}

bool MemoryAccess::grants(Forward& bus, tlm::tlm_command command, uint64_t address,
                          unsigned bytes) {
  return find_or_ask(bus, command, address, bytes);
}

const uint8_t* MemoryAccess::host_of(Forward& bus, uint64_t address, uint64_t bytes) {
  tlm::tlm_generic_payload trans;
  tlm::tlm_dmi dmi;
  trans.set_command(tlm::TLM_READ_COMMAND);
  trans.set_address(address);
  if (!bus.get_direct_mem_ptr(trans, dmi) || !dmi.is_read_allowed()) return nullptr;
  const uint64_t offset = address - dmi.get_start_address();
  return bytes && dmi.get_end_address() - address >= bytes - 1 ? dmi.get_dmi_ptr() + offset
                                                               : nullptr;
}

/// Of a page that is not all of one window the slow path goes on knowing.
void MemoryAccess::remember(Tlb& tlb, const Window& window, uint64_t address) {
  const uint64_t page = address & ~(Tlb::kPage - 1);
  if (page < window.base || window.size - (page - window.base) < Tlb::kPage) return;
  tlb.add(page, window.host + (page - window.base), window.latency_ps);
}

/// What an access takes there: of a misaligned one each word that it touches takes its time.
uint64_t MemoryAccess::ps_of(const Window& window, uint64_t address, unsigned bytes) {
  return ((address + bytes - 1) / 8 - address / 8 + 1) * window.latency_ps;
}

bool MemoryAccess::load_by_dmi(uint64_t address, void* data, unsigned bytes, bool again) {
  const Window* const window = find(loads_, address, bytes);
  if (!window) return false;
  if (again) remember(loads_of_, *window, address);
  std::memcpy(data, window->host + (address - window->base), bytes);
  stall_ps += ps_of(*window, address, bytes);
  return true;
}

bool MemoryAccess::store_by_dmi(uint64_t address, const void* data, unsigned bytes, bool again) {
  const Window* const window = find(stores_, address, bytes);
  if (!window) return false;
  uint8_t* const host = window->host + (address - window->base);
  std::memcpy(host, data, bytes);
  observer_.stored(host, bytes);
  if (again && observer_.may_store_untold(host - (address & (Tlb::kPage - 1))))
    remember(stores_of_, *window, address);
  stall_ps += ps_of(*window, address, bytes);
  return true;
}

bool MemoryAccess::atomic(Forward& bus, AtomicExtension& atomic, uint64_t address, void* data,
                          unsigned bytes, sc_core::sc_time& delay) {
  poison_.poisoned = false;
  atomic.done = false;
  if (const Window* window = find(stores(atomic) ? stores_ : loads_, address, bytes)) {
    // Nobody else runs meanwhile: the pointer is as good as the transaction.
    carry_out(atomic, window->host + (address - window->base), static_cast<uint8_t*>(data), bytes);
    delay += sc_core::sc_time::from_value(window->latency_ps);
    return true;
  }
  atomic_.copy_from(atomic);
  const bool ok = transport(bus, tlm::TLM_IGNORE_COMMAND, address, data, bytes, delay);
  atomic.copy_from(atomic_);
  return ok && atomic.done;
}

bool MemoryAccess::transport(Forward& bus, tlm::tlm_command command, uint64_t address, void* data,
                             unsigned bytes, sc_core::sc_time& delay) {
  trans_.set_command(command);
  trans_.set_address(address);
  trans_.set_data_ptr(static_cast<unsigned char*>(data));
  trans_.set_data_length(bytes);
  trans_.set_streaming_width(bytes);
  trans_.set_byte_enable_ptr(nullptr);
  trans_.set_dmi_allowed(false);
  trans_.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
  poison_.poisoned = false;
  Trace::begin(trans_);
  bus.b_transport(trans_, delay);
  const bool ok = trans_.is_response_ok();
  if (ok && trans_.is_dmi_allowed())
    ask_for_dmi(bus, command == tlm::TLM_IGNORE_COMMAND ? tlm::TLM_WRITE_COMMAND : command,
                address);
  return ok;
}

void MemoryAccess::ask_for_dmi(Forward& bus, tlm::tlm_command command, uint64_t address) {
  tlm::tlm_dmi dmi;
  trans_.set_command(command);
  trans_.set_address(address);
  if (!bus.get_direct_mem_ptr(trans_, dmi)) return;
  const bool reading = command == tlm::TLM_READ_COMMAND;
  if (reading ? !dmi.is_read_allowed() : !dmi.is_write_allowed()) return;
  const sc_core::sc_time latency = reading ? dmi.get_read_latency() : dmi.get_write_latency();
  const uint64_t base = (dmi.get_start_address() + 7) & ~7ull;  // whole aligned words only
  const uint64_t end = (dmi.get_end_address() + 1) & ~7ull;
  if (end <= base) return;
  most_latency_ps_ = std::max<uint64_t>(most_latency_ps_, latency.value());
  (reading ? loads_ : stores_)
      .push_back({base, end - base, dmi.get_dmi_ptr() + (base - dmi.get_start_address()),
                  latency.value()});
}

const uint8_t* MemoryAccess::code(Forward& bus, uint64_t address, uint64_t& available) {
  const Window* const window = find_or_ask(bus, tlm::TLM_READ_COMMAND, address, 2);
  if (!window) return nullptr;
  available = window->size - (address - window->base);
  return window->host + (address - window->base);
}

}  // namespace lantern::riscv
