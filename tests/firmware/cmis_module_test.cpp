// What a manager finds in a module's memory, and what the apply triggers do.
#include <array>
#include <vector>

#include "tests/firmware/cmis_bench.hpp"

using namespace lantern;

namespace {

using Octets = std::vector<uint8_t>;

constexpr uint8_t kApplyDpInit = 143, kApplyImmediate = 144;

/// A module in service, and how its lanes are staged and applied.
struct ApplyBench : CmisBench {
  void stage(const std::array<uint8_t, 4>& lanes) {
    CHECK(cmis_write(&handle, 0x10, 145, lanes.data(), lanes.size()) == CMIS_OK);
  }
  void stage(uint8_t all) { stage({all, all, all, all}); }
  void finish() {
    while ((byte(0x11, 202) & 0xf) == 0xc || byte(0x11, 202) >> 4 == 0xc) hal_delay_us(100);
  }
  /// ConfigStatus of lanes 1 and 2.
  uint8_t apply(uint8_t trigger, uint8_t lanes) {
    set(0x10, trigger, lanes);
    finish();
    return byte(0x11, 202);
  }
  Octets active_set() {
    Octets lanes(4);
    CHECK(cmis_read(&handle, 0x11, 206, lanes.data(), lanes.size()) == CMIS_OK);
    return lanes;
  }
};

void in_service(const std::function<void(ApplyBench&)>& body) {
  ApplyBench bench;
  REQUIRE(native::run(
      [&] {
        CHECK(bench.bring_up() == CMIS_OK);
        body(bench);
      },
      500));
}

uint8_t sum(const Octets& page, unsigned first, unsigned last) {
  uint8_t total = 0;
  for (unsigned at = first; at <= last; at++) total = static_cast<uint8_t>(total + page[at - 128]);
  return total;
}

}  // namespace

TEST_CASE("a stock manager finds a standard application first and one of the vendor second") {
  in_service([](ApplyBench& bench) {
    Octets list(10);
    CHECK(cmis_read(&bench.handle, 0, 85, list.data(), list.size()) == CMIS_OK);
    // SMF; 200GAUI-4 C2M, 200GBASE-FR4, 4 and 4 lanes from lane 1; vendor's own; end (SFF-8024).
    CHECK(list == Octets{0x02, 0x0f, 0x18, 0x44, 0x01, 0xc0, 0xc0, 0x44, 0x01, 0xff});
    CHECK(bench.byte(0x01, 176) == 1);  // media lanes, too, from the first
    CHECK(bench.byte(0x01, 177) == 1);
  });
}

TEST_CASE("text is padded with spaces and the checksums are right") {
  in_service([](ApplyBench& bench) {
    Octets page(128);
    CHECK(cmis_read(&bench.handle, 0x00, 128, page.data(), page.size()) == CMIS_OK);
    const auto text = [&](unsigned first, unsigned last) {
      return std::string(page.begin() + first - 128, page.begin() + last - 127);
    };
    CHECK(text(129, 144) == "LANTERN         ");
    CHECK(text(145, 147) == "\x42LN");  // OUI
    CHECK(text(148, 163) == "OCI-4X53-MODEL  ");
    CHECK(text(164, 165) == "A ");
    CHECK(text(166, 181) == "module          ");
    CHECK(text(182, 189) == "260301  ");
    CHECK(text(190, 199) == "          ");
    CHECK(sum(page, 128, 221) == page[222 - 128]);
    for (const uint8_t number : {0x01, 0x02}) {
      CHECK(cmis_read(&bench.handle, number, 128, page.data(), page.size()) == CMIS_OK);
      CHECK(sum(page, number == 0x01 ? 130 : 128, 254) == page[127]);
    }
  });
}

TEST_CASE("a module advertises the flags and monitors that it has and no others") {
  in_service([](ApplyBench& bench) {
    CHECK(bench.byte(0x01, 142) == 0);     // one bank, no optional pages
    CHECK(bench.byte(0x01, 151) == 0x18);  // light is measured as average power
    CHECK(bench.byte(0x01, 155) == 0x02);  // OutputDisableTx
    CHECK(bench.byte(0x01, 156) == 0);
    CHECK(bench.byte(0x01, 157) == 0x01);       // Tx fault
    CHECK(bench.byte(0x01, 158) == 0x02);       // Rx LOS
    CHECK(bench.byte(0x01, 159) == 0x03);       // temperature, Vcc
    CHECK(bench.byte(0x01, 160) == 0x07);       // bias, Tx power, Rx power; 2 uA a step
    for (const uint8_t control : {129, 131}) {  // not advertised, so not there
      bench.set(0x10, control, 0x0f);
      CHECK(bench.byte(0x10, control) == 0);
    }
  });
}

TEST_CASE("OutputDisableTx of one lane darkens that lane alone, of all turns the output off") {
  in_service([](ApplyBench& bench) {
    const auto power = [&](unsigned lane) {
      return bench.byte(0x11, 154 + 2 * lane) << 8 | bench.byte(0x11, 155 + 2 * lane);
    };
    for (unsigned flags = 139; flags <= 146; flags++) bench.byte(0x11, flags);
    bench.set(0x10, 130, 0x02);
    CHECK(bench.byte(0x11, 133) == 0x0d);
    CHECK(bench.byte(0x11, 128) == 0x44);
    for (unsigned lane = 0; lane < 4; lane++) CHECK((power(lane) > 0) == (lane != 1));
    for (unsigned flags = 139; flags <= 146; flags++) CHECK(bench.byte(0x11, flags) == 0);
    bench.set(0x10, 130, 0x0f);
    CHECK(bench.reaches(7));
    CHECK(bench.byte(0x11, 133) == 0);
    bench.set(0x10, 130, 0);
    CHECK(bench.reaches(4));
    CHECK(bench.byte(0x11, 133) == 0x0f);
  });
}

