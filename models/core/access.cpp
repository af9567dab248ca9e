// What few payloads need.
#include "models/core/access.hpp"

namespace lantern {

bool is_well_formed_oddity(tlm::tlm_generic_payload& trans) {
  const uint64_t length = trans.get_data_length();
  const bool atomic = atomic_of(trans);
  if (atomic &&
      ((length != 4 && length != 8) || trans.get_address() % length || span(trans) != length)) {
    trans.set_response_status(tlm::TLM_BURST_ERROR_RESPONSE);
  } else if (trans.get_byte_enable_ptr() && (atomic || !trans.get_byte_enable_length())) {
    trans.set_response_status(tlm::TLM_BYTE_ENABLE_ERROR_RESPONSE);
  } else if (!span(trans)) {
    trans.set_response_status(tlm::TLM_BURST_ERROR_RESPONSE);
  } else {
    return true;
  }
  return false;
}

void move_odd_bytes(tlm::tlm_generic_payload& trans, uint8_t* bytes) {
  uint8_t* const data = trans.get_data_ptr();
  const uint64_t width = span(trans);
  for (uint64_t at = 0; at < trans.get_data_length(); at++) {
    if (!enabled(trans, at)) continue;
    if (trans.is_write()) bytes[at % width] = data[at];
    if (trans.is_read()) data[at] = bytes[at % width];
  }
}

}  // namespace lantern
