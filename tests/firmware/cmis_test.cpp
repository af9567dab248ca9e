// The CMIS driver's bring-up against the module's model.
#include <utility>

#include "tests/firmware/cmis_bench.hpp"

using namespace lantern;

namespace {

/// The bring-up's end, with something done to the module first.
void expect(cmis_status_t wanted, double limit_ms, const std::function<void(CmisBench&)>& prepare) {
  CmisBench bench;
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
  CmisBench bench;
  REQUIRE(native::run([&] { CHECK(bench.bring_up() == CMIS_OK); }, 100));
  CHECK(bench.active.read());
  CHECK(std::string(bench.bringup.vendor) == "LANTERN");
  CHECK(bench.bringup.application == 1);
  CHECK(bench.fibre.seen.milliwatt[3] == doctest::Approx(1.2589).epsilon(1e-4));  // 1 dBm
}

TEST_CASE("the application is found by what it is and not by its place on the list") {
  using namespace cmis_lower_regs;
  CmisBench bench;
  REQUIRE(native::run(
      [&] {
        cmis_status_t status = CMIS_PENDING;
        cmis_bringup_start(&bench.bringup, bench.handle);
        RegisterFile& lower = CmisBench::memory("module.lower");
        const auto swap = [&](RegisterArray ids) {
          const uint64_t first = lower[ids(0)];
          lower[ids(0)] = lower[ids(1)];
          lower[ids(1)] = first;
        };
        swap(APPLICATION_HOST_ID);
        swap(APPLICATION_MEDIA_ID);
        while ((status = cmis_bringup_step(&bench.bringup)) == CMIS_PENDING) hal_delay_us(100);
        CHECK(status == CMIS_OK);
        CHECK(bench.bringup.application == 2);
        CHECK(bench.byte(0x11, 206) == 0x20);
        cmis_bringup_start(&bench.bringup, bench.handle);
        lower[MEDIA_TYPE] = MEDIA_TYPE_VALUE_MMF;  // 18h of another table
        while ((status = cmis_bringup_step(&bench.bringup)) == CMIS_PENDING) hal_delay_us(100);
        CHECK(status == CMIS_NO_APPLICATION);
      },
      200));
}

TEST_CASE("a module that takes as long as it advertises is waited for") {
  set("module.data_path.init", "9.9 ms");  // advertises less than 10 ms
  expect(CMIS_OK, 200, [](CmisBench&) {});
}
TEST_CASE("a module that takes longer than it advertises is a timeout") {
  set("module.data_path.slowness", "10");
  expect(CMIS_TIMEOUT, 300, [](CmisBench&) {});
}
TEST_CASE("a silent module is found out after the longest MgmtInit") {
  expect(CMIS_SILENT, 2500, [](CmisBench& bench) { bench.fault("module.silent"); });
}
TEST_CASE("a stuck bus is named") {
  expect(CMIS_BUS_STUCK, 100, [](CmisBench& bench) { bench.fault("module.i2c_stuck"); });
}
TEST_CASE("a module in fault is named") {
  CmisBench bench;
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
  CmisBench bench;
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
  CmisBench bench;
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
  CmisBench bench;
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

TEST_CASE("low power is reached through an orderly end of the data path") {
  CmisBench bench;
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
  CmisBench bench;
  REQUIRE(native::run(
      [&] {
        CmisBench::fault("module.silent");
        CHECK(bench.bring_up() == CMIS_SILENT);
        CmisBench::fault("module.removed");
        hal_delay_us(1);
        CHECK(bench.mod_prs_l.read());
        CHECK(bench.bring_up() == CMIS_ABSENT);
        CHECK(bench.fibre.seen.milliwatt[0] == 0);
        CmisBench::fault("module.inserted");
        hal_delay_us(1);
        CHECK_FALSE(bench.mod_prs_l.read());
        CHECK(bench.bring_up() == CMIS_OK);  // the new one is not silent
        CHECK(bench.fibre.seen.milliwatt[0] > 0);
      },
      5000));
}
