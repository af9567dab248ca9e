// Commit, look-up, extent check.
#include "models/hdm_decoder/hdm_decoder.hpp"

#include "models/core/access.hpp"
#include "models/core/now.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using namespace hdm_decoder_regs;
using sc_core::sc_time;

namespace {

constexpr uint64_t kMostGranularity = 6;
constexpr uint64_t kMostWays = 3;
constexpr uint64_t kDecoderStride = 0x20;
static_assert(kRegisters[0].stride == kDecoderStride);

/// Words of 32 bits that an access touches: those with an enabled byte.
uint64_t words(const tlm::tlm_generic_payload& trans) {
  const uint64_t first = trans.get_address() % 4;
  if (!trans.get_byte_enable_ptr()) return (first + trans.get_data_length() + 3) / 4;
  uint64_t touched = 0;
  uint64_t last = ~0ull;
  for (uint64_t at = 0; at < trans.get_data_length(); at++) {
    if (!enabled(trans, at) || (first + at) / 4 == last) continue;
    last = (first + at) / 4;
    touched++;
  }
  return touched;
}

}  // namespace

HdmDecoder::HdmDecoder(sc_core::sc_module_name name) : sc_module(name) {
  mem_target.register_nb_transport_fw(this, &HdmDecoder::mem_nb_transport_fw);
  mem_target.register_transport_dbg(this, &HdmDecoder::mem_transport_dbg);
  mem_initiator.register_nb_transport_bw(this, &HdmDecoder::mem_nb_transport_bw);
  csr_target.register_b_transport(this, &HdmDecoder::csr_b_transport);
  csr_target.register_transport_dbg(this, &HdmDecoder::csr_transport_dbg);
  regs_.after_write(DECODER_CONTROL,
                    [this](uint32_t port, uint32_t, uint64_t) { control_written(port); });
  HdmDecoder::power_on();
}

void HdmDecoder::power_on() {
  regs_.reset();
  regs_.set(EXTENTS, EXTENTS_BLOCKS, region_.blocks());
  regs_.set(EXTENTS, EXTENTS_BLOCK_BITS, region_.block_bits());
  for (HdmWindow& window : windows_) window = {};
}

HdmWindow HdmDecoder::read_window(uint32_t port) const {
  const uint64_t control = regs_[DECODER_CONTROL(port)];
  return {false,
          regs_[DECODER_BASE_HIGH(port)] << 32 | regs_[DECODER_BASE_LOW(port)],
          regs_[DECODER_SIZE_HIGH(port)] << 32 | regs_[DECODER_SIZE_LOW(port)],
          regs_[DECODER_DPA_SKIP_HIGH(port)] << 32 | regs_[DECODER_DPA_SKIP_LOW(port)],
          HdmWindow::kLeastGranuleBits + static_cast<unsigned>(DECODER_CONTROL_IG.get(control)),
          static_cast<unsigned>(DECODER_CONTROL_IW.get(control))};
}

bool HdmDecoder::acceptable(const HdmWindow& window) const {
  const bool shape = window.granule_bits <= HdmWindow::kLeastGranuleBits + kMostGranularity &&
                     window.way_bits <= kMostWays;
  const bool room = window.size && window.size % (HdmRegion::kGrain << window.way_bits) == 0 &&
                    window.base + window.size > window.base;
  const uint64_t share = window.size >> window.way_bits;
  return shape && room && share <= region_.bytes() && window.skip <= region_.bytes() - share;
}

bool HdmDecoder::locked(uint64_t port) const {
  return port < kPorts && windows_[port].committed &&
         regs_.get(DECODER_CONTROL(static_cast<uint32_t>(port)), DECODER_CONTROL_LOCK);
}

void HdmDecoder::control_written(uint32_t port) {
  const RegisterId control = DECODER_CONTROL(port);
  HdmWindow& window = windows_[port];
  const bool commit = regs_.get(control, DECODER_CONTROL_COMMIT);
  if (locked(port) || (commit && window.committed)) return;
  window = read_window(port);
  window.committed = commit && acceptable(window);
  regs_.set(control, DECODER_CONTROL_COMMITTED, window.committed);
  regs_.set(control, DECODER_CONTROL_ERROR, commit && !window.committed);
}

HdmAnswer HdmDecoder::look_up(const HdmLookup& lookup) const {
  HdmAnswer answer = windows_[lookup.port].translate(lookup, region_.block_bits());
  if (answer.outcome != HdmOutcome::kHit) return answer;
  const auto block = static_cast<uint32_t>(answer.dpa >> region_.block_bits());
  if (!hdm_permits(regs_[EXTENT(block)], lookup)) answer.outcome = HdmOutcome::kDenied;
  return answer;
}

// One look-up a cycle. The clock stands while there is none and begins anew with the next.
void HdmDecoder::begin(tlm::tlm_generic_payload& trans, sc_time& delay) {
  const sc_time arrival = now() + delay;
  sc_time edge = arrival;
  if (any_begun_ && arrival <= begun_ + lookup_ + period_) {
    const uint64_t since = arrival > begun_ ? (arrival - begun_).value() : 1;
    const uint64_t period = period_().value();
    edge = begun_ + sc_time::from_value((since + period - 1) / period * period);
  }
  if (edge > arrival) charge(trans, delay, period_.name(), edge - arrival);
  begun_ = edge;
  any_begun_ = true;
}

tlm::tlm_sync_enum HdmDecoder::mem_nb_transport_fw(tlm::tlm_generic_payload& trans,
                                                   tlm::tlm_phase& phase, sc_time& delay) {
  begin(trans, delay);
  charge(trans, delay, lookup_);
  const HdmAnswer answer = look_up(HdmLookup::of(trans));
  if (answer.outcome == HdmOutcome::kMiss) regs_.count(MISSES, MISSES_COUNT);
  if (answer.outcome == HdmOutcome::kDenied) regs_.count(DENIALS, DENIALS_COUNT);
  if (!counters_.take(answer, trans)) return tlm::TLM_COMPLETED;
  return mem_initiator->nb_transport_fw(trans, phase, delay);
}

unsigned HdmDecoder::mem_transport_dbg(tlm::tlm_generic_payload& trans) {
  const HdmAnswer answer = look_up(HdmLookup::of(trans));
  if (answer.outcome != HdmOutcome::kHit) return 0;
  trans.set_address(answer.dpa);
  return mem_initiator->transport_dbg(trans);
}

void HdmDecoder::csr_b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
  if (!is_well_formed(trans)) return;
  counters_.wait_if_seen(trans, regs_, reset, delay);
  charge(trans, delay, access_.name(), access_() * static_cast<double>(words(trans)));
  // A locked decoder keeps its registers.
  if (trans.is_write() && locked(trans.get_address() / kDecoderStride) && regs_.holds(trans))
    return trans.set_response_status(tlm::TLM_OK_RESPONSE);
  regs_.transport(trans, delay);
}

}  // namespace lantern
