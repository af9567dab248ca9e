// The CMIS driver against the module's model, over the I2C controller's registers: the model is the
// mock.
#include <doctest/doctest.h>

#include "models/core/fault.hpp"
#include "models/core/signal.hpp"
#include "models/i2c/i2c.hpp"
#include "models/module_control/module_control.hpp"
#include "models/router/router.hpp"
#include "models/transceiver/transceiver.hpp"
#include "tests/firmware/native_hal.hpp"

extern "C" {
#include "firmware/drivers/cmis.h"
#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
}

using namespace lantern;

namespace {

constexpr uintptr_t kI2c = 0x1000, kControl = 0x2000;

struct Fibre : sc_core::sc_module {  // the far end: shines when told to
  Light seen;
  Receiver<Light> light_target{"light_target", [this](Light&& l) { seen = l; }};
  SendPort<Light> light_initiator{"light_initiator"};
  explicit Fibre(sc_core::sc_module_name name) : sc_module(name) {}
  void shine(double milliwatt) {
    Light light;
    light.milliwatt.fill(milliwatt);
    light_initiator->send(std::move(light));
  }
};

struct Bench {
  TestInitiator host{"host"};
  Router router{"router", {{kI2c, 0x100}, {kControl, 0x100}}};
  I2cController i2c{"i2c"};
  ModuleControl control{"control"};
  Transceiver module{"module"};
  Fibre fibre{"fibre"};
  Signal reset_l{"reset_l"}, lp_mode{"lp_mode"}, mod_prs_l{"mod_prs_l"}, int_l{"int_l"},
      interrupt{"interrupt"}, i2c_interrupt{"i2c_interrupt"}, active{"active"};
  sc_core::sc_vector<Signal> light{"light", kLanes};
  cmis_t handle{{kI2c}, kControl};
  cmis_bringup_t bringup{};

  Bench() {
    host.initiator.bind(router.target[0]);
    router.initiator[0].bind(i2c.target);
    router.initiator[1].bind(control.target);
    i2c.bus.bind(module.i2c);
    i2c.interrupt(i2c_interrupt);
    control.reset_l(reset_l);
    module.reset_l(reset_l);
    control.lp_mode(lp_mode);
    module.lp_mode(lp_mode);
    control.mod_prs_l(mod_prs_l);
    module.mod_prs_l(mod_prs_l);
    control.int_l(int_l);
    module.int_l(int_l);
    control.interrupt(interrupt);
    module.active(active);
    for (unsigned lane = 0; lane < kLanes; lane++) module.light[lane](light[lane]);
    module.light_initiator.bind(fibre.light_target);
    fibre.light_initiator.bind(module.light_target);
    native::use_bus(host);
  }
  static void fault(const char* name) {
    auto* found = dynamic_cast<Fault*>(sc_core::sc_find_object(name));
    REQUIRE(found);
    found->inject();
  }
  cmis_status_t bring_up() {
    cmis_status_t status = CMIS_PENDING;
    cmis_bringup_start(&bringup, handle);
    while ((status = cmis_bringup_step(&bringup)) == CMIS_PENDING) hal_delay_us(100);
    return status;
  }
  uint8_t byte(uint8_t page, uint8_t address) {
    uint8_t value = 0;
    CHECK(cmis_read(&handle, page, address, &value, 1) == CMIS_OK);
    return value;
  }
  void set(uint8_t page, uint8_t address, uint8_t value) {
    CHECK(cmis_write(&handle, page, address, &value, 1) == CMIS_OK);
  }
};

void set(const char* name, const char* value) { settings().set(Settings::kPod, name, value, {}); }

/// The bring-up's end, with something done to the module first.
void expect(cmis_status_t wanted, double limit_ms, const std::function<void(Bench&)>& prepare) {
  Bench bench;
  cmis_status_t status = CMIS_PENDING;
  REQUIRE(native::run(
      [&] {
        prepare(bench);
        status = bench.bring_up();
      },
      limit_ms));
  INFO(cmis_bringup_step_text(&bench.bringup));
  CHECK(status == wanted);
  CHECK(native::bus_errors() == 0);
}

}  // namespace

TEST_CASE("bring-up ends with an activated data path that shines") {
  Bench bench;
  REQUIRE(native::run([&] { CHECK(bench.bring_up() == CMIS_OK); }, 100));
  CHECK(bench.active.read());
  CHECK(std::string(bench.bringup.vendor) == "LANTERN");
  CHECK(bench.bringup.application == 1);
  CHECK(bench.fibre.seen.milliwatt[3] == doctest::Approx(1.2589).epsilon(1e-4));  // 1 dBm
}

