// The apply triggers and the data path state machine.
#include "models/transceiver/data_path.hpp"

#include <iterator>
#include <utility>

#include "models/core/light.hpp"
#include "models/transceiver/duration.hpp"

namespace lantern {

using namespace cmis_page10_regs;
using namespace cmis_page11_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

constexpr uint64_t kAllLanes = (1u << kLanes) - 1;
constexpr uint64_t kDefaultApplication = 1;  ///< in effect from reset: the first on the list

/// Both run over the same lanes and wavelengths.
struct Application {
  uint64_t host, media;
};
constexpr Application kApplications[] = {
    {cmis_lower_regs::APPLICATION_HOST_ID_VALUE_C2M_200GAUI_4,
     cmis_lower_regs::APPLICATION_MEDIA_ID_VALUE_FR4_200GBASE},
    {cmis_lower_regs::APPLICATION_HOST_ID_VALUE_CODEWORDS,
     cmis_lower_regs::APPLICATION_MEDIA_ID_VALUE_OCI},
};

}  // namespace

DataPath::DataPath(sc_core::sc_module_name name, CmisMemory& memory,
                   std::function<void()> on_change)
    : sc_module(name), memory_(memory), on_change_(std::move(on_change)) {
  memory_.page10.after_write(APPLY_DP_INIT, [this](uint64_t lanes) {
    memory_.page10[APPLY_DP_INIT] = 0;
    apply(false, lanes);
  });
  memory_.page10.after_write(APPLY_IMMEDIATE, [this](uint64_t lanes) {
    memory_.page10[APPLY_IMMEDIATE] = 0;
    apply(true, lanes);
  });
  memory_.page10.after_write(DP_DEINIT, [this](uint64_t) { step(); });
  memory_.page10.after_write(OUTPUT_DISABLE_TX, [this](uint64_t) {
    step();
    on_change_();
  });
}

void DataPath::advertise() {
  using namespace cmis_page01_regs;
  using namespace cmis_lower_regs;
  memory_.page01[DP_DURATIONS] = DP_DURATIONS_DP_INIT.set(0, duration_code(init_)) |
                                 DP_DURATIONS_DP_DEINIT.set(0, duration_code(deinit_));
  memory_.page01[TX_DURATIONS] = TX_DURATIONS_TX_TURN_ON.set(0, duration_code(tx_turn_on_)) |
                                 TX_DURATIONS_TX_TURN_OFF.set(0, duration_code(tx_turn_off_));
  for (uint32_t i = 0; i < std::size(kApplications); i++) {
    memory_.lower[APPLICATION_HOST_ID(i)] = kApplications[i].host;
    memory_.lower[APPLICATION_MEDIA_ID(i)] = kApplications[i].media;
    memory_.lower[APPLICATION_LANES(i)] = kLanes << 4 | kLanes;
    memory_.lower[APPLICATION_HOST_ASSIGNMENT(i)] = 1;
    memory_.page01[MEDIA_ASSIGNMENT(i)] = 1;
  }
  for (uint32_t lane = 0; lane < kLanes; lane++) {
    memory_.page10[DP_CONFIG(lane)] = DP_CONFIG_APP_SEL.set(0, kDefaultApplication);
    memory_.page11[ACTIVE_CONFIG(lane)] = memory_.page10[DP_CONFIG(lane)];
    for (const uint32_t direction : {0u, 8u})
      memory_.page11[MEDIA_LANE_MAPPING(direction + lane)] =
          MEDIA_LANE_MAPPING_WAVELENGTH.set(0, lane + 1) | 1;
  }
}

void DataPath::reset() {
  arrived_.cancel();
  applied_.cancel();
  applying_ = 0;
  module_allows_ = false;
  if (state_ != State::kDeactivated) return enter(State::kDeactivated);
  on_change_();
}

void DataPath::set_config_status(uint64_t lanes, uint64_t status) {
  for (uint32_t lane = 0; lane < 8; lane++)
    if (lanes >> lane & 1)
      memory_.page11.set(CONFIG_STATUS(lane / 2), lane % 2 ? CONFIG_STATUS_EVEN : CONFIG_STATUS_ODD,
                         status);
}

bool DataPath::offers(uint64_t application) const {
  using namespace cmis_lower_regs;
  return application <= APPLICATION_HOST_ID.count &&
         memory_.lower[APPLICATION_HOST_ID(static_cast<uint32_t>(application - 1))] !=
             APPLICATION_HOST_ID_VALUE_END;
}

// A data path is applied as a whole; without initialisation single lanes may be, where their path
// stays what it is: only signal integrity settings could change, and this module has none.
uint64_t DataPath::verdict(uint64_t lanes) const {
  if (refuses_) return CONFIG_STATUS_ODD_REJECTED;
  uint64_t applications = 0;  // a bit an AppSel
  bool used = false;
  bool changes = false;
  for (uint32_t lane = 0; lane < kLanes; lane++) {
    if (!(lanes >> lane & 1)) continue;
    const uint64_t staged = memory_.page10[DP_CONFIG(lane)];
    const uint64_t active = memory_.page11[ACTIVE_CONFIG(lane)];
    const uint64_t application = DP_CONFIG_APP_SEL.get(staged);
    if (application && !offers(application)) return CONFIG_STATUS_ODD_INVALID_APP_SEL;
    if (application && DP_CONFIG_DATA_PATH_ID.get(staged))
      return CONFIG_STATUS_ODD_INVALID_DATA_PATH;
    applications |= 1ull << application;
    used |= application || ACTIVE_CONFIG_APP_SEL.get(active);
    changes |= staged != active;
  }
  if (!used || (in_service_ && !changes)) return CONFIG_STATUS_ODD_SUCCESS;
  if (lanes != kAllLanes) return CONFIG_STATUS_ODD_PARTIAL_DATA_PATH;
  if (!(applications & (applications - 1))) return CONFIG_STATUS_ODD_SUCCESS;
  return applications & 1 ? CONFIG_STATUS_ODD_PARTIAL_DATA_PATH
                          : CONFIG_STATUS_ODD_INVALID_DATA_PATH;
}

