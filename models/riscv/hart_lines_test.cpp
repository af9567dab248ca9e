// When a hart meets its lines: random guests against a machine that counts cycles, at any quantum.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "models/core/random_stream.hpp"
#include "models/riscv/hart_bench.hpp"

using namespace lantern;
using namespace lantern::hart_bench;
using namespace lantern::test_program;

namespace {

constexpr uint64_t kFar = 0x90000000, kDesk = 0x10000000, kLog = 0x4000, kHandler = 0x1000;
constexpr uint64_t kHop = 2, kDeskTime = 3, kFarTime = 300, kDrawerTime = 47;  // ns
constexpr uint64_t kDrawer = 8;  ///< of the desk: has nothing to do with the lines
constexpr unsigned kNumbers[] = {11, 3, 7};
constexpr size_t kLength = 400000;  // ns

sc_time ns(uint64_t n) { return sc_time::from_value(n * 1000); }

/// Three lines, a level each nanosecond.
struct Levels {
  std::vector<bool> level[3];
  Levels() {
    for (auto& line : level) line.resize(kLength);
  }
  void set(unsigned line, bool high, uint64_t at) {
    std::fill(level[line].begin() + static_cast<std::ptrdiff_t>(at), level[line].end(), high);
  }
  unsigned mip(uint64_t at) const {
    unsigned bits = 0;
    for (unsigned line = 0; line < 3; line++)
      bits |= static_cast<unsigned>(level[line].at(at)) << kNumbers[line];
    return bits;
  }
};

/// What the desk does to the lines, said once for the model and for the reference.
struct DeskWork {
  std::function<void(unsigned line, bool high, uint64_t at)> set;
  uint64_t drops = 0;
  uint64_t accesses = 0;

  void raise(uint64_t at) { set(1, true, at); }
  /// Drops all lines, and raises one in a while: most times for good, or it blinks before.
  void drop(uint64_t at) {
    constexpr uint64_t kGaps[] = {1, 40, 700, 150, 63, 64, 65, 301, 3, 1500, 90, 1000, 31};
    const uint64_t n = drops++;
    for (unsigned line = 0; line < 3; line++) set(line, false, at);
    const auto line = static_cast<unsigned>(n * 5 / 3 % 3);
    at += kGaps[n % 13];
    set(line, true, at);
    if (n % 4) return;
    set(line, false, at + 1 + n % 30);
    set((line + 1) % 3, true, at + 2 + n % 20);
    set(line, true, at + 500);
  }
};

/// A block whose accesses move the lines at their annotated times.
struct Desk : sc_core::sc_module {
  tlm_utils::simple_target_socket<Desk> target{"target"};
  LineOut external{"external"}, software{"software"}, timer{"timer"};
  DeskWork work;
  explicit Desk(const sc_core::sc_module_name&) {
    target.register_b_transport(this, &Desk::b_transport);
    work.set = [this](unsigned line, bool high, uint64_t at) {
      LineOut* const lines[] = {&external, &software, &timer};
      lines[line]->set(high, ns(at));
    };
  }
  void b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
    const bool drawer = trans.get_address() == kDrawer;
    delay += ns(drawer ? kDrawerTime : kDeskTime);
    const uint64_t at = (sc_core::sc_time_stamp() + delay).value() / 1000;
    uint32_t value = 0;
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
    if (drawer) return;
    if (AtomicExtension* const atomic = atomic_of(trans)) {
      auto word = static_cast<uint32_t>(++work.accesses);
      carry_out(*atomic, reinterpret_cast<uint8_t*>(&word), trans.get_data_ptr(), 4);
      work.raise(at);
    } else if (trans.is_write()) {
      std::memcpy(&value, trans.get_data_ptr(), 4);
      value ? work.raise(at) : work.drop(at);
    } else {
      value = static_cast<uint32_t>(++work.accesses);
      std::memcpy(trans.get_data_ptr(), &value, trans.get_data_length());
      work.raise(at);
    }
  }
};

