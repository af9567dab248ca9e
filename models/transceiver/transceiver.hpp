// An optical transceiver (OCI: four wavelengths a direction) managed as CMIS 5.2 says, over I2C at
// 0x50.
#pragma once

#include <systemc>

#include "models/core/counter.hpp"
#include "models/core/fault.hpp"
#include "models/core/i2c_bus.hpp"
#include "models/core/message.hpp"
#include "models/core/parameter.hpp"
#include "models/core/timer.hpp"
#include "models/transceiver/cmis_memory.hpp"
#include "models/transceiver/data_path.hpp"
#include "models/transceiver/laser.hpp"
#include "models/transceiver/monitors.hpp"

namespace lantern {

/// The host's side are pins and I2C; the link layer sees two signals; the fibre sees light.
class Transceiver : public sc_core::sc_module, public I2cTargetIf {
 public:
  static constexpr uint8_t kAddress = 0x50;
  sc_core::sc_export<I2cTargetIf> i2c{"i2c"};
  sc_core::sc_in<bool> reset_l{"reset_l"};
  sc_core::sc_in<bool> lp_mode{"lp_mode"};
  sc_core::sc_out<bool> mod_prs_l{"mod_prs_l"};
  sc_core::sc_out<bool> int_l{"int_l"};
  sc_core::sc_out<bool> active{"active"};                            ///< the data path is activated
  sc_core::sc_vector<sc_core::sc_out<bool>> light{"light", kLanes};  ///< light arrives on lane i
  SendPort<Light> light_initiator{"light_initiator"};
  Receiver<Light> light_target{"light_target", [this](Light&& arriving) { receive(arriving); }};

  explicit Transceiver(sc_core::sc_module_name name);

  Answer start(uint8_t address, bool read) override;
  Answer write(uint8_t byte) override;
  uint8_t read(bool last) override;
  void stop() override { selected_ = false; }
  bool holds_sda() const override { return stuck_; }

 private:
  enum class State : uint8_t {
    kResetting = 0,
    kLowPwr = 1,
    kPwrUp = 2,
    kReady = 3,
    kPwrDn = 4,
    kFault = 5,
    kMgmtInit = 6
  };

  Parameter<sc_core::sc_time> mgmt_init_{"mgmt_init",
                                         Dimension::kTime,
                                         "2 ms",
                                         {"0 ns", "2 s"},
                                         "From the end of reset until the module answers.",
                                         "CMIS: at most 2 s"};
  Parameter<sc_core::sc_time> pwr_up_{"pwr_up",         Dimension::kTime, "4 ms",
                                      {"0 ns", "10 s"}, "ModulePwrUp.",   "assumed"};
  Parameter<sc_core::sc_time> pwr_dn_{"pwr_dn",         Dimension::kTime, "1 ms",
                                      {"0 ns", "10 s"}, "ModulePwrDn.",   "assumed"};
  Parameter<sc_core::sc_time> stretch_{"stretch",
                                       Dimension::kTime,
                                       "5 us",
                                       {"0 ns", "1 ms"},
                                       "How long SCL is held after an address byte.",
                                       "CMIS: at most 500 us"};
  Parameter<sc_core::sc_time> page_change_{"page_change",
                                           Dimension::kTime,
                                           "50 us",
                                           {"0 ns", "10 ms"},
                                           "NACK after PageSelect was written.",
                                           "CMIS: at most 10 ms"};
  Parameter<double> sensitivity_{"sensitivity",
                                 Dimension::kPower,
                                 "-10 dBm",
                                 {"-40 dBm", "10 dBm"},
                                 "Least power a lane that counts as light.",
                                 "reported for Celestial Photonic Fabric: -10 dBm OMA"};
  Laser laser_{"laser", [this] { shine(); }};
  Counter nacks_{"nacks", "Addressed while it could not answer."};
  Parameter<bool> present_at_start_{
      "present", Dimension::kFlag, "true", {}, "Plugged in from the start.", "pod"};
  Fault silent_{"silent", "Answers on I2C no more, until another module is inserted.",
                [this] { answers_ = false; }};
  Fault stuck_bus_{"i2c_stuck", "Holds SDA low until it is removed.", [this] { stuck_ = true; }};
  Fault fault_{"module_fault", "Goes to ModuleFault (TEC runaway), until it is reset.",
               [this] { fail(); }};
  Fault lane_dead_{"lane_dead",
                   "That lane of its transmitter, 0 to 3, goes dark.",
                   {Dimension::kCount, "2", 0, kLanes - 1},
                   [this](double lane) { set_dead(static_cast<unsigned>(lane), true); }};
  Fault lane_restored_{"lane_restored",
                       "Undoes lane_dead.",
                       {Dimension::kCount, "2", 0, kLanes - 1},
                       [this](double lane) { set_dead(static_cast<unsigned>(lane), false); }};
  Fault removed_{"removed", "The module is pulled out.", [this] { remove(); }};
  Fault inserted_{"inserted", "A new module, without faults, is plugged in.", [this] { insert(); }};
  Status status_{"state", "Module and data path state.", [this] { return state_text(); }};

  void start_of_simulation() override { begin_reset(); }
  void remove();
  void insert();
  void set_dead(unsigned lane, bool dead);
  void shine();
  void advertise();
  void begin_reset();
  void pins_changed();
  bool low_power_requested() const;
  void enter(State state);
  void arrive();
  void step();
  void fail();
  void data_path_changed();
  void receive(const Light& arriving);
  void update_light();
  void flags_changed();
  std::string state_text() const;

  CmisMemory memory_{[this] { flags_changed(); }};
  Monitors monitors_{"monitors", memory_};
  DataPath data_path_{"data_path", memory_, [this] { data_path_changed(); }};
  const double least_milliwatt_;
  State state_ = State::kResetting;
  Light arriving_;
  uint8_t dark_lanes_ = 0;
  uint8_t dead_lanes_ = 0;     ///< of its transmitter
  uint8_t address_ = 0;        ///< of the byte that the next read or write is for
  bool selected_ = false;      ///< between a start that was acknowledged and what ends it
  bool address_next_ = false;  ///< the next byte written is the address
  bool present_ = present_at_start_;
  bool answers_ = true;
  bool stuck_ = false;
  sc_core::sc_time busy_until_;
  Timer arrived_{[this] { arrive(); }};
};

}  // namespace lantern
