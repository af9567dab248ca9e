// A debugger at a hart: where it stops, and that a run that was looked at is the one that was not.
#include "models/riscv/debug_target.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <set>

#include "models/core/random_stream.hpp"
#include "models/core/session.hpp"
#include "models/riscv/hart_bench.hpp"

using namespace lantern;
using namespace lantern::hart_bench;
using namespace lantern::test_program;
using namespace lantern::riscv;
using Resume = DebugListener::Resume;
using Words = std::vector<uint32_t>;

namespace {

struct Listener : DebugListener {
  using Then = std::function<Resume(DebugTarget&, const StopEvent&)>;
  Then then;
  std::vector<std::pair<StopReason, uint64_t>> stops;  ///< with their pc
  explicit Listener(Then t) : then(std::move(t)) {}
  Resume stopped(DebugTarget& target, const StopEvent& event) override {
    stops.emplace_back(event.reason, target.pc());
    return then(target, event);
  }
};

Resume go_on(DebugTarget&, const StopEvent&) { return Resume::kContinue; }
Resume step(DebugTarget&, const StopEvent&) { return Resume::kStep; }

constexpr uint64_t kHandler = 0x100, kData = 0x8000;

uint32_t branch_below_zero(unsigned rs1, unsigned by) {
  return rs1 << 15 | 4 << 12 | (by & 0x1e) << 7 | 0x63;
}

/// Loops with loads, stores, CSRs, WFI and ECALL, a timer that interrupts all the while; its
/// handler keeps where and when it was at each trap.
Words busy() {
  Words all = {lui(5, 0x80001),      0x02029293,           0x0202d293 /* t0: RAM + 0x1000 */,
               lui(16, 0x80008),     0x02081813,           0x02085813 /* a6: RAM + kData */,
               lui(6, 0x80000),      0x02031313,           0x02035313,
               addi(6, 6, kHandler), csrw(0x305, 6),       lui(11, 0x2004),
               lui(14, 0x200c),      store_word(0, 11, 0), store_word(0, 11, 4),
               addi(6, 0, 0x80),     csrw(0x304, 6),       csr(6, 0, 0x300, 8)};
  const auto loop = static_cast<unsigned>(all.size());
  for (const uint32_t word :
       {addi(7, 7, 1), store_word(7, 16, 0), load_word(17, 16, 0), addi(17, 17, 5),
        store_word(17, 16, 4), load_word(9, 14, -8) /* mtime */, store_word(9, 16, 8),
        0x00000073u /* ecall */, csrr(9, 0xb02), store_word(9, 16, 12), kWfi})
    all.push_back(word);
  const uint32_t back = (loop - static_cast<unsigned>(all.size())) * 4;
  all.push_back((back >> 20 & 1) << 31 | (back >> 1 & 0x3ff) << 21 | (back >> 11 & 1) << 20 |
                (back & 0xff000) | 0x6f);
  all.resize(kHandler / 4, kLoopHere);
  for (const uint32_t word :
       {csrr(18, 0x342), csrr(19, 0x341), store_word(19, 5, 0), csrr(20, 0xb00),
        store_word(20, 5, 4), csrr(20, 0xb02), store_word(20, 5, 8), addi(5, 5, 12),
        branch_below_zero(18, 12), addi(19, 19, 4), csrw(0x341, 19), load_word(15, 14, -8),
        addi(15, 15, 3), store_word(15, 11, 0), kMret})
    all.push_back(word);
  return all;
}

/// Beside it, on the same memory: counts, and keeps what it sees of the first one's rounds. So
/// what either sees is who ran when.
constexpr uint64_t kOther = 0x8100;

Words other() {
  return {lui(5, 0x8000d),
          0x02029293,
          0x0202d293 /* t0: RAM + 0xd000 */,
          lui(16, 0x80008),
          0x02081813,
          0x02085813 /* a6: RAM + kData */,
          addi(7, 7, 1),
          store_word(7, 16, kOther - kData),
          load_word(9, 16, 0),
          store_word(9, 5, 0),
          addi(5, 5, 4),
          0xfedff06f /* j .-20 */};
}

struct Ran {
  std::vector<uint8_t> ram = std::vector<uint8_t>(0x10000);
  uint64_t instructions = 0;
  std::vector<uint64_t> x;
  bool operator==(const Ran& right) const {
    return ram == right.ram && instructions == right.instructions && x == right.x;
  }
};

using Prepare = std::function<void(DebugTarget&)>;

/// Of two harts, `listener` at the first.
Ran run_of(const Words& program, double quantum_ns, Listener* listener = nullptr,
           const Prepare& prepare = {}) {
  Session session;
  const Words beside_it = other();
  char image[] = "/tmp/lantern_other_XXXXXX";
  const int fd = mkstemp(image);
  REQUIRE(write(fd, beside_it.data(), beside_it.size() * 4) > 0);
  close(fd);
  settings().set(Settings::kPod, "other.firmware", std::string("raw:") + image + "@0x8000c000", {});
  Bench bench(program, 2);
  Hart beside("other");
  Router router("other_router", {{kRam, 0x10000}});
  beside.initiator.bind(router.target[0]);
  router.initiator[0].bind(bench.ram.target[1]);
  TestLine reset("other_reset");
  reset.drive(beside.reset);
  tlm::tlm_global_quantum::instance().set(sc_time(quantum_ns, sc_core::SC_NS));
  bench.hart.attach(listener);
  if (prepare) prepare(bench.hart);
  bench.run(20);
  Ran ran;
  REQUIRE(bench.hart.read_memory(kRam, ran.ram.data(), ran.ram.size()) == ran.ram.size());
  ran.instructions = bench.hart.instructions();
  for (unsigned i = 0; i < 32; i++) ran.x.push_back(bench.hart.x(i));
  CHECK(bench.unhandled.empty());
  CHECK(beside.x(7) > 100);
  std::remove(image);
  return ran;
}

constexpr double kQuanta[] = {0, 7, 100, 1000, 5000};

}  // namespace

