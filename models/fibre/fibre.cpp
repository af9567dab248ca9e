// What is in flight, each direction for itself.
#include "models/fibre/fibre.hpp"

#include "models/core/now.hpp"
#include "models/core/trace.hpp"
#include "models/fibre/codeword_loss.hpp"

namespace lantern {

using sc_core::sc_time;

namespace {

constexpr double kLightSpeed = 299792458;  ///< m/s

}  // namespace

Fibre::Fibre(sc_core::sc_module_name name)
    : sc_module(name),
      flight_(sc_time::from_value(
          static_cast<uint64_t>(length_ * group_index_ / kLightSpeed * 1e12 + 0.5))),
      loss_probability_(codeword_loss(ber_)),
      directions_{Direction(*this, 0), Direction(*this, 1)},
      burst_ends_([this] { loss_probability_ = codeword_loss(ber_); }) {
  ber_.let_change([this] {
    if (!burst_ends_.waits()) loss_probability_ = codeword_loss(ber_);
  });
  lose(0);
}

Fibre::Direction::Direction(Fibre& fibre, unsigned from)
    : codewords([&fibre, from](Codeword&& arrived) {
        fibre.codeword_initiator[1 - from]->send(std::move(arrived));
      }),
      lights([&fibre, from](Light&& arrived) {
        fibre.light_initiator[1 - from]->send(std::move(arrived));
      }),
      errors(std::string(fibre.name()) + (from ? ".1" : ".0")) {}

void Fibre::end_of_elaboration() {
  for (unsigned from = 0; from < kEnds; from++) {
    directions_[from].codewords.move_to(codeword_initiator[1 - from]->block());
    directions_[from].lights.move_to(light_initiator[1 - from]->block());
  }
}

void Fibre::send(unsigned from, Codeword&& codeword) {
  ++sent_;
  if (!whole_) {
    ++dropped_;
    return;
  }
  Direction& direction = directions_[from];
  if (loss_probability_ > 0 && direction.errors.chance(loss_probability_)) {
    ++errors_;
    codeword.lost = true;
  }
  const sc_time at = now() + codeword.on_wire + flight_;
  if (Trace::on() && codeword.row)
    for (const Message& message : *codeword.row)
      Trace::line(at - flight_, length_.name(), flight_, message);
  direction.codewords.push(at, std::move(codeword));
}

void Fibre::shine(unsigned from, const Light& light) {
  directions_[from].sent = light;
  transmit_light(from);
}

void Fibre::transmit_light(unsigned from) {
  Direction& direction = directions_[from];
  Light received;
  for (unsigned lane = 0; lane < kLanes; lane++)
    received.milliwatt[lane] = whole_ ? direction.sent.milliwatt[lane] * transmission_ : 0;
  // Darkness after a cut arrives as light does: after what was in flight beyond it.
  direction.lights.push(now() + flight_, std::move(received));
}

void Fibre::lose(double decibel) {
  transmission_ = from_decibel(-(length_ / 1000 * attenuation_ + connectors_ + decibel));
  if (sc_core::sc_is_running())
    for (unsigned end = 0; end < kEnds; end++) transmit_light(end);
}

void Fibre::begin_burst(double ps) {
  loss_probability_ = codeword_loss(burst_ber_);
  burst_ends_.set(now() + sc_time::from_value(static_cast<uint64_t>(ps)));
}

void Fibre::cut() {
  whole_ = false;
  for (unsigned end = 0; end < kEnds; end++) {
    dropped_ += directions_[end].codewords.size();
    directions_[end].codewords.clear();
    transmit_light(end);
  }
}

void Fibre::repair() {
  whole_ = true;
  for (unsigned end = 0; end < kEnds; end++) transmit_light(end);
}

}  // namespace lantern