enum class Kind : uint8_t {
  kPlain,
  kRam,
  kFar,
  kDrawer,
  kDrop,
  kRaise,
  kDeskLoad,  ///< into a0, as amoswap and lr
  kMask,
  kUnmask,
  kWfi,
  kMret,
  kAgain,  ///< a jump to the loop's start
  kLogCycle,
  kLogCause,
  kLogPc,
  kLogPending,
  kLogLoaded,
};

struct Guest {
  std::vector<uint32_t> words;
  std::vector<Kind> kinds;
  size_t loop = 0;
  void add(uint32_t word, Kind kind = Kind::kPlain) {
    words.push_back(word);
    kinds.push_back(kind);
  }
  void address(unsigned rd, uint64_t value) {
    add(lui(rd, static_cast<uint32_t>(value >> 12)));
    add(0x020u << 20 | rd << 15 | 1 << 12 | rd << 7 | 0x13);  // slli 32
    add(0x020u << 20 | rd << 15 | 5 << 12 | rd << 7 | 0x13);  // srli 32
  }
  void log(Kind kind, uint32_t csr_number, unsigned offset) {
    if (csr_number) add(csrr(7, csr_number), kind);
    add(store_word(csr_number ? 7 : 10, 28, offset), csr_number ? Kind::kRam : kind);
  }

  Guest(uint64_t seed, bool sleeps, bool goes_far) {
    address(6, kRam + 0x2000);
    address(8, kFar);
    address(28, kRam + kLog);
    add(lui(11, kDesk >> 12));
    add(addi(9, 0, 1));
    address(13, kRam + kHandler);
    add(csrw(0x305, 13));
    add(lui(13, 1));
    add(addi(13, 13, -0x778));  // MEIE, MSIE, MTIE
    add(csrw(0x304, 13));
    add(store_word(0, 11, 0), Kind::kDrop);
    loop = words.size();
    RandomStream random("guest" + std::to_string(seed));
    while (words.size() < 180) {
      const uint64_t what = random.below(100);
      if (what < 3) {
        add(load_word(15, 11, static_cast<int>(kDrawer)), Kind::kDrawer);
      } else if (what < 55) {
        add(addi(14, 14, 1));
      } else if (what < 70) {
        add(load_word(15, 6, static_cast<int>(4 * random.below(16))), Kind::kRam);
      } else if (what < 80) {
        add(store_word(15, 6, static_cast<unsigned>(4 * random.below(16))), Kind::kRam);
      } else if (what < 83 && goes_far) {
        add(load_word(15, 8, static_cast<int>(4 * random.below(16))), Kind::kFar);
      } else if (what < 85) {
        add(store_word(9, 11, 0), Kind::kRaise);
      } else if (what < 87) {
        add(load_word(10, 11, 0), Kind::kDeskLoad);
      } else if (what < 89) {
        add(0x0895a52f, Kind::kDeskLoad);  // amoswap.w a0,s1,(a1)
      } else if (what < 90) {
        add(0x1005a52f, Kind::kDeskLoad);  // lr.w a0,(a1)
      } else if (what < 94) {
        add(csr(7, 0, 0x300, 8), Kind::kMask);
      } else if (what < 98 || !sleeps) {
        add(csr(6, 0, 0x300, 8), Kind::kUnmask);
      } else {
        add(kWfi, Kind::kWfi);
      }
    }
    add(csr(6, 0, 0x300, 8), Kind::kUnmask);
    const auto back = static_cast<uint32_t>(4 * (loop - words.size()));
    add((back >> 20 & 1) << 31 | (back >> 1 & 0x3ff) << 21 | (back >> 11 & 1) << 20 |
            (back >> 12 & 0xff) << 12 | 0x6f,
        Kind::kAgain);
    while (words.size() < kHandler / 4) add(kLoopHere);
    log(Kind::kLogCycle, 0xb00, 0);
    log(Kind::kLogCause, 0x342, 4);
    log(Kind::kLogPc, 0x341, 8);
    log(Kind::kLogPending, 0x344, 12);
    log(Kind::kLogLoaded, 0, 16);
    add(addi(28, 28, 20));
    add(store_word(0, 11, 0), Kind::kDrop);
    add(kMret, Kind::kMret);
  }
};