TEST_CASE("a run in which each instruction is stepped is the one without a debugger") {
  for (const double quantum : kQuanta) {
    CAPTURE(quantum);
    const Ran alone = run_of(busy(), quantum);
    Listener listener(step);
    const Ran stepped =
        run_of(busy(), quantum, &listener, [](DebugTarget& target) { target.ask_to_stop(); });
    CHECK(stepped == alone);
    CHECK(alone.x[7] > 10);  // rounds
    // One for the asking, and one for each instruction and each ECALL, which does not retire.
    CHECK(listener.stops.size() >= alone.instructions + alone.x[7]);
  }
}

TEST_CASE("a run with breakpoints and watches everywhere is the one without a debugger") {
  const Words program = busy();
  for (const double quantum : kQuanta) {
    CAPTURE(quantum);
    const Ran alone = run_of(program, quantum);
    Listener listener(go_on);
    const Ran watched = run_of(program, quantum, &listener, [&](DebugTarget& target) {
      for (uint64_t at = 0; at < program.size(); at++) target.set_breakpoint(kRam + at * 4, true);
      target.set_watch({kRam + 0x1000, 0xf000, WatchKind::kAccess}, true);
    });
    CHECK(watched == alone);
    std::set<uint64_t> places;
    size_t breakpoints = 0;
    std::map<uint64_t, uint64_t> watches;  // by pc
    for (const auto& [reason, pc] : listener.stops) {
      places.insert(pc);
      reason == StopReason::kBreakpoint ? void(breakpoints++) : void(watches[pc]++);
    }
    CHECK(breakpoints >= alone.instructions + alone.x[7]);
    CHECK(watches.size() == 4 + 1 + 3);  // stores and loads of the loop, stores of the handler
    for (const auto& [pc, count] : watches) CHECK(count >= alone.x[7] - 1);
    CHECK(places.size() > 40);
  }
}

