// Steps AXI4-Lite accesses of any RTL block, within a call; serves generic payloads with them.
#pragma once

#include <algorithm>
#include <functional>
#include <tlm>

#include "models/core/access.hpp"
#include "rtl/axi/axi_lite_pins.hpp"
#include "rtl/common/block_health.hpp"

namespace lantern {

/// `Pins` has `axi_in` (AxiLiteInputs) and `axi_out` (AxiLiteOutputs); `step` moves the block by
/// one cycle. An access takes the cycles from the edge that sees its request to the edge that takes
/// its response.
template <class Pins>
class AxiLiteManager {
 public:
  AxiLiteManager(Pins& pins, std::function<void()> step) : pins_(pins), step_(std::move(step)) {}

  /// The pin that was waited for in vain, nullptr if none.
  const char* missing_pin() const { return missing_; }

  struct Response {
    bool okay = false;
    uint32_t data = 0;
    unsigned cycles = 0;
  };

  Response read(uint32_t address) {
    AxiLiteInputs& in = pins_.axi_in;
    const AxiLiteOutputs& out = pins_.axi_out;
    in.arvalid = in.rready = true;
    in.araddr = address;
    unsigned edges = 0;
    missing_ = nullptr;
    if (!until(edges, [&] { return out.arready; })) return failed("arready_o");
    in.arvalid = false;
    const unsigned asked = edges;
    if (!until(edges, [&] { return out.rvalid; })) return failed("rvalid_o");
    in.rready = false;
    return {out.rresp == kOkay, out.rdata, edges - asked};
  }

  Response write(uint32_t address, uint32_t data, uint8_t strobe) {
    AxiLiteInputs& in = pins_.axi_in;
    const AxiLiteOutputs& out = pins_.axi_out;
    in.awvalid = in.wvalid = in.bready = true;
    in.awaddr = address;
    in.wdata = data;
    in.wstrb = strobe;
    unsigned edges = 0;
    missing_ = nullptr;
    const auto taken = [&] {
      in.awvalid = in.awvalid && !out.awready;
      in.wvalid = in.wvalid && !out.wready;
      return !in.awvalid && !in.wvalid;
    };
    if (!until(edges, taken)) return failed(in.awvalid ? "awready_o" : "wready_o");
    const unsigned asked = edges;
    if (!until(edges, [&] { return out.bvalid; })) return failed("bvalid_o");
    in.bready = false;
    return {out.bresp == kOkay, 0, edges - asked};
  }

  /// Serves `trans`: narrow accesses by strobes, wide ones as a row of ascending words, words
  /// without an enabled byte not at all. A row is begun only where `covered`, since what is written
  /// cannot be taken back. Returns the cycles.
  unsigned transport(tlm::tlm_generic_payload& trans, bool covered, uint64_t size) {
    if (!is_well_formed(trans)) return 0;
    const uint64_t address = trans.get_address();
    const uint64_t length = trans.get_data_length();
    const uint64_t width = span(trans);
    const bool one_word = address % 4 + length <= 4 && address < size;
    if (!covered && (!one_word || trans.get_command() == tlm::TLM_IGNORE_COMMAND)) {
      trans.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
      return 0;
    }
    unsigned cycles = 0;
    if (trans.get_command() == tlm::TLM_IGNORE_COMMAND) {
      answer_ignore(trans);
      return cycles;
    }
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
    for (uint64_t at = 0; at < length && !missing_ && trans.is_response_ok();) {
      const uint64_t place = address + at % width;
      const uint64_t bytes = std::min({length - at, width - at % width, 4 - place % 4});
      cycles += word(trans, at, place, bytes);
      at += bytes;
    }
    return cycles;
  }

 private:
  static constexpr uint8_t kOkay = 0;

  template <class Done>
  bool until(unsigned& edges, Done done) {
    for (unsigned waited = 0; waited < kMostCyclesWaited; waited++) {
      step_();
      edges++;
      if (done()) return true;
    }
    return false;
  }
  Response failed(const char* pin) {
    missing_ = pin;
    pins_.axi_in = {};
    return {};
  }

  /// Bytes [at, at + bytes) of the payload, all in the word that holds `address`.
  unsigned word(tlm::tlm_generic_payload& trans, uint64_t at, uint64_t address, uint64_t bytes) {
    const auto base = static_cast<uint32_t>(address & ~3ull);
    uint8_t* const data = trans.get_data_ptr() + at;
    uint32_t value = 0;
    uint8_t strobe = 0;
    for (uint64_t b = 0; b < bytes; b++) {
      if (!enabled(trans, at + b)) continue;
      value |= static_cast<uint32_t>(data[b]) << 8 * ((address + b) % 4);
      strobe |= static_cast<uint8_t>(1u << (address + b) % 4);
    }
    if (!strobe) return 0;
    const Response response = trans.is_write() ? write(base, value, strobe) : read(base);
    for (uint64_t b = 0; trans.is_read() && response.okay && b < bytes; b++)
      if (enabled(trans, at + b))
        data[b] = static_cast<uint8_t>(response.data >> 8 * ((address + b) % 4));
    if (!response.okay)
      trans.set_response_status(missing_ ? tlm::TLM_GENERIC_ERROR_RESPONSE
                                         : tlm::TLM_ADDRESS_ERROR_RESPONSE);
    return response.cycles;
  }

  Pins& pins_;
  std::function<void()> step_;
  const char* missing_ = nullptr;
};

}  // namespace lantern
