// Bare loops over the Verilated class.
#include "tests/bench/rtl_floor.hpp"

#include <verilated.h>

#include <cstdlib>
#include <memory>

#include "Vhdm_decoder.h"
#include "tests/bench/ns_each.hpp"

namespace lantern::rtl_floor {

namespace {

struct Block {
  VerilatedContext context;
  std::unique_ptr<Vhdm_decoder> pins;
  Block() {
    pins = std::make_unique<Vhdm_decoder>(&context);
    pins->region_blocks_i = 2048;
    pins->block_bits_i = 23;
    for (const int reset : {1, 0, 1}) {
      pins->rst_ni = reset != 0;
      cycle();
    }
  }
  void cycle() {
    pins->clk_i = 0;
    pins->eval();
    pins->clk_i = 1;
    pins->eval();
  }
};

}  // namespace

double register_read(unsigned count) {
  Block block;
  Vhdm_decoder& pins = *block.pins;
  pins.rready_i = 1;
  return ns_each(count, [&] {
    for (unsigned i = 0; i < count; i++) {
      pins.arvalid_i = 1;
      pins.araddr_i = 0x4000 + 4 * (i & 0xff);
      block.cycle();
      pins.arvalid_i = 0;
      while (!pins.rvalid_o) block.cycle();
      block.cycle();
    }
  });
}

double look_up(unsigned count) {
  Block block;
  Vhdm_decoder& pins = *block.pins;
  pins.lookup_valid_i = 1;
  pins.answer_ready_i = 1;
  pins.lookup_length_i = 64;
  unsigned answers = 0;
  const double ns = ns_each(count, [&] {
    for (unsigned i = 0; i < count; i++) {
      pins.lookup_hpa_i = 64 * (i & 0xfff);
      block.cycle();
      answers += pins.answer_valid_o;
    }
  });
  if (answers + 4 < count) std::abort();
  return ns;
}

}  // namespace lantern::rtl_floor