TEST_CASE("a run that is stepped and continued as it comes, its stops moved, is the one without") {
  const Words program = busy();
  for (const double quantum : kQuanta) {
    CAPTURE(quantum);
    const Ran alone = run_of(program, quantum);
    RandomStream random("debugger");
    Listener listener([&](DebugTarget& target, const StopEvent&) {
      target.set_breakpoint(kRam + random.below(program.size()) * 4, random.chance(0.7));
      target.set_watch({kRam + kData + random.below(16), 1 + random.below(4), WatchKind::kStore},
                       random.chance(0.5));
      return random.chance(0.5) ? Resume::kStep : Resume::kContinue;
    });
    CHECK(run_of(program, quantum, &listener, [](DebugTarget& target) { target.ask_to_stop(); }) ==
          alone);
    CHECK(listener.stops.size() > 100);
  }
}

TEST_CASE("a breakpoint stops before its instruction, each time, until it is taken away") {
  // x7 counts rounds of two instructions.
  unsigned met = 0;
  Listener listener([&](DebugTarget& target, const StopEvent& event) {
    CHECK(event.reason == StopReason::kBreakpoint);
    CHECK(target.pc() == kRam);
    CHECK(target.x(7) == met);
    if (++met == 5) target.set_breakpoint(kRam, false);
    return Resume::kContinue;
  });
  Session session;
  Bench bench({addi(7, 7, 1), 0xffdff06f /* j .-4 */});
  bench.hart.attach(&listener);
  bench.hart.set_breakpoint(kRam, true);
  bench.run();
  CHECK(met == 5);
  CHECK(bench.hart.x(7) > 5);
}

TEST_CASE("a breakpoint that a step has come to is there the next time") {
  std::vector<StopReason> reasons;
  Listener listener([&](DebugTarget& target, const StopEvent& event) {
    reasons.push_back(event.reason);
    if (reasons.size() == 1) target.set_breakpoint(kRam + 8, true);
    return reasons.size() == 1 ? Resume::kStep : Resume::kContinue;
  });
  Session session;
  Bench bench({addi(7, 7, 1), addi(8, 8, 1), addi(9, 9, 1), 0xff5ff06f /* j .-12 */});
  bench.hart.attach(&listener);
  bench.hart.set_breakpoint(kRam + 4, true);
  bench.run(0.1);
  REQUIRE(reasons.size() > 4);
  CHECK(reasons[0] == StopReason::kBreakpoint);  // +4
  CHECK(reasons[1] == StopReason::kStepped);     // +8, which has one by now
  CHECK(reasons[2] == StopReason::kBreakpoint);  // +4, +8 and so on
  CHECK(listener.stops[2].second == kRam + 4);
  CHECK(listener.stops[3].second == kRam + 8);
}

TEST_CASE("a watch stops before the access, and tells where - the step behind it has done it") {
  std::vector<std::string> seen;
  Listener listener([&](DebugTarget& target, const StopEvent& event) {
    uint32_t word = 0;
    target.read_memory(kRam + 0x1010, reinterpret_cast<uint8_t*>(&word), 4);
    char text[96];
    std::snprintf(text, sizeof text, "%d at +%x: %x, word %x", static_cast<int>(event.reason),
                  static_cast<unsigned>(target.pc() - kRam),
                  static_cast<unsigned>(event.address ? event.address - kRam : 0), word);
    seen.push_back(text);
    return seen.size() % 2 ? Resume::kStep : Resume::kContinue;
  });
  Session session;
  Bench bench({lui(5, 0x80001), 0x02029293, 0x0202d293, addi(7, 0, 5), store_word(7, 5, 12),
               store_word(7, 5, 16), load_word(8, 5, 16), store_word(0, 5, 20), kLoopHere});
  bench.hart.attach(&listener);
  bench.hart.set_watch({kRam + 0x1012, 2, WatchKind::kStore}, true);
  bench.run();
  CHECK(seen == std::vector<std::string>{"3 at +14: 1012, word 0", "1 at +18: 0, word 5"});
  CHECK(bench.hart.x(8) == 5);
}

