// What a look-up is, whoever does it: the words, the arithmetic of the endpoint, the parameters and
// counters that the decoder has as model and as RTL.
#pragma once

#include <tlm>

#include "models/core/counter.hpp"
#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_file.hpp"
#include "platform/regs/generated/hdm_decoder_regs.hpp"

namespace lantern {

/// Bytes [hpa, hpa + length) for a port of the pool.
struct HdmLookup {
  unsigned port = 0;
  uint8_t needs = hdm_decoder_regs::EXTENT_PERMISSIONS_READ;  ///< of the block, all of them
  uint64_t hpa = 0;
  uint32_t length = 0;
  /// The look-up that a request on the memory socket asks for.
  static HdmLookup of(const tlm::tlm_generic_payload& trans);
};

enum class HdmOutcome : uint8_t { kHit, kMiss, kDenied, kUnsplit };

/// The DPA is 0 for a miss and for what would have to be split.
struct HdmAnswer {
  HdmOutcome outcome = HdmOutcome::kMiss;
  uint64_t dpa = 0;
};

/// A decoder in force, taken out of its registers.
struct HdmWindow {
  static constexpr unsigned kLeastGranuleBits = 8;
  bool committed = false;
  uint64_t base = 0, size = 0, skip = 0;
  unsigned granule_bits = kLeastGranuleBits, way_bits = 0;
  /// Hit, miss or unsplit: the extent is not asked.
  HdmAnswer translate(const HdmLookup& lookup, unsigned block_bits) const;
};

/// What a row of the extent table lets a port do.
bool hdm_permits(uint64_t row, const HdmLookup& lookup);

/// The media behind a decoder, in blocks; checked.
class HdmRegion {
 public:
  static constexpr uint64_t kGrain = 256ull << 20;  ///< decoders begin and end there (CXL)
  HdmRegion();
  uint64_t bytes() const { return region_; }
  unsigned block_bits() const { return block_bits_; }
  uint64_t blocks() const { return region_ >> block_bits_; }

 private:
  Parameter<uint64_t> region_{
      "region", Dimension::kBytes, "16 GiB", {"1 MiB", "16 TiB"}, "Media behind it.", "part"};
  Parameter<uint64_t> block_{
      "block", Dimension::kBytes, "8 MiB", {"4 KiB", "1 TiB"}, "Extent block, a power of two.",
      "part"};
  unsigned block_bits_;
};

/// What became of the look-ups.
class HdmCounters {
 public:
  /// Counts; gives a hit its DPA, anything else its status. True for a hit. Misses are address
  /// errors, denials command errors; what crosses a granule or a block is a burst error.
  bool take(const HdmAnswer& answer, tlm::tlm_generic_payload& trans);
  /// Look-ups come in kernel time: who changes what they see, or reads what they leave, first waits
  /// its local time out; so does who comes behind a reset.
  void wait_if_seen(const tlm::tlm_generic_payload& trans, const RegisterFile& registers,
                    const LineIn& reset, sc_core::sc_time& delay);

 private:
  Counter hits_{"hits", "Look-ups that were let through."};
  Counter misses_{"misses", "Look-ups that found no committed decoder.", Counter::Place::kSummary};
  Counter denials_{"denials", "Look-ups that the extent table refused.", Counter::Place::kSummary};
  Counter waits_{"csr_target_waits", "Register accesses that waited for kernel time."};
};

}  // namespace lantern
