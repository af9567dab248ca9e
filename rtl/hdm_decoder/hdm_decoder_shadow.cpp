// Comparing: look-ups in order, register accesses at once, hardware's registers when both have
// drained.
#include "rtl/hdm_decoder/hdm_decoder_shadow.hpp"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstring>

#include "models/core/atomic.hpp"
#include "models/core/quantity.hpp"
#include "platform/regs/generated/hdm_decoder_regs.h"

namespace lantern {

using namespace hdm_decoder_regs;
using sc_core::sc_time;
using sc_core::sc_time_stamp;

namespace {

std::string hex(uint64_t value) {
  char text[32];
  std::snprintf(text, sizeof text, "0x%" PRIx64, value);
  return text;
}

std::string answer_text(const HdmAnswer& answer) {
  static constexpr const char* kNames[] = {"hit", "miss", "denied", "would have to be split"};
  const bool placed = answer.outcome == HdmOutcome::kHit || answer.outcome == HdmOutcome::kDenied;
  return std::string(kNames[static_cast<unsigned>(answer.outcome) & 3]) +
         (placed || answer.dpa ? ", DPA " + hex(answer.dpa) : "");
}

std::string lookup_text(const HdmLookup& lookup) {
  static constexpr const char* kKinds[] = {"look-up", "load", "store", "atomic"};
  return std::string(kKinds[lookup.needs & EXTENT_PERMISSIONS_BOTH]) + " of port " +
         std::to_string(lookup.port) + ", HPA " + hex(lookup.hpa) + ", " +
         std::to_string(lookup.length) + " bytes";
}

/// `DECODER_CONTROL[3]` for an offset, the offset itself where there is none.
std::string register_name(uint64_t offset) {
  for (const RegisterInfo& info : kRegisters) {
    if (offset < info.offset) continue;
    const uint64_t i = info.stride ? (offset - info.offset) / info.stride : 0;
    if (i >= info.count || offset - info.offset - i * info.stride >= info.bytes) continue;
    return info.name + (info.count > 1 ? "[" + std::to_string(i) + "]" : "");
  }
  return "offset " + hex(offset);
}

/// The first bytes of an access as a number.
uint64_t data_of(const tlm::tlm_generic_payload& trans) {
  uint64_t data = 0;
  std::memcpy(&data, trans.get_data_ptr(), std::min<size_t>(8, trans.get_data_length()));
  return data;
}

std::string access_text(bool ok, bool read, uint64_t data) {
  if (!ok) return "an error";
  return read ? hex(data) : "OK";
}

}  // namespace

HdmDecoderShadow::HdmDecoderShadow(sc_core::sc_module_name name)
    : HdmDecoder(name),
      engine_(this->name(), region(), period(),
              [this](const HdmLookup& lookup, const HdmAnswer& answer, sc_time arrival,
                     sc_time edge) { answered(lookup, answer, arrival, edge); }) {}

tlm::tlm_sync_enum HdmDecoderShadow::mem_nb_transport_fw(tlm::tlm_generic_payload& trans,
                                                         tlm::tlm_phase& phase, sc_time& delay) {
  if (!engine_.health().good()) return HdmDecoder::mem_nb_transport_fw(trans, phase, delay);
  const HdmLookup lookup = HdmLookup::of(trans);
  const HdmAnswer answer = look_up(lookup);
  const sc_time arrival = sc_time_stamp() + delay;
  const tlm::tlm_sync_enum sync = HdmDecoder::mem_nb_transport_fw(trans, phase, delay);
  expected_.push_back({answer, answered_at()});
  engine_.push(lookup, arrival);
  return sync;
}

void HdmDecoderShadow::answered(const HdmLookup& lookup, const HdmAnswer& rtl, sc_time arrival,
                                sc_time edge) {
  const auto [model, at] = expected_.front();
  expected_.pop_front();
  lookups_++;
  const auto same = [&rtl](const HdmAnswer& other) {
    return other.outcome == rtl.outcome && other.dpa == rtl.dpa;
  };
  if (!same(model)) {
    const bool next = !expected_.empty() && same(expected_.front().answer);
    return differ(
        "look-up " + std::to_string(lookups_) + ", " + lookup_text(lookup), answer_text(model),
        answer_text(rtl) + (next ? " (right for the look-up after it: was an answer lost?)" : "") +
            "\n    " + in_force(lookup, model));
  }
  latency_.add(edge - arrival);
  if (std::max(edge, at) - std::min(edge, at) > slack_())
    return differ("time of look-up " + std::to_string(lookups_) + ", " + lookup_text(lookup),
                  time_text((at - arrival).value()), time_text((edge - arrival).value()));
  Event event;
  event.kind = Event::Kind::kLookup;
  event.lookup = lookup;
  event.answer = model;
  remember(event);
  if (expected_.empty()) compare_state();
}

void HdmDecoderShadow::csr_b_transport(tlm::tlm_generic_payload& trans, sc_time& delay) {
  if (!engine_.health().good()) return HdmDecoder::csr_b_transport(trans, delay);
  engine_.drain();  // what came before is compared before
  const sc_time begin = sc_time_stamp() + delay;
  const bool covered = registers().holds(trans);
  scratch_.assign(trans.get_data_ptr(), trans.get_data_ptr() + trans.get_data_length());
  HdmDecoder::csr_b_transport(trans, delay);
  tlm::tlm_generic_payload copy;
  copy.set_command(trans.get_command());
  copy.set_address(trans.get_address());
  copy.set_data_ptr(scratch_.data());
  copy.set_data_length(trans.get_data_length());
  copy.set_byte_enable_ptr(trans.get_byte_enable_ptr());
  copy.set_byte_enable_length(trans.get_byte_enable_length());
  copy.set_streaming_width(trans.get_streaming_width());
  copy.set_extension(trans.get_extension<AtomicExtension>());
  engine_.access(copy, covered, begin);
  copy.clear_extension<AtomicExtension>();
  engine_.drain();
  accesses_++;
  compare_access(trans, copy);
}

void HdmDecoderShadow::compare_access(const tlm::tlm_generic_payload& model,
                                      const tlm::tlm_generic_payload& rtl) {
  const bool ok = model.is_response_ok();
  const bool read = model.is_read();
  const bool same =
      model.get_response_status() == rtl.get_response_status() &&
      (!read || !ok ||
       !std::memcmp(model.get_data_ptr(), rtl.get_data_ptr(), model.get_data_length()));
  if (!same)
    return differ(
        std::string(read ? "read" : "write") + " of " + register_name(model.get_address()),
        access_text(ok, read, data_of(model)),
        access_text(rtl.is_response_ok(), read, data_of(rtl)));
  Event event;
  event.kind = read ? Event::Kind::kRead : Event::Kind::kWrite;
  event.address = model.get_address();
  event.data = data_of(model);
  event.length = model.get_data_length();
  event.status = model.get_response_status();
  remember(event);
  if (!read) compare_state();
}

// Both have drained: what hardware writes must be the same. EXTENTS are straps.
void HdmDecoderShadow::compare_state() {
  for (uint32_t port = 0; port < kPorts; port++)
    compare_register(HDM_DECODER_DECODER_CONTROL(port), registers()[DECODER_CONTROL(port)]);
  compare_register(HDM_DECODER_EXTENTS, registers()[EXTENTS]);
  compare_register(HDM_DECODER_MISSES, registers()[MISSES]);
  compare_register(HDM_DECODER_DENIALS, registers()[DENIALS]);
}

void HdmDecoderShadow::compare_register(uint32_t offset, uint64_t model) {
  const uint32_t rtl = engine_.peek(offset);
  if (rtl != model) differ("register " + register_name(offset), hex(model), hex(rtl));
}

unsigned HdmDecoderShadow::csr_transport_dbg(tlm::tlm_generic_payload& trans) {
  const unsigned served = HdmDecoder::csr_transport_dbg(trans);
  if (trans.is_write()) engine_.access_dbg(trans);
  return served;
}

void HdmDecoderShadow::power_on() {
  HdmDecoder::power_on();
  engine_.reset();
}

void HdmDecoderShadow::remember(const Event& event) {
  events_[remembered_++ % kRemembered] = event;
}

/// What decided, as the model has it: the decoder of the port, and the block's permissions.
std::string HdmDecoderShadow::in_force(const HdmLookup& lookup, const HdmAnswer& model) const {
  const RegisterFile& r = registers();
  const uint32_t p = lookup.port;
  const auto pair = [&r](RegisterId low, RegisterId high) { return hex(r[high] << 32 | r[low]); };
  std::string text = "in force: port " + std::to_string(p) + ", base " +
                     pair(DECODER_BASE_LOW(p), DECODER_BASE_HIGH(p)) + ", size " +
                     pair(DECODER_SIZE_LOW(p), DECODER_SIZE_HIGH(p)) + ", skip " +
                     pair(DECODER_DPA_SKIP_LOW(p), DECODER_DPA_SKIP_HIGH(p)) + ", control " +
                     hex(r[DECODER_CONTROL(p)]);
  if (model.outcome != HdmOutcome::kHit && model.outcome != HdmOutcome::kDenied) return text;
  const auto block = static_cast<uint32_t>(model.dpa >> region().block_bits());
  return text + ", EXTENT[" + std::to_string(block) + "] " + hex(r[EXTENT(block)]);
}

std::string HdmDecoderShadow::text(const Event& event) {
  if (event.kind == Event::Kind::kLookup)
    return lookup_text(event.lookup) + ": " + answer_text(event.answer);
  const bool read = event.kind == Event::Kind::kRead;
  const bool ok = event.status == tlm::TLM_OK_RESPONSE;
  return (read ? "read " : "write ") + register_name(event.address) + ", " +
         std::to_string(event.length) + " bytes" + (read && ok ? "" : ", " + hex(event.data)) +
         ": " + access_text(ok, read, event.data);
}

void HdmDecoderShadow::differ(const std::string& where, const std::string& model,
                              const std::string& rtl) {
  std::string what = "model and RTL differ at " + time_text(sc_time_stamp().value()) + " in " +
                     where + "\n    model: " + model + "\n    RTL:   " + rtl;
  for (size_t i = 0; i < kRemembered; i++) {
    const Event& event = events_[(remembered_ + i) % kRemembered];
    if (event.kind != Event::Kind::kNone) what += "\n    before: " + text(event);
  }
  engine_.health().fail(what);
}

std::string HdmDecoderShadow::status_text() const {
  return std::string(engine_.health().good() ? "no difference" : "different") + " in " +
         std::to_string(lookups_) + " look-ups and " + std::to_string(accesses_) +
         " register accesses, " + std::to_string(engine_.cycles()) + " cycles";
}

}  // namespace lantern
