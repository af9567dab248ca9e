// Pins, module state machine, I2C, light.
#include "models/transceiver/transceiver.hpp"

#include <iterator>

#include "models/core/process.hpp"
#include "models/transceiver/duration.hpp"

namespace lantern {

using namespace cmis_lower_regs;
using namespace cmis_page11_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

constexpr uint8_t kAllLanes = (1u << kLanes) - 1;
constexpr uint64_t kOui[] = {0x42, 0x4c, 0x4e};  ///< nobody's: a local one, as IEEE 802c has them

}  // namespace

Transceiver::Transceiver(sc_core::sc_module_name name)
    : sc_module(name), least_milliwatt_(from_decibel(sensitivity_)) {
  i2c.bind(*this);
  stretch_.let_change();
  page_change_.let_change();
  memory_.lower.after_write(CONTROL, [this](uint64_t written) {
    if (CONTROL_SOFTWARE_RESET.get(written)) return begin_reset();
    step();
  });
  memory_.lower.after_write(PAGE_SELECT,
                            [this](uint64_t) { busy_until_ = sc_time_stamp() + page_change_(); });
  spawn_method(
      "on_pins", [this] { pins_changed(); }, reset_l, lp_mode);
}

void Transceiver::advertise() {
  CmisMemory::put_text(memory_.page00, cmis_page00_regs::VENDOR_NAME, "LANTERN");
  for (uint32_t i = 0; i < std::size(kOui); i++)
    memory_.page00[cmis_page00_regs::VENDOR_OUI(i)] = kOui[i];
  CmisMemory::put_text(memory_.page00, cmis_page00_regs::PART_NUMBER, "OCI-4X53-MODEL");
  CmisMemory::put_text(memory_.page00, cmis_page00_regs::PART_REVISION, "A");
  CmisMemory::put_text(memory_.page00, cmis_page00_regs::SERIAL_NUMBER, basename());
  CmisMemory::put_text(memory_.page00, cmis_page00_regs::DATE_CODE, "260301");
  CmisMemory::put_text(memory_.page00, cmis_page00_regs::CLEI, "");
  memory_.page01[cmis_page01_regs::WAVELENGTH] =
      static_cast<uint64_t>(laser_.first_wavelength_nm() * 20 + 0.5);
  memory_.page01[cmis_page01_regs::WAVELENGTH_TOLERANCE] = 40;  // OCI: 0.2 nm
  memory_.page01[cmis_page01_regs::MODULE_DURATIONS] =
      cmis_page01_regs::MODULE_DURATIONS_PWR_UP.set(0, duration_code(pwr_up_)) |
      cmis_page01_regs::MODULE_DURATIONS_PWR_DN.set(0, duration_code(pwr_dn_));
  monitors_.advertise();
  data_path_.advertise();
  memory_.update_checksums();
}

void Transceiver::begin_reset() {
  arrived_.cancel();
  state_ = State::kResetting;
  memory_.reset();
  advertise();
  dark_lanes_ = 0;
  selected_ = false;
  data_path_.reset();
  flags_changed();
  mod_prs_l.write(!present_);
  if (present_ && reset_l.read()) enter(State::kMgmtInit);
}

void Transceiver::remove() {
  present_ = stuck_ = false;
  begin_reset();
  shine();
}

void Transceiver::insert() {
  if (present_) return;
  present_ = answers_ = true;
  stuck_ = false;
  dead_lanes_ = 0;
  data_path_.heal();
  monitors_.heal();
  laser_.heal();
  begin_reset();
}

void Transceiver::set_dead(unsigned lane, bool dead) {
  const auto bit = static_cast<uint8_t>(1u << lane);
  dead_lanes_ = static_cast<uint8_t>(dead ? dead_lanes_ | bit : dead_lanes_ & ~bit);
  shine();
}

void Transceiver::pins_changed() {
  if (!present_) return;
  if (!reset_l.read()) return begin_reset();
  if (state_ == State::kResetting) return enter(State::kMgmtInit);
  step();
}

bool Transceiver::low_power_requested() const {
  const uint64_t control = memory_.lower[CONTROL];
  return CONTROL_LOW_PWR_REQUEST_SW.get(control) ||
         (CONTROL_LOW_PWR_ALLOW_REQUEST_HW.get(control) && lp_mode.read());
}

void Transceiver::enter(State state) {
  state_ = state;
  if (state != State::kMgmtInit)
    memory_.lower.set(STATE, STATE_MODULE_STATE, static_cast<uint64_t>(state));
  if (state == State::kLowPwr || state == State::kReady || state == State::kFault)
    memory_.raise_module_state_changed();
  if (state == State::kMgmtInit) arrived_.set(sc_time_stamp() + mgmt_init_());
  if (state == State::kPwrUp) arrived_.set(sc_time_stamp() + pwr_up_());
  if (state == State::kPwrDn) arrived_.set(sc_time_stamp() + pwr_dn_());
  data_path_changed();
}

void Transceiver::arrive() {
  enter(state_ == State::kPwrUp ? State::kReady : State::kLowPwr);
  step();
}