/// An instruction at a time, a nanosecond a cycle.
std::vector<uint32_t> expected_log(const Guest& guest, uint64_t ram_time, uint64_t until) {
  Levels levels;
  DeskWork desk;
  desk.set = [&](unsigned line, bool high, uint64_t at) { levels.set(line, high, at); };
  std::vector<uint32_t> log;
  bool enabled = false;
  size_t at = 0, from = 0;
  uint32_t cause = 0, loaded = 0;
  uint64_t now = 0;
  while (now < until) {
    const unsigned pending = levels.mip(now);
    if (enabled && pending) {
      cause = pending >> 11 & 1 ? 11 : pending >> 3 & 1 ? 3 : 7;
      enabled = false;
      from = at;
      at = kHandler / 4;
    }
    const uint64_t desk_at = now + kHop + kDeskTime;
    uint64_t takes = 1;
    size_t next = at + 1;
    switch (guest.kinds[at]) {
      case Kind::kPlain:
        break;
      case Kind::kLogLoaded:
        log.push_back(loaded);
        [[fallthrough]];
      case Kind::kRam:
        takes += kHop + ram_time;
        break;
      case Kind::kFar:
        takes += kHop + kFarTime;
        break;
      case Kind::kDrawer:
        takes += kHop + kDrawerTime;
        break;
      case Kind::kDrop:
        desk.drop(desk_at);
        takes += kHop + kDeskTime;
        break;
      case Kind::kDeskLoad:
        loaded = static_cast<uint32_t>(++desk.accesses);
        [[fallthrough]];
      case Kind::kRaise:
        desk.raise(desk_at);
        takes += kHop + kDeskTime;
        break;
      case Kind::kMask:
        enabled = false;
        break;
      case Kind::kUnmask:
        enabled = true;
        break;
      case Kind::kWfi:
        while (!levels.mip(now + takes)) takes++;
        break;
      case Kind::kMret:
        enabled = true;
        next = from;
        break;
      case Kind::kAgain:
        next = guest.loop;
        break;
      case Kind::kLogCycle:
        log.push_back(static_cast<uint32_t>(now));
        break;
      case Kind::kLogCause:
        log.push_back(cause);
        break;
      case Kind::kLogPc:
        log.push_back(static_cast<uint32_t>(kRam + 4 * from));
        break;
      case Kind::kLogPending:
        log.push_back(pending);
        break;
    }
    now += takes;
    at = next;
  }
  return log;
}

/// A hart with its RAM, memory far away, and the desk that has its lines.
struct LineBench {
  std::string elf;
  Hart hart;
  Router router{"router", {{kRam, 0x10000}, {kFar, 0x10000}, {kDesk, 0x1000}}};
  Memory ram{"ram"}, far{"far"};
  Desk desk{"desk"};
  TestLine reset{"reset"};

  static std::string prepare(const std::vector<uint32_t>& program, sc_time quantum,
                             uint64_t ram_time) {
    settings().set(Settings::kPod, "ram.access", std::to_string(ram_time) + " ns", {});
    settings().set(Settings::kPod, "far.access", std::to_string(kFarTime) + " ns", {});
    std::string path = Bench::prepare(program);
    tlm::tlm_global_quantum::instance().set(quantum);
    return path;
  }
  LineBench(const std::vector<uint32_t>& program, sc_time quantum, uint64_t ram_time = 2)
      : elf(prepare(program, quantum, ram_time)), hart("hart") {
    hart.initiator.bind(router.target[0]);
    router.initiator[0].bind(ram.target[0]);
    router.initiator[1].bind(far.target[0]);
    router.initiator[2].bind(desk.target);
    desk.external.bind(hart.external_interrupt);
    desk.software.bind(hart.software_interrupt);
    desk.timer.bind(hart.timer_interrupt);
    reset.drive(hart.reset);
  }
  ~LineBench() { std::remove(elf.c_str()); }
  uint32_t word(uint64_t offset) { return hart_bench::word_of_ram(hart, offset); }
};

