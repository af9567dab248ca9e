// The ring driver against the accelerator: commands, fences, chains, errors, abort, reset.
#include <doctest/doctest.h>

#include <cstring>

#include "models/accelerator/accelerator.hpp"
#include "models/core/signal.hpp"
#include "models/core/test_line.hpp"
#include "models/memory/memory.hpp"
#include "models/router/router.hpp"
#include "platform/regs/generated/accelerator_regs.h"
#include "platform/regs/generated/accelerator_regs.hpp"
#include "tests/firmware/native_hal.hpp"

extern "C" {
#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "sw/driver/ring.h"
}

using namespace lantern;

namespace {

constexpr uint64_t kDram = 0x80000000, kDramSize = 1 << 20, kPool = 0x4000000000,
                   kPoolSize = 1 << 20;
constexpr uint64_t kSubmission = kDram, kCompletion = kDram + 0x8000;

/// The pool window: answers each request after 300 ns; beyond kPoolSize with an error.
struct Pool : sc_core::sc_module {
  tlm_utils::simple_target_socket<Pool> target{"target"};
  std::vector<uint8_t> bytes = std::vector<uint8_t>(kPoolSize);
  unsigned in_flight = 0, most = 0;
  std::vector<sc_core::sc_time> begun;
  DelayQueue<tlm::tlm_generic_payload*> due{
      [this](tlm::tlm_generic_payload*&& trans) { answer(*trans); }};
  explicit Pool(sc_core::sc_module_name name) : sc_module(name) {
    target.register_nb_transport_fw(this, &Pool::nb_transport_fw);
  }
  tlm::tlm_sync_enum nb_transport_fw(tlm::tlm_generic_payload& trans, tlm::tlm_phase& phase,
                                     sc_core::sc_time&) {
    if (phase != tlm::BEGIN_REQ) return tlm::TLM_ACCEPTED;
    most = std::max(most, ++in_flight);
    begun.push_back(sc_core::sc_time_stamp());
    due.push(sc_core::sc_time_stamp() + sc_core::sc_time(300, sc_core::SC_NS), &trans);
    phase = tlm::END_REQ;
    return tlm::TLM_UPDATED;
  }
  void answer(tlm::tlm_generic_payload& trans) {
    in_flight--;
    const uint64_t at = trans.get_address() - kPool;
    const bool good = at + trans.get_data_length() <= kPoolSize;
    if (good && trans.is_write())
      std::memcpy(&bytes[at], trans.get_data_ptr(), trans.get_data_length());
    if (good && trans.is_read())
      std::memcpy(trans.get_data_ptr(), &bytes[at], trans.get_data_length());
    trans.set_response_status(good ? tlm::TLM_OK_RESPONSE : tlm::TLM_COMMAND_ERROR_RESPONSE);
    tlm::tlm_phase phase = tlm::BEGIN_RESP;
    sc_core::sc_time now;
    target->nb_transport_bw(trans, phase, now);
  }
};

struct Bench {
  TestInitiator host{"host"};
  Router router{"router", {{kDram, kDramSize}}};
  Memory dram;
  Accelerator accelerator{"accelerator"};
  Pool pool{"pool"};
  std::vector<std::unique_ptr<TestLine>> interrupts;
  Signal no_link{"no_link"};
  uint8_t* memory = nullptr;
  ring_t ring{};

