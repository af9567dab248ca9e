// Loads and stores past the TLB, over memories whose pages share its entries, beside plain arrays.
#include "models/riscv/memory_access.hpp"

#include <doctest/doctest.h>
#include <tlm_utils/simple_target_socket.h>

#include <map>
#include <vector>

#include "models/core/random_stream.hpp"

using namespace lantern;
using riscv::MemoryAccess;
using riscv::Tlb;
using sc_core::sc_time;

namespace {

struct Region {
  uint64_t base;
  uint64_t size;
  uint64_t latency_ps;
  std::vector<uint8_t> bytes = std::vector<uint8_t>(size);
};

/// Memories at any address, each of its own latency; what DMI it grants it can take back.
struct Regions : sc_core::sc_module {
  tlm_utils::simple_target_socket<Regions> target{"target"};
  // 1 MiB apart, as hashed pages are that meet; one begins and ends within pages, one is a page's
  // part alone.
  std::vector<Region> all = {{0x80000000, 0x4000, 1000},
                             {0x80100000, 0x4000, 7000},
                             {0x80200c00, 0x2800, 3000},
                             {0x80300100, 0x200, 5000}};
  unsigned asked = 0;

  explicit Regions(sc_core::sc_module_name name) : sc_module(name) {
    target.register_b_transport(this, &Regions::b_transport);
    target.register_get_direct_mem_ptr(this, &Regions::get_direct_mem_ptr);
  }
  Region* of(uint64_t address) {
    for (Region& region : all)
      if (address - region.base < region.size) return &region;
    return nullptr;
  }
  void b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
    asked++;
    Region& region = *of(trans.get_address());
    uint8_t* const at = &region.bytes[trans.get_address() - region.base];
    trans.is_write() ? std::memcpy(at, trans.get_data_ptr(), trans.get_data_length())
                     : std::memcpy(trans.get_data_ptr(), at, trans.get_data_length());
    delay += sc_time::from_value(region.latency_ps);
    trans.set_dmi_allowed(true);
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
  }
  bool get_direct_mem_ptr(tlm::tlm_generic_payload& trans, tlm::tlm_dmi& dmi) {
    Region& region = *of(trans.get_address());
    dmi.set_start_address(region.base);
    dmi.set_end_address(region.base + region.size - 1);
    dmi.set_dmi_ptr(region.bytes.data());
    dmi.set_read_latency(sc_time::from_value(region.latency_ps));
    dmi.set_write_latency(sc_time::from_value(region.latency_ps));
    dmi.allow_read_write();
    return true;
  }
};

struct Nobody : StoreMonitor::Observer {
  void forget_stores_to(const uint8_t*) override {}
  void stored_to(const uint8_t*, uint64_t) override {}
};

struct Bench : sc_core::sc_module {
  tlm_utils::simple_initiator_socket<Bench> initiator{"initiator"};
  Regions regions{"regions"};
  Nobody nobody;
  MemoryAccess memory{nobody};
  uint64_t charged_ps = 0;  ///< of the last access
  bool fast = false;        ///< it was

  explicit Bench(sc_core::sc_module_name name) : sc_module(name) { initiator.bind(regions.target); }
  template <class T>
  T load(uint64_t address) {
    T value{};
    carry_out([&] { return memory.fast_load(address, value); },
              [&](sc_time& delay) {
                return memory.load_by_dmi(address, &value, sizeof value, true) ||
                       memory.transport(*initiator.operator->(), tlm::TLM_READ_COMMAND, address,
                                        &value, sizeof value, delay);
              });
    return value;
  }
  template <class T>
  void store(uint64_t address, T value) {
    carry_out([&] { return memory.fast_store(address, value); },
              [&](sc_time& delay) {
                return memory.store_by_dmi(address, &value, sizeof value, true) ||
                       memory.transport(*initiator.operator->(), tlm::TLM_WRITE_COMMAND, address,
                                        &value, sizeof value, delay);
              });
  }

 private:
  template <class Fast, class Slow>
  void carry_out(Fast at_once, Slow otherwise) {
    sc_time delay = sc_core::SC_ZERO_TIME;
    memory.stall_ps = 0;
    fast = at_once();
    if (!fast) REQUIRE(otherwise(delay));
    charged_ps = memory.stall_ps + delay.value();
  }
};