/// Memory far away is so slow that some change of a line is always near, as the hart sees it.
enum class Way : uint8_t { kNear, kFar, kNearAndSleeps, kFarAndSleeps };

void check_against_cycles(uint64_t seed, sc_time quantum, uint64_t ram_time, Way way) {
  const Guest guest(seed, way >= Way::kNearAndSleeps,
                    way == Way::kFar || way == Way::kFarAndSleeps);
  LineBench bench(guest.words, quantum, ram_time);
  const std::vector<uint32_t> expected = expected_log(guest, ram_time, 300000);
  constexpr size_t kEntries = 300;
  REQUIRE(expected.size() > 5 * kEntries);
  sc_core::sc_start(ns(350000));
  for (size_t word = 0; word < 5 * kEntries; word++) {
    INFO("word " << word % 5 << " of interrupt " << word / 5 << ", expected at cycle "
                 << expected[word / 5 * 5]);
    REQUIRE(bench.word(kLog + 4 * word) == expected[word]);
  }
}

}  // namespace

TEST_CASE("at a quantum of 0 each interrupt is entered at its exact instruction") {
  check_against_cycles(1, sc_core::SC_ZERO_TIME, 2, Way::kFar);
}
TEST_CASE("at a quantum of 10 ns each interrupt is entered at its exact instruction") {
  check_against_cycles(2, ns(10), 7, Way::kNear);
}
TEST_CASE("at a quantum of 1 us each interrupt is entered at its exact instruction") {
  check_against_cycles(3, ns(1000), 0, Way::kNear);
}
TEST_CASE("at a quantum of 100 us each interrupt is entered at its exact instruction") {
  check_against_cycles(4, ns(100000), 0, Way::kNear);
}
TEST_CASE("at a quantum of 1 ms each interrupt is entered at its exact instruction") {
  check_against_cycles(5, ns(1000000), 7, Way::kFar);
}
TEST_CASE("at a quantum of 0 each interrupt also wakes WFI at its exact time") {
  check_against_cycles(6, sc_core::SC_ZERO_TIME, 7, Way::kNearAndSleeps);
}
TEST_CASE("at a quantum of 1 us each interrupt also wakes WFI at its exact time") {
  check_against_cycles(7, ns(1000), 0, Way::kNearAndSleeps);
}
TEST_CASE("at a quantum of 100 us each interrupt also wakes WFI at its exact time") {
  check_against_cycles(8, ns(100000), 2, Way::kFarAndSleeps);
}

TEST_CASE("a timer is not missed by a block that is the first to load from slow memory") {
  // 60 loads, the first of which gets the DMI pointer: 303 cycles each.
  std::vector<uint32_t> program = {addi(9, 0, 0x80), csrw(0x304, 9), csr(6, 0, 0x300, 8)};
  for (uint32_t word : {0x90000437u /* lui s0 */, 0x02041413u, 0x02045413u})
    program.push_back(word);
  for (int i = 0; i < 50; i++) program.push_back(load_word(10, 8, 0));
  LineBench bench(with_handler(program), ns(100000));
  bench.desk.timer.set(true, ns(2000));
  sc_core::sc_start(ns(200000));
  CHECK(bench.word(0x1000) == 7);
  // From cycle 12 on: the seventh ends at 2133.
  CHECK(bench.word(0x1008) == kRam + 4 * (12 + 7));
}
