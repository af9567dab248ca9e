// The rules of IEEE 1666 (14.8 to 14.12) that every target keeps: what is well formed, which bytes
// take part, where they lie.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <tlm>

#include "models/core/atomic.hpp"

namespace lantern {

/// Bytes of the target that a transaction reaches: a streaming width below the data length sends
/// beat after beat to the same addresses.
inline uint64_t span(const tlm::tlm_generic_payload& trans) {
  return std::min(trans.get_data_length(), trans.get_streaming_width());
}

/// What `is_well_formed` says of an atomic, of byte enables and of an empty payload.
bool is_well_formed_oddity(tlm::tlm_generic_payload& trans);

/// False, with the status set: no data, no streaming width, byte enables without length; an atomic
/// that is not a naturally aligned word.
inline bool is_well_formed(tlm::tlm_generic_payload& trans) {
  const bool plain =
      trans.get_command() != tlm::TLM_IGNORE_COMMAND && !trans.get_byte_enable_ptr() && span(trans);
  return plain || is_well_formed_oddity(trans);
}

/// For a target that knows no atomics: TLM_IGNORE_COMMAND succeeds as it is, an atomic is refused.
inline void answer_ignore(tlm::tlm_generic_payload& trans) {
  trans.set_response_status(atomic_of(trans) ? tlm::TLM_COMMAND_ERROR_RESPONSE
                                             : tlm::TLM_OK_RESPONSE);
}

/// True for a whole read, write or atomic. Else sets the status: no byte enables, no streaming;
/// IGNORE succeeds as it is.
inline bool is_plain_access(tlm::tlm_generic_payload& trans) {
  if (!is_well_formed(trans)) return false;
  if (trans.get_byte_enable_ptr()) {
    trans.set_response_status(tlm::TLM_BYTE_ENABLE_ERROR_RESPONSE);
  } else if (span(trans) < trans.get_data_length()) {
    trans.set_response_status(tlm::TLM_BURST_ERROR_RESPONSE);
  } else if (trans.get_command() == tlm::TLM_IGNORE_COMMAND && !atomic_of(trans)) {
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
  } else {
    return true;
  }
  return false;
}

/// Does byte `at` of the data array take part? If not, neither it nor the target's changes.
inline bool enabled(const tlm::tlm_generic_payload& trans, uint64_t at) {
  const uint8_t* const enable = trans.get_byte_enable_ptr();
  return !enable || enable[at % trans.get_byte_enable_length()] == TLM_BYTE_ENABLED;
}

/// As `move_bytes`, where not every byte is enabled or beats repeat.
void move_odd_bytes(tlm::tlm_generic_payload& trans, uint8_t* bytes);

/// Moves a well-formed read's or write's bytes between its data array and `bytes`, which lie at its
/// address.
inline void move_bytes(tlm::tlm_generic_payload& trans, uint8_t* bytes) {
  const uint64_t length = trans.get_data_length();
  if (trans.get_byte_enable_ptr() || span(trans) != length) return move_odd_bytes(trans, bytes);
  if (trans.is_write()) std::memcpy(bytes, trans.get_data_ptr(), length);
  if (trans.is_read()) std::memcpy(trans.get_data_ptr(), bytes, length);
}

}  // namespace lantern
