// The framing of GDB's packets, from any bytes in any pieces.
#include "platform/debug/packets.hpp"

#include <doctest/doctest.h>

#include "models/core/random_stream.hpp"

using namespace lantern;
using namespace lantern::gdb;
using Kind = PacketReader::Kind;

TEST_CASE("a packet is what was sent, whatever its bytes, in whatever pieces it comes") {
  RandomStream random("packets");
  for (unsigned round = 0; round < 2000; round++) {
    std::string payload;
    for (uint64_t i = random.below(40); i > 0; i--) payload += static_cast<char>(random.below(256));
    const std::string sent = "+" + packet_of(payload) + (round % 3 ? "" : "\x03");
    PacketReader reader;
    std::vector<PacketReader::Item> items;
    for (size_t at = 0; at < sent.size();) {
      const size_t piece = 1 + random.below(7);
      reader.feed(sent.substr(at, piece));
      at += piece;
      while (auto item = reader.next()) items.push_back(*item);
    }
    REQUIRE(items.size() == (round % 3 ? 1 : 2));
    CHECK(items[0].kind == Kind::kPacket);
    CHECK(items[0].payload == payload);
    if (items.size() == 2) CHECK(items[1].kind == Kind::kInterrupt);
  }
}

TEST_CASE("the checksums are those of the protocol, and what is escaped is what it says") {
  CHECK(packet_of("OK") == "$OK#9a");
  CHECK(packet_of("") == "$#00");
  CHECK(packet_of("a#b$") ==
        "$a}\x03"
        "b}\x04#c4");
  CHECK(packet_of("}*") == "$}]}\n#61");
}

TEST_CASE("a packet that is damaged or too long is told, and the next is read") {
  PacketReader reader;
  reader.feed("$g#68$g#67");
  CHECK(reader.next()->kind == Kind::kDamaged);
  CHECK(reader.next()->payload == "g");
  CHECK(!reader.next());
  reader.feed("$" + std::string(PacketReader::kMost + 10, 'x'));
  CHECK(reader.next()->kind == Kind::kDamaged);
  reader.feed("#00$?#3f");
  CHECK(reader.next()->payload == "?");
  reader.feed("$zz#zz");
  CHECK(reader.next()->kind == Kind::kDamaged);
}

TEST_CASE("numbers are hexadecimal, and none is wider than 64 bits") {
  Words words("1f,ffffffffffffffff;10000000000000000");
  CHECK(words.number() == 0x1f);
  CHECK(!words.number());
  CHECK(words.takes(","));
  CHECK(words.number() == ~0ull);
  CHECK(words.until(';').empty());
  CHECK(!words.number());
  CHECK(hex_of_register(0x1234, 4) == "34120000");
  CHECK(register_of_hex("3412000000000080") == 0x8000000000001234u);
  CHECK(bytes_of("00ffzz") == std::string("\0\xff", 2));
}
