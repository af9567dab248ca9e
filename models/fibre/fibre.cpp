// A queue of what is in flight for each direction, and one event for its head.
#include "models/fibre/fibre.hpp"

#include "models/core/process.hpp"
#include "models/core/trace.hpp"
#include "models/fibre/codeword_loss.hpp"

namespace lantern {

using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

constexpr double kLightSpeed = 299792458;  ///< m/s

}  // namespace

Fibre::Fibre(sc_core::sc_module_name name)
    : sc_module(name),
      flight_(sc_time::from_value(
          static_cast<uint64_t>(length_ * group_index_ / kLightSpeed * 1e12 + 0.5))),
      loss_probability_(codeword_loss(ber_)),
      directions_{Direction(std::string(this->name()) + ".0"),
                  Direction(std::string(this->name()) + ".1")} {
  lose(0);
  spawn_method(
      "on_burst_end", [this] { loss_probability_ = codeword_loss(ber_); }, burst_ends_);
  for (unsigned end = 0; end < kEnds; end++) {
    spawn_method(
        end ? "codeword_1" : "codeword_0", [this, end] { deliver_codeword(end); },
        directions_[end].codeword_arrives);
    spawn_method(
        end ? "light_1" : "light_0", [this, end] { deliver_light(end); },
        directions_[end].light_arrives);
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
  const sc_time at = sc_time_stamp() + codeword.on_wire + flight_;
  if (Trace::on() && codeword.row)
    for (const Message& message : *codeword.row)
      Trace::line(at - flight_, length_.name(), flight_, message);
  direction.codewords.push_back({at, std::move(codeword)});
  if (direction.codewords.size() == 1) direction.codeword_arrives.notify(at - sc_time_stamp());
}

void Fibre::deliver_codeword(unsigned from) {
  Direction& direction = directions_[from];
  Codeword arrived = std::move(direction.codewords.front().thing);
  direction.codewords.pop_front();
  if (!direction.codewords.empty())
    direction.codeword_arrives.notify(direction.codewords.front().at - sc_time_stamp());
  codeword_initiator[1 - from]->send(std::move(arrived));
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
  direction.lights.push_back({sc_time_stamp() + flight_, received});
  if (direction.lights.size() == 1) direction.light_arrives.notify(flight_);
}

void Fibre::deliver_light(unsigned from) {
  Direction& direction = directions_[from];
  Light arrived = direction.lights.front().thing;
  direction.lights.pop_front();
  if (!direction.lights.empty())
    direction.light_arrives.notify(direction.lights.front().at - sc_time_stamp());
  light_initiator[1 - from]->send(std::move(arrived));
}

void Fibre::lose(double decibel) {
  transmission_ = from_decibel(-(length_ / 1000 * attenuation_ + connectors_ + decibel));
  if (sc_core::sc_is_running())
    for (unsigned end = 0; end < kEnds; end++) transmit_light(end);
}

void Fibre::begin_burst(double ps) {
  loss_probability_ = codeword_loss(burst_ber_);
  burst_ends_.cancel();
  burst_ends_.notify(sc_time::from_value(static_cast<uint64_t>(ps)));
}

void Fibre::cut() {
  whole_ = false;
  for (unsigned end = 0; end < kEnds; end++) {
    dropped_ += directions_[end].codewords.size();
    directions_[end].codewords.clear();
    directions_[end].codeword_arrives.cancel();
    transmit_light(end);
  }
}

void Fibre::repair() {
  whole_ = true;
  for (unsigned end = 0; end < kEnds; end++) transmit_light(end);
}

}  // namespace lantern
