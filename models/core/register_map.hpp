// What tools/regs generates for a block: the table of its registers, and the constants that name
// them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lantern {

// The words of SystemRDL, as they stand in a map.
enum class SoftwareAccess : uint8_t { na, r, w, rw, rw1, w1 };
enum class OnRead : uint8_t { none, rclr, rset, ruser };
enum class OnWrite : uint8_t { none, woset, woclr, wot, wzs, wzc, wzt, wclr, wset, wuser };
enum FieldFlag : uint8_t {
  kSinglePulse = 1,
  kCounter = 2,
  kInterrupt = 4,
  kSticky = 8,
  kStickyBit = 16,
  kVolatile = 32,
};

/// Where a field lies in its register.
struct Field {
  unsigned lsb;
  unsigned width;
  constexpr uint64_t mask() const { return (width >= 64 ? ~0ull : (1ull << width) - 1) << lsb; }
  constexpr uint64_t get(uint64_t value) const { return (value & mask()) >> lsb; }
  constexpr uint64_t set(uint64_t value, uint64_t field) const {
    return (value & ~mask()) | ((field << lsb) & mask());
  }
};

/// One register: its place in the map's values.
struct RegisterId {
  uint32_t index;
};

/// An array of registers, in at most one other array: `DATA(i)`, `CHANNEL_DATA(i, j)`.
struct RegisterArray {
  uint32_t first;
  uint32_t count;
  uint32_t inner;
  constexpr RegisterId operator()(uint32_t i, uint32_t j = 0) const {
    return {first + i * inner + j};
  }
};

struct FieldInfo {
  const char* name;
  uint8_t lsb;
  uint8_t width;
  SoftwareAccess access;
  OnRead on_read;
  OnWrite on_write;
  uint8_t flags;  ///< FieldFlag
  const char* doc;
};

/// A register or an array of them; offsets, strides and sizes in bytes.
struct RegisterInfo {
  const char* name;
  uint32_t offset;
  uint32_t count;
  uint32_t stride;
  uint32_t inner_count;
  uint32_t inner_stride;
  uint8_t bytes;
  uint8_t access_bytes;
  uint64_t reset;
  int32_t enable;  ///< the RegisterInfo whose bits enable this one's interrupts, -1: always enabled
  int32_t mask;    ///< the one whose bits mask them, -1: none
  const FieldInfo* fields;
  uint32_t field_count;
  const char* doc;
};

struct RegisterMap {
  const char* name;
  uint64_t size;
  bool big_endian;
  const RegisterInfo* registers;
  uint32_t register_count;
  const char* doc;
};

}  // namespace lantern
