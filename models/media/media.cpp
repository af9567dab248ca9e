// DPA to channel, bank and row; the time of each piece; the bytes.
#include "models/media/media.hpp"

#include <algorithm>

#include "models/core/now.hpp"
#include "models/core/payload.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using sc_core::sc_time;

Media::Media(sc_core::sc_module_name name) : sc_module(name), ps_per_byte_(1e12 / rate_) {
  mem_target.register_nb_transport_fw(this, &Media::mem_nb_transport_fw);
  mem_target.register_transport_dbg(this, &Media::transport_dbg);
  scrub_target.register_b_transport(this, &Media::scrub_b_transport);
  scrub_target.register_transport_dbg(this, &Media::transport_dbg);
  regs_.on_interrupt([this](bool level) { interrupt.set(level, regs_.now()); });
  for (auto* timing : {&activate_, &column_, &precharge_, &refresh_interval_, &refresh_})
    timing->let_change();
  channel_states_.resize(channels_);
  for (ChannelState& channel : channel_states_) channel.banks.resize(banks_);
}

// In the first tRFC of each interval a channel does nothing else.
uint64_t Media::after_refresh(uint64_t at_ps) const {
  const uint64_t interval = refresh_interval_().value();
  if (!interval) return at_ps;
  const uint64_t into = at_ps % interval;
  return into < refresh_().value() ? at_ps - into + refresh_().value() : at_ps;
}

/// Time at which the last byte of a piece within one channel granule has moved.
uint64_t Media::piece(uint64_t dpa, uint64_t length, uint64_t arrival_ps) {
  const uint64_t granule = dpa / granule_;
  ChannelState& channel = channel_states_[granule % channels_];
  const uint64_t row_number = granule / channels_ * granule_ / row_;
  Bank& bank = channel.banks[row_number % banks_];
  const uint64_t row = row_number / banks_;
  const uint64_t start = after_refresh(std::max(arrival_ps, bank.ready_ps));
  uint64_t latency = column_().value();
  if (bank.open_row == row) {
    ++row_hits_;
  } else if (bank.open_row == ~0ull) {
    ++row_misses_;
    latency += activate_().value();
  } else {
    ++row_conflicts_;
    latency += precharge_().value() + activate_().value();
  }
  const uint64_t bursts = (dpa % kLine + length + kLine - 1) / kLine;
  const auto transfer =
      static_cast<uint64_t>(static_cast<double>(bursts * kLine) * ps_per_byte_ + 0.5);
  const uint64_t data = channel.bus.reserve(start + latency, transfer);
  bank.open_row = open_page_ ? row : ~0ull;
  // An open row takes the next column at once; a closed page is precharged first.
  bank.ready_ps =
      open_page_ ? data + transfer - column_().value() : data + transfer + precharge_().value();
  return data + transfer;
}

/// The DPA of the first such line that [dpa, end) touches.
uint64_t Media::first_in(const Lines& lines, uint64_t dpa, uint64_t end) {
  if (lines.empty()) return kNone;
  for (uint64_t line = dpa / kLine; line * kLine < end; line++)
    if (lines.count(line)) return line * kLine;
  return kNone;
}

void Media::show(const Report& report) {
  using namespace media_regs;
  regs_.count(report.count, CORRECTED_COUNT);
  regs_[DPA_LOW] = report.dpa & 0xffffffff;
  regs_[DPA_HIGH] = report.dpa >> 32;
  regs_.hardware_write(INTERRUPT, report.cause, 1);
}

void Media::mend(Lines& lines, uint64_t first, uint64_t end) {
  if (lines.empty()) return;
  for (uint64_t line = first; line < end; line++) lines.erase(line);
}

/// What ECC says to a read of these bytes; false: it met poison.
bool Media::check(const tlm::tlm_generic_payload& trans, const sc_time& done) {
  using namespace media_regs;
  const uint64_t dpa = trans.get_address();
  const uint64_t end = dpa + trans.get_data_length();
  reads_ += end - dpa;
  if (const uint64_t line = first_in(poisoned_, dpa, end); line != kNone) {
    ++uncorrected_;
    reports_.push(done, {UNCORRECTED, INTERRUPT_UNCORRECTED, line});
    if (auto* poison = trans.get_extension<PoisonExtension>()) poison->poisoned = true;
    return false;
  }
  for (uint64_t line; (line = first_in(weak_, dpa, end)) != kNone; weak_.erase(line / kLine)) {
    ++corrected_;
    reports_.push(done, {CORRECTED, INTERRUPT_CORRECTED, line});
  }
  return true;
}

void Media::serve(tlm::tlm_generic_payload& trans, const sc_time& done) {
  const uint64_t dpa = trans.get_address();
  const uint64_t length = trans.get_data_length();
  trans.set_response_status(tlm::TLM_OK_RESPONSE);
  if (!trans.is_write() && !check(trans, done))
    return trans.set_response_status(tlm::TLM_GENERIC_ERROR_RESPONSE);
  if (!trans.is_read()) writes_ += length;
  if (trans.is_write() && trans.get_extension<ZeroExtension>())
    storage_.clear(dpa, length);
  else
    storage_.serve(trans);
  if (!trans.is_write()) return;
  // Only a line that was written whole is known again.
  for (Lines* lines : {&poisoned_, &weak_})
    mend(*lines, (dpa + kLine - 1) / kLine, (dpa + length) / kLine);
}

void Media::access(tlm::tlm_generic_payload& trans, sc_time& delay) {
  const uint64_t dpa = trans.get_address();
  const uint64_t length = trans.get_data_length();
  if (!is_plain_access(trans)) return;
  if (!storage_.holds(dpa, length))
    return trans.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
  const uint64_t arrival = (now() + delay).value();
  uint64_t done = arrival;
  for (uint64_t at = 0; at < length;) {
    const uint64_t bytes = std::min<uint64_t>(length - at, granule_ - (dpa + at) % granule_);
    done = std::max(done, piece(dpa + at, bytes, arrival));
    at += bytes;
  }
  charge(trans, delay, name(), sc_time::from_value(done - arrival));
  if (atomic_of(trans)) piece(dpa, length, done);  // its store follows; nobody waits for it
  serve(trans, now() + delay);
}

tlm::tlm_sync_enum Media::mem_nb_transport_fw(tlm::tlm_generic_payload& trans,
                                              tlm::tlm_phase& phase, sc_time& delay) {
  if (phase != tlm::BEGIN_REQ) return tlm::TLM_ACCEPTED;
  if (trans.has_mm()) trans.acquire();
  arrivals_.push(now() + delay, &trans);
  phase = tlm::END_REQ;
  return tlm::TLM_UPDATED;
}

void Media::arrive(tlm::tlm_generic_payload& trans) {
  sc_time delay;
  access(trans, delay);
  tlm::tlm_phase phase = tlm::BEGIN_RESP;
  mem_target->nb_transport_bw(trans, phase, delay);
  if (trans.has_mm()) trans.release();
}

void Media::scrub_b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
  access(trans, delay);
}

}  // namespace lantern