TEST_CASE("settings are refused for the reason that ConfigStatus names") {
  in_service([](ApplyBench& bench) {
    const auto status_of = [&](const std::array<uint8_t, 4>& lanes, uint8_t mask) {
      bench.stage(lanes);
      return bench.apply(kApplyDpInit, mask) & 0xf;
    };
    CHECK(status_of({0x30, 0x30, 0x30, 0x30}, 0x0f) == 3);  // no such application
    CHECK(status_of({0xf0, 0x10, 0x10, 0x10}, 0x0f) == 3);
    CHECK(status_of({0x12, 0x12, 0x12, 0x12}, 0x0f) == 4);  // begins at lane 2
    CHECK(status_of({0x10, 0x10, 0x20, 0x20}, 0x0f) == 4);  // of two applications
    CHECK(status_of({0x10, 0x10, 0x10, 0x10}, 0x03) == 7);  // half a data path
    CHECK(status_of({0x10, 0x10, 0x00, 0x00}, 0x0f) == 7);
    CHECK(bench.active.read());  // nothing of it became active
    CHECK(bench.active_set() == Octets{0x10, 0x10, 0x10, 0x10});
    bench.set(0x10, 149, 0x18);  // lane 5, which is not there
    CHECK(status_of({0x10, 0x10, 0x10, 0x10}, 0xff) == 1);
    CHECK(bench.byte(0x11, 204) == 0x14);  // lane 6 is unused
    CHECK(bench.reaches(4));
  });
}

TEST_CASE("ApplyDPInit in service initialises the data path anew with the other application") {
  in_service([](ApplyBench& bench) {
    bench.stage(0x20);
    CHECK(bench.apply(kApplyDpInit, 0x0f) == 0x11);
    CHECK(bench.active_set() == Octets{0x20, 0x20, 0x20, 0x20});
    CHECK(bench.byte(0x11, 235) == 0x0f);
    CHECK_FALSE(bench.active.read());
    CHECK(bench.reaches(4));
    CHECK(bench.byte(0x11, 235) == 0);
  });
}

TEST_CASE("ApplyImmediate in service takes effect without initialisation") {
  in_service([](ApplyBench& bench) {
    bench.stage(0x20);
    bench.set(0x10, kApplyImmediate, 0x0f);
    CHECK(bench.byte(0x10, kApplyImmediate) == 0);
    bench.finish();
    CHECK(bench.byte(0x11, 202) == 0x11);
    CHECK(bench.active_set() == Octets{0x20, 0x20, 0x20, 0x20});
    CHECK(bench.byte(0x11, 235) == 0);  // DPInit is not pending
    CHECK(bench.active.read());
    CHECK(bench.byte(0x11, 134) == 0);  // nor has the data path moved
    // Single lanes: what stays as it is may be applied, what would tear the data path may not.
    CHECK(bench.apply(kApplyImmediate, 0x01) == 0x11);
    bench.stage({0x10, 0x20, 0x20, 0x20});
    CHECK(bench.apply(kApplyImmediate, 0x01) == 0x17);
    CHECK(bench.apply(kApplyImmediate, 0x02) == 0x17);  // lane 2 stays, lane 1 keeps its verdict
    CHECK(bench.active_set() == Octets{0x20, 0x20, 0x20, 0x20});
    CHECK(bench.active.read());
  });
}

TEST_CASE("ApplyImmediate with the data path down is followed by DPInit as ApplyDPInit is") {
  in_service([](ApplyBench& bench) {
    bench.set(0x10, 128, 0x0f);
    CHECK(bench.reaches(1));
    bench.stage(0x00);
    CHECK(bench.apply(kApplyImmediate, 0x0f) == 0x11);
    CHECK(bench.active_set() == Octets{0, 0, 0, 0});
    CHECK(bench.byte(0x11, 235) == 0);  // lanes that are unused wait for nothing
    CHECK(bench.apply(kApplyImmediate, 0x03) == 0x11);
    bench.stage(0x20);
    CHECK(bench.apply(kApplyImmediate, 0x03) == 0x77);
    CHECK(bench.apply(kApplyImmediate, 0x0f) == 0x11);
    CHECK(bench.active_set() == Octets{0x20, 0x20, 0x20, 0x20});
    CHECK(bench.byte(0x11, 235) == 0x0f);
    bench.set(0x10, 128, 0);
    CHECK(bench.reaches(4));
    CHECK(bench.byte(0x11, 235) == 0);
  });
}

TEST_CASE("a trigger that comes in a transient state or during another is ignored") {
  set("module.data_path.apply", "5 ms");
  set("module.data_path.deinit", "20 ms");
  in_service([](ApplyBench& bench) {
    bench.stage(0x20);
    bench.set(0x10, kApplyDpInit, 0x0f);
    bench.stage(0x30);
    CHECK(bench.byte(0x11, 202) == 0xcc);
    bench.set(0x10, kApplyImmediate, 0x01);
    bench.stage(0x20);
    bench.finish();
    CHECK(bench.byte(0x11, 202) == 0x11);
    bench.set(0x10, 128, 0x0f);
    hal_delay_us(5000);
    CHECK(bench.byte(0x11, 128) == 0x33);  // DPDeinit
    bench.stage(0x30);
    for (const uint8_t trigger : {kApplyDpInit, kApplyImmediate}) {
      bench.set(0x10, trigger, 0x0f);
      CHECK(bench.byte(0x11, 202) == 0x11);  // as before
    }
    hal_delay_us(10000);
    CHECK(bench.byte(0x11, 202) == 0x11);
    CHECK(bench.active_set() == Octets{0x20, 0x20, 0x20, 0x20});
  });
}
