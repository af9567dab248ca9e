// The look-up, and the shifting of addresses on the way down and of DMI ranges on the way up.
#include "models/router/router.hpp"

#include <algorithm>
#include <numeric>

#include "models/core/access.hpp"
#include "models/core/trace.hpp"

namespace lantern {

Router::Router(sc_core::sc_module_name name, std::vector<Window> windows, unsigned targets)
    : sc_module(name),
      target("target", targets),
      initiator("initiator", windows.size()),
      windows_(std::move(windows)),
      order_(windows_.size()) {
  for (unsigned t = 0; t < targets; t++) {
    target[t].register_b_transport(this, &Router::b_transport, static_cast<int>(t));
    target[t].register_transport_dbg(this, &Router::transport_dbg, static_cast<int>(t));
    target[t].register_get_direct_mem_ptr(this, &Router::get_direct_mem_ptr, static_cast<int>(t));
  }
  for (unsigned w = 0; w < windows_.size(); w++)
    initiator[w].register_invalidate_direct_mem_ptr(this, &Router::invalidate_direct_mem_ptr,
                                                    static_cast<int>(w));
  std::iota(order_.begin(), order_.end(), 0u);
  std::sort(order_.begin(), order_.end(),
            [this](unsigned a, unsigned b) { return windows_[a].base < windows_[b].base; });
}

int Router::decode(uint64_t address, uint64_t length) const {
  const auto after =
      std::upper_bound(order_.begin(), order_.end(), address,
                       [this](uint64_t at, unsigned w) { return at < windows_[w].base; });
  if (after == order_.begin()) return -1;
  const Window& window = windows_[*std::prev(after)];
  const uint64_t into = address - window.base;
  return into < window.size && length <= window.size - into ? static_cast<int>(*std::prev(after))
                                                            : -1;
}

void Router::b_transport(int, tlm::tlm_generic_payload& trans, sc_core::sc_time& delay) {
  charge(trans, delay, hop_);
  const int window = decode(trans.get_address(), span(trans));
  if (window < 0) return trans.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
  trans.set_address(trans.get_address() - offset(window));
  initiator[window]->b_transport(trans, delay);
}

unsigned Router::transport_dbg(int, tlm::tlm_generic_payload& trans) {
  const int window = decode(trans.get_address(), trans.get_data_length());
  if (window < 0) return 0;
  trans.set_address(trans.get_address() - offset(window));
  return initiator[window]->transport_dbg(trans);
}

bool Router::get_direct_mem_ptr(int, tlm::tlm_generic_payload& trans, tlm::tlm_dmi& dmi) {
  const int w = decode(trans.get_address(), 1);
  if (w < 0) return false;
  trans.set_address(trans.get_address() - offset(w));
  const bool granted = initiator[w]->get_direct_mem_ptr(trans, dmi);
  // What the target grants is clipped to the window and shifted to where its initiators see it.
  const uint64_t first = windows_[w].absolute ? windows_[w].base : 0;
  const uint64_t begin = std::max<uint64_t>(dmi.get_start_address(), first);
  const uint64_t end = std::min<uint64_t>(dmi.get_end_address(), first + windows_[w].size - 1);
  if (granted) dmi.set_dmi_ptr(dmi.get_dmi_ptr() + (begin - dmi.get_start_address()));
  dmi.set_start_address(begin + offset(w));
  dmi.set_end_address(end + offset(w));
  dmi.set_read_latency(dmi.get_read_latency() + hop_());
  dmi.set_write_latency(dmi.get_write_latency() + hop_());
  return granted;
}

void Router::invalidate_direct_mem_ptr(int w, sc_dt::uint64 begin, sc_dt::uint64 end) {
  const uint64_t first = windows_[w].absolute ? windows_[w].base : 0;
  const uint64_t last = first + windows_[w].size - 1;
  if (begin > last || end < first) return;
  begin = std::max<uint64_t>(begin, first) + offset(w);
  end = std::min<uint64_t>(end, last) + offset(w);
  for (auto& socket : target) socket->invalidate_direct_mem_ptr(begin, end);
}

}  // namespace lantern
