// What an interrupt and an access to a register cost the host, on a hart with CLINT, router and
// memory. Usage: interrupt_bench NAME [QUANTUM_NS]; prints host nanoseconds a round trip or an
// access, then traps and simulated nanoseconds a round trip.
#define DOCTEST_CONFIG_DISABLE  // the bench's checks are evaluated, without doctest's runner
#define DOCTEST_CONFIG_EVALUATE_ASSERTS_EVEN_WHEN_DISABLED
#define DOCTEST_CONFIG_ASSERTS_RETURN_VALUES
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>

#include "models/riscv/hart_bench.hpp"
#include "tests/bench/ns_each.hpp"

namespace {

using namespace lantern;
using namespace lantern::hart_bench;
using test_program::csr;
using test_program::kMret;
using test_program::kWfi;
using test_program::load_word;
using Words = std::vector<uint32_t>;

// What the programs' registers hold: t2 counts round trips, t4 traps.
constexpr unsigned kTrips = 7, kClint = 8, kOne = 9, kNow = 10, kCompare = 11, kArmed = 12,
                   kData = 13, kHandled = 28, kTraps = 29;
constexpr unsigned kMstatus = 0x300, kMie = 0x304, kMtvec = 0x305, kTime = 0xc01;
constexpr uint64_t kHandler = 0x100;

uint32_t store_double(unsigned rs2, unsigned rs1, unsigned imm) {
  return store_word(rs2, rs1, imm) | 1 << 12;
}
/// `funct3`: 1 unless equal, 6 if below.
uint32_t branch(unsigned funct3, unsigned rs1, unsigned rs2, int to) {
  const auto at = static_cast<uint32_t>(to);
  return (at >> 12 & 1) << 31 | (at >> 5 & 63) << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 |
         (at >> 1 & 15) << 8 | (at >> 11 & 1) << 7 | 0x63;
}
uint32_t jump(int to) {
  const auto at = static_cast<uint32_t>(to);
  return (at >> 20 & 1) << 31 | (at >> 1 & 1023) << 21 | (at >> 11 & 1) << 20 |
         (at >> 12 & 255) << 12 | 0x6f;
}

/// Start-up with `enabled` in mie, then `body`; the handler counts traps and does `handler`.
Words program(int enabled, const Words& body, const Words& handler) {
  Words all = {lui(6, 0x80000),
               0x02031313,  // slli t1,t1,32
               0x02035313,  // srli t1,t1,32
               addi(6, 6, kHandler), csrw(kMtvec, 6),
               lui(kClint, 0x2000),  lui(kCompare, 0x2004),
               lui(kData, 0x80001),
               0x02069693,  // slli a3,a3,32
               0x0206d693,  // srli a3,a3,32
               addi(kOne, 0, 1),     addi(6, 0, enabled),
               csrw(kMie, 6),        csr(6, 0, kMstatus, 8)};  // csrsi mstatus,MIE
  all.insert(all.end(), body.begin(), body.end());
  all.resize(kHandler / 4, kLoopHere);
  all.push_back(addi(kTraps, kTraps, 1));
  all.insert(all.end(), handler.begin(), handler.end());
  all.push_back(kMret);
  return all;
}

double g_quantum_ns = 1000;

/// Runs until the guest has made `trips`.
void measure(const Words& words, uint64_t trips, unsigned each = 1) {
  Bench bench(words);
  tlm::tlm_global_quantum::instance().set(sc_time(g_quantum_ns, sc_core::SC_NS));
  bench.run();
  const uint64_t first = bench.hart.x(kTrips);
  const uint64_t traps = bench.hart.x(kTraps);
  const sc_time begun = sc_core::sc_time_stamp();
  const double ns = ns_each(1, [&] {
    while (bench.hart.x(kTrips) < first + trips) bench.run(100);
  });
  if (!bench.unhandled.empty()) std::abort();
  const auto made = static_cast<double>(bench.hart.x(kTrips) - first);
  std::printf("%.3f %.3f %.3f\n", ns / made / each,
              static_cast<double>(bench.hart.x(kTraps) - traps) / made,
              (sc_core::sc_time_stamp() - begun).to_seconds() * 1e9 / made);
}

/// The guest sets its own MSIP, does `waiting`, and spins until the handler has cleared it.
void soft(const Words& waiting) {
  Words body = {csr(7, 0, kMstatus, 8),  // csrci mstatus,MIE: no interrupt before it waits
                addi(kTrips, kTrips, 1), store_word(kOne, kClint, 0)};
  body.insert(body.end(), waiting.begin(), waiting.end());
  body.insert(body.end(), {csr(6, 0, kMstatus, 8), branch(1, kHandled, kTrips, 0)});
  body.push_back(jump(-4 * static_cast<int>(body.size())));
  measure(program(8, body, {store_word(0, kClint, 0), addi(kHandled, kTrips, 0)}), 100000);
}

/// The handler arms the timer a tick ahead; a trap that is not due counts as a trap only.
void timer(const Words& waiting) {
  Words body = {store_double(0, kCompare, 0)};
  body.insert(body.end(), waiting.begin(), waiting.end());
  measure(program(0x80, body,
                  {csrr(kNow, kTime), branch(6, kNow, kArmed, 16), addi(kTrips, kTrips, 1),
                   addi(kArmed, kNow, 1), store_double(kArmed, kCompare, 0)}),
          100000);
}

/// Sixteen times `access`, and around again.
void access(uint32_t access) {
  Words body(16, access);
  body.push_back(addi(kTrips, kTrips, 1));
  body.push_back(jump(-4 * 17));
  measure(program(0, body, {}), 100000, 16);
}

}  // namespace

int main(int argc, char** argv) {
  setenv("SYSTEMC_DISABLE_COPYRIGHT_MESSAGE", "1", 1);
  return sc_core::sc_elab_and_sim(argc, argv);
}

int sc_main(int argc, char** argv) {
  sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
  const std::map<std::string, std::function<void()>> benches = {
      {"soft_wfi", [] { soft({kWfi}); }},
      {"soft_spin", [] { soft({}); }},
      {"timer_wfi",
       [] {
         timer({kWfi, jump(-4)});
       }},
      {"timer_spin", [] { timer({kLoopHere}); }},
      {"ram_read", [] { access(load_word(kNow, kData, 0)); }},
      {"mmio_read", [] { access(load_word(kNow, kClint, 0)); }},
      {"mmio_write", [] { access(store_word(0, kClint, 0)); }}};
  const auto bench = benches.find(argc > 1 ? argv[1] : "");
  if (argc == 3) g_quantum_ns = std::atof(argv[2]);
  if (bench == benches.end() || argc > 3) {
    std::fprintf(stderr,
                 "usage: interrupt_bench NAME [QUANTUM_NS]; see the table in "
                 "tests/bench/interrupt_bench.cpp\n");
    return 2;
  }
  bench->second();
  return 0;
}
