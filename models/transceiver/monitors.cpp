// Values into the memory, and the flags of those beyond their thresholds.
#include "models/transceiver/monitors.hpp"

namespace lantern {

using namespace cmis_lower_regs;
using namespace cmis_page11_regs;

namespace {

constexpr unsigned kThresholds = 4;  ///< high alarm, low alarm, high warning, low warning
constexpr bool is_high(unsigned threshold) { return threshold % 2 == 0; }

/// To the nearest whole number from `least` to `most`.
int64_t rounded(double value, int64_t least, int64_t most) {
  if (value <= static_cast<double>(least)) return least;
  if (value >= static_cast<double>(most)) return most;
  return static_cast<int64_t>(value + (value < 0 ? -0.5 : 0.5));
}
uint64_t unsigned16(double value) { return static_cast<uint64_t>(rounded(value, 0, 0xffff)); }
uint64_t signed16(double value) {
  return static_cast<uint64_t>(rounded(value, -0x8000, 0x7fff)) & 0xffff;
}
int64_t extended(uint64_t value) { return static_cast<int16_t>(value); }
int64_t plain(uint64_t value) { return static_cast<int64_t>(value); }

uint64_t tenth_microwatts(double milliwatt) { return unsigned16(milliwatt * 10000); }
uint64_t two_microamperes(double milliampere) { return unsigned16(milliampere * 500); }

/// A bit a threshold that the value is beyond.
template <class Number>
uint64_t beyond(const RegisterFile& page02, RegisterArray thresholds, uint64_t value,
                Number number) {
  uint64_t bits = 0;
  for (unsigned i = 0; i < kThresholds; i++) {
    const int64_t limit = number(page02[thresholds(i)]);
    if (is_high(i) ? number(value) > limit : number(value) < limit) bits |= 1u << i;
  }
  return bits;
}

}  // namespace

// Assumed, as such modules have them; the least Rx power is the default sensitivity.
void Monitors::advertise() {
  constexpr double kDegrees[] = {75, 0, 70, 5};
  constexpr double kVolt[] = {3.465, 3.135, 3.4, 3.2};
  constexpr double kMilliwatt[] = {5, 0.1, 4, 0.2};
  constexpr double kMilliampere[] = {80, 20, 70, 25};
  for (uint32_t i = 0; i < kThresholds; i++) {
    memory_.page02[cmis_page02_regs::TEMPERATURE(i)] = signed16(kDegrees[i] * 256);
    memory_.page02[cmis_page02_regs::VCC(i)] = unsigned16(kVolt[i] * 10000);
    memory_.page02[cmis_page02_regs::TX_POWER(i)] = tenth_microwatts(kMilliwatt[i]);
    memory_.page02[cmis_page02_regs::RX_POWER(i)] = tenth_microwatts(kMilliwatt[i]);
    memory_.page02[cmis_page02_regs::TX_BIAS(i)] = two_microamperes(kMilliampere[i]);
  }
  measure();
}

void Monitors::measure() {
  RegisterFile& lower = memory_.lower;
  lower[cmis_lower_regs::TEMPERATURE] = signed16((temperature_ + temperature_more_) * 256);
  lower[cmis_lower_regs::VCC] = unsigned16((supply_ + supply_more_) * 10000);
  const uint64_t temperature = beyond(memory_.page02, cmis_page02_regs::TEMPERATURE,
                                      lower[cmis_lower_regs::TEMPERATURE], extended);
  const uint64_t supply =
      beyond(memory_.page02, cmis_page02_regs::VCC, lower[cmis_lower_regs::VCC], plain);
  memory_.hold_module(MONITOR_FLAGS, MONITOR_FLAGS_TEMPERATURE.set(0, temperature) |
                                         MONITOR_FLAGS_VCC.set(0, supply));
}

// The four flags of a value follow each other in the order of its thresholds, a bit a lane.
void Monitors::judge_lanes(RegisterId first_flag, RegisterArray values, RegisterArray thresholds,
                           uint64_t in_service) {
  uint64_t lanes[kThresholds] = {};
  for (uint32_t lane = 0; lane < kLanes; lane++) {
    const uint64_t bits = beyond(memory_.page02, thresholds, memory_.page11[values(lane)], plain);
    for (unsigned i = 0; i < kThresholds; i++)
      if (bits >> i & 1 && (in_service >> lane & 1 || is_high(i))) lanes[i] |= 1u << lane;
  }
  for (unsigned i = 0; i < kThresholds; i++) memory_.hold({first_flag.index + i}, lanes[i]);
}

void Monitors::transmit(const Light& sent, double milliampere, uint64_t on, uint64_t in_service) {
  for (uint32_t lane = 0; lane < kLanes; lane++) {
    memory_.page11[TX_POWER(lane)] = tenth_microwatts(sent.milliwatt[lane]);
    memory_.page11[TX_BIAS(lane)] = two_microamperes(on >> lane & 1 ? milliampere : 0);
  }
  judge_lanes(TX_POWER_HIGH_ALARM, TX_POWER, cmis_page02_regs::TX_POWER, in_service);
  judge_lanes(TX_BIAS_HIGH_ALARM, TX_BIAS, cmis_page02_regs::TX_BIAS, in_service);
}

void Monitors::receive(const Light& arriving, bool ready) {
  for (uint32_t lane = 0; lane < kLanes; lane++)
    memory_.page11[RX_POWER(lane)] = tenth_microwatts(arriving.milliwatt[lane]);
  judge_lanes(RX_POWER_HIGH_ALARM, RX_POWER, cmis_page02_regs::RX_POWER, ready ? ~0ull : 0);
}

}  // namespace lantern