TEST_CASE("a watch is met on a page that was in use before it was set") {
  Listener listener(go_on);
  listener.then = [&](DebugTarget& target, const StopEvent& event) {
    if (event.reason == StopReason::kBreakpoint) {
      target.set_breakpoint(target.pc(), false);
      target.set_watch({kRam + 0x1000, 4, WatchKind::kStore}, true);
      target.set_watch({kRam + 0x1004, 4, WatchKind::kLoad}, true);
    }
    return Resume::kContinue;
  };
  Session session;
  Bench bench({lui(5, 0x80001), 0x02029293, 0x0202d293, store_word(7, 5, 0), load_word(8, 5, 4),
               addi(7, 7, 1) /* +20 */, store_word(7, 5, 0), load_word(8, 5, 4), kLoopHere});
  bench.hart.attach(&listener);
  bench.hart.set_breakpoint(kRam + 20, true);
  bench.run();
  REQUIRE(listener.stops.size() == 3);
  CHECK(listener.stops[1] == std::pair{StopReason::kWatch, kRam + 24});
  CHECK(listener.stops[2] == std::pair{StopReason::kWatch, kRam + 28});
}

TEST_CASE("a watch for loads tells loads, one for both also AMOs") {
  std::vector<uint64_t> at;
  Listener listener([&](DebugTarget& target, const StopEvent& event) {
    CHECK(event.reason == StopReason::kWatch);
    at.push_back(target.pc() - kRam);
    return Resume::kContinue;
  });
  Session session;
  Bench bench({lui(5, 0x80001), 0x02029293, 0x0202d293, addi(7, 0, 5), store_word(7, 5, 0),
               load_word(8, 5, 0), 0x0072a4af /* amoadd.w s1,t2,(t0) */,
               0x0082a023 /* sw s0,0(t0) */, load_word(9, 5, 8), kLoopHere});
  bench.hart.attach(&listener);
  bench.hart.set_watch({kRam + 0x1000, 4, WatchKind::kLoad}, true);
  bench.hart.set_watch({kRam + 0x1008, 4, WatchKind::kAccess}, true);
  bench.run();
  CHECK(at == std::vector<uint64_t>{20, 24, 32});
}

TEST_CASE("a trap that nobody handles stops at its instruction, and then ends the run") {
  Listener listener(go_on);
  Session session;
  Bench bench({addi(7, 0, 1), 0, addi(7, 7, 1), kLoopHere});
  bench.hart.attach(&listener);
  listener.then = [&](DebugTarget& target, const StopEvent& event) {
    CHECK(event.reason == StopReason::kUnhandled);
    CHECK(target.pc() == kRam + 4);
    CHECK(bench.unhandled.empty());
    return Resume::kStep;
  };
  bench.run();
  CHECK(listener.stops.size() == 1);
  CHECK(!bench.unhandled.empty());
  CHECK(bench.hart.x(7) == 1);
}

TEST_CASE("what a debugger writes to registers, CSRs, pc and code is what the hart goes on with") {
  Listener listener([&](DebugTarget& target, const StopEvent&) {
    target.set_breakpoint(kRam + 4, false);
    target.set_x(7, 40);
    target.set_x(0, 9);
    CHECK(target.write_csr(0x340, 77));
    CHECK(!target.write_csr(0x7c0, 1));
    uint64_t value = 0;
    CHECK((target.read_csr(0x340, value) && value == 77));
    CHECK((target.read_csr(0xf14, value) && value == 0));
    const uint32_t instead = addi(9, 9, 3);
    CHECK(target.write_memory(kRam + 12, reinterpret_cast<const uint8_t*>(&instead), 4) == 4);
    target.set_pc(kRam + 8);
    return Resume::kContinue;
  });
  Session session;
  Bench bench({addi(9, 0, 1), addi(9, 9, 100), addi(7, 7, 2), addi(9, 9, 1000), csrr(10, 0x340),
               kLoopHere});
  bench.hart.attach(&listener);
  bench.hart.set_breakpoint(kRam + 4, true);
  bench.run();
  CHECK(bench.hart.x(7) == 42);
  CHECK(bench.hart.x(9) == 4);
  CHECK(bench.hart.x(10) == 77);
  CHECK(bench.hart.x(0) == 0);
}

