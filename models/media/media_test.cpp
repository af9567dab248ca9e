// Media: row states, refresh, bandwidth, poison.
#include "models/media/media.hpp"

#include <doctest/doctest.h>

#include "models/core/fault.hpp"
#include "models/core/payload.hpp"
#include "models/core/test_initiator.hpp"
#include "models/core/test_line.hpp"

using namespace lantern;
using sc_core::sc_time;

namespace {

constexpr uint64_t kTransfer = 1667, kColumn = 16666, kActivate = 16000, kPrecharge = 16000;

struct Bench {
  TestInitiator unused{"unused"}, scrubber{"scrubber"}, manager{"manager"};
  TestLine interrupt{"interrupt"};
  Media media{"media"};
  Bench() {
    unused.initiator.bind(media.mem_target);
    scrubber.initiator.bind(media.scrub_target);
    manager.initiator.bind(media.csr_target);
    interrupt.follow(media.interrupt);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
  }
  uint64_t line(uint64_t dpa, uint64_t at_ns = 1000) {
    uint8_t bytes[64] = {};
    scrubber.delay = sc_time(static_cast<double>(at_ns), sc_core::SC_NS);
    scrubber.transfer(tlm::TLM_READ_COMMAND, dpa, bytes, 64);
    return scrubber.delay.value() - at_ns * 1000;
  }
};

void set(const char* name, const char* value) {
  settings().set(Settings::kPod, std::string("media.") + name, value, {});
}

}  // namespace

TEST_CASE("an open row is faster than a closed one and a conflict is slowest") {
  set("refresh_interval", "0 ns");
  Bench bench;
  const uint64_t other_row = 8192ull * 2 * 32;  // two channels, 32 banks: same bank, next row
  CHECK(bench.line(0) == kActivate + kColumn + kTransfer);
  CHECK(bench.line(64, 2000) == kColumn + kTransfer);
  CHECK(bench.line(other_row, 3000) == kPrecharge + kActivate + kColumn + kTransfer);
}

TEST_CASE("with closed pages every access is the same and the bank is precharged after it") {
  set("refresh_interval", "0 ns");
  set("open_page", "false");
  Bench bench;
  CHECK(bench.line(0) == kActivate + kColumn + kTransfer);
  CHECK(bench.line(64, 2000) == kActivate + kColumn + kTransfer);
  // A second one in the same bank at the same time waits for the first and its precharge.
  CHECK(bench.line(128, 2000) == 2 * (kActivate + kColumn + kTransfer) + kPrecharge);
}

TEST_CASE("who comes in refresh waits for its end") {
  Bench bench;
  CHECK(bench.line(0, 1000) == kActivate + kColumn + kTransfer);
  CHECK(bench.line(0, 3900 + 95) == 200000 + kColumn + kTransfer);  // 200 ns of tRFC are left
}

TEST_CASE("a long transfer takes its bytes at the bandwidth of all channels") {
  set("refresh_interval", "0 ns");
  set("size", "64 MiB");
  Bench bench;
  std::vector<uint8_t> bytes(1 << 20);
  bench.scrubber.transfer(tlm::TLM_READ_COMMAND, 0, bytes.data(), 1 << 20);
  const double ns = static_cast<double>(bench.scrubber.delay.value()) / 1000;
  CHECK(ns == doctest::Approx((1 << 20) / 76.8).epsilon(0.05));  // 2 x 38.4 GB/s
}

TEST_CASE("poison fails loads of its line until the line is stored whole") {
  Bench bench;
  bench.media.poison(0x1040);
  bench.line(0x1000);
  CHECK(bench.scrubber.ok());
  bench.line(0x1040);
  CHECK(bench.scrubber.status == tlm::TLM_GENERIC_ERROR_RESPONSE);
  bench.scrubber.write<uint64_t>(0x1040, 1);
  bench.line(0x1040);
  CHECK_FALSE(bench.scrubber.ok());  // a part is not enough
  uint8_t line[64] = {5};
  bench.scrubber.transfer(tlm::TLM_WRITE_COMMAND, 0x1040, line, 64);
  bench.line(0x1040);
  CHECK(bench.scrubber.ok());
}