  Bench() : dram((settings().set(Settings::kPod, "dram.size", "1 MiB", {}), "dram")) {
    host.initiator.bind(accelerator.bar_target);
    accelerator.dma.local_initiator.bind(router.target[0]);
    router.initiator[0].bind(dram.target[0]);
    accelerator.dma.pool_initiator.bind(pool.target);
    for (unsigned i = 0; i < Accelerator::kMostRings; i++) {
      interrupts.push_back(std::make_unique<TestLine>(("interrupt" + std::to_string(i)).c_str()));
      interrupts[i]->follow(accelerator.interrupt[i]);
    }
    for (unsigned link = 0; link < Accelerator::kMostLinks; link++) {
      accelerator.link_up[link](no_link);
      accelerator.link_degraded[link](no_link);
    }
    native::use_bus(host);
  }
  template <class T>
  T* at(uint64_t hpa) {
    return reinterpret_cast<T*>(memory + (hpa - kDram));
  }
  ring_status_t open(uint32_t index = 0, uint32_t entries = 8, uint64_t submission = kSubmission) {
    return ring_open(&ring, 0, index, at<dma_descriptor_t>(kSubmission), submission,
                     at<dma_completion_t>(kCompletion), kCompletion, entries);
  }
  ring_result_t carry_out(const dma_descriptor_t& descriptor) {
    ring_result_t result{0, 0xff, 0};
    CHECK(ring_submit(&ring, &descriptor) == RING_OK);
    CHECK(ring_wait(&ring, &result, 1000) == RING_OK);
    return result;
  }
  void host_runs(const std::function<void()>& body) {
    REQUIRE(native::run(
        [&] {
          tlm::tlm_generic_payload trans;
          tlm::tlm_dmi dmi;
          trans.set_address(kDram);
          trans.set_command(tlm::TLM_READ_COMMAND);
          REQUIRE(accelerator.dma.local_initiator->get_direct_mem_ptr(trans, dmi));
          memory = dmi.get_dmi_ptr();
          body();
        },
        100));
    CHECK(native::bus_errors() == 0);
  }
  uint32_t errors() { return mmio_read32(0x10); }
};

}  // namespace

TEST_CASE("a copy goes out and back over the pool with many requests in flight") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    for (uint32_t i = 0; i < 10000; i++)
      *bench.at<uint8_t>(kDram + 0x10003 + i) = static_cast<uint8_t>(i * 7);
    const ring_result_t out = bench.carry_out(ring_copy(1, kPool + 5, kDram + 0x10003, 10000));
    CHECK(out.id == 1);
    CHECK(out.status == 0);
    CHECK(out.bytes == 10000);
    const ring_result_t back = bench.carry_out(ring_copy(2, kDram + 0x40001, kPool + 5, 10000));
    CHECK(back.bytes == 10000);
    CHECK(std::memcmp(bench.at<uint8_t>(kDram + 0x10003), bench.at<uint8_t>(kDram + 0x40001),
                      10000) == 0);
    CHECK(bench.pool.most > 16);
    CHECK(bench.errors() == 0);
  });
}

TEST_CASE("a fill repeats its pattern and a copy within memory works") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    CHECK(bench.carry_out(ring_fill(3, kPool, 0x1122334455667788ull, 1000)).status == 0);
    CHECK(bench.carry_out(ring_copy(4, kDram + 0x20000, kPool, 1000)).status == 0);
    CHECK(*bench.at<uint64_t>(kDram + 0x20000 + 992) == 0x1122334455667788ull);
    CHECK(bench.carry_out(ring_copy(5, kDram + 0x30000, kDram + 0x20000, 1000)).status == 0);
    CHECK(*bench.at<uint64_t>(kDram + 0x30000 + 992) == 0x1122334455667788ull);
  });
}

TEST_CASE("bursts begin an issue apart") {
  settings().set(Settings::kPod, "accelerator.dma.issue", "7 ns", {});
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    CHECK(bench.carry_out(ring_fill(1, kPool, 0, 40 * 256)).status == 0);
  });
  REQUIRE(bench.pool.begun.size() == 40);
  for (size_t i = 1; i < 40; i++)
    CHECK(bench.pool.begun[i] - bench.pool.begun[i - 1] == sc_core::sc_time(7, sc_core::SC_NS));
}

TEST_CASE("no more bursts are read than there are tags") {
  settings().set(Settings::kPod, "accelerator.dma.tags", "4", {});
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    CHECK(bench.carry_out(ring_copy(1, kDram + 0x10000, kPool, 10000)).status == 0);
  });
  CHECK(bench.pool.most == 4);
}

