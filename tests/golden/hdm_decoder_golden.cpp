// Holds the HDM decoder against its golden table. Usage: hdm_decoder_golden tlm|rtl|shadow [DEFECT]
// with the table on stdin; ends with 1 and the first difference.
#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>

#include <cstdio>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>
#include <vector>

#include "models/core/payload.hpp"
#include "models/core/run_end.hpp"
#include "models/core/test_initiator.hpp"
#include "rtl/hdm_decoder/hdm_decoder_cosim.hpp"
#include "rtl/hdm_decoder/hdm_decoder_shadow.hpp"

namespace {

using namespace lantern;

std::string hex(uint64_t value) {
  std::ostringstream text;
  text << "0x" << std::hex << value;
  return text.str();
}

/// The first difference ends the program: later ones follow from it.
[[noreturn]] void differ(const std::string& what) {
  std::printf("%s\n", what.c_str());
  std::fflush(stdout);
  std::_Exit(1);
}

struct Line {
  unsigned number;
  std::string text;
  std::string expected;
};

/// Stands for the media.
struct Sink : sc_core::sc_module {
  tlm_utils::simple_target_socket<Sink> target{"target"};
  explicit Sink(sc_core::sc_module_name name) : sc_module(name) {
    target.register_nb_transport_fw(this, &Sink::nb_transport_fw);
  }
  tlm::tlm_sync_enum nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase&,
                                     sc_core::sc_time&) {
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
    return tlm::TLM_COMPLETED;
  }
};

/// Sends the look-ups of the table, many in flight, and compares their answers in order.
struct Requester : sc_core::sc_module {
  tlm_utils::simple_initiator_socket<Requester> initiator{"initiator"};
  PayloadPool payloads;
  std::vector<Line> asked;
  size_t answered = 0;
  explicit Requester(sc_core::sc_module_name name) : sc_module(name) {
    initiator.register_nb_transport_bw(this, &Requester::nb_transport_bw);
  }
  void send(const HdmLookup& lookup, const Line& line) {
    static uint8_t bytes[1 << 16];
    tlm::tlm_generic_payload* trans = payloads.acquire();
    trans->get_extension<PortExtension>()->port = lookup.port;
    static constexpr tlm::tlm_command kCommands[] = {
        tlm::TLM_IGNORE_COMMAND, tlm::TLM_READ_COMMAND, tlm::TLM_WRITE_COMMAND,
        tlm::TLM_IGNORE_COMMAND};  // an atomic needs both permissions
    trans->set_command(kCommands[lookup.needs]);
    trans->set_address(lookup.hpa);
    trans->set_data_ptr(bytes);
    trans->set_data_length(lookup.length);
    tlm::tlm_phase phase = tlm::BEGIN_REQ;
    sc_core::sc_time delay(static_cast<double>(asked.size() - answered), sc_core::SC_NS);
    asked.push_back(line);
    if (initiator->nb_transport_fw(*trans, phase, delay) == tlm::TLM_COMPLETED) compare(*trans);
  }
  tlm::tlm_sync_enum nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase&,
                                     sc_core::sc_time&) {
    compare(trans);
    return tlm::TLM_COMPLETED;
  }
  void compare(tlm::tlm_generic_payload& trans) {
    const Line& line = asked[answered++];
    std::string got = "unsplit";
    if (trans.is_response_ok()) got = "hit " + hex(trans.get_address());
    if (trans.get_response_status() == tlm::TLM_ADDRESS_ERROR_RESPONSE) got = "miss";
    if (trans.get_response_status() == tlm::TLM_COMMAND_ERROR_RESPONSE) got = "denied";
    trans.release();
    if (got != line.expected)
      differ("line " + std::to_string(line.number) + ": look-up `" + line.text + "`: must be " +
             line.expected + ", is " + got);
  }
};

class Bench {
 public:
  template <class Decoder>
  explicit Bench(std::unique_ptr<Decoder> decoder) {
    manager_.initiator.bind(decoder->csr_target);
    requester_.initiator.bind(decoder->mem_target);
    decoder->mem_initiator.bind(sink_.target);
    decoder_ = std::move(decoder);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }

