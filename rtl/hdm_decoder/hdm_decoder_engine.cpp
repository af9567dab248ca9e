// One process: wakes when a look-up arrives, steps the block up to the kernel's next activity,
// hands answers on.
#include "rtl/hdm_decoder/hdm_decoder_engine.hpp"

#include "models/core/process.hpp"
#include "platform/regs/generated/hdm_decoder_regs.h"
#include "platform/regs/generated/hdm_decoder_regs.hpp"

namespace lantern {

using namespace hdm_decoder_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

/// The bits of the register at `offset` that exist.
uint32_t fields_at(uint32_t offset) {
  for (const RegisterInfo& info : kRegisters) {
    if (offset < info.offset) continue;
    const uint32_t i = info.stride ? (offset - info.offset) / info.stride : 0;
    if (i >= info.count || offset != info.offset + i * info.stride) continue;
    uint64_t bits = 0;
    for (uint32_t f = 0; f < info.field_count; f++)
      bits |= Field{info.fields[f].lsb, info.fields[f].width}.mask();
    return static_cast<uint32_t>(bits);
  }
  return 0;
}

}  // namespace

HdmDecoderEngine::HdmDecoderEngine(const char* block, const HdmRegion& region, sc_time period,
                                   Answered answered)
    : region_(region),
      answered_(std::move(answered)),
      random_(std::string(block) + ".rtl"),
      pins_(block,
            {static_cast<uint16_t>(region.blocks()), static_cast<uint8_t>(region.block_bits())},
            random_.next()),
      clock_(period),
      health_(block),
      waves_(
          block,
          [this](const std::string& path) {
            return pins_.open_waves(path, clock_.period().value());
          },
          [this] { pins_.close_waves(); }),
      registers_(pins_, [this] {
        step_pins(register_edge_);
        register_edge_ += clock_.period();
      }) {
  spawn_method(
      "on_rtl", [this] { serve(); }, wake_);
}

void HdmDecoderEngine::push(const HdmLookup& lookup, sc_time arrival) {
  if (!running()) return;
  waiting_.push_back({lookup, arrival});
  wake_.notify(arrival - sc_time_stamp());
}

void HdmDecoderEngine::serve() {
  const sc_time now = sc_time_stamp();
  advance(now + sc_core::sc_time_to_pending_activity());
  hand_on();
  report_hang();
  if (!idle() && running()) wake_.notify(std::max(next_edge(), now) - now);
}

// An edge at the time of the kernel's next activity waits for it: a look-up may come in then.
void HdmDecoderEngine::advance(sc_time until) {
  const sc_time now = sc_time_stamp();
  while (!idle() && running()) {
    const sc_time edge = next_edge();
    if (edge > now && edge >= until) return;
    step(edge);
  }
}

void HdmDecoderEngine::settle() {
  while (!idle() && running()) step(next_edge());
  if (!done_.empty()) wake_.notify(sc_core::SC_ZERO_TIME);
}

sc_time HdmDecoderEngine::next_edge() {
  if (!in_flight_.empty() || !pins_.idle()) return clock_.next();
  return clock_.next_from_idle(waiting_.front().arrival);
}

void HdmDecoderEngine::step(sc_time edge) {
  HdmDecoderPins::LookupInputs& in = pins_.lookup_in;
  in.valid = !waiting_.empty() && waiting_.front().arrival <= edge;
  if (in.valid) {
    const HdmLookup& lookup = waiting_.front().lookup;
    in.port = static_cast<uint8_t>(lookup.port);
    in.needs = lookup.needs;
    in.hpa = lookup.hpa;
    in.length = lookup.length;
  }
  in.answer_ready = back_pressure_() == 0 || !random_.chance(back_pressure_);
  clock_.tick(edge);
  step_pins(edge);
  without_progress_++;
  if (pins_.lookup_out.answer_valid && in.answer_ready) take_answer(edge);
  if (in.valid && pins_.lookup_out.ready) {
    in_flight_.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
    taken_ = edge;
    without_progress_ = 0;
  }
  in.valid = false;
  if (idle()) clock_.rewind(taken_);  // it may have been stepped ahead of the next arrival
  if (without_progress_ < kMostCyclesWaited) return;
  hang(!in_flight_.empty() ? "answer_valid_o" : !waiting_.empty() ? "lookup_ready_o" : "idle_o");
}

