// A chunk at a time; the next one when the media have taken this one.
#include "models/scrub/scrub.hpp"

#include <algorithm>

#include "models/core/trace.hpp"

namespace lantern {

using namespace scrub_regs;
using sc_core::sc_time;

Scrub::Scrub(sc_core::sc_module_name name) : sc_module(name) {
  trans_.set_extension(&zeroes_);
  regs_.after_write(CONTROL, [this](uint64_t written) {
    if (CONTROL_ABORT.get(written) && regs_.get(STATUS, STATUS_BUSY)) stop(STATUS_ABORTED);
    if (CONTROL_START.get(written)) start();
  });
  regs_.on_interrupt([this](bool level) { interrupt.set(level, regs_.now()); });
}

void Scrub::reset_changed() {
  if (!reset.read()) return;
  step_.cancel();
  stalled_ = false;
  regs_.reset();
}

void Scrub::start() {
  if (regs_.get(STATUS, STATUS_BUSY)) return;
  at_ = regs_[DPA_HIGH] << 32 | regs_[DPA_LOW];
  left_ = regs_[LENGTH_HIGH] << 32 | regs_[LENGTH_LOW];
  regs_[STATUS] = STATUS_BUSY.mask();
  step_.set(regs_.now());
}

void Scrub::step() {
  if (stalled_) return;
  if (!left_) return stop();
  const uint64_t bytes = std::min<uint64_t>(left_, chunk_);
  trans_.set_command(tlm::TLM_WRITE_COMMAND);
  trans_.set_address(at_);
  trans_.set_data_ptr(const_cast<uint8_t*>(chunk_of_zeroes_.data()));
  trans_.set_data_length(static_cast<unsigned>(bytes));
  trans_.set_streaming_width(static_cast<unsigned>(bytes));
  trans_.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
  Trace::begin(trans_);
  sc_time delay;
  mem_initiator->b_transport(trans_, delay);
  if (!trans_.is_response_ok()) return stop(STATUS_ERROR);
  cleared_ += bytes;
  at_ += bytes;
  left_ -= bytes;
  step_.set(sc_core::sc_time_stamp() + delay);
}

void Scrub::stop(Field why) {
  regs_.set(STATUS, why, 1);
  stalled_ = false;
  stop();
}

void Scrub::stop() {
  step_.cancel();
  regs_.set(STATUS, STATUS_BUSY, 0);
  regs_.hardware_write(INTERRUPT, INTERRUPT_STOPPED, 1);
}

}  // namespace lantern