TEST_CASE("a module that takes as long as it advertises is waited for") {
  set("module.data_path.init", "9.9 ms");  // advertises less than 10 ms
  expect(CMIS_OK, 200, [](Bench&) {});
}
TEST_CASE("a module that takes longer than it advertises is a timeout") {
  set("module.data_path.slowness", "10");
  expect(CMIS_TIMEOUT, 300, [](Bench&) {});
}
TEST_CASE("a silent module is found out after the longest MgmtInit") {
  expect(CMIS_SILENT, 2500, [](Bench& bench) { bench.fault("module.silent"); });
}
TEST_CASE("a stuck bus is named") {
  expect(CMIS_BUS_STUCK, 100, [](Bench& bench) { bench.fault("module.i2c_stuck"); });
}
TEST_CASE("a module in fault is named") {
  Bench bench;
  cmis_status_t status = CMIS_PENDING;
  REQUIRE(native::run(
      [&] {
        cmis_bringup_start(&bench.bringup, bench.handle);
        while ((status = cmis_bringup_step(&bench.bringup)) == CMIS_PENDING) {
          if (bench.bringup.step == 4) bench.fault("module.module_fault");
          hal_delay_us(100);
        }
      },
      200));
  CHECK(status == CMIS_FAULT);
}
TEST_CASE("a refused application is not taken for success") {
  Bench bench;
  REQUIRE(native::run(
      [&] {
        bench.fault("module.data_path.refuse_application");
        CHECK(bench.bring_up() == CMIS_REJECTED);
      },
      100));
  CHECK(bench.bringup.config_status == 2);
  CHECK_FALSE(bench.active.read());
}

TEST_CASE("reads go on within a half and wrap at its end") {
  Bench bench;
  REQUIRE(native::run(
      [&] {
        i2c_init(&bench.handle.bus, 50000000, 1000000);
        hal_delay_us(5000);
        uint8_t bytes[3];
        CHECK(cmis_read(&bench.handle, 0, 126, bytes, 3) == CMIS_OK);  // bank, page, then byte 0
        CHECK(bytes[2] == 0x19);
        CHECK(cmis_read(&bench.handle, 0, 255, bytes, 2) == CMIS_OK);  // then byte 128
        CHECK(bytes[1] == 0x19);
        CHECK(bench.byte(0x77, 200) == 0);  // a page that is not there
      },
      100));
}

TEST_CASE("a module answers NACK in reset and while it changes its page") {
  Bench bench;
  REQUIRE(native::run(
      [&] {
        const uint8_t early = 0;
        CHECK(i2c_transfer(&bench.handle.bus, 0x50, &early, 1, nullptr, 0) ==
              I2C_TIMEOUT);  // not enabled
        i2c_init(&bench.handle.bus, 50000000, 1000000);
        hal_delay_us(5000);
        const uint8_t page[] = {127, 0x10};
        const uint8_t at = 0;
        uint8_t byte = 0;
        CHECK(i2c_transfer(&bench.handle.bus, 0x50, page, 2, nullptr, 0) == I2C_OK);
        CHECK(i2c_transfer(&bench.handle.bus, 0x50, &at, 1, &byte, 1) == I2C_NACK);
        hal_delay_us(100);
        CHECK(i2c_transfer(&bench.handle.bus, 0x50, &at, 1, &byte, 1) == I2C_OK);
        CHECK(i2c_transfer(&bench.handle.bus, 0x51, &at, 1, &byte, 1) == I2C_NACK);
        mmio_write32(kControl, 2);  // ResetL low
        CHECK(i2c_transfer(&bench.handle.bus, 0x50, &at, 1, &byte, 1) == I2C_NACK);
      },
      100));
}