void HdmDecoderEngine::hang(const char* pin) {
  missing_pin_ = pin;
  wake_.notify(sc_core::SC_ZERO_TIME);
}

void HdmDecoderEngine::report_hang() {
  if (missing_pin_) health_.hung(missing_pin_, cycles());
}

void HdmDecoderEngine::drain() {
  settle();
  hand_on();
  report_hang();
}

void HdmDecoderEngine::take_answer(sc_time edge) {
  if (in_flight_.empty())
    return health_.fail("answers without a look-up, in cycle " + std::to_string(cycles()));
  const HdmAnswer answer{static_cast<HdmOutcome>(pins_.lookup_out.outcome), pins_.lookup_out.dpa};
  done_.push_back({std::move(in_flight_.front()), answer, edge});
  in_flight_.pop_front();
  without_progress_ = 0;
}

void HdmDecoderEngine::step_pins(sc_time edge) {
  pins_.step(edge.value());
  ++cycles_;
  if (pins_.rule_broken())
    health_.fail("breaks a rule of its bus in cycle " + std::to_string(cycles()) +
                 "; the checker's line says which");
}

void HdmDecoderEngine::hand_on() {
  while (!done_.empty() && health_.good()) {
    const Done done = std::move(done_.front());
    done_.pop_front();
    answered_(done.request.lookup, done.answer, done.request.arrival, done.edge);
  }
}

sc_time HdmDecoderEngine::access(tlm::tlm_generic_payload& trans, bool covered, sc_time begin) {
  settle();
  if (!running()) {
    trans.set_response_status(tlm::TLM_GENERIC_ERROR_RESPONSE);
    return sc_core::SC_ZERO_TIME;
  }
  pins_.lookup_in = {};
  register_edge_ = begin;
  const unsigned cycles = registers_.transport(trans, covered, kSize);
  if (registers_.missing_pin()) hang(registers_.missing_pin());
  return clock_.period() * cycles;
}

unsigned HdmDecoderEngine::access_dbg(tlm::tlm_generic_payload& trans) {
  unsigned at = 0;
  for (; at < trans.get_data_length(); at++) {
    const uint64_t address = trans.get_address() + at;
    const auto offset = static_cast<uint32_t>(address & ~3ull);
    const uint32_t bits = address < kSize ? fields_at(offset) : 0;
    if (!bits) break;
    const unsigned shift = 8 * (address % 4);
    uint8_t& byte = trans.get_data_ptr()[at];
    if (trans.is_write()) {
      const uint32_t lane = 0xffu << shift & bits;
      pins_.poke(offset,
                 (pins_.peek(offset) & ~lane) | (static_cast<uint32_t>(byte) << shift & lane));
    } else {
      byte = static_cast<uint8_t>(pins_.peek(offset) >> shift);
    }
  }
  trans.set_response_status(at ? tlm::TLM_OK_RESPONSE : tlm::TLM_ADDRESS_ERROR_RESPONSE);
  return at;
}

HdmAnswer HdmDecoderEngine::look_up_dbg(const HdmLookup& lookup) const {
  const HdmDecoderPins::InForce in_force = pins_.in_force(lookup.port);
  const HdmWindow window{in_force.committed,
                         in_force.base,
                         in_force.size,
                         in_force.skip,
                         HdmWindow::kLeastGranuleBits + in_force.ig,
                         in_force.iw};
  HdmAnswer answer = window.translate(lookup, region_.block_bits());
  if (answer.outcome != HdmOutcome::kHit) return answer;
  const auto block = static_cast<uint32_t>(answer.dpa >> region_.block_bits());
  if (!hdm_permits(pins_.peek(HDM_DECODER_EXTENT(block)), lookup))
    answer.outcome = HdmOutcome::kDenied;
  return answer;
}

void HdmDecoderEngine::reset() {
  settle();
  pins_.reset(sc_time_stamp().value());
}

}  // namespace lantern
