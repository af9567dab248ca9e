// The flags of a module: what sets them, what clears them, who hears of it.
#include "tests/firmware/cmis_bench.hpp"

using namespace lantern;

namespace {

/// A module in service with light from afar and every flag read.
void in_light(const std::function<void(CmisBench&)>& body) {
  CmisBench bench;
  REQUIRE(native::run(
      [&] {
        CHECK(bench.bring_up() == CMIS_OK);
        bench.fibre.shine(0.5);
        cmis_report_t report;
        CHECK(cmis_inspect(&bench.handle, &report) == CMIS_OK);
        CHECK_FALSE(cmis_interrupts(&bench.handle));
        body(bench);
      },
      300));
}

/// A cause that lasts: what undoes it, and the flag bytes with their masks.
struct Condition {
  std::string fault;
  double value, undo;
  uint8_t page, first_flag, first_mask;
  uint8_t flags[4];  ///< high alarm, low alarm, high warning, low warning
};

void check_condition(CmisBench& bench, const Condition& c) {
  const unsigned count = c.page ? 4 : 1;  // a byte a threshold, or one for all
  INFO(c.fault, " ", c.value);
  bench.fault(c.fault, c.value);
  hal_delay_us(1);
  CHECK_FALSE(bench.int_l.read());
  for (int read = 0; read < 2; read++)  // latched, and latched again while it lasts
    for (unsigned i = 0; i < count; i++)
      CHECK(bench.byte(c.page, static_cast<uint8_t>(c.first_flag + i)) == c.flags[i]);
  CHECK((bench.byte(0, 4) & 1) == (c.page ? 1 : 0));
  CHECK_FALSE(bench.int_l.read());
  for (unsigned i = 0; i < count; i++)
    bench.set(c.page ? 0x10 : 0, static_cast<uint8_t>(c.first_mask + i), c.flags[i]);
  CHECK(bench.int_l.read());
  CHECK((bench.byte(0, 3) & 1) == 1);
  for (unsigned i = 0; i < count; i++)
    bench.set(c.page ? 0x10 : 0, static_cast<uint8_t>(c.first_mask + i), 0);
  CHECK_FALSE(bench.int_l.read());
  bench.fault(c.fault, c.undo);
  for (unsigned i = 0; i < count; i++)  // latched still, and then gone
    CHECK(bench.byte(c.page, static_cast<uint8_t>(c.first_flag + i)) == c.flags[i]);
  CHECK(bench.int_l.read());
  for (unsigned i = 0; i < count; i++)
    CHECK(bench.byte(c.page, static_cast<uint8_t>(c.first_flag + i)) == 0);
  CHECK((bench.byte(0, 4) & 1) == 0);
}

}  // namespace

TEST_CASE("flags clear on read and come back while their cause lasts and masks silence them") {
  CmisBench bench;
  REQUIRE(native::run(
      [&] {
        CHECK(bench.bring_up() == CMIS_OK);
        CHECK_FALSE(bench.int_l.read());  // no light: loss of signal
        CHECK(bench.byte(0x11, 147) == 0xf);
        cmis_report_t report;
        CHECK(cmis_inspect(&bench.handle, &report) == CMIS_OK);
        CHECK(report.health == CMIS_OK);
        CHECK(report.dark == 0xf);
        CHECK(report.flags.lanes[147 - 134] == 0xf);  // still dark
        CHECK(cmis_mask_flags(&bench.handle, &report.flags) == CMIS_OK);
        CHECK(bench.int_l.read());
        bench.fibre.shine(0.5);
        hal_delay_us(1);
        CHECK_FALSE(bench.int_l.read());  // the receiver's output has changed
        CHECK(bench.byte(0x11, 153) == 0xf);
        CHECK(bench.byte(0x11, 153) == 0);
        CHECK(bench.byte(0x11, 147) == 0xf);  // latched
        CHECK(bench.byte(0x11, 147) == 0);
        CHECK(bench.light[3].read());
        CHECK(cmis_inspect(&bench.handle, &report) == CMIS_OK);
        CHECK(report.dark == 0);
        CHECK(bench.byte(0x11, 187) == (5000 & 0xff));  // Rx power of lane 1, 0.1 uW, low byte
        CHECK(bench.byte(0x11, 186) == 5000 >> 8);
      },
      200));
}

TEST_CASE("a temperature or a supply beyond its thresholds is an alarm or a warning") {
  in_light([](CmisBench& bench) {
    const std::string hot = "module.monitors.temperature_shift",
                      volt = "module.monitors.supply_shift";
    check_condition(bench, {hot, 27, 0, 0, 9, 32, {0x04}});      // 72 degC
    check_condition(bench, {hot, 40, 0, 0, 9, 32, {0x05}});      // 85
    check_condition(bench, {hot, -41, 0, 0, 9, 32, {0x08}});     // 4
    check_condition(bench, {hot, -50, 0, 0, 9, 32, {0x0a}});     // -5
    check_condition(bench, {volt, 0.15, 0, 0, 9, 32, {0x40}});   // 3.45 V
    check_condition(bench, {volt, 0.2, 0, 0, 9, 32, {0x50}});    // 3.5
    check_condition(bench, {volt, -0.12, 0, 0, 9, 32, {0x80}});  // 3.18
    check_condition(bench, {volt, -0.3, 0, 0, 9, 32, {0xa0}});   // 3.0
    bench.fault(hot, -50);
    CHECK(bench.byte(0, 14) == 0xfb);  // -5 degC, 1/256 each, two's complement
    CHECK(bench.byte(0, 15) == 0x00);
  });
}