TEST_CASE("flags clear on read and come back while their cause lasts and masks silence them") {
  Bench bench;
  REQUIRE(native::run(
      [&] {
        CHECK(bench.bring_up() == CMIS_OK);
        CHECK_FALSE(bench.int_l.read());  // no light: loss of signal
        CHECK(bench.byte(0x11, 147) == 0xf);
        CHECK(bench.byte(0x11, 147) == 0xf);  // still dark
        CHECK(cmis_mask_rx_los(&bench.handle, true) == CMIS_OK);
        CHECK(bench.int_l.read());
        bench.fibre.shine(0.5);
        CHECK(bench.byte(0x11, 147) == 0xf);  // latched
        CHECK(bench.byte(0x11, 147) == 0);
        CHECK(bench.light[3].read());
        uint8_t dark = 0xff;
        CHECK(cmis_dark_lanes(&bench.handle, &dark) == CMIS_OK);
        CHECK(dark == 0);
        CHECK(bench.byte(0x11, 187) == (5000 & 0xff));  // Rx power of lane 1, 0.1 uW, low byte
        CHECK(bench.byte(0x11, 186) == 5000 >> 8);
      },
      200));
}

TEST_CASE("settings are refused for the reason that ConfigStatus names") {
  set("module.data_path.apply", "5 ms");
  Bench bench;
  REQUIRE(native::run(
      [&] {
        CHECK(bench.bring_up() == CMIS_OK);
        const auto status_of = [&](uint8_t config, uint8_t lanes) {
          for (uint8_t lane = 0; lane < 4; lane++)
            bench.set(0x10, static_cast<uint8_t>(145 + lane), config);
          bench.set(0x10, 143, lanes);
          CHECK((bench.byte(0x11, 202) & 0xf) == 0xc);  // in progress
          hal_delay_us(10000);
          return bench.byte(0x11, 202) & 0xf;
        };
        CHECK(status_of(0x20, 0x0f) == 3);  // no such application
        CHECK(status_of(0x12, 0x0f) == 4);  // data path that begins at lane 2
        CHECK(status_of(0x10, 0x03) == 7);  // half a data path
        CHECK(bench.active.read());         // nothing of it became active
        CHECK(status_of(0x10, 0x0f) == 1);
      },
      200));
}

TEST_CASE("low power is reached through an orderly end of the data path") {
  Bench bench;
  REQUIRE(native::run(
      [&] {
        CHECK(bench.bring_up() == CMIS_OK);
        bench.set(0, 26, 0x10);
        hal_delay_us(300);
        CHECK((bench.byte(0x11, 128) & 0xf) != 4);
        CHECK_FALSE(bench.active.read());
        hal_delay_us(10000);
        CHECK((bench.byte(0, 3) >> 1 & 7) == 1);
        CHECK(bench.byte(0x11, 128) == 0x11);
        CHECK(bench.fibre.seen.milliwatt[0] == 0);
      },
      200));
}

TEST_CASE("a module that is pulled out is absent and dark and another one in its place comes up") {
  Bench bench;
  REQUIRE(native::run(
      [&] {
        Bench::fault("module.silent");
        CHECK(bench.bring_up() == CMIS_SILENT);
        Bench::fault("module.removed");
        hal_delay_us(1);
        CHECK(bench.mod_prs_l.read());
        CHECK(bench.bring_up() == CMIS_ABSENT);
        CHECK(bench.fibre.seen.milliwatt[0] == 0);
        Bench::fault("module.inserted");
        hal_delay_us(1);
        CHECK_FALSE(bench.mod_prs_l.read());
        CHECK(bench.bring_up() == CMIS_OK);  // the new one is not silent
        CHECK(bench.fibre.seen.milliwatt[0] > 0);
      },
      5000));
}

TEST_CASE("a dead lane is dark and says so and the laser fades on all lanes") {
  Bench bench;
  REQUIRE(native::run(
      [&] {
        CHECK(bench.bring_up() == CMIS_OK);
        const double launched = bench.fibre.seen.milliwatt[0];
        dynamic_cast<Fault*>(sc_core::sc_find_object("module.lane_dead"))->inject(2);
        CHECK(bench.fibre.seen.milliwatt[2] == 0);
        CHECK(bench.fibre.seen.milliwatt[3] == launched);
        CHECK(bench.byte(0x11, 135) == 4);     // TX fault of lane 3 of CMIS
        CHECK(bench.byte(0x11, 133) == 0x0b);  // Tx output valid
        dynamic_cast<Fault*>(sc_core::sc_find_object("module.laser.fade"))->inject(10);
        CHECK(bench.fibre.seen.milliwatt[3] == doctest::Approx(launched / 10));
        dynamic_cast<Fault*>(sc_core::sc_find_object("module.lane_restored"))->inject(2);
        dynamic_cast<Fault*>(sc_core::sc_find_object("module.laser.fade"))->inject(0);
        CHECK(bench.fibre.seen.milliwatt[2] == launched);
      },
      200));
}
