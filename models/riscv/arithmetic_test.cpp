// Every register-register instruction of RV64IM on operands at the edges, beside C++.
#include <doctest/doctest.h>

#include <cstdio>
#include <cstring>
#include <limits>

#include "models/core/test_initiator.hpp"
#include "models/memory/memory.hpp"
#include "models/riscv/hart.hpp"
#include "models/riscv/test_program.hpp"
#include "models/router/router.hpp"

using namespace lantern;
using namespace lantern::test_program;

namespace {

using Wide = __int128;
using UWide = unsigned __int128;

int64_t s(uint64_t x) { return static_cast<int64_t>(x); }
int32_t w(uint64_t x) { return static_cast<int32_t>(x); }
uint32_t uw(uint64_t x) { return static_cast<uint32_t>(x); }
uint64_t extend(uint32_t x) { return static_cast<uint64_t>(static_cast<int64_t>(w(x))); }

template <class T>
T divide(T a, T b) {
  if (b == 0) return static_cast<T>(-1);
  if (std::numeric_limits<T>::is_signed && b == static_cast<T>(-1)) return static_cast<T>(0 - a);
  return a / b;
}
template <class T>
T remainder(T a, T b) {
  if (b == 0) return a;
  if (std::numeric_limits<T>::is_signed && b == static_cast<T>(-1)) return 0;
  return a % b;
}
// The least value has no opposite: it is divided as it is.
uint64_t div64(uint64_t a, uint64_t b) {
  return a == 1ull << 63 && b == ~0ull ? a : static_cast<uint64_t>(divide(s(a), s(b)));
}
uint64_t div32(uint64_t a, uint64_t b) {
  return uw(a) == 1u << 31 && uw(b) == ~0u ? extend(1u << 31) : extend(uw(divide(w(a), w(b))));
}

struct Operation {
  const char* name;
  uint32_t funct7, funct3, opcode;
  uint64_t (*expected)(uint64_t a, uint64_t b);
};

using U = uint64_t;
const Operation kOperations[] = {
    {"add", 0, 0, 0x33, [](U a, U b) { return a + b; }},
    {"sub", 32, 0, 0x33, [](U a, U b) { return a - b; }},
    {"sll", 0, 1, 0x33, [](U a, U b) { return a << (b & 63); }},
    {"slt", 0, 2, 0x33, [](U a, U b) -> U { return s(a) < s(b); }},
    {"sltu", 0, 3, 0x33, [](U a, U b) -> U { return a < b; }},
    {"xor", 0, 4, 0x33, [](U a, U b) { return a ^ b; }},
    {"srl", 0, 5, 0x33, [](U a, U b) { return a >> (b & 63); }},
    {"sra", 32, 5, 0x33, [](U a, U b) { return static_cast<U>(s(a) >> (b & 63)); }},
    {"or", 0, 6, 0x33, [](U a, U b) { return a | b; }},
    {"and", 0, 7, 0x33, [](U a, U b) { return a & b; }},
    {"mul", 1, 0, 0x33, [](U a, U b) { return a * b; }},
    {"mulh", 1, 1, 0x33, [](U a, U b) { return static_cast<U>(Wide{s(a)} * s(b) >> 64); }},
    {"mulhsu", 1, 2, 0x33,
     [](U a, U b) { return static_cast<U>(Wide{s(a)} * static_cast<Wide>(b) >> 64); }},
    {"mulhu", 1, 3, 0x33, [](U a, U b) { return static_cast<U>(UWide{a} * b >> 64); }},
    {"div", 1, 4, 0x33, div64},
    {"divu", 1, 5, 0x33, [](U a, U b) { return divide(a, b); }},
    {"rem", 1, 6, 0x33, [](U a, U b) { return static_cast<U>(remainder(s(a), s(b))); }},
    {"remu", 1, 7, 0x33, [](U a, U b) { return remainder(a, b); }},
    {"addw", 0, 0, 0x3b, [](U a, U b) { return extend(uw(a + b)); }},
    {"subw", 32, 0, 0x3b, [](U a, U b) { return extend(uw(a - b)); }},
    {"sllw", 0, 1, 0x3b, [](U a, U b) { return extend(uw(a) << (b & 31)); }},
    {"srlw", 0, 5, 0x3b, [](U a, U b) { return extend(uw(a) >> (b & 31)); }},
    {"sraw", 32, 5, 0x3b, [](U a, U b) { return extend(uw(static_cast<U>(w(a) >> (b & 31)))); }},
    {"mulw", 1, 0, 0x3b, [](U a, U b) { return extend(uw(a) * uw(b)); }},
    {"divw", 1, 4, 0x3b, div32},
    {"divuw", 1, 5, 0x3b, [](U a, U b) { return extend(divide(uw(a), uw(b))); }},
    {"remw", 1, 6, 0x3b,
     [](U a, U b) { return extend(uw(static_cast<U>(remainder(w(a), w(b))))); }},
    {"remuw", 1, 7, 0x3b, [](U a, U b) { return extend(remainder(uw(a), uw(b))); }},
};

const uint64_t kOperands[] = {0,           1,          ~0ull, 1ull << 63,           ~(1ull << 63),
                              0x80000000u, 0x7fffffff, 37,    0xffffffffffffffdbull};
constexpr uint32_t kOperandsAt = 0x8000, kResultsAt = 0xa000;

/// Pairs of operands are read in turn, the results of all operations on each written one after the
/// other.
std::vector<uint32_t> program() {
  const uint32_t auipc_20 = 0x00000a17, add_20 = 0x006a0a33, add_21 = 0x006a0ab3;
  const uint32_t load_8 = 0x000a3403, load_9 = 0x008a3483, store_10 = 0x00aab023;
  std::vector<uint32_t> words = {auipc_20, lui(6, (kResultsAt) >> 12), add_21,
                                 lui(6, kOperandsAt >> 12), add_20};
  for (size_t pair = 0; pair < std::size(kOperands) * std::size(kOperands); pair++) {
    for (const uint32_t word : {load_8, load_9, addi(20, 20, 16)}) words.push_back(word);
    for (const Operation& o : kOperations)
      for (const uint32_t word :
           {o.funct7 << 25 | 9 << 20 | 8 << 15 | o.funct3 << 12 | 10 << 7 | o.opcode, store_10,
            addi(21, 21, 8)})
        words.push_back(word);
  }
  words.push_back(kLoopHere);
  REQUIRE(words.size() * 4 <= kOperandsAt);
  words.resize(kOperandsAt / 4);
  for (const uint64_t a : kOperands)
    for (const uint64_t b : kOperands)
      for (const uint64_t operand : {a, b}) {
        words.push_back(uw(operand));
        words.push_back(uw(operand >> 32));
      }
  return words;
}

}  // namespace

TEST_CASE("arithmetic is right for operands at the edges") {
  const std::string elf = write_elf(program());
  settings().set(Settings::kPod, "hart.firmware", elf, {});
  settings().set(Settings::kPod, "ram.size", "128 KiB", {});
  tlm::tlm_global_quantum::instance().set(sc_core::sc_time(1, sc_core::SC_US));
  Hart hart("hart");
  Memory ram("ram", 2);
  Router router("router", {{kRam, 0x20000}});
  TestInitiator looker("looker");
  hart.initiator.bind(router.target[0]);
  router.initiator[0].bind(ram.target[0]);
  looker.initiator.bind(ram.target[1]);
  sc_core::sc_start(sc_core::sc_time(100, sc_core::SC_US));
  std::remove(elf.c_str());
  uint64_t at = kResultsAt;
  for (const uint64_t a : kOperands)
    for (const uint64_t b : kOperands)
      for (const Operation& operation : kOperations) {
        INFO(operation.name, " ", a, " ", b);
        CHECK(looker.peek<uint64_t>(at) == operation.expected(a, b));
        at += 8;
      }
}