void Transceiver::step() {
  const bool low = low_power_requested();
  if (state_ == State::kLowPwr && !low) enter(State::kPwrUp);
  data_path_.update(state_ == State::kReady && !low);
  // Ready is left only when the data path is down.
  if (state_ == State::kReady && low && data_path_.state() == DataPath::State::kDeactivated)
    enter(State::kPwrDn);
}

void Transceiver::fail() {
  if (state_ == State::kResetting || state_ == State::kMgmtInit) return;
  state_ = State::kFault;  // first: the data path's end leads nowhere else
  memory_.lower[FAULT_CAUSE] = 1;
  data_path_.reset();
  arrived_.cancel();
  enter(State::kFault);
}

void Transceiver::data_path_changed() {
  active.write(data_path_.state() == DataPath::State::kActivated);
  shine();
  update_light();
  // A module asked for low power waits for its data path.
  if (state_ == State::kReady && low_power_requested() &&
      data_path_.state() == DataPath::State::kDeactivated)
    enter(State::kPwrDn);
}

void Transceiver::shine() {
  const uint64_t on = data_path_.lanes_on();
  const uint64_t lit = on & ~static_cast<uint64_t>(dead_lanes_);
  Light sent;
  for (uint32_t lane = 0; lane < kLanes; lane++)
    sent.milliwatt[lane] = lit >> lane & 1 ? laser_.milliwatt() : 0;
  memory_.page11[OUTPUT_STATUS_TX] = lit;
  memory_.hold(TX_FAULT, dead_lanes_);
  const bool in_service = data_path_.state() == DataPath::State::kActivated;
  monitors_.transmit(sent, laser_.bias_milliampere(), on, in_service ? on : 0);
  light_initiator->send(std::move(sent));
}

void Transceiver::receive(const Light& arriving) {
  arriving_ = arriving;
  update_light();
}

void Transceiver::update_light() {
  const bool ready = state_ == State::kReady;
  uint8_t dark = 0;
  for (uint32_t lane = 0; lane < kLanes; lane++) {
    const bool is_dark = arriving_.milliwatt[lane] < least_milliwatt_;
    if (is_dark) dark |= static_cast<uint8_t>(1u << lane);
    light[lane].write(!is_dark && ready);
  }
  const uint64_t valid = ready ? kAllLanes & ~dark : 0;
  memory_.raise(OUTPUT_STATUS_CHANGED_RX, memory_.page11[OUTPUT_STATUS_RX] ^ valid);
  memory_.page11[OUTPUT_STATUS_RX] = valid;
  dark_lanes_ = ready ? dark : 0;
  memory_.hold(RX_LOS, dark_lanes_);
  monitors_.receive(arriving_, ready);
}

void Transceiver::flags_changed() {
  const bool interrupts =
      state_ != State::kResetting && state_ != State::kMgmtInit && memory_.interrupts();
  memory_.lower.set(STATE, STATE_INTERRUPT_DEASSERTED, !interrupts);
  memory_.lower[FLAG_SUMMARY(0)] = FLAG_SUMMARY_PAGE_11.set(0, memory_.any_lane_flag());
  int_l.write(!interrupts);
}

I2cTargetIf::Answer Transceiver::start(uint8_t address, bool read) {
  const bool ready = answers_ && state_ != State::kResetting && state_ != State::kMgmtInit &&
                     sc_time_stamp() >= busy_until_;
  selected_ = address == kAddress && ready;
  if (!selected_) {
    ++nacks_;
    return {false, sc_core::SC_ZERO_TIME};
  }
  address_next_ = !read;
  return {true, stretch_};
}

I2cTargetIf::Answer Transceiver::write(uint8_t byte) {
  if (!selected_) return {false, sc_core::SC_ZERO_TIME};
  if (address_next_) {
    address_ = byte;
    address_next_ = false;
    return {true, sc_core::SC_ZERO_TIME};
  }
  const uint8_t at = address_;
  address_ = static_cast<uint8_t>((at & 0x80) | ((at + 1) & 0x7f));
  memory_.write(at, byte);
  return {true, sc_core::SC_ZERO_TIME};
}

uint8_t Transceiver::read(bool) {
  if (!selected_) return 0xff;  // nobody drives SDA
  const uint8_t at = address_;
  address_ = static_cast<uint8_t>((at & 0x80) | ((at + 1) & 0x7f));  // wraps within its half
  return memory_.read(at);
}

std::string Transceiver::state_text() const {
  static constexpr const char* kModule[] = {"Resetting", "LowPwr", "PwrUp",   "Ready",
                                            "PwrDn",     "Fault",  "MgmtInit"};
  static constexpr const char* kPath[] = {"",          "Deactivated", "Init",      "Deinit",
                                          "Activated", "TxTurnOn",    "TxTurnOff", "Initialized"};
  if (!present_) return "not present";
  return std::string("Module") + kModule[static_cast<unsigned>(state_)] + ", DP" +
         kPath[static_cast<unsigned>(data_path_.state())] + (dark_lanes_ ? ", no light" : "");
}

}  // namespace lantern
