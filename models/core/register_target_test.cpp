// When an access waits for what the block has yet to do, and when it does not.
#include "models/core/register_target.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "models/core/random_stream.hpp"
#include "models/core/test_initiator.hpp"
#include "models/core/timer.hpp"
#include "platform/regs/generated/access_kinds_regs.hpp"

using namespace lantern;
using namespace lantern::access_kinds_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

constexpr uint64_t kPlain = 0x0, kEvents = 0x4, kEnable = 0x8, kPending = 0xc;

sc_time ns(uint64_t n) { return sc_time(static_cast<double>(n), sc_core::SC_NS); }

/// A block that counts by itself in EVENTS, at times that it is told.
struct Block : sc_core::sc_module {
  Parameter<sc_time> access{"access", Dimension::kTime, "4 ns", {"0 ns", "1 us"}, "d", "s"};
  RegisterTarget target;
  RegisterFile regs{kMap};
  unsigned worked = 0;
  Timer work{[this] { step(); }};
  Timer more{[this] { step(); }};
  std::set<uint64_t> times;  ///< at which it works, for `work`
  std::vector<sc_time> effects;

  Block(const sc_core::sc_module_name&, RegisterTarget::Shared shared)
      : target("target", regs, access, {&work, &more}, shared) {
    regs.after_write(ENABLE, [this](uint64_t) { effects.push_back(regs.now()); });
  }
  void step() {
    regs[EVENTS] = ++worked;
    times.erase(times.begin(), times.upper_bound(sc_time_stamp().value()));
    if (!times.empty()) work.set(sc_time::from_value(*times.begin()));
  }
  uint64_t waits() const {
    for (const sc_core::sc_object* object : get_child_objects())
      if (std::string(object->basename()) == "target_waits")
        return dynamic_cast<const Counter&>(*object).value();
    FAIL("the waits are not counted");
    return 0;
  }
};

struct Bench {
  TestInitiator host{"host"};
  Block block;
  explicit Bench(RegisterTarget::Shared shared = RegisterTarget::Shared::kNo)
      : block("block", shared) {
    host.initiator.bind(block.target);
  }
  /// In a thread, which may wait.
  void as_thread(const std::function<void()>& body) {
    bool done = false;
    sc_core::sc_spawn([&] {
      body();
      done = true;
    });
    sc_core::sc_start(ns(100000));
    CHECK(done);
  }
};

}  // namespace

TEST_CASE("an access to a block without work takes its time and does not wait") {
  Bench bench;
  bench.as_thread([&] {
    bench.host.delay = ns(100);
    bench.host.write(kEnable, 3u);
    CHECK(bench.host.delay == ns(104));
    CHECK(bench.host.read(kEvents) == 0);
    CHECK(bench.host.delay == ns(108));
    CHECK(sc_time_stamp() == sc_core::SC_ZERO_TIME);
  });
  CHECK(bench.block.waits() == 0);
  CHECK(bench.block.effects == std::vector<sc_time>{ns(104)});
}

TEST_CASE("an access waits its local time out where work is due by then, and not before") {
  Bench bench;
  bench.as_thread([&] {
    bench.block.work.set(ns(204));
    bench.host.delay = ns(199);
    CHECK(bench.host.read(kEvents) == 0);  // at 203
    CHECK(bench.host.delay == ns(203));
    CHECK(sc_time_stamp() == sc_core::SC_ZERO_TIME);
    CHECK(bench.block.waits() == 0);
    bench.host.delay = ns(200);
    CHECK(bench.host.read(kEvents) == 1);  // at 204: at the same time as the work
    CHECK(bench.host.delay == sc_core::SC_ZERO_TIME);
    CHECK(sc_time_stamp() == ns(204));
    CHECK(bench.block.waits() == 1);
    bench.block.more.set(ns(300));
    bench.host.delay = ns(500);
    bench.host.write(kEnable, 1u);  // stores wait, too: at 708
    CHECK(sc_time_stamp() == ns(708));
    CHECK(bench.host.delay == sc_core::SC_ZERO_TIME);
    CHECK(bench.block.worked == 2);
    CHECK(bench.block.effects == std::vector<sc_time>{ns(708)});
    CHECK(bench.block.waits() == 2);
    bench.block.work.set(ns(800));
    bench.block.work.cancel();
    bench.host.delay = ns(500);
    bench.host.read(kEvents);
    CHECK(sc_time_stamp() == ns(708));
  });
}