TEST_CASE("what is stored is loaded and the end of the media is an address error") {
  set("size", "1 GiB");
  Bench bench;
  bench.scrubber.write<uint64_t>((1 << 30) - 8, 0x1234567890abcdefull);
  CHECK(bench.scrubber.read<uint64_t>((1 << 30) - 8) == 0x1234567890abcdefull);
  bench.scrubber.read<uint64_t>((1 << 30) - 4);
  CHECK(bench.scrubber.status == tlm::TLM_ADDRESS_ERROR_RESPONSE);
}

TEST_CASE("poison says so on the payload and a correctable error is corrected once and counted") {
  Bench bench;
  PoisonExtension poison;
  tlm::tlm_generic_payload trans;
  trans.set_extension(&poison);
  uint64_t value = 0;
  trans.set_command(tlm::TLM_READ_COMMAND);
  trans.set_data_ptr(reinterpret_cast<unsigned char*>(&value));
  trans.set_data_length(8);
  trans.set_streaming_width(8);
  bench.manager.write<uint32_t>(0x14, 3);
  bool seen = false;
  sc_core::sc_time delay;
  const auto load = [&](uint64_t dpa) {
    trans.set_address(dpa);
    poison.poisoned = false;
    bench.scrubber.initiator->b_transport(trans, delay);
    sc_core::sc_start(delay - sc_time(1, sc_core::SC_NS));
    CHECK(bench.interrupt.read() == seen);  // not before the load is done
    sc_core::sc_start(sc_time(2, sc_core::SC_NS));
    delay = sc_core::SC_ZERO_TIME;
    seen = bench.interrupt.read();
    return trans.get_response_status();
  };
  const auto fault = [](const char* name, double dpa) {
    dynamic_cast<Fault*>(sc_core::sc_find_object(name))->inject(dpa);
  };
  const auto* corrected = dynamic_cast<Counter*>(sc_core::sc_find_object("media.ecc_corrected"));
  bench.scrubber.write<uint64_t>(0x2000, 77);
  fault("media.corrected", 0x2000);
  CHECK(load(0x2000) == tlm::TLM_OK_RESPONSE);
  CHECK(value == 77);
  CHECK(load(0x2000) == tlm::TLM_OK_RESPONSE);
  CHECK(*corrected == 1);
  CHECK(bench.manager.read(0x0) == 1);
  CHECK(bench.manager.read(0x8) == 0x2000);
  CHECK(bench.manager.read(0x10) == 1);
  fault("media.uncorrected", 0x2000);
  CHECK(load(0x2000) == tlm::TLM_GENERIC_ERROR_RESPONSE);
  CHECK(poison.poisoned);
  CHECK(bench.manager.read(0x4) == 1);
  bench.manager.write<uint32_t>(0x10, 1);
  CHECK(bench.manager.read(0x10) == 2);
  CHECK(load(0x2040) == tlm::TLM_OK_RESPONSE);
  CHECK_FALSE(poison.poisoned);
  trans.clear_extension(&poison);
}

TEST_CASE("who reads the counters waits for the errors of before") {
  Bench bench;
  bench.media.weaken(0x2000);
  uint32_t corrected = 0;
  sc_core::sc_spawn([&] {
    bench.line(0x2000, 1000);
    bench.manager.delay = sc_time(2, sc_core::SC_US);
    corrected = bench.manager.read(0x0);
  });
  sc_core::sc_start(sc_time(10, sc_core::SC_US));
  CHECK(corrected == 1);
}

TEST_CASE("who enables the interrupts waits for the errors of before") {
  Bench bench;
  bench.media.weaken(0x2000);
  sc_time raised;
  bench.interrupt.on_change = [&] { raised = sc_core::sc_time_stamp(); };
  sc_core::sc_spawn([&] {
    bench.line(0x2000, 1000);
    bench.manager.delay = sc_time(2, sc_core::SC_US);
    bench.manager.write<uint32_t>(0x14, 1);
  });
  sc_core::sc_start(sc_time(10, sc_core::SC_US));
  CHECK(bench.interrupt.read());
  CHECK(raised == sc_time(2004, sc_core::SC_NS));
}