  /// The lines that were looked at.
  unsigned play(std::istream& table) {
    Line line{0, "", ""};
    while (std::getline(table, line.text)) {
      line.number++;
      std::istringstream words(line.text);
      char kind = 0;
      words >> kind >> std::setbase(0);
      if (kind == 'l') {
        look_up(words, line);
      } else {
        access(kind, words, line);
      }
    }
    finish();
    return line.number;
  }

 private:
  void look_up(std::istringstream& words, Line line) {
    HdmLookup lookup;
    std::string command;
    words >> lookup.port >> command >> lookup.hpa >> lookup.length >> std::ws;
    lookup.needs = command == "load" ? 1 : command == "store" ? 2 : 3;
    std::getline(words, line.expected);
    requester_.send(lookup, line);
  }

  void access(char kind, std::istringstream& words, const Line& line) {
    uint64_t offset = 0;
    uint64_t value = 0;
    unsigned bytes = 4;
    words >> offset;
    if (kind == 'w') words >> bytes;
    words >> value;
    if (!words) differ("line " + std::to_string(line.number) + ": cannot be read: " + line.text);
    uint32_t got = 0;
    if (kind == 'w') {
      manager_.transfer(tlm::TLM_WRITE_COMMAND, offset, &value, bytes);
    } else {
      got = manager_.read<uint32_t>(offset);
    }
    const bool wrong = kind == 'r' && got != value;
    if (manager_.ok() && !wrong) return;
    finish();  // a look-up before it may have been the first
    differ("line " + std::to_string(line.number) + ": " + (kind == 'r' ? "read" : "write") + " `" +
           line.text + "`: must be " + hex(value) + ", is " +
           (manager_.ok() ? hex(got) : "an error"));
  }

  void finish() {
    sc_core::sc_start(sc_core::sc_time(1, sc_core::SC_MS));
    if (requester_.answered != requester_.asked.size()) differ("a look-up has no answer");
  }

  TestInitiator manager_{"manager"};
  Requester requester_{"requester"};
  Sink sink_{"sink"};
  std::unique_ptr<sc_core::sc_module> decoder_;
};

std::unique_ptr<Bench> make(const std::string& implementation) {
  if (implementation == "tlm")
    return std::make_unique<Bench>(std::make_unique<HdmDecoder>("decoder"));
  if (implementation == "rtl")
    return std::make_unique<Bench>(std::make_unique<HdmDecoderCosim>("decoder"));
  if (implementation == "shadow")
    return std::make_unique<Bench>(std::make_unique<HdmDecoderShadow>("decoder"));
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  setenv("SYSTEMC_DISABLE_COPYRIGHT_MESSAGE", "1", 1);
  return sc_core::sc_elab_and_sim(argc, argv);
}

int sc_main(int argc, char** argv) {
  sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
  run_end().on_failure = [](const std::string& block, const std::string& what) {
    differ(block + ": " + what);
  };
  char* end = nullptr;
  const unsigned long defect = argc > 2 ? std::strtoul(argv[2], &end, 0) : 0;
  if (end && (*end || defect > HdmDecoderPins::defects())) {
    std::fprintf(stderr,
                 "%s: `%s` is no defect: 0 (none) to %u, as rtl/hdm_decoder/hdm_decoder_pkg.sv "
                 "lists them%s\n",
                 argv[0], argv[2], HdmDecoderPins::defects(),
                 HdmDecoderPins::defects() ? "" : " (this build has none)");
    return 2;
  }
  HdmDecoderPins::plant(static_cast<unsigned>(defect));
  // Answers are now and then not taken at once: what is told must not depend on it.
  settings().set(Settings::kPod, "decoder.back_pressure", "0.25", {});
  settings().set(Settings::kPod, "decoder.shadow_slack", "1 ms", {});
  const std::unique_ptr<Bench> bench = make(argc > 1 ? argv[1] : "");
  if (!bench) {
    std::fprintf(stderr, "usage: %s tlm|rtl|shadow [DEFECT] <TABLE\n", argv[0]);
    return 2;
  }
  std::printf("%u lines hold\n", bench->play(std::cin));
  return 0;
}