TEST_CASE("random accesses find what was to be done by their time, and wait only for that") {
  Bench bench;
  RandomStream random("accesses");
  std::vector<uint64_t> due;
  for (unsigned i = 0; i < 400; i++) due.push_back(1000 * (1 + random.below(20000)));
  std::sort(due.begin(), due.end());
  due.erase(std::unique(due.begin(), due.end()), due.end());
  bench.block.times.insert(due.begin(), due.end());
  bench.block.work.set(sc_time::from_value(due.front()));
  uint64_t waits = 0;
  bench.as_thread([&] {
    for (unsigned access = 0; access < 2000; access++) {
      bench.host.delay += ns(random.below(5));
      const uint64_t kernel = sc_time_stamp().value();
      const uint64_t at = kernel + bench.host.delay.value() + 4000;
      const auto done =
          static_cast<uint64_t>(std::upper_bound(due.begin(), due.end(), at) - due.begin());
      const auto done_in_kernel_time =
          static_cast<uint64_t>(std::upper_bound(due.begin(), due.end(), kernel) - due.begin());
      REQUIRE(bench.host.read(kEvents) == done);
      const bool waits_now = done != done_in_kernel_time;
      waits += waits_now;
      REQUIRE(sc_time_stamp().value() == (waits_now ? at : kernel));
      REQUIRE((sc_time_stamp() + bench.host.delay).value() == at);
    }
  });
  CHECK(waits > 100);
  CHECK(bench.block.waits() == waits);
}

TEST_CASE("an access to what others move in kernel time always waits, and no other") {
  Bench bench(RegisterTarget::Shared::kYes);
  bench.as_thread([&] {
    bench.host.delay = ns(10);
    bench.host.read(kEnable);
    bench.host.write(kEnable, 1u);
    bench.host.peek(kPending);
    CHECK(sc_time_stamp() == sc_core::SC_ZERO_TIME);
    CHECK(bench.host.delay == ns(18));
    bench.host.read(kPending);  // interrupt bits
    CHECK(sc_time_stamp() == ns(22));
    bench.host.delay = ns(10);
    bench.host.read(kPlain);  // has a volatile field
    CHECK(sc_time_stamp() == ns(36));
    bench.host.read(kEvents);  // a counter; there is nothing to wait for but other processes
    CHECK(sc_time_stamp() == ns(40));
    bench.host.write(kPending, 1u);
    CHECK(sc_time_stamp() == ns(44));
  });
  CHECK(bench.block.waits() == 4);
}

TEST_CASE("a wide read waits for any register of its that others move") {
  Bench bench(RegisterTarget::Shared::kYes);
  sc_core::sc_spawn([&] {
    sc_core::wait(ns(50));
    bench.block.regs.hardware_write(INTERRUPT, INTERRUPT_A, 1);
  });
  bench.as_thread([&] {
    bench.host.delay = ns(100);
    const uint64_t both = bench.host.read<uint64_t>(kEnable) >> 32;  // ENABLE, INTERRUPT
    CHECK(both == 1);
    CHECK(sc_time_stamp() == ns(104));
  });
}

TEST_CASE("who cannot wait is answered as things stand, at its annotated time") {
  Bench bench(RegisterTarget::Shared::kYes);
  bench.block.work.set(ns(50));
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  bench.host.delay = ns(100);
  CHECK(bench.host.read(kEvents) == 0);  // no process at all
  bench.host.write(kEnable, 1u);
  CHECK(bench.host.delay == ns(108));
  Timer method([&] {
    bench.host.delay = ns(100);
    CHECK(bench.host.read(kPending) == 0);
    bench.host.write(kEnable, 1u);
    CHECK(bench.host.delay == ns(108));
  });
  method.set(ns(20));
  sc_core::sc_start(ns(30));
  CHECK(bench.block.effects == std::vector<sc_time>{ns(108), ns(128)});
  CHECK(bench.block.waits() == 0);
}

TEST_CASE("debug transport takes no time, waits for nothing and has no effects") {
  Bench bench(RegisterTarget::Shared::kYes);
  bench.as_thread([&] {
    bench.block.work.set(ns(10));
    bench.host.delay = ns(100);
    CHECK(bench.host.peek(kEvents) == 0);
    CHECK(bench.host.delay == ns(100));
    CHECK(sc_time_stamp() == sc_core::SC_ZERO_TIME);
  });
  CHECK(bench.block.waits() == 0);
  CHECK(bench.block.effects.empty());
}

TEST_CASE("a view is asked for the access's time after it has waited, and may end the access") {
  Bench bench;
  RegisterFile other{kMap, "other"};
  other[EVENTS] = 77;
  std::vector<std::pair<sc_time, bool>> asked;
  bench.block.target.choose(
      [&](tlm::tlm_generic_payload& trans, const sc_time& at, bool debug) -> RegisterFile* {
        asked.emplace_back(at, debug);
        if (trans.is_read()) return &other;
        trans.set_response_status(tlm::TLM_COMMAND_ERROR_RESPONSE);
        return nullptr;
      });
  bench.as_thread([&] {
    bench.block.work.set(ns(10));
    bench.host.delay = ns(100);
    CHECK(bench.host.read(kEvents) == 77);
    bench.host.delay = ns(30);
    bench.host.write(kEnable, 1u);
    CHECK(bench.host.status == tlm::TLM_COMMAND_ERROR_RESPONSE);
    CHECK(bench.host.peek(kEvents) == 77);
  });
  CHECK(bench.block.effects.empty());
  CHECK(asked ==
        std::vector<std::pair<sc_time, bool>>{{ns(104), false}, {ns(138), false}, {ns(104), true}});
}