// CMIS: a trigger that comes while another one is executed, or in a transient state, is ignored in
// silence.
void DataPath::apply(bool immediate, uint64_t lanes) {
  if (!lanes) return;
  if (applying_ || !steady()) {
    ++ignored_;
    return;
  }
  applying_ = lanes;
  in_service_ = immediate && state_ != State::kDeactivated;
  set_config_status(lanes, CONFIG_STATUS_ODD_IN_PROGRESS);
  applied_.set(sc_time_stamp() + sc_time::from_value(apply_time_().value() * slowness_));
}

void DataPath::applied() {
  const uint64_t lanes = std::exchange(applying_, 0);
  for (uint32_t lane = kLanes; lane < 8; lane++) {  // not there, so only unused ones are right
    const bool unused = !DP_CONFIG_APP_SEL.get(memory_.page10[DP_CONFIG(lane)]);
    set_config_status(lanes & 1ull << lane,
                      unused ? CONFIG_STATUS_ODD_SUCCESS : CONFIG_STATUS_ODD_INVALID_DATA_PATH);
  }
  const uint64_t status = verdict(lanes & kAllLanes);
  set_config_status(lanes & kAllLanes, status);
  if (status == CONFIG_STATUS_ODD_SUCCESS) provision(lanes & kAllLanes);
  step();
}

// In service the settings are in effect at once; else, or by ApplyDPInit, from DPInit on.
void DataPath::provision(uint64_t lanes) {
  uint64_t used = 0;
  for (uint32_t lane = 0; lane < kLanes; lane++) {
    if (!(lanes >> lane & 1)) continue;
    memory_.page11[ACTIVE_CONFIG(lane)] = memory_.page10[DP_CONFIG(lane)];
    if (DP_CONFIG_APP_SEL.get(memory_.page10[DP_CONFIG(lane)])) used |= 1ull << lane;
  }
  if (in_service_) return;
  RegisterFile::Stored pending = memory_.page11[DP_INIT_PENDING];
  pending = (pending & ~lanes) | used;
}

uint64_t DataPath::disabled_lanes() const { return memory_.page10[OUTPUT_DISABLE_TX] & kAllLanes; }

// All of them disabled turns the data path's output off, which takes its time.
uint64_t DataPath::lanes_on() const {
  const bool on = state_ == State::kActivated || state_ == State::kTxTurnOff;
  const uint64_t disabled = disabled_lanes();
  return !on ? 0 : disabled == kAllLanes ? kAllLanes : kAllLanes & ~disabled;
}

bool DataPath::steady() const {
  return state_ == State::kDeactivated || state_ == State::kInitialized ||
         state_ == State::kActivated;
}

void DataPath::update(bool module_allows) {
  module_allows_ = module_allows;
  step();
}

void DataPath::enter(State state) {
  state_ = state;
  const auto code = static_cast<uint64_t>(state);
  for (uint32_t pair = 0; pair < kLanes / 2; pair++)
    memory_.page11[DP_STATE(pair)] = code | code << 4;
  if (steady()) memory_.raise(DP_STATE_CHANGED, kAllLanes);
  on_change_();
  const Parameter<sc_time>* lasts = state == State::kInit        ? &init_
                                    : state == State::kDeinit    ? &deinit_
                                    : state == State::kTxTurnOn  ? &tx_turn_on_
                                    : state == State::kTxTurnOff ? &tx_turn_off_
                                                                 : nullptr;
  if (lasts) arrived_.set(sc_time_stamp() + sc_time::from_value((*lasts)().value() * slowness_));
}

void DataPath::arrive() {
  switch (state_) {
    case State::kInit:
      memory_.page11[DP_INIT_PENDING] = 0;
      enter(State::kInitialized);
      break;
    case State::kTxTurnOn:
      enter(State::kActivated);
      break;
    case State::kTxTurnOff:
      enter(State::kInitialized);
      break;
    default:
      enter(State::kDeactivated);
      break;
  }
  step();
}

// Steady states are left as the controls say; a transient one ends by itself.
void DataPath::step() {
  const bool used = ACTIVE_CONFIG_APP_SEL.get(memory_.page11[ACTIVE_CONFIG(0)]) != 0;
  const bool deinit = !module_allows_ || !used || (memory_.page10[DP_DEINIT] & kAllLanes);
  const bool renew = memory_.page11[DP_INIT_PENDING] != 0;
  const bool disabled = disabled_lanes() == kAllLanes;
  switch (state_) {
    case State::kDeactivated:
      if (!deinit) enter(State::kInit);
      break;
    case State::kInitialized:
      if (deinit || renew) {
        enter(State::kDeinit);
      } else if (!disabled) {
        enter(State::kTxTurnOn);
      }
      break;
    case State::kActivated:
      if (deinit || renew || disabled) enter(State::kTxTurnOff);
      break;
    default:
      break;
  }
}

}  // namespace lantern
