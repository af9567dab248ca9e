// A module's model under the CMIS driver, over the I2C controller's registers: the model is the
// mock.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "models/core/fault.hpp"
#include "models/core/signal.hpp"
#include "models/core/test_line.hpp"
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

namespace lantern {

constexpr uintptr_t kI2c = 0x1000, kControl = 0x2000;
constexpr unsigned kI2cSource = 1;

/// The far end of the fibre: shines when told to.
struct FarEnd : sc_core::sc_module {
  Light seen;
  Receiver<Light> light_target{"light_target", [this](Light&& l) { seen = l; }};
  SendPort<Light> light_initiator{"light_initiator"};
  explicit FarEnd(sc_core::sc_module_name name) : sc_module(name) {}
  void shine(double milliwatt) {
    Light light;
    light.milliwatt.fill(milliwatt);
    light_initiator->send(std::move(light));
  }
};

inline void set(const char* name, const char* value) {
  settings().set(Settings::kPod, name, value, {});
}

struct CmisBench {
  TestInitiator host{"host"};
  Router router{"router", {{kI2c, 0x100}, {kControl, 0x100}}};
  I2cController i2c{"i2c"};
  ModuleControl control{"control"};
  Transceiver module{"module"};
  FarEnd fibre{"fibre"};
  Signal reset_l{"reset_l"}, lp_mode{"lp_mode"}, mod_prs_l{"mod_prs_l"}, int_l{"int_l"},
      active{"active"};
  TestLine i2c_interrupt{"i2c_interrupt"};
  sc_core::sc_vector<Signal> light{"light", kLanes};
  cmis_t handle{{kI2c, kI2cSource}, kControl};
  cmis_bringup_t bringup{};

  CmisBench() {
    host.initiator.bind(router.target[0]);
    router.initiator[0].bind(i2c.target);
    router.initiator[1].bind(control.target);
    i2c.bus.bind(module.i2c);
    control.reset_l(reset_l);
    module.reset_l(reset_l);
    control.lp_mode(lp_mode);
    module.lp_mode(lp_mode);
    control.mod_prs_l(mod_prs_l);
    module.mod_prs_l(mod_prs_l);
    control.int_l(int_l);
    module.int_l(int_l);
    module.active(active);
    for (unsigned lane = 0; lane < kLanes; lane++) module.light[lane](light[lane]);
    module.light_initiator.bind(fibre.light_target);
    fibre.light_initiator.bind(module.light_target);
    native::use_bus(host);
    i2c_interrupt.follow(i2c.interrupt);
    i2c_interrupt.on_change = [this] { native::set_line(kI2cSource, i2c_interrupt.read()); };
  }
  static void fault(const std::string& name, double argument = 0) {
    auto* found = dynamic_cast<Fault*>(sc_core::sc_find_object(name.c_str()));
    REQUIRE(found);
    found->inject(argument);
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
  /// The registers of one part of its memory, to make another module of it.
  static RegisterFile& memory(const char* name) {
    auto* found = dynamic_cast<RegisterFile*>(sc_core::sc_find_object(name));
    REQUIRE(found);
    return *found;
  }
  /// Until both pairs of lanes are in that state.
  bool reaches(uint8_t state) {
    for (int i = 0; i < 200; i++) {
      if (byte(0x11, 128) == state * 0x11 && byte(0x11, 129) == state * 0x11) return true;
      hal_delay_us(100);
    }
    return false;
  }
};

}  // namespace lantern
