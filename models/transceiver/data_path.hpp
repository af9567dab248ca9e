// The data path of a module: staged and active settings, ConfigStatus, the data path state machine
// of CMIS.
#pragma once

#include <functional>
#include <systemc>

#include "models/core/counter.hpp"
#include "models/core/fault.hpp"
#include "models/core/parameter.hpp"
#include "models/core/timer.hpp"
#include "models/transceiver/cmis_memory.hpp"

namespace lantern {

/// Its applications run over all four lanes, so there is one data path; lanes 5 to 8 are not there.
class DataPath : public sc_core::sc_module {
 public:
  enum class State : uint8_t {
    kDeactivated = 1,
    kInit = 2,
    kDeinit = 3,
    kActivated = 4,
    kTxTurnOn = 5,
    kTxTurnOff = 6,
    kInitialized = 7,
  };
  /// `on_change` is called after each change of state.
  DataPath(sc_core::sc_module_name name, CmisMemory& memory, std::function<void()> on_change);

  /// Goes on from the memory's controls; `module_allows`: the module is ready and not asked for low
  /// power.
  void update(bool module_allows);
  void reset();
  /// Forgets its faults: another module.
  void heal() { refuses_ = false; }
  State state() const { return state_; }
  uint64_t lanes_on() const;  ///< whose output is on
  /// Advertises the durations and the application in the memory.
  void advertise();

 private:
  Parameter<sc_core::sc_time> init_{
      "init", Dimension::kTime, "8 ms", {"0 ns", "10 s"}, "DPInit.", "CMIS: ring locking, assumed"};
  Parameter<sc_core::sc_time> deinit_{"deinit",         Dimension::kTime, "1 ms",
                                      {"0 ns", "10 s"}, "DPDeinit.",      "assumed"};
  Parameter<sc_core::sc_time> tx_turn_on_{"tx_turn_on",     Dimension::kTime, "2 ms",
                                          {"0 ns", "10 s"}, "DPTxTurnOn.",    "assumed"};
  Parameter<sc_core::sc_time> tx_turn_off_{"tx_turn_off",    Dimension::kTime, "500 us",
                                           {"0 ns", "10 s"}, "DPTxTurnOff.",   "assumed"};
  Parameter<sc_core::sc_time> apply_time_{"apply",
                                          Dimension::kTime,
                                          "100 us",
                                          {"0 ns", "1 s"},
                                          "From an apply trigger to ConfigStatus.",
                                          "assumed"};
  Parameter<uint64_t> slowness_{"slowness",
                                Dimension::kCount,
                                "1",
                                {"1", "1000"},
                                "Every duration takes this many times what is advertised.",
                                "for tests of timeouts"};
  Fault refuse_{"refuse_application", "ConfigStatus rejects every application.",
                [this] { refuses_ = true; }};

  Counter ignored_{"applies_ignored",
                   "Apply triggers while another one was executed, or in a transient state."};

  void apply(bool immediate, uint64_t lanes);
  void applied();
  bool offers(uint64_t application) const;
  uint64_t verdict(uint64_t lanes) const;
  void provision(uint64_t lanes);
  bool steady() const;
  uint64_t disabled_lanes() const;
  void enter(State state);
  void arrive();
  void step();
  void set_config_status(uint64_t lanes, uint64_t status);

  CmisMemory& memory_;
  std::function<void()> on_change_;
  State state_ = State::kDeactivated;
  bool module_allows_ = false;
  bool refuses_ = false;
  uint64_t applying_ = 0;    ///< lanes of the trigger that is executed
  bool in_service_ = false;  ///< that one acts on the data path as it runs
  Timer arrived_{[this] { arrive(); }};
  Timer applied_{[this] { applied(); }};
};

}  // namespace lantern