TEST_CASE("the phase bit tells new completions over many passes of the ring") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open(2, 4) == RING_OK);
    for (uint16_t id = 0; id < 40; id++)
      CHECK(bench.carry_out(ring_fill(id, kDram + 0x20000, id, 8)).id == id);
    ring_result_t none{};
    CHECK(ring_poll(&bench.ring, &none) == RING_EMPTY);
    for (uint16_t i = 0; i < 3; i++) {
      const dma_descriptor_t d = ring_fill(i, kDram + 0x20000, i, 8);
      CHECK(ring_submit(&bench.ring, &d) == RING_OK);
    }
    const dma_descriptor_t one_more = ring_fence(9);
    CHECK(ring_submit(&bench.ring, &one_more) == RING_FULL);
  });
}

TEST_CASE("a fence ends when all before it have ended") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    const dma_descriptor_t slow = ring_fill(1, kPool, 1, 100000);
    const dma_descriptor_t fence = ring_fence(2);
    const dma_descriptor_t quick = ring_fill(3, kDram + 0x20000, 1, 8);
    ring_submit(&bench.ring, &slow);
    ring_submit(&bench.ring, &fence);
    ring_submit(&bench.ring, &quick);
    std::vector<unsigned> order;
    for (int i = 0; i < 3; i++) {
      ring_result_t result{};
      CHECK(ring_wait(&bench.ring, &result, 1000) == RING_OK);
      order.push_back(result.id);
    }
    CHECK(std::find(order.begin(), order.end(), 1u) < std::find(order.begin(), order.end(), 2u));
  });
}

TEST_CASE("a doorbell that is rung ahead of kernel time is heard at its time") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    const dma_descriptor_t slow = ring_fill(1, kPool, 1, 100000);
    REQUIRE(ring_submit(&bench.ring, &slow) == RING_OK);
    sc_core::wait(sc_core::sc_time(500, sc_core::SC_NS));
    *bench.at<dma_descriptor_t>(kSubmission + 64) = ring_fill(2, kDram + 0x20000, 7, 8);
    const sc_core::sc_time before = sc_core::sc_time_stamp();
    bench.host.delay = sc_core::sc_time(20, sc_core::SC_US);
    bench.host.write<uint32_t>(ACCELERATOR_RING_TAIL(0), 2);
    CHECK(sc_core::sc_time_stamp() == before);  // there is nothing to wait for
    sc_core::wait(sc_core::sc_time(10, sc_core::SC_US));
    CHECK(bench.pool.bytes[99999 - 7] == 1);  // the slow one has ended
    CHECK(*bench.at<uint64_t>(kDram + 0x20000) == 0);
    sc_core::wait(sc_core::sc_time(15, sc_core::SC_US));
    CHECK(*bench.at<uint64_t>(kDram + 0x20000) == 7);
  });
}

TEST_CASE("a chain is one command and one without end is refused") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    const uint64_t second = kDram + 0x9000;
    dma_descriptor_t first = ring_fill(7, kDram + 0x20000, 0xaa, 64);
    first.command |= DMA_DESCRIPTOR_COMMAND_CHAIN_MASK;
    first.next = second;
    *bench.at<dma_descriptor_t>(second) = ring_copy(99, kPool, kDram + 0x20000, 64);
    const ring_result_t result = bench.carry_out(first);
    CHECK(result.id == 7);
    CHECK(result.bytes == 128);
    CHECK(bench.pool.bytes[56] == 0xaa);
    bench.at<dma_descriptor_t>(second)->command |= DMA_DESCRIPTOR_COMMAND_CHAIN_MASK;
    bench.at<dma_descriptor_t>(second)->next = second;
    CHECK(bench.carry_out(first).status == DMA_COMPLETION_STATUS_CODE_BAD_DESCRIPTOR);
  });
}

