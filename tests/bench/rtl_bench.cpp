// What the RTL of the HDM decoder costs the host behind its adapter. Usage: rtl_bench NAME; prints
// host nanoseconds a transaction, or a tick of simulated time.
#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "models/core/payload.hpp"
#include "models/core/process.hpp"
#include "models/core/test_initiator.hpp"
#include "models/hdm_decoder/hdm_decoder.hpp"
#include "rtl/hdm_decoder/hdm_decoder_cosim.hpp"
#include "tests/bench/ns_each.hpp"
#include "tests/bench/rtl_floor.hpp"

namespace {

using namespace lantern;
using sc_core::sc_time;

constexpr unsigned kMany = 300000;
constexpr unsigned kTicks = 1000000;
constexpr uint64_t kBase = 0x4000000000;

/// Keeps `kInFlight` look-ups in flight; and the media, which answer at once.
struct Traffic : sc_core::sc_module {
  static constexpr unsigned kInFlight = 64;
  tlm_utils::simple_initiator_socket<Traffic> initiator{"initiator"};
  tlm_utils::simple_target_socket<Traffic> media{"media"};
  PayloadPool payloads;
  unsigned sent = 0, answered = 0;
  sc_time turn;
  explicit Traffic(sc_core::sc_module_name name) : sc_module(name) {
    initiator.register_nb_transport_bw(this, &Traffic::nb_transport_bw);
    media.register_nb_transport_fw(this, &Traffic::nb_transport_fw);
  }
  void send() {
    static uint8_t bytes[64];
    tlm::tlm_generic_payload* trans = payloads.acquire();
    trans->set_command(tlm::TLM_READ_COMMAND);
    trans->set_address(kBase + 64 * (sent++ & 0xfff));
    trans->set_data_ptr(bytes);
    trans->set_data_length(64);
    tlm::tlm_phase phase = tlm::BEGIN_REQ;
    turn = std::max(turn + sc_time(1, sc_core::SC_NS), sc_core::sc_time_stamp());
    sc_time delay = turn - sc_core::sc_time_stamp();
    if (initiator->nb_transport_fw(*trans, phase, delay) == tlm::TLM_COMPLETED) done(*trans);
  }
  void done(tlm::tlm_generic_payload& trans) {
    if (!trans.is_response_ok()) std::abort();
    trans.release();
    answered++;
  }
  tlm::tlm_sync_enum nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase&, sc_time&) {
    done(trans);
    if (sent < kMany) send();
    return tlm::TLM_COMPLETED;
  }
  tlm::tlm_sync_enum nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase&, sc_time&) {
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
    return tlm::TLM_COMPLETED;
  }
};

template <class Decoder>
struct Bench {
  TestInitiator manager{"manager"};
  Traffic traffic{"traffic"};
  Decoder decoder{"decoder"};
  Bench() {
    manager.initiator.bind(decoder.csr_target);
    traffic.initiator.bind(decoder.mem_target);
    decoder.mem_initiator.bind(traffic.media);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
    manager.write<uint32_t>(0x4, kBase >> 32);
    manager.write<uint32_t>(0xc, 1);
    manager.write<uint32_t>(0x10, 0x200);
    manager.write<uint32_t>(0x4000, ~0u);
  }
};

template <class Decoder>
double register_read() {
  Bench<Decoder> bench;
  return ns_each(kMany, [&] {
    for (unsigned i = 0; i < kMany; i++)
      bench.manager.template read<uint32_t>(0x4000 + 4 * (i & 0xff));
  });
}

template <class Decoder>
double look_up() {
  Bench<Decoder> bench;
  const double ns = ns_each(kMany, [&] {
    while (bench.traffic.answered < kMany) {
      while (bench.traffic.sent < kMany &&
             bench.traffic.sent - bench.traffic.answered < Traffic::kInFlight)
        bench.traffic.send();
      sc_core::sc_start(sc_time(1, sc_core::SC_MS));
    }
  });
  return ns;
}

/// Simulated time that passes in ticks of 10 ns while the decoder has nothing to do.
template <class Decoder>
double idle() {
  Bench<Decoder> bench;
  sc_core::sc_event tick;
  unsigned left = kTicks;
  spawn_method(
      "on_tick",
      [&] {
        if (left--) tick.notify(sc_time(10, sc_core::SC_NS));
      },
      tick);
  tick.notify(sc_core::SC_ZERO_TIME);
  return ns_each(kTicks, [&] { sc_core::sc_start(sc_time(1, sc_core::SC_SEC)); });
}

}  // namespace

int main(int argc, char** argv) {
  setenv("SYSTEMC_DISABLE_COPYRIGHT_MESSAGE", "1", 1);
  return sc_core::sc_elab_and_sim(argc, argv);
}

int sc_main(int argc, char** argv) {
  sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
  const struct {
    const char* name;
    double (*measure)();
  } benches[] = {{"register_floor", [] { return rtl_floor::register_read(kMany); }},
                 {"register_rtl", register_read<HdmDecoderCosim>},
                 {"register_tlm", register_read<HdmDecoder>},
                 {"lookup_floor", [] { return rtl_floor::look_up(kMany); }},
                 {"lookup_rtl", look_up<HdmDecoderCosim>},
                 {"lookup_tlm", look_up<HdmDecoder>},
                 {"idle_rtl", idle<HdmDecoderCosim>},
                 {"idle_tlm", idle<HdmDecoder>}};
  for (const auto& bench : benches) {
    if (argc != 2 || std::string(argv[1]) != bench.name) continue;
    std::printf("%.3f\n", bench.measure());
    return 0;
  }
  std::fprintf(stderr, "usage: rtl_bench NAME; see the table in tests/bench/rtl_bench.cpp\n");
  return 2;
}
