// The only unit that sees the Verilated header.
#include "rtl/hdm_decoder/hdm_decoder_pins.hpp"

#include <verilated.h>
#include <verilated_fst_c.h>

#include <algorithm>

#include "Vhdm_decoder.h"
#include "Vhdm_decoder___024root.h"
#include "models/core/session.hpp"
#include "platform/regs/generated/hdm_decoder_regs.h"

namespace lantern {

namespace {

constexpr unsigned kRowsInGroup = 64;
constexpr uint32_t kDecoderStride =
    HDM_DECODER_DECODER_BASE_LOW(1) - HDM_DECODER_DECODER_BASE_LOW(0);
constexpr uint32_t kDecodersEnd = HDM_DECODER_DECODER_BASE_LOW(HDM_DECODER_DECODER_CONTROL_COUNT);

/// Of the decoders of a session.
struct Planted {
  unsigned defect = 0;
};

}  // namespace

struct HdmDecoderPins::Rtl {
  VerilatedContext context;
  std::unique_ptr<Vhdm_decoder> top;
  std::unique_ptr<VerilatedFstC> waves;
  uint64_t half_period_ps = 0, dumped_ps = 0;

  auto& decoders() { return top->rootp->hdm_decoder__DOT__u_registers__DOT__decoder_q; }
  auto& in_force() { return top->rootp->hdm_decoder__DOT__u_registers__DOT__in_force_q; }
  auto& misses() { return top->rootp->hdm_decoder__DOT__u_registers__DOT__misses_q; }
  auto& denials() { return top->rootp->hdm_decoder__DOT__u_registers__DOT__denials_q; }
  auto& rows() { return top->rootp->hdm_decoder__DOT__u_table__DOT__row_q; }
  auto& written() { return top->rootp->hdm_decoder__DOT__u_table__DOT__written_q; }

