// The copy, its time, and DMI.
#include "models/memory/memory.hpp"

#include "models/core/access.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using sc_core::sc_time;
using sc_core::sc_time_stamp;

Memory::Memory(sc_core::sc_module_name name, unsigned targets)
    : sc_module(name), target("target", targets) {
  for (unsigned t = 0; t < targets; t++) {
    target[t].register_b_transport(this, &Memory::b_transport, static_cast<int>(t));
    target[t].register_transport_dbg(this, &Memory::transport_dbg, static_cast<int>(t));
    target[t].register_get_direct_mem_ptr(this, &Memory::get_direct_mem_ptr, static_cast<int>(t));
  }
}

void Memory::b_transport(int, tlm::tlm_generic_payload& trans, sc_time& delay) {
  charge(trans, delay, access_);
  if (rate_ > 0) {
    const auto ps = static_cast<uint64_t>(trans.get_data_length() * 1e12 / rate_ + 0.5);
    const uint64_t arrival = (sc_time_stamp() + delay).value();
    const uint64_t begin = transfers_.reserve(arrival, ps);
    charge(trans, delay, rate_.name(), sc_time::from_value(begin + ps - arrival));
  }
  const AtomicExtension* const atomic = atomic_of(trans);
  if (read_only_ && (atomic ? stores(*atomic) : trans.is_write()))
    return trans.set_response_status(tlm::TLM_COMMAND_ERROR_RESPONSE);
  if (!is_well_formed(trans)) return;
  if (!storage_.holds(trans.get_address(), span(trans)))
    return trans.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
  storage_.serve(trans);
  trans.set_dmi_allowed(rate_ == 0);
  trans.set_response_status(tlm::TLM_OK_RESPONSE);
}

bool Memory::get_direct_mem_ptr(int, tlm::tlm_generic_payload& trans, tlm::tlm_dmi& dmi) {
  dmi.set_start_address(0);
  dmi.set_end_address(size_ - 1);
  if (rate_ > 0 || (trans.is_write() && read_only_)) return false;
  dmi.set_dmi_ptr(storage_.data());
  dmi.set_read_latency(access_);
  dmi.set_write_latency(access_);
  read_only_ ? dmi.allow_read() : dmi.allow_read_write();
  return true;
}

void Memory::invalidate_dmi() {
  for (auto& socket : target) socket->invalidate_direct_mem_ptr(0, size_ - 1);
}

}  // namespace lantern