TEST_CASE("a breakpoint in code that was written while it ran stops in what is there now") {
  // Stores `addi x9,x9,2` over the word at +0x30, runs it, stores `addi x9,x9,3`, runs it again: no
  // fence.i anywhere.
  std::vector<uint64_t> before;
  Listener listener([&](DebugTarget& target, const StopEvent& event) {
    CHECK(event.reason == StopReason::kBreakpoint);
    before.push_back(target.x(9));
    return Resume::kContinue;
  });
  const uint32_t two = addi(9, 9, 2), one_more = 0x00100000;
  Words program = {lui(5, 0x80000),
                   0x02029293,
                   0x0202d293,
                   lui(6, (two + 0x800) >> 12),
                   addi(6, 6, static_cast<int>(two << 20) >> 20),
                   lui(7, one_more >> 12),
                   addi(8, 0, 3)};
  // From +0x1c, three times; s0 counts.
  for (const uint32_t word :
       {store_word(6, 5, 0x30), addi(8, 8, -1), 0x00730333u /* add t1,t1,t2 */, addi(0, 0, 0),
        addi(0, 0, 0), addi(9, 9, 1000) /* +0x30 */, 0xfe0414e3u /* bnez s0,+0x1c */, kLoopHere})
    program.push_back(word);
  Session session;
  Bench bench(program);
  bench.hart.attach(&listener);
  bench.hart.set_breakpoint(kRam + 0x30, true);
  bench.run();
  CHECK(before == std::vector<uint64_t>{0, 2, 5});
  CHECK(bench.hart.x(9) == 2 + 3 + 4);
}

TEST_CASE("code that others wrote is decoded anew behind fence.i") {
  Session session;
  Bench bench({addi(7, 7, 1), kFenceI, addi(9, 0, 1), 0xff5ff06f /* j .-12 */});
  bench.run(1);
  CHECK(bench.hart.x(9) == 1);
  tlm::tlm_generic_payload trans;
  tlm::tlm_dmi dmi;
  trans.set_address(kRam);
  REQUIRE(bench.hart.initiator->get_direct_mem_ptr(trans, dmi));
  const uint32_t word = addi(9, 0, 2);
  std::memcpy(dmi.get_dmi_ptr() + 8, &word, 4);
  bench.run(1);
  CHECK(bench.hart.x(9) == 2);
}

TEST_CASE("so is a run of code that is fetched over a bus, whatever stops it") {
  Words program = {lui(5, 0x80002), 0x02029293, 0x0202d293, 0x00028067 /* jr t0 */};
  program.resize(MovingMemory::kSlow / 4, kLoopHere);
  for (const uint32_t word : {addi(7, 7, 1), csrr(9, 0xb00), store_word(9, 5, 0x80),
                              load_word(10, 5, 0x80), 0xff1ff06fu /* j .-16 */})
    program.push_back(word);
  const auto ran = [&](Listener* listener) {
    Session session;
    MovingBench bench(program);
    bench.hart.attach(listener);
    if (listener) {
      bench.hart.ask_to_stop();
      for (unsigned at = 0; at < 5; at++)
        bench.hart.set_breakpoint(kRam + MovingMemory::kSlow + at * 4, true);
      bench.hart.set_watch({kRam + MovingMemory::kSlow + 0x80, 4, WatchKind::kAccess}, true);
    }
    bench.run(3000);
    CHECK(bench.hart.x(7) > 5);
    return std::vector<uint64_t>{bench.hart.x(7), bench.hart.x(9), bench.hart.x(10),
                                 bench.hart.pc(), bench.hart.instructions()};
  };
  const std::vector<uint64_t> alone = ran(nullptr);
  Listener stepping(step), going(go_on);
  CHECK(ran(&stepping) == alone);
  CHECK(ran(&going) == alone);
  CHECK(going.stops.size() >= 6 * 5);
}
