// The data path from pool port to media, put together as the pool part does it, its modules'
// signals tied.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tlm_utils/simple_initiator_socket.h>

#include "models/core/payload.hpp"
#include "models/core/test_initiator.hpp"
#include "models/crossbar/crossbar.hpp"
#include "models/fibre/fibre.hpp"
#include "models/hdm_decoder/hdm_decoder.hpp"
#include "models/link_layer/link_layer.hpp"
#include "models/link_layer/link_pins.hpp"
#include "models/media/media.hpp"
#include "models/pool_port/pool_port.hpp"
#include "models/port/port.hpp"
#include "models/router/router.hpp"

namespace lantern::data_path {

constexpr uint64_t kWindow = 0x4000000000;  ///< HPA of the pool window

/// A source of traffic with many requests in flight: nb_transport, as a DMA engine.
struct Source : sc_core::sc_module {
  tlm_utils::simple_initiator_socket<Source> initiator{"initiator"};
  PayloadPool payloads;
  std::function<void(tlm::tlm_generic_payload&)> on_done = [](tlm::tlm_generic_payload&) {};
  uint8_t bytes[512] = {};
  unsigned refused = 0;  ///< requests that were not accepted at once

  explicit Source(sc_core::sc_module_name name) : sc_module(name) {
    initiator.register_nb_transport_bw(this, &Source::nb_transport_bw);
  }
  tlm::tlm_generic_payload& send(tlm::tlm_command command, uint64_t address, unsigned length,
                                 uint8_t* data = nullptr) {
    tlm::tlm_generic_payload& trans = *payloads.acquire();
    trans.set_command(command);
    trans.set_address(address);
    trans.set_data_ptr(data ? data : bytes);
    trans.set_data_length(length);
    trans.set_streaming_width(length);
    tlm::tlm_phase phase = tlm::BEGIN_REQ;
    sc_core::sc_time now;
    if (initiator->nb_transport_fw(trans, phase, now) != tlm::TLM_UPDATED) refused++;
    return trans;
  }
  tlm::tlm_sync_enum nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                     sc_core::sc_time&) {
    if (phase != tlm::BEGIN_RESP) return tlm::TLM_ACCEPTED;
    on_done(trans);
    trans.release();
    return tlm::TLM_COMPLETED;
  }
};

/// Answers OK: the far end of sockets that a test does not use.
struct Sink : sc_core::sc_module {
  tlm_utils::simple_target_socket<Sink> target{"target"};
  Receiver<Light> light_0{"light_0", [](Light&&) {}}, light_1{"light_1", [](Light&&) {}};
  explicit Sink(sc_core::sc_module_name name) : sc_module(name) {
    target.register_b_transport(this, &Sink::b_transport);
  }
  void b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time&) {
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
  }
};

/// One link: link layer, fibre, link layer, port.
struct Link {
  LinkLayer near, far;
  Fibre fibre;
  Port port;
  Sink sink;
  LinkPins near_pins, far_pins;

  explicit Link(const std::string& index)
      : near(("near" + index).c_str()),
        far(("far" + index).c_str()),
        fibre(("fibre" + index).c_str()),
        port(("port" + index).c_str()),
        sink(("sink" + index).c_str()),
        near_pins(("near_pins" + index).c_str(), near),
        far_pins(("far_pins" + index).c_str(), far) {
    port.io_initiator.bind(sink.target);
    near.codeword_initiator.bind(fibre.codeword_target_0);
    fibre.codeword_initiator[0].bind(near.codeword_target);
    fibre.codeword_initiator[1].bind(far.codeword_target);
    far.codeword_initiator.bind(fibre.codeword_target_1);
    fibre.light_initiator[0].bind(sink.light_0);
    fibre.light_initiator[1].bind(sink.light_1);
    far.message_initiator.bind(port.message_target);
    port.message_initiator.bind(far.message_target);
  }
  /// What the modules would say.
  void shine(bool lit) {
    near_pins.set(lit);
    far_pins.set(lit);
  }
};

/// A pool port and its links; the first is the lane itself.
struct Lane : Link {
  PoolPort pool_port;
  TestInitiator io;
  Source source;
  std::vector<std::unique_ptr<Link>> others;

  explicit Lane(const std::string& index, unsigned links = 1)
      : Link(index),
        pool_port(("pool_port" + index).c_str(), links),
        io(("io" + index).c_str()),
        source(("source" + index).c_str()) {
    io.initiator.bind(pool_port.io_target);
    source.initiator.bind(pool_port.mem_target[1]);
    while (others.size() + 1 < links)
      others.push_back(std::make_unique<Link>(index + "_" + std::to_string(others.size() + 1)));
    for (unsigned k = 0; k < links; k++) {
      pool_port.message_initiator[k].bind(link(k).near.message_target);
      link(k).near.message_initiator.bind(*pool_port.message_target[k]);
    }
  }
  Link& link(unsigned k) { return k ? *others[k - 1] : *this; }
};

/// Lanes on one pool, their windows interleaved over `links` each. The test binds each lane's
/// mem_target[0], the b_transport callers' one.
struct Bench {
  std::vector<std::unique_ptr<Lane>> lanes;
  Crossbar crossbar;
  HdmDecoder decoder{"decoder"};
  Media media{"media"};
  TestInitiator manager{"manager"}, scrubber{"scrubber"}, media_manager{"media_manager"};

  static void set(const std::string& name, const std::string& value) {
    settings().set(Settings::kPod, name, value, {});
  }

  explicit Bench(unsigned count, unsigned links = 1) : crossbar("crossbar", count * links) {
    while (lanes.size() < count) {
      lanes.push_back(std::make_unique<Lane>(std::to_string(lanes.size()), links));
      for (unsigned k = 0; k < links; k++)
        lanes.back()->link(k).port.mem_initiator.bind(
            crossbar.target[(lanes.size() - 1) * links + k]);
    }
    crossbar.initiator.bind(decoder.mem_target);
    decoder.mem_initiator.bind(media.mem_target);
    manager.initiator.bind(decoder.csr_target);
    scrubber.initiator.bind(media.scrub_target);
    media_manager.initiator.bind(media.csr_target);
  }
  /// Lights the links and, when they have trained, gives every port the whole region.
  void start(uint64_t region = 16ull << 30) {
    using namespace hdm_decoder_regs;
    const auto links = static_cast<unsigned>(lanes[0]->others.size()) + 1;
    const uint64_t control = DECODER_CONTROL_COMMIT.mask() |
                             DECODER_CONTROL_IW.set(0, static_cast<uint64_t>(__builtin_ctz(links)));
    for (const auto& lane : lanes)
      for (unsigned k = 0; k < links; k++) lane->link(k).shine(true);
    sc_core::sc_start(sc_core::sc_time(20, sc_core::SC_US));
    for (uint32_t p = 0; p < crossbar.target.size(); p++) {
      manager.write<uint32_t>(0x20 * p + 0x4, kWindow >> 32);
      manager.write<uint32_t>(0x20 * p + 0x8, static_cast<uint32_t>(region));
      manager.write<uint32_t>(0x20 * p + 0xc, static_cast<uint32_t>(region >> 32));
      manager.write<uint32_t>(0x20 * p + 0x10, static_cast<uint32_t>(control));
    }
    for (uint32_t block = 0; block < 2048; block++)
      manager.write<uint32_t>(0x4000 + 4 * block, ~0u);
  }
};

}  // namespace lantern::data_path
