// The I2C driver over the controller's model: who waits for a byte sleeps, and misses no end.
#include <doctest/doctest.h>

#include "models/core/test_line.hpp"
#include "models/i2c/i2c.hpp"
#include "tests/firmware/native_hal.hpp"

extern "C" {
#include "firmware/drivers/i2c.h"
#include "firmware/hal/hal.h"
}

using namespace lantern;
using sc_core::sc_time;

namespace {

constexpr unsigned kSource = 1, kOther = 2;

/// Takes what it is sent, and counts when it is read.
struct Target : sc_core::sc_module, I2cTargetIf {
  uint8_t next = 0;
  explicit Target(sc_core::sc_module_name name) : sc_module(name) {}
  Answer start(uint8_t, bool) override { return {true, {}}; }
  Answer write(uint8_t) override { return {true, {}}; }
  uint8_t read(bool) override { return next++; }
  void stop() override {}
  bool holds_sda() const override { return false; }
};

struct Bench {
  TestInitiator host{"host"};
  I2cController i2c{"i2c"};
  Target target{"target"};
  TestLine line{"line"};
  bool wired = true;
  i2c_t bus{0, kSource};

  Bench() {
    host.initiator.bind(i2c.target);
    i2c.bus.bind(target);
    line.follow(i2c.interrupt);
    line.on_change = [this] { native::set_line(kSource, wired && line.read()); };
    native::use_bus(host);
  }
  /// How long 20 + 5 bytes take, in microseconds; 260 bits at 1 MHz are on the wire.
  double read_and_write() {
    uint8_t out[20] = {}, in[5] = {};
    const sc_time begun = sc_core::sc_time_stamp();
    CHECK(i2c_transfer(&bus, 0x50, out, sizeof out, in, sizeof in) == I2C_OK);
    CHECK(in[4] == static_cast<uint8_t>(target.next - 1));
    return (sc_core::sc_time_stamp() - begun) / sc_time(1, sc_core::SC_US);
  }
  void runs(const std::function<void()>& body) {
    REQUIRE(native::run(
        [&] {
          i2c_init(&bus, 50000000, 1000000);
          body();
        },
        100));
    CHECK(native::bus_errors() == 0);
  }
};

}  // namespace

TEST_CASE("who waits for a byte sleeps until its interrupt") {
  Bench bench;
  bench.runs([&] {
    const unsigned before = native::bus_accesses();
    CHECK(bench.read_and_write() < 260);
    CHECK(native::bus_accesses() - before < 28 * 7);  // 28 commands
    CHECK_FALSE(bench.line.read());
  });
}

TEST_CASE("a controller without an interrupt is polled, and so is one whose line leads nowhere") {
  Bench bench;
  bench.runs([&] {
    bench.wired = false;
    CHECK(bench.read_and_write() < 28 * 17);
    bench.bus.source = 0;
    i2c_init(&bench.bus, 50000000, 1000000);
    CHECK(bench.read_and_write() < 28 * 11);
  });
}

// Another interrupt wakes it just before the byte ends: between its look and its next sleep.
TEST_CASE("an interrupt between the look and the sleep wakes all the same") {
  Bench bench;
  bench.runs([&] {
    hal_on_interrupt(
        kOther, [](void*) { native::set_line(kOther, false); }, nullptr);
    for (int early = -100; early <= 100; early += 5) {
      const sc_time begun = sc_core::sc_time_stamp();
      sc_core::sc_spawn([&, early] {
        sc_core::wait(sc_time(10000 + early, sc_core::SC_NS));  // start and nine bits
        native::set_line(kOther, true);
      });
      CHECK(i2c_transfer(&bench.bus, 0x50, nullptr, 0, nullptr, 0) == I2C_OK);
      CHECK(sc_core::sc_time_stamp() - begun < sc_time(13, sc_core::SC_US));
      hal_delay_us(5);
    }
  });
}

TEST_CASE("an interrupt that nothing has caused disturbs no byte") {
  Bench bench;
  bench.runs([&] {
    sc_core::sc_spawn([&] {
      for (int i = 0; i < 100; i++) {
        sc_core::wait(sc_time(2.37, sc_core::SC_US));
        native::set_line(kSource, true);
        sc_core::wait(sc_time(20, sc_core::SC_NS));
        native::set_line(kSource, bench.line.read());
      }
    });
    CHECK(bench.read_and_write() < 265);
  });
}
