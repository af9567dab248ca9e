// The endpoint's arithmetic; what a request is told.
#include "models/hdm_decoder/hdm_lookup.hpp"

#include "models/core/payload.hpp"

namespace lantern {

using namespace hdm_decoder_regs;

HdmLookup HdmLookup::of(const tlm::tlm_generic_payload& trans) {
  const auto* extension = trans.get_extension<PortExtension>();
  const uint64_t needs = atomic_of(trans)   ? EXTENT_PERMISSIONS_BOTH
                         : trans.is_write() ? EXTENT_PERMISSIONS_WRITE
                                            : EXTENT_PERMISSIONS_READ;
  return {extension ? extension->port : 0, static_cast<uint8_t>(needs), trans.get_address(),
          trans.get_data_length()};
}

HdmAnswer HdmWindow::translate(const HdmLookup& lookup, unsigned block_bits) const {
  const uint64_t offset = lookup.hpa - base;
  const uint64_t length = lookup.length;
  if (!committed || lookup.hpa < base || offset >= size || length > size - offset)
    return {HdmOutcome::kMiss, 0};
  const uint64_t within = offset & ((1ull << granule_bits) - 1);
  if (way_bits && within + length > (1ull << granule_bits)) return {HdmOutcome::kUnsplit, 0};
  const uint64_t granule = offset >> (granule_bits + way_bits);
  const uint64_t dpa = skip + (granule << granule_bits | within);
  if ((dpa >> block_bits) != ((dpa + length - 1) >> block_bits)) return {HdmOutcome::kUnsplit, 0};
  return {HdmOutcome::kHit, dpa};
}

bool hdm_permits(uint64_t row, const HdmLookup& lookup) {
  return (row >> 2 * lookup.port & lookup.needs) == lookup.needs;
}

HdmRegion::HdmRegion() : block_bits_(static_cast<unsigned>(__builtin_ctzll(block_))) {
  if (block_ & (block_ - 1)) block_.refuse("must be a power of two");
  if (region_ % block_ || blocks() > EXTENT.count)
    region_.refuse("must be 1 to " + std::to_string(EXTENT.count) + " blocks of `block`");
  if (region_ % kGrain) region_.refuse("must be a multiple of 256 MiB, as HDM decoders are");
}

bool HdmCounters::take(const HdmAnswer& answer, tlm::tlm_generic_payload& trans) {
  switch (answer.outcome) {
    case HdmOutcome::kHit:
      ++hits_;
      trans.set_address(answer.dpa);
      return true;
    case HdmOutcome::kMiss:
      ++misses_;
      trans.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
      break;
    case HdmOutcome::kDenied:
      ++denials_;
      trans.set_response_status(tlm::TLM_COMMAND_ERROR_RESPONSE);
      break;
    case HdmOutcome::kUnsplit:
      trans.set_response_status(tlm::TLM_BURST_ERROR_RESPONSE);
      break;
  }
  return false;
}

void HdmCounters::wait_if_seen(const tlm::tlm_generic_payload& trans, const RegisterFile& registers,
                               const LineIn& reset, sc_core::sc_time& delay) {
  const bool seen = trans.is_write() || registers.moves(trans);
  if (!seen && !reset.due_by(sc_core::sc_time_stamp() + delay)) return;
  if (wait_out(delay)) ++waits_;
}

}  // namespace lantern
