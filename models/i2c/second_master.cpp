// A byte a step.
#include "models/i2c/second_master.hpp"

#include <utility>

namespace lantern {

using sc_core::sc_time;

namespace {

const sc_time& bit() {
  static const sc_time kBit(2500, sc_core::SC_NS);
  return kBit;
}

}  // namespace

I2cSecondMaster::I2cSecondMaster(sc_core::sc_port<I2cTargetIf>& bus, std::function<bool()> is_free,
                                 std::function<void()> freed)
    : bus_(bus), is_free_(std::move(is_free)), freed_(std::move(freed)) {}

void I2cSecondMaster::transfer(I2cTransfer transfer, Done done) {
  asked_.push_back({std::move(transfer), std::move(done)});
  bus_is_free();
}

void I2cSecondMaster::bus_is_free() {
  if (!asked_.empty() && !has_bus() && is_free_()) begin();
}

void I2cSecondMaster::begin() {
  const I2cTransfer& transfer = asked_.front().transfer;
  moved_ = 0;
  take(transfer.written.empty() && transfer.to_read ? Step::kReadAddress : Step::kWriteAddress);
}

/// A start or a stop takes a bit, a byte with its acknowledge nine.
void I2cSecondMaster::take(Step step, const sc_time& stretch) {
  now_ = step;
  const bool starts = step == Step::kWriteAddress || step == Step::kReadAddress;
  step_.set(sc_core::sc_time_stamp() + stretch +
            bit() * (step == Step::kStop ? 1
                     : starts            ? 10
                                         : 9));
}

void I2cSecondMaster::step() {
  I2cTransfer& transfer = asked_.front().transfer;
  if (now_ == Step::kStop) {
    bus_->stop();
    return finish();
  }
  if (bus_->holds_sda()) {
    transfer.end = I2cTransfer::End::kHeld;
    return finish();
  }
  const I2cTargetIf::Answer answer = move_byte();
  if (answer.ack) {
    transfer.acknowledged++;
    return take(next(), answer.stretch);
  }
  transfer.end = I2cTransfer::End::kRefused;
  take(Step::kStop);
}

I2cTargetIf::Answer I2cSecondMaster::move_byte() {
  I2cTransfer& transfer = asked_.front().transfer;
  switch (now_) {
    case Step::kWriteAddress:
      return bus_->start(transfer.address, false);
    case Step::kReadAddress:
      return bus_->start(transfer.address, true);
    case Step::kWrite:
      return bus_->write(transfer.written[moved_++]);
    default:
      transfer.read.push_back(bus_->read(transfer.read.size() + 1 == transfer.to_read));
      return {true, {}};
  }
}

I2cSecondMaster::Step I2cSecondMaster::next() const {
  const I2cTransfer& transfer = asked_.front().transfer;
  if (now_ <= Step::kWrite && moved_ < transfer.written.size()) return Step::kWrite;
  if (now_ <= Step::kWrite && transfer.to_read) return Step::kReadAddress;
  return transfer.read.size() < transfer.to_read ? Step::kRead : Step::kStop;
}

void I2cSecondMaster::finish() {
  const Asked asked = std::move(asked_.front());
  asked_.erase(asked_.begin());
  freed_();
  asked.done(asked.transfer);
  bus_is_free();
}

}  // namespace lantern
