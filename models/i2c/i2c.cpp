// A command takes its bits' time on the bus, then the byte is handed over.
#include "models/i2c/i2c.hpp"

namespace lantern {

using namespace i2c_master_regs;
using sc_core::sc_time;

I2cController::I2cController(sc_core::sc_module_name name) : sc_module(name) {
  regs_.after_write(CR, [this](uint64_t written) { command(written); });
  regs_.after_write(CTR, [this](uint64_t) { update(); });
}

void I2cController::command(uint64_t written) {
  if (CR_IACK.get(written)) {
    regs_.set(SR, SR_IF, 0);
    update();
  }
  const bool byte = CR_WR.get(written) || CR_RD.get(written);
  if (!regs_.get(CTR, CTR_EN) || regs_.get(SR, SR_TIP) || !(byte || CR_STO.get(written))) return;
  command_ = written;
  moved_ = false;
  regs_.set(SR, SR_TIP, 1);
  regs_.set(SR, SR_AL, 0);
  if (!second_.has_bus()) begin(regs_.now());
}

void I2cController::begin(const sc_time& at) {
  const uint64_t prescaler = regs_[PRERLO] | regs_[PRERHI] << 8;
  const bool byte = CR_WR.get(command_) || CR_RD.get(command_);
  const uint64_t bits = CR_STA.get(command_) + (byte ? 9 : 0) + CR_STO.get(command_);
  step_.set(at + sc_time::from_value(bits * 5 * (prescaler + 1) * clock_().value()));
}

bool I2cController::is_free() const { return !regs_.get(SR, SR_TIP) && !regs_.get(SR, SR_BUSY); }

/// A command that came meanwhile waited for the bus.
void I2cController::freed() {
  if (regs_.get(SR, SR_TIP)) begin(sc_core::sc_time_stamp());
}

void I2cController::move() {
  if (moved_) return finish();
  if (bus->holds_sda()) {
    ++stuck_;
    regs_.set(SR, SR_AL, 1);
    regs_.set(SR, SR_BUSY, 0);
    return finish();
  }
  const I2cTargetIf::Answer answer = move_byte();
  if (CR_STO.get(command_)) {
    bus->stop();
    regs_.set(SR, SR_BUSY, 0);
  }
  moved_ = true;
  answer.stretch > sc_core::SC_ZERO_TIME ? step_.set(regs_.now() + answer.stretch) : finish();
}

I2cTargetIf::Answer I2cController::move_byte() {
  if (CR_RD.get(command_)) {
    regs_[RXR] = bus->read(CR_ACK.get(command_));
    ++bytes_;
    return {true, {}};
  }
  if (!CR_WR.get(command_)) return {true, {}};
  const auto byte = static_cast<uint8_t>(regs_[TXR]);
  const bool address = CR_STA.get(command_);
  if (address) regs_.set(SR, SR_BUSY, 1);
  I2cTargetIf::Answer answer = address ? bus->start(byte >> 1, byte & 1) : bus->write(byte);
  ++bytes_;
  if (!answer.ack) ++nacks_;
  regs_.set(SR, SR_RXACK, !answer.ack);
  return answer;
}

void I2cController::finish() {
  regs_.set(SR, SR_TIP, 0);
  regs_.set(SR, SR_IF, 1);
  update();
  second_.bus_is_free();
}

void I2cController::update() {
  interrupt.set(regs_.get(CTR, CTR_IEN) && regs_.get(SR, SR_IF), regs_.now());
}

}  // namespace lantern
