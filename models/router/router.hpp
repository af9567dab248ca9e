// An address map: each access goes to the window that holds it.
#pragma once

#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>
#include <string>
#include <systemc>
#include <vector>

#include "models/core/parameter.hpp"

namespace lantern {

/// Targets see offsets into their window, or with `absolute` the address as it came. An access that
/// no window holds whole is an address error.
class Router : public sc_core::sc_module {
 public:
  struct Window {
    uint64_t base;
    uint64_t size;
    bool absolute = false;
    std::string leads_to{};  ///< for `lantern show`
  };
  sc_core::sc_vector<tlm_utils::simple_target_socket_tagged<Router>> target;
  sc_core::sc_vector<tlm_utils::simple_initiator_socket_tagged<Router>> initiator;

  /// Windows must not overlap (the platform checks it, with file and line).
  Router(sc_core::sc_module_name name, std::vector<Window> windows, unsigned targets = 1);
  const std::vector<Window>& windows() const { return windows_; }

 private:
  Parameter<sc_core::sc_time> hop_{"hop",
                                   Dimension::kTime,
                                   "2 ns",
                                   {"0 ns", "1 us"},
                                   "Decoding and forwarding.",
                                   "assumed: two cycles of a 1 GHz interconnect"};

  void b_transport(int, tlm::tlm_generic_payload& trans, sc_core::sc_time& delay);
  unsigned transport_dbg(int, tlm::tlm_generic_payload& trans);
  bool get_direct_mem_ptr(int, tlm::tlm_generic_payload& trans, tlm::tlm_dmi& dmi);
  void invalidate_direct_mem_ptr(int window, sc_dt::uint64 begin, sc_dt::uint64 end);
  int decode(uint64_t address, uint64_t length) const;
  uint64_t offset(int window) const {
    return windows_[window].absolute ? 0 : windows_[window].base;
  }

  const std::vector<Window> windows_;
  std::vector<unsigned> order_;  ///< windows by base
};

}  // namespace lantern
