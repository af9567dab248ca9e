// A decoder of any implementation between a manager, a requester and something that stands for the
// media.
#pragma once

#include <doctest/doctest.h>
#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>

#include <cstring>
#include <string>
#include <vector>

#include "models/core/payload.hpp"
#include "models/core/run_end.hpp"
#include "models/core/test_initiator.hpp"
#include "models/core/test_line.hpp"

namespace lantern::hdm_decoder_test {

constexpr uint64_t kGiB = 1ull << 30;
constexpr uint64_t kBlock = 8ull << 20;
constexpr uint64_t kBase = 0x4000000000;

/// Stands for the media: notes the DPA and completes.
struct Sink : sc_core::sc_module {
  tlm_utils::simple_target_socket<Sink> target{"target"};
  uint64_t dpa = ~0ull;
  explicit Sink(sc_core::sc_module_name name) : sc_module(name) {
    target.register_nb_transport_fw(this, &Sink::nb_transport_fw);
    target.register_transport_dbg(this, &Sink::transport_dbg);
  }
  tlm::tlm_sync_enum nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase&,
                                     sc_core::sc_time&) {
    dpa = trans.get_address();
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
    return tlm::TLM_COMPLETED;
  }
  unsigned transport_dbg(tlm::tlm_generic_payload& trans) {
    dpa = trans.get_address();
    return trans.get_data_length();
  }
};

/// Sends requests and notes when, and how, each is answered: in the call or later.
struct Requester : sc_core::sc_module {
  struct Answer {
    tlm::tlm_generic_payload* trans;
    sc_core::sc_time at;
    tlm::tlm_response_status status;
  };
  tlm_utils::simple_initiator_socket<Requester> initiator{"initiator"};
  PayloadPool payloads;
  std::vector<Answer> answers;
  explicit Requester(sc_core::sc_module_name name) : sc_module(name) {
    initiator.register_nb_transport_bw(this, &Requester::nb_transport_bw);
  }
  void send(unsigned port, uint64_t hpa, unsigned length, bool write, sc_core::sc_time delay) {
    static uint8_t bytes[4096];
    tlm::tlm_generic_payload* trans = payloads.acquire();
    trans->get_extension<PortExtension>()->port = port;
    trans->set_command(write ? tlm::TLM_WRITE_COMMAND : tlm::TLM_READ_COMMAND);
    trans->set_address(hpa);
    trans->set_data_ptr(bytes);
    trans->set_data_length(length);
    tlm::tlm_phase phase = tlm::BEGIN_REQ;
    if (initiator->nb_transport_fw(*trans, phase, delay) == tlm::TLM_COMPLETED) note(*trans, delay);
  }
  tlm::tlm_sync_enum nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                     sc_core::sc_time& delay) {
    CHECK(phase == tlm::BEGIN_RESP);
    note(trans, delay);
    return tlm::TLM_COMPLETED;
  }
  void note(tlm::tlm_generic_payload& trans, sc_core::sc_time delay) {
    answers.push_back({&trans, sc_core::sc_time_stamp() + delay, trans.get_response_status()});
    trans.release();
  }
};

template <class Decoder>
struct Bench {
  TestInitiator manager{"manager"};
  Requester requester{"requester"};
  Decoder decoder{"decoder"};
  TestLine reset{"reset"};
  Sink sink{"sink"};
  sc_core::sc_time latency;  ///< of the last request
  std::string failure;       ///< what ended the run
  Bench() {
    run_end().on_failure = [this](const std::string&, const std::string& what) { failure = what; };
    manager.initiator.bind(decoder.csr_target);
    requester.initiator.bind(decoder.mem_target);
    decoder.mem_initiator.bind(sink.target);
    reset.drive(decoder.reset);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }
  ~Bench() {
    CHECK(failure == "");
    run_end().on_failure = [](const std::string&, const std::string&) {};
  }
  uint32_t read(uint64_t address) { return manager.read<uint32_t>(address); }
  void write(uint64_t address, uint32_t value) { manager.write(address, value); }
  uint64_t commit(unsigned port, uint64_t base, uint64_t size, uint64_t skip, unsigned ig,
                  unsigned iw, bool lock = false) {
    const uint64_t at = 0x20 * port;
    write(at + 0x10, 0);
    manager.write<uint64_t>(at, base);
    manager.write<uint64_t>(at + 8, size);
    manager.write<uint64_t>(at + 0x14, skip);
    write(at + 0x10, ig | iw << 4 | (lock ? 0x100u : 0) | 0x200);
    return read(at + 0x10) >> 10 & 3;  // bit 0 committed, bit 1 error
  }
  void permit(uint64_t block, uint32_t word) { write(0x4000 + 4 * block, word); }
  tlm::tlm_response_status request(unsigned port, uint64_t hpa, unsigned length = 64,
                                   bool write = false) {
    requester.answers.clear();
    const sc_core::sc_time begun = sc_core::sc_time_stamp();
    requester.send(port, hpa, length, write, sc_core::SC_ZERO_TIME);
    sc_core::sc_start(sc_core::sc_time(100, sc_core::SC_NS));
    REQUIRE(requester.answers.size() == 1);
    latency = requester.answers[0].at - begun;
    return requester.answers[0].status;
  }
};

}  // namespace lantern::hdm_decoder_test
