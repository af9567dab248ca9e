// Commit, look-up, extent check.
#include "models/hdm_decoder/hdm_decoder.hpp"

#include "models/core/payload.hpp"
#include "models/core/process.hpp"
#include "models/core/trace.hpp"

namespace lantern {

using namespace hdm_decoder_regs;
using sc_core::sc_time;

namespace {

constexpr uint64_t kGrain = 256ull << 20;  ///< decoders begin and end at multiples of it (CXL)
constexpr unsigned kLeastGranuleBits = 8;
constexpr uint64_t kMostGranularity = 6;
constexpr uint64_t kMostWays = 3;

}  // namespace

HdmDecoder::HdmDecoder(sc_core::sc_module_name name) : sc_module(name) {
  if (block_ & (block_ - 1))
    throw UserError({}, std::string(this->name()) + ".block: must be a power of two");
  block_bits_ = static_cast<unsigned>(__builtin_ctzll(block_));
  if (region_ % block_ || region_ / block_ > EXTENT.count)
    throw UserError({}, std::string(this->name()) + ".region: must be 1 to " +
                            std::to_string(EXTENT.count) + " blocks of `block`");
  if (region_ % kGrain)
    throw UserError({}, std::string(this->name()) +
                            ".region: must be a multiple of 256 MiB, as HDM decoders are");
  mem_target.register_nb_transport_fw(this, &HdmDecoder::mem_nb_transport_fw);
  mem_target.register_transport_dbg(this, &HdmDecoder::mem_transport_dbg);
  csr_target.register_b_transport(this, &HdmDecoder::csr_b_transport);
  csr_target.register_transport_dbg(this, &HdmDecoder::csr_transport_dbg);
  regs_.after_write(DECODER_CONTROL,
                    [this](uint32_t port, uint32_t, uint64_t) { control_written(port); });
  power_on();
  spawn_method(
      "on_reset",
      [this] {
        if (reset.read()) power_on();
      },
      reset);
}

void HdmDecoder::power_on() {
  regs_.reset();
  regs_.set(EXTENTS, EXTENTS_BLOCKS, region_ >> block_bits_);
  regs_.set(EXTENTS, EXTENTS_BLOCK_BITS, block_bits_);
  for (Decoder& decoder : decoders_) decoder = {};
}

HdmDecoder::Decoder HdmDecoder::read_decoder(uint32_t port) const {
  const uint64_t control = regs_[DECODER_CONTROL(port)];
  return {false,
          regs_[DECODER_BASE_HIGH(port)] << 32 | regs_[DECODER_BASE_LOW(port)],
          regs_[DECODER_SIZE_HIGH(port)] << 32 | regs_[DECODER_SIZE_LOW(port)],
          regs_[DECODER_DPA_SKIP_HIGH(port)] << 32 | regs_[DECODER_DPA_SKIP_LOW(port)],
          kLeastGranuleBits + static_cast<unsigned>(DECODER_CONTROL_IG.get(control)),
          static_cast<unsigned>(DECODER_CONTROL_IW.get(control))};
}

bool HdmDecoder::acceptable(const Decoder& decoder) const {
  const bool shape =
      decoder.granule_bits <= kLeastGranuleBits + kMostGranularity && decoder.way_bits <= kMostWays;
  const bool window = decoder.size && decoder.size % (kGrain << decoder.way_bits) == 0 &&
                      decoder.base + decoder.size > decoder.base;
  const uint64_t share = decoder.size >> decoder.way_bits;
  return shape && window && share <= region_ && decoder.skip <= region_ - share;
}

void HdmDecoder::control_written(uint32_t port) {
  const RegisterId control = DECODER_CONTROL(port);
  Decoder& decoder = decoders_[port];
  if (decoder.committed && regs_.get(control, DECODER_CONTROL_LOCK)) return;
  const bool commit = regs_.get(control, DECODER_CONTROL_COMMIT);
  if (commit && decoder.committed) return;
  decoder = read_decoder(port);
  decoder.committed = commit && acceptable(decoder);
  regs_.set(control, DECODER_CONTROL_COMMITTED, decoder.committed);
  regs_.set(control, DECODER_CONTROL_ERROR, commit && !decoder.committed);
}

HdmDecoder::Answer HdmDecoder::look_up(unsigned port, uint64_t hpa, uint64_t length,
                                       bool write) const {
  const Decoder& decoder = decoders_[port];
  const uint64_t offset = hpa - decoder.base;
  if (!decoder.committed || hpa < decoder.base || offset >= decoder.size ||
      length > decoder.size - offset)
    return {Outcome::kMiss, 0};
  const uint64_t within = offset & ((1ull << decoder.granule_bits) - 1);
  if (decoder.way_bits && within + length > (1ull << decoder.granule_bits))
    return {Outcome::kUnsplit, 0};
  const uint64_t granule = offset >> (decoder.granule_bits + decoder.way_bits);
  const uint64_t dpa = decoder.skip + (granule << decoder.granule_bits | within);
  if ((dpa >> block_bits_) != ((dpa + length - 1) >> block_bits_)) return {Outcome::kUnsplit, 0};
  const uint64_t permissions =
      regs_[EXTENT(static_cast<uint32_t>(dpa >> block_bits_))] >> 2 * port & 3;
  const uint64_t needed = write ? EXTENT_PERMISSIONS_WRITE : EXTENT_PERMISSIONS_READ;
  return {permissions & needed ? Outcome::kHit : Outcome::kDenied, dpa};
}

tlm::tlm_sync_enum HdmDecoder::mem_nb_transport_fw(tlm::tlm_generic_payload& trans,
                                                   tlm::tlm_phase& phase, sc_time& delay) {
  charge(trans, delay, lookup_);
  const unsigned port = trans.get_extension<PortExtension>()->port;
  const Answer answer =
      look_up(port, trans.get_address(), trans.get_data_length(), trans.is_write());
  switch (answer.outcome) {
    case Outcome::kHit:
      ++hits_;
      trans.set_address(answer.dpa);
      return mem_initiator->nb_transport_fw(trans, phase, delay);
    case Outcome::kMiss:
      ++misses_;
      regs_.count(MISSES, MISSES_COUNT);
      trans.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
      break;
    case Outcome::kDenied:
      ++denials_;
      regs_.count(DENIALS, DENIALS_COUNT);
      trans.set_response_status(tlm::TLM_COMMAND_ERROR_RESPONSE);
      break;
    case Outcome::kUnsplit:
      trans.set_response_status(tlm::TLM_BURST_ERROR_RESPONSE);
      break;
  }
  return tlm::TLM_COMPLETED;
}

unsigned HdmDecoder::mem_transport_dbg(tlm::tlm_generic_payload& trans) {
  const auto* extension = trans.get_extension<PortExtension>();
  const Answer answer = look_up(extension ? extension->port : 0, trans.get_address(),
                                trans.get_data_length(), trans.is_write());
  if (answer.outcome != Outcome::kHit) return 0;
  trans.set_address(answer.dpa);
  return mem_initiator->transport_dbg(trans);
}

void HdmDecoder::csr_b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
  charge(trans, delay, access_);
  // A locked decoder keeps its registers.
  const uint64_t port = trans.get_address() / 0x20;
  if (trans.is_write() && port < kPorts && decoders_[port].committed &&
      regs_.get(DECODER_CONTROL(static_cast<uint32_t>(port)), DECODER_CONTROL_LOCK))
    return trans.set_response_status(tlm::TLM_OK_RESPONSE);
  regs_.transport(trans);
}

}  // namespace lantern
