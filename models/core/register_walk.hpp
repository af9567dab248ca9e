// One helper for every register map: walks it through a socket and checks what the map says.
#pragma once

#include <doctest/doctest.h>

#include "models/core/register_map.hpp"
#include "models/core/test_initiator.hpp"

namespace lantern {

/// Reads every register of `map` at `base` without effects and compares it with its reset value;
/// fields that are volatile are left out. Then checks that an access beyond the map is an address
/// error.
inline void check_reset_values(TestInitiator& initiator, const RegisterMap& map,
                               uint64_t base = 0) {
  for (uint32_t r = 0; r < map.register_count; r++) {
    const RegisterInfo& info = map.registers[r];
    uint64_t stable = 0;
    bool readable = false;
    for (uint32_t f = 0; f < info.field_count; f++) {
      const FieldInfo& field = info.fields[f];
      if (!(field.flags & kVolatile)) stable |= Field{field.lsb, field.width}.mask();
      readable |= field.access != SoftwareAccess::w;
    }
    if (!readable) continue;
    for (uint32_t i = 0; i < info.count; i++)
      for (uint32_t j = 0; j < info.inner_count; j++) {
        uint64_t value = 0;
        for (unsigned byte = 0; byte < info.bytes; byte++) {
          const uint64_t at = base + info.offset + i * info.stride + j * info.inner_stride + byte;
          const unsigned lane = map.big_endian ? info.bytes - 1 - byte : byte;
          value |= static_cast<uint64_t>(initiator.peek<uint8_t>(at)) << 8 * lane;
        }
        INFO(map.name, " ", info.name, " ", i, " ", j);
        CHECK((value & stable) == (info.reset & stable));
      }
  }
  uint8_t byte = 0;
  CHECK_FALSE(initiator.transfer(tlm::TLM_READ_COMMAND, base + map.size, &byte, 1));
}

}  // namespace lantern