  ~Rtl() {
    enter();
    top->final();
  }
  /// Verilator finds a failed assertion's context, and a dying block's, by the thread: with several
  /// blocks in it, each must say that it is its turn.
  void enter() { Verilated::threadContextp(&context); }
  void eval(uint64_t ps) {
    top->eval();
    if (!waves || ps <= dumped_ps) return;
    waves->dump(ps);
    dumped_ps = ps;
  }
};

HdmDecoderPins::HdmDecoderPins(const std::string& name, const Straps& straps, uint64_t seed)
    : rtl_(std::make_unique<Rtl>()) {
  VerilatedContext& context = rtl_->context;
  context.traceEverOn(true);
  context.fatalOnError(false);  // an assertion is a failure of the run, not of the host
  context.errorLimit(1);
  context.randReset(2);
  context.randSeed(static_cast<int>(seed % 0x7fffffff) + 1);
  rtl_->top = std::make_unique<Vhdm_decoder>(&context, name.c_str());
  rtl_->top->region_blocks_i = straps.region_blocks;
  rtl_->top->block_bits_i = straps.block_bits;
#ifdef HDM_DECODER_DEFECTS
  rtl_->top->defect_i = static_cast<uint8_t>(Session::current().part<Planted>().defect);
#endif
  rtl_->top->clk_i = 0;
  rtl_->top->rst_ni = 1;
  reset(0);
}

HdmDecoderPins::~HdmDecoderPins() { close_waves(); }

void HdmDecoderPins::plant(unsigned defect) { Session::current().part<Planted>().defect = defect; }

unsigned HdmDecoderPins::defects() {
#ifdef HDM_DECODER_DEFECTS
  return 12;  // hdm_decoder_pkg's list; tests/golden holds the two together
#else
  return 0;
#endif
}

void HdmDecoderPins::drive() {
  Vhdm_decoder& top = *rtl_->top;
  top.awvalid_i = axi_in.awvalid;
  top.awaddr_i = static_cast<uint16_t>(axi_in.awaddr);
  top.wvalid_i = axi_in.wvalid;
  top.wdata_i = axi_in.wdata;
  top.wstrb_i = axi_in.wstrb;
  top.bready_i = axi_in.bready;
  top.arvalid_i = axi_in.arvalid;
  top.araddr_i = static_cast<uint16_t>(axi_in.araddr);
  top.rready_i = axi_in.rready;
  top.lookup_valid_i = lookup_in.valid;
  top.lookup_port_i = lookup_in.port;
  top.lookup_needs_i = lookup_in.needs;
  top.lookup_hpa_i = lookup_in.hpa;
  top.lookup_length_i = lookup_in.length;
  top.answer_ready_i = lookup_in.answer_ready;
}

void HdmDecoderPins::step(uint64_t ps) {
  Rtl& rtl = *rtl_;
  rtl.enter();
  Vhdm_decoder& top = *rtl.top;
  // Register accesses of a caller that runs ahead may come before look-ups: waves never go back.
  const uint64_t edge = std::max(ps, last_ps_ + 1);
  top.clk_i = 0;
  if (rtl.waves) {
    // The clock falls half a period after its last edge; inputs change half a period before this.
    const uint64_t fall = std::min(last_ps_ + rtl.half_period_ps, edge - 1);
    const uint64_t change = std::max(fall, edge - std::min(edge, rtl.half_period_ps));
    if (change > fall) rtl.eval(fall);
    drive();
    rtl.eval(change);
  } else {
    drive();
    top.eval();
  }
  axi_out = {top.awready_o != 0, top.wready_o != 0, top.bvalid_o != 0, top.arready_o != 0,
             top.rvalid_o != 0,  top.bresp_o,       top.rresp_o,       top.rdata_o};
  lookup_out = {top.lookup_ready_o != 0, top.answer_valid_o != 0, top.answer_outcome_o,
                top.answer_dpa_o};
  top.clk_i = 1;
  rtl.context.time(edge);
  rtl.eval(edge);
  last_ps_ = edge;
  cycles_++;
}

void HdmDecoderPins::reset(uint64_t ps) {
  axi_in = {};
  lookup_in = {};
  drive();
  rtl_->top->rst_ni = 0;
  step(ps);
  rtl_->top->rst_ni = 1;
  step(ps);
}

bool HdmDecoderPins::idle() const { return rtl_->top->idle_o; }

bool HdmDecoderPins::rule_broken() const { return rtl_->context.gotError(); }

uint32_t HdmDecoderPins::peek(uint32_t offset) const {
  Rtl& rtl = *rtl_;
  if (offset < kDecodersEnd)
    return rtl.decoders()[offset / kDecoderStride][offset % kDecoderStride / 4];
  if (offset == HDM_DECODER_EXTENTS)
    return rtl.top->region_blocks_i | static_cast<uint32_t>(rtl.top->block_bits_i)
                                          << HDM_DECODER_EXTENTS_BLOCK_BITS_LSB;
  if (offset == HDM_DECODER_MISSES) return rtl.misses();
  if (offset == HDM_DECODER_DENIALS) return rtl.denials();
  const uint32_t row = (offset - HDM_DECODER_EXTENT(0)) / 4;
  const bool written = rtl.written()[row / kRowsInGroup] >> row % kRowsInGroup & 1;
  return written ? rtl.rows()[row] : 0;
}

void HdmDecoderPins::poke(uint32_t offset, uint32_t value) {
  Rtl& rtl = *rtl_;
  if (offset < kDecodersEnd) {
    rtl.decoders()[offset / kDecoderStride][offset % kDecoderStride / 4] = value;
  } else if (offset == HDM_DECODER_MISSES) {
    rtl.misses() = value;
  } else if (offset == HDM_DECODER_DENIALS) {
    rtl.denials() = value;
  } else if (offset >= HDM_DECODER_EXTENT(0)) {
    const uint32_t row = (offset - HDM_DECODER_EXTENT(0)) / 4;
    rtl.written()[row / kRowsInGroup] |= 1ull << row % kRowsInGroup;
    rtl.rows()[row] = value;
  }
}

HdmDecoderPins::InForce HdmDecoderPins::in_force(unsigned port) const {
  const auto& registers = rtl_->in_force()[port];
  const auto at = [&](uint32_t offset) { return static_cast<uint32_t>(registers[offset / 4]); };
  const auto wide = [&](uint32_t low, uint32_t high) {
    return static_cast<uint64_t>(at(high)) << 32 | at(low);
  };
  const uint32_t control = at(HDM_DECODER_DECODER_CONTROL(0));
  return {(control & HDM_DECODER_DECODER_CONTROL_COMMITTED_MASK) != 0,
          wide(HDM_DECODER_DECODER_BASE_LOW(0), HDM_DECODER_DECODER_BASE_HIGH(0)),
          wide(HDM_DECODER_DECODER_SIZE_LOW(0), HDM_DECODER_DECODER_SIZE_HIGH(0)),
          wide(HDM_DECODER_DECODER_DPA_SKIP_LOW(0), HDM_DECODER_DECODER_DPA_SKIP_HIGH(0)),
          static_cast<uint8_t>((control & HDM_DECODER_DECODER_CONTROL_IG_MASK) >>
                               HDM_DECODER_DECODER_CONTROL_IG_LSB),
          static_cast<uint8_t>((control & HDM_DECODER_DECODER_CONTROL_IW_MASK) >>
                               HDM_DECODER_DECODER_CONTROL_IW_LSB)};
}

bool HdmDecoderPins::open_waves(const std::string& path, uint64_t period_ps) {
  auto waves = std::make_unique<VerilatedFstC>();
  rtl_->top->trace(waves.get(), 99);
  waves->open(path.c_str());
  if (!waves->isOpen()) return false;
  rtl_->half_period_ps = period_ps / 2;
  rtl_->waves = std::move(waves);
  return true;
}

void HdmDecoderPins::close_waves() {
  if (rtl_->waves) rtl_->waves->close();
  rtl_->waves.reset();
}

}  // namespace lantern