/// Somewhere in a region, aligned.
uint64_t somewhere(RandomStream& random, const Region& region, unsigned bytes) {
  return region.base + random.below(region.size / bytes) * bytes;
}

}  // namespace

TEST_CASE("what is loaded is what was stored, at its memory's latency, wherever pages meet") {
  Bench bench("bench");
  RandomStream random("tlb");
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  std::map<uint64_t, uint8_t> stored;
  unsigned fast = 0;
  const auto access = [&](auto type) {
    using T = decltype(type);
    Region& region = bench.regions.all[random.below(bench.regions.all.size())];
    const uint64_t address = somewhere(random, region, sizeof(T));
    INFO("address " << address << ", bytes " << sizeof(T));
    if (random.chance(0.5)) {
      const T value = static_cast<T>(random.below(~0ull));
      bench.store<T>(address, value);
      for (unsigned b = 0; b < sizeof(T); b++)
        stored[address + b] = static_cast<uint8_t>(static_cast<uint64_t>(value) >> 8 * b);
    } else {
      T expected = 0;
      for (unsigned b = 0; b < sizeof(T); b++)
        expected = static_cast<T>(expected | static_cast<uint64_t>(stored[address + b]) << 8 * b);
      REQUIRE(bench.load<T>(address) == expected);
    }
    REQUIRE(bench.charged_ps == region.latency_ps);
    fast += bench.fast;
  };
  for (unsigned step = 0; step < 20000; step++) {
    access(uint8_t{});
    access(uint16_t{});
    access(uint32_t{});
    access(uint64_t{});
    if (!random.chance(0.01)) continue;
    // One moves: what is left at its old place is not met again.
    Region& region = bench.regions.all[random.below(bench.regions.all.size())];
    std::vector<uint8_t> moved = region.bytes;
    region.bytes.swap(moved);
    std::fill(moved.begin(), moved.end(), uint8_t{0xa5});
    bench.memory.invalidate(region.base, region.base + region.size - 1);
  }
  CHECK(fast > 15000);
}

TEST_CASE("memories in turn are as fast as one, and nobody is asked for a page twice") {
  Bench bench("bench");
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  for (const Region& region : bench.regions.all) {
    bench.load<uint32_t>(region.base);
    bench.store<uint32_t>(region.base, 1);
  }
  const unsigned asked = bench.regions.asked;
  // Neither of these pages has the index of the other.
  for (unsigned round = 0; round < 100; round++)
    for (const uint64_t address : {0x80001010, 0x80102010, 0x80202010}) {
      bench.load<uint32_t>(address);
      CHECK((bench.fast || round == 0));
      bench.store<uint32_t>(address, round);
      CHECK((bench.fast || round == 0));
    }
  CHECK(bench.regions.asked == asked);
}

TEST_CASE(
    "a misaligned access is not the TLB's, nor is one where only a part of a page is memory") {
  Bench bench("bench");
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  for (unsigned round = 0; round < 3; round++) bench.load<uint64_t>(0x80000008);
  REQUIRE(bench.fast);
  uint64_t value = 0;
  for (const unsigned by : {1, 2, 4}) CHECK(!bench.memory.fast_load(0x80000008 + by, value));
  for (const uint64_t address : {0x80300100, 0x80200c00, 0x803001ff, 0x80203010})
    for (unsigned round = 0; round < 3; round++) {
      bench.load<uint8_t>(address);
      CHECK(!bench.fast);
    }
}

TEST_CASE("pages a power of two apart do not fight for one entry") {
  Tlb tlb;
  static uint8_t byte;
  for (const unsigned apart : {12, 16, 20, 21, 22, 24}) {
    tlb.clear();
    for (unsigned i = 0; i < 4; i++) tlb.add(static_cast<uint64_t>(i) << apart, &byte, i);
    unsigned found = 0;
    for (unsigned i = 0; i < 4; i++)
      found += tlb.find(static_cast<uint64_t>(i) << apart, 1) != nullptr;
    CHECK_MESSAGE(found == 4, "2^" << apart << " apart");
  }
}