TEST_CASE("errors stand in the completion and in the error register and the ring goes on") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    CHECK(bench.carry_out(ring_copy(1, kDram + 0x20000, 0x123, 64)).status ==
          DMA_COMPLETION_STATUS_CODE_SOURCE_ERROR);
    CHECK(bench.carry_out(ring_copy(2, 0x123, kDram, 64)).status ==
          DMA_COMPLETION_STATUS_CODE_DESTINATION_ERROR);
    const ring_result_t half = bench.carry_out(ring_fill(3, kPool + kPoolSize - 256, 0, 512));
    CHECK(half.status == DMA_COMPLETION_STATUS_CODE_DESTINATION_ERROR);
    CHECK(half.bytes == 256);
    dma_descriptor_t unknown = ring_fence(4);
    unknown.command = (unknown.command & ~0xffu) | 0x77;
    CHECK(bench.carry_out(unknown).status == DMA_COMPLETION_STATUS_CODE_BAD_DESCRIPTOR);
    dma_descriptor_t lost = ring_fill(5, kDram + 0x20000, 0, 8);
    lost.command |= DMA_DESCRIPTOR_COMMAND_CHAIN_MASK;
    lost.next = 0x40;  // descriptor outside memory
    CHECK(bench.carry_out(lost).status == DMA_COMPLETION_STATUS_CODE_FETCH_ERROR);
    CHECK(bench.errors() == 7);  // fetch, descriptor, data
    mmio_write32(0x10, 7);
    CHECK(bench.errors() == 0);
    CHECK(bench.carry_out(ring_fill(6, kDram + 0x20000, 0, 8)).status == 0);
  });
}

TEST_CASE("a bad ring is refused or ends in an error - never in a crash") {
  Bench bench;
  bench.host_runs([&] {
    CHECK(bench.open(0, 6) == RING_BAD);
    CHECK(bench.open(0, 8, kSubmission + 8) == RING_BAD);
    CHECK(bench.open(4) == RING_BAD);  // four rings: 0 to 3
    CHECK(bench.errors() == 16);
    mmio_write32(0x10, 16);
    REQUIRE(bench.open(0, 8, 0x40) == RING_OK);  // where no memory is
    CHECK(bench.carry_out(ring_fence(1)).status == DMA_COMPLETION_STATUS_CODE_FETCH_ERROR);
    mmio_write32(0x101c, 99);  // a tail beyond the ring
    CHECK((bench.errors() & 16) != 0);
    CHECK(mmio_read32(0x101c) == 1);
    mmio_write32(0x1010, 0);  // a size that changes under a ring at work
    CHECK(bench.carry_out(ring_fence(2)).status == DMA_COMPLETION_STATUS_CODE_FETCH_ERROR);
    mmio_write32(0x111c, 1);  // a ring that is off
    hal_delay_us(10);
  });
}

TEST_CASE("a short command of one ring does not wait for a long one of another") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    ring_t other{};
    REQUIRE(ring_open(&other, 0, 1, bench.at<dma_descriptor_t>(kDram + 0xa000), kDram + 0xa000,
                      bench.at<dma_completion_t>(kDram + 0xb000), kDram + 0xb000, 8) == RING_OK);
    const dma_descriptor_t slow = ring_fill(1, kPool, 1, 1 << 20);
    const dma_descriptor_t quick = ring_fill(2, kPool, 1, 4096);
    ring_submit(&bench.ring, &slow);
    hal_delay_us(2);
    ring_submit(&other, &quick);
    ring_result_t result{};
    CHECK(ring_wait(&other, &result, 1000) == RING_OK);
    CHECK(result.id == 2);
    CHECK(ring_poll(&bench.ring, &result) == RING_EMPTY);
    CHECK(ring_wait(&bench.ring, &result, 1000) == RING_OK);
  });
}