TEST_CASE("who comes is served in the order of arrival, whatever the order of the calls") {
  struct Requester : sc_core::sc_module {
    tlm_utils::simple_initiator_socket<Requester> initiator{"initiator"};
    PayloadPool payloads;
    std::vector<std::pair<uint64_t, uint64_t>> answers;  ///< address, ps
    uint8_t bytes[64] = {};
    explicit Requester(sc_core::sc_module_name name) : sc_module(name) {
      initiator.register_nb_transport_bw(this, &Requester::nb_transport_bw);
    }
    void read(uint64_t dpa, uint64_t at_ns) {
      tlm::tlm_generic_payload* trans = payloads.acquire();
      trans->set_command(tlm::TLM_READ_COMMAND);
      trans->set_address(dpa);
      trans->set_data_ptr(bytes);
      trans->set_data_length(sizeof bytes);
      trans->set_streaming_width(sizeof bytes);
      tlm::tlm_phase phase = tlm::BEGIN_REQ;
      sc_time delay(static_cast<double>(at_ns), sc_core::SC_NS);
      initiator->nb_transport_fw(*trans, phase, delay);
    }
    tlm::tlm_sync_enum nb_transport_bw(tlm::tlm_generic_payload& trans, tlm::tlm_phase&,
                                       sc_time& delay) {
      answers.emplace_back(trans.get_address(), (sc_core::sc_time_stamp() + delay).value());
      trans.release();
      return tlm::TLM_COMPLETED;
    }
  };
  set("refresh_interval", "0 ns");
  TestInitiator scrubber{"scrubber"}, manager{"manager"};
  Requester requester{"requester"};
  Media media{"media"};
  requester.initiator.bind(media.mem_target);
  scrubber.initiator.bind(media.scrub_target);
  manager.initiator.bind(media.csr_target);
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  const uint64_t other_row = 8192ull * 2 * 32;
  uint64_t scrubbed = 0;
  sc_core::sc_spawn([&] {
    requester.read(other_row, 200);
    requester.read(0, 100);
    sc_core::wait(sc_time(150, sc_core::SC_NS));
    scrubber.read<uint64_t>(64);
    scrubbed = scrubber.delay.value();
  });
  sc_core::sc_start(sc_time(1, sc_core::SC_US));
  CHECK(scrubbed == kColumn + kTransfer);  // in the row that the one before it has opened
  REQUIRE(requester.answers.size() == 2);
  CHECK(requester.answers[0] ==
        std::pair<uint64_t, uint64_t>(0, 100000 + kActivate + kColumn + kTransfer));
  CHECK(requester.answers[1] ==
        std::pair<uint64_t, uint64_t>(other_row,
                                      200000 + kPrecharge + kActivate + kColumn + kTransfer));
}

TEST_CASE("an atomic takes its read's time, its store follows it, and poison stops both") {
  set("refresh_interval", "0 ns");
  Bench bench;
  bench.line(0x1000, 1000);  // opens the row
  bench.scrubber.delay = sc_time(2, sc_core::SC_US);
  CHECK(bench.scrubber.atomic<uint64_t>(AtomicOp::kAdd, 0x1008, 5) == 0);
  CHECK(bench.scrubber.delay.value() == 2000000 + kColumn + kTransfer);
  CHECK(bench.scrubber.read<uint64_t>(0x1008) == 5);
  // Who comes with it has its data behind the store's burst.
  bench.scrubber.delay = sc_time(3, sc_core::SC_US);
  bench.scrubber.atomic<uint64_t>(AtomicOp::kAdd, 0x1008, 5);
  CHECK(bench.line(0x1040, 3000) > kColumn + 2 * kTransfer);
  bench.media.poison(0x1000);
  bench.scrubber.atomic<uint64_t>(AtomicOp::kAdd, 0x1008, 1);
  CHECK(bench.scrubber.status == tlm::TLM_GENERIC_ERROR_RESPONSE);
  CHECK_FALSE(bench.scrubber.last_atomic.done);
  CHECK(bench.scrubber.peek<uint64_t>(0x1008) == 10);
}

TEST_CASE("who asks ahead of kernel time sees the errors of its time") {
  Bench bench;
  bench.media.weaken(0);
  sc_core::sc_spawn([&] {
    sc_core::wait(sc_time(500, sc_core::SC_NS));
    bench.line(0, 0);
  });
  sc_core::sc_spawn([&] {
    bench.manager.delay = sc_time(900, sc_core::SC_NS);
    CHECK(bench.manager.read(0x0) == 1);  // CORRECTED
    CHECK(sc_core::sc_time_stamp() > sc_time(900, sc_core::SC_NS));
    CHECK(bench.manager.delay == sc_core::SC_ZERO_TIME);
  });
  sc_core::sc_start(sc_time(2, sc_core::SC_US));
  CHECK(bench.manager.ok());
}
