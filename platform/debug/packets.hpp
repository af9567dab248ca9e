// The framing of GDB's Remote Serial Protocol: bytes to packets, and back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lantern::gdb {

/// What a client says: out of any bytes, in any pieces. What is no packet is passed over.
class PacketReader {
 public:
  static constexpr size_t kMost = 0x10000;  ///< bytes of a packet; a longer one is damaged
  enum class Kind : uint8_t {
    kPacket,
    kDamaged,    ///< to be said again
    kInterrupt,  ///< Ctrl-C
  };
  struct Item {
    Kind kind;
    std::string payload;  ///< unescaped
  };
  void feed(std::string_view bytes) { in_ += bytes; }
  /// Nothing: there is no more for now.
  std::optional<Item> next();

 private:
  std::optional<Item> packet();
  std::string in_;
};

/// With `$`, checksum, and what may not stand in one escaped.
std::string packet_of(std::string_view payload);

// Two digits a byte. `bytes_of` stops at the first that is none.
std::string hex_of(std::string_view bytes);
std::string bytes_of(std::string_view hex);
/// `bytes` of it, the lowest first.
std::string hex_of_register(uint64_t value, unsigned bytes);
uint64_t register_of_hex(std::string_view hex);

/// Takes what a packet holds, from its front.
class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) {}
  bool takes(std::string_view word);
  /// A hexadecimal number; nothing: there is none, or it is wider than 64 bits.
  std::optional<uint64_t> number();
  /// Up to `end`, which goes with it, or to the end.
  std::string_view until(char end);
  std::string_view rest() const { return rest_; }
  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace lantern::gdb