TEST_CASE("the power or the bias of a transmitter beyond its thresholds is an alarm or a warning") {
  set("module.laser.power", "0 dBm");
  in_light([](CmisBench& bench) {
    const std::string fade = "module.laser.fade", bias = "module.laser.bias_shift";
    check_condition(bench, {fade, 8, 0, 0x11, 139, 218, {0, 0, 0, 0x0f}});       // -8 dBm
    check_condition(bench, {fade, 12, 0, 0x11, 139, 218, {0, 0x0f, 0, 0x0f}});   // -12
    check_condition(bench, {fade, -6.5, 0, 0x11, 139, 218, {0, 0, 0x0f, 0}});    // 6.5
    check_condition(bench, {fade, -7, 0, 0x11, 139, 218, {0x0f, 0, 0x0f, 0}});   // 7
    check_condition(bench, {bias, 35, 0, 0x11, 143, 222, {0, 0, 0x0f, 0}});      // 75 mA
    check_condition(bench, {bias, 45, 0, 0x11, 143, 222, {0x0f, 0, 0x0f, 0}});   // 85
    check_condition(bench, {bias, -17, 0, 0x11, 143, 222, {0, 0, 0, 0x0f}});     // 23
    check_condition(bench, {bias, -25, 0, 0x11, 143, 222, {0, 0x0f, 0, 0x0f}});  // 15
  });
}

TEST_CASE("light that is too strong or too weak is an alarm or a warning") {
  in_light([](CmisBench& bench) {
    const auto flags = [&] {
      uint32_t four = 0;
      for (uint8_t i = 0; i < 4; i++)
        four = four << 8 | bench.byte(0x11, static_cast<uint8_t>(149 + i));
      return four;
    };
    const auto arrive = [&](double milliwatt) {
      bench.fibre.shine(milliwatt);
      flags();  // of before
      return flags();
    };
    CHECK(arrive(0.5) == 0);
    CHECK(arrive(4.5) == 0x00000f00);
    CHECK(arrive(6) == 0x0f000f00);
    CHECK(arrive(0.15) == 0x0000000f);
    CHECK(bench.byte(0x11, 147) == 0);  // not lost yet
    CHECK(arrive(0.05) == 0x000f000f);
    CHECK(bench.byte(0x11, 147) == 0x0f);
  });
}

TEST_CASE("a transmitter that is off is no alarm") {
  in_light([](CmisBench& bench) {
    bench.set(0x10, 130, 0x0f);
    CHECK(bench.reaches(7));
    for (uint8_t flag = 135; flag <= 146; flag++) CHECK(bench.byte(0x11, flag) == 0);
    CHECK(bench.byte(0x11, 134) == 0x0f);
  });
}

TEST_CASE("a dead lane is dark and says so and the laser fades on all lanes") {
  in_light([](CmisBench& bench) {
    const double launched = bench.fibre.seen.milliwatt[0];
    bench.fault("module.lane_dead", 2);
    CHECK(bench.fibre.seen.milliwatt[2] == 0);
    CHECK(bench.fibre.seen.milliwatt[3] == launched);
    CHECK(bench.byte(0x11, 133) == 0x0b);  // Tx output valid
    CHECK(bench.byte(0, 4) == 1);
    for (int read = 0; read < 2; read++) {
      CHECK(bench.byte(0x11, 135) == 4);  // Tx fault of lane 3 of CMIS, while it lasts
      CHECK(bench.byte(0x11, 140) == 4);  // no power there
    }
    bench.set(0x10, 214, 4);
    bench.set(0x10, 219, 4);
    bench.set(0x10, 221, 4);
    CHECK(bench.int_l.read());
    bench.fault("module.laser.fade", 10);
    CHECK(bench.fibre.seen.milliwatt[3] == doctest::Approx(launched / 10));
    bench.fault("module.lane_restored", 2);
    bench.fault("module.laser.fade", 0);
    CHECK(bench.fibre.seen.milliwatt[2] == launched);
    CHECK(bench.byte(0x11, 135) == 4);
    CHECK(bench.byte(0x11, 135) == 0);
  });
}

TEST_CASE("another module has none of the faults of the one before it") {
  in_light([](CmisBench& bench) {
    bench.fault("module.lane_dead", 1);
    bench.fault("module.monitors.temperature_shift", 40);
    bench.fault("module.monitors.supply_shift", 0.3);
    bench.fault("module.laser.bias_shift", 45);
    bench.fault("module.removed");
    bench.fault("module.inserted");
    CHECK(bench.bring_up() == CMIS_OK);
    CHECK(bench.byte(0, 9) == 0);
    for (uint8_t flag = 135; flag <= 146; flag++) CHECK(bench.byte(0x11, flag) == 0);
  });
}