TEST_CASE("abort ends what is in work and the ring works on") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    const dma_descriptor_t slow = ring_fill(1, kPool, 1, 1 << 20);
    ring_submit(&bench.ring, &slow);
    hal_delay_us(2);
    ring_abort(&bench.ring);
    ring_result_t result{};
    REQUIRE(ring_wait(&bench.ring, &result, 100) == RING_OK);
    CHECK(result.status == DMA_COMPLETION_STATUS_CODE_ABORTED);
    CHECK(result.bytes > 0);
    CHECK(result.bytes < (1 << 20));
    CHECK(bench.carry_out(ring_fill(2, kPool, 1, 64)).status == 0);
  });
}

TEST_CASE("reset drops all work without completions") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open() == RING_OK);
    const dma_descriptor_t slow = ring_fill(1, kPool, 1, 1 << 20);
    const dma_descriptor_t fence = ring_fence(2);
    ring_submit(&bench.ring, &slow);
    ring_submit(&bench.ring, &fence);
    hal_delay_us(2);
    mmio_write32(0x4, 1);
    hal_delay_us(100);
    ring_result_t none{};
    CHECK(ring_poll(&bench.ring, &none) == RING_EMPTY);
    CHECK(bench.pool.in_flight == 0);
    REQUIRE(bench.open() == RING_OK);
    CHECK(bench.carry_out(ring_fill(3, kPool, 1, 64)).status == 0);
  });
}

TEST_CASE("a ring whose interrupt is not enabled does not interrupt until it is") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open(1) == RING_OK);
    bench.carry_out(ring_fill(1, kDram + 0x20000, 1, 8));
    hal_delay_us(1);
    CHECK_FALSE(bench.interrupts[1]->read());
    ring_use_interrupt(&bench.ring, 0);
    hal_delay_us(1);
    CHECK(bench.interrupts[1]->read());
  });
}

TEST_CASE("who waits for a ring sleeps until its interrupt and looks all the same") {
  Bench bench;
  constexpr unsigned kSource = 1;
  bench.interrupts[0]->on_change = [&] { native::set_line(kSource, bench.interrupts[0]->read()); };
  bench.host_runs([&] {
    const auto lasts = [&](const dma_descriptor_t& fill) {
      const sc_core::sc_time begun = sc_core::sc_time_stamp();
      CHECK(bench.carry_out(fill).status == 0);
      return sc_core::sc_time_stamp() - begun;
    };
    REQUIRE(bench.open() == RING_OK);
    ring_use_interrupt(&bench.ring, kSource);
    dma_descriptor_t fill = ring_fill(1, kDram + 0x20000, 1, 8);
    for (int i = 0; i < 3; i++) CHECK(lasts(fill) < sc_core::sc_time(2, sc_core::SC_US));
    CHECK_FALSE(bench.interrupts[0]->read());
    fill.command &= ~DMA_DESCRIPTOR_COMMAND_INTERRUPT_MASK;
    CHECK(lasts(fill) > sc_core::sc_time(100, sc_core::SC_US));
  });
}

TEST_CASE("an interrupt comes for a completion that asks for it and ends when it is cleared") {
  Bench bench;
  bench.host_runs([&] {
    REQUIRE(bench.open(1) == RING_OK);
    ring_use_interrupt(&bench.ring, 0);
    bench.carry_out(ring_fill(1, kDram + 0x20000, 1, 8));
    hal_delay_us(1);
    CHECK(bench.interrupts[1]->read());
    CHECK_FALSE(bench.interrupts[0]->read());
    mmio_write32(0x1120, 1);
    hal_delay_us(1);
    CHECK_FALSE(bench.interrupts[1]->read());
    dma_descriptor_t silent = ring_fill(2, kDram + 0x20000, 1, 8);
    silent.command &= ~DMA_DESCRIPTOR_COMMAND_INTERRUPT_MASK;
    bench.carry_out(silent);
    hal_delay_us(1);
    CHECK_FALSE(bench.interrupts[1]->read());
  });
}
