// The pins of the Verilated HDM decoder. Plain C++: the Verilated header and SystemC do not meet.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "rtl/axi/axi_lite_pins.hpp"

namespace lantern {

class HdmDecoderPins {
 public:
  struct Straps {
    uint16_t region_blocks;
    uint8_t block_bits;
  };
  struct LookupInputs {
    bool valid = false, answer_ready = false;
    uint8_t port = 0, needs = 0;
    uint32_t length = 0;
    uint64_t hpa = 0;
  };
  struct LookupOutputs {
    bool ready = false, answer_valid = false;
    uint8_t outcome = 0;
    uint64_t dpa = 0;
  };
  struct InForce {
    bool committed;
    uint64_t base, size, skip;
    uint8_t ig, iw;
  };

  /// In reset, then out of it. `seed`: of what no reset reaches.
  HdmDecoderPins(const std::string& name, const Straps& straps, uint64_t seed);
  ~HdmDecoderPins();

  AxiLiteInputs axi_in;
  AxiLiteOutputs axi_out;
  LookupInputs lookup_in;
  LookupOutputs lookup_out;

  /// One cycle whose rising edge is at `ps`: inputs settle, outputs are read as the edge sees them,
  /// the edge.
  void step(uint64_t ps);
  void reset(uint64_t ps);
  /// Nothing moves until a valid rises.
  bool idle() const;
  /// A checker has spoken.
  bool rule_broken() const;
  uint64_t cycles() const { return cycles_; }

  /// The state behind the registers, without a cycle; `offset` is one of a whole register.
  uint32_t peek(uint32_t offset) const;
  void poke(uint32_t offset, uint32_t value);
  /// The decoder that look-ups of `port` meet.
  InForce in_force(unsigned port) const;

  /// Writes waves from here on; false if the file cannot be written.
  bool open_waves(const std::string& path, uint64_t period_ps);
  void close_waves();
  /// Defects that this build can plant.
  static unsigned defects();
  /// The defect in force, in a build that has them (hdm_decoder_defects); 0: none. For all that are
  /// made from then on.
  static void plant(unsigned defect);

 private:
  struct Rtl;
  void drive();
  std::unique_ptr<Rtl> rtl_;
  uint64_t cycles_ = 0;
  uint64_t last_ps_ = 0;
};

}  // namespace lantern
