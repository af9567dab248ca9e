// The host's mailbox driver and the pool's command handlers, with the models between them: for the
// tests of both.
#pragma once

#include <doctest/doctest.h>

#include <cstring>
#include <vector>

#include "models/core/fault.hpp"
#include "models/core/payload.hpp"
#include "models/core/signal.hpp"
#include "models/core/test_line.hpp"
#include "models/hdm_decoder/hdm_decoder.hpp"
#include "models/mailbox/mailbox.hpp"
#include "models/media/media.hpp"
#include "models/port/port_registers.hpp"
#include "models/router/router.hpp"
#include "models/scrub/scrub.hpp"
#include "tests/firmware/native_hal.hpp"

// C's flexible arrays are an extension in C++.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#include "firmware/apps/pool_manager/commands.h"
#include "firmware/apps/pool_manager/media_events.h"
#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "sw/driver/mailbox.h"
#include "sw/driver/pool.h"
}
#pragma GCC diagnostic pop

namespace lantern::pool_firmware {

constexpr uintptr_t kHostView = 0x1000, kService = 0x2000, kScrub = 0x3000, kPort = 0x4000,
                    kDecoder = 0x10000;
constexpr uint64_t kBlock = 8 << 20;
enum Code : uint8_t {
  kSuccess = 0,
  kBackground = 1,
  kInvalidInput = 2,
  kUnsupported = 3,
  kInternal = 4,
  kRetry = 5,
  kHandle = 0xe,
  kAddress = 0xf,
  kLength = 0x16,
  kLog = 0x17,
  kExhausted = 0x1d,
  kList = 0x1e
};

inline capacity_run_t run_of(const capacity_t* c, uint32_t port, uint64_t dpa, uint64_t length) {
  const uint64_t first = dpa / kBlock - c->port[c->port[port].leader].share.first;
  return {static_cast<uint32_t>(first), static_cast<uint32_t>(length / kBlock)};
}
/// One extent, named by bytes.
inline capacity_status_t capacity_accept(capacity_t* c, uint32_t port, uint64_t dpa,
                                         uint64_t length) {
  const capacity_run_t run = run_of(c, port, dpa, length);
  return ::capacity_accept(c, port, &run, 1, false);
}
inline capacity_status_t capacity_release(capacity_t* c, uint32_t port, uint64_t dpa,
                                          uint64_t length) {
  const capacity_run_t run = run_of(c, port, dpa, length);
  return ::capacity_release(c, port, &run, 1);
}

struct Bench {
  TestInitiator host{"host"}, processor{"processor"}, nobody{"nobody"}, nobody_else{"nobody_else"};
  Router router{"router",
                {{kHostView, 0x1000},
                 {kService, 0x1000},
                 {kScrub, 0x1000},
                 {kDecoder, 0x10000},
                 {kPort, 0x1000}}};
  Mailbox mailbox{"mailbox"};
  Scrub scrub{"scrub"};
  PortRegisters port{"port"};
  HdmDecoder decoder{"decoder"};
  Media media{"media"};
  TestLine mailbox_interrupt{"mailbox_interrupt"}, scrub_interrupt{"scrub_interrupt"};
  Signal link_up{"link_up"}, not_degraded{"not_degraded"};
  mailbox_t host_side{kHostView};
  mailbox_service_t service_side{kService};
  capacity_t capacity{};
  capacity_store_t store{};
  media_events_t media_log{};
  bool serving = true, media_changed = false;

  Bench() {
    host.initiator.bind(router.target[0]);
    router.initiator[0].bind(mailbox.host_target);
    router.initiator[1].bind(mailbox.service_target);
    router.initiator[2].bind(scrub.csr_target);
    router.initiator[3].bind(decoder.csr_target);
    router.initiator[4].bind(port.target_1);
    processor.initiator.bind(port.target_0);
    port.up(link_up);
    port.degraded(not_degraded);
    nobody.initiator.bind(decoder.mem_target);
    decoder.mem_initiator.bind(media.mem_target);
    scrub.mem_initiator.bind(media.scrub_target);
    nobody_else.initiator.bind(media.csr_target);
    mailbox_interrupt.follow(mailbox.interrupt);
    scrub_interrupt.follow(scrub.interrupt);
    native::use_bus(host);
  }
  /// The firmware's part, polled: takes commands and watches the scrub.
  void serve() {
    static uint32_t payload[MAILBOX_PAYLOAD_MAX / 4];
    capacity_init(&capacity, {kDecoder}, {kScrub});
    capacity_set_share(&capacity, 0, 0, 0, capacity.blocks * capacity.block_size);
    mailbox_service_open(&service_side);
    while (true) {
      uint16_t opcode = 0;
      uint32_t length = 0;
      if (serving && mailbox_service_take(&service_side, &opcode, payload, &length)) {
        command_context_t context = {
            &capacity,        0,    {}, mailbox_service_background_status(&service_side),
            media_log.log[0], false};
        const uint16_t code = command_execute(&context, opcode, payload, &length);
        media_changed = context.media_changed;
        mailbox_service_answer(&service_side, code, payload, length);
      }
      uint32_t port = 0;
      scrubbed = std::max(scrubbed, static_cast<int>(capacity_poll(&capacity, &port)));
      hal_delay_us(10);
    }
  }
  int scrubbed = SCRUBBED_NONE;
  uint8_t out[MAILBOX_PAYLOAD_MAX] = {};
  uint32_t received = 0;

  uint16_t command(uint16_t opcode, const void* in, uint32_t length) {
    uint16_t code = 0xffff;
    received = sizeof out;
    CHECK(mailbox_command(&host_side, opcode, in, length, out, &received, &code, 10000) ==
          MAILBOX_OK);
    return code;
  }
  uint16_t request(uint64_t length) { return command(0xc000, &length, 8); }
  struct Range {
    uint64_t dpa, length;
  };
  uint16_t list(uint16_t opcode, const std::vector<Range>& ranges, uint8_t flags = 0) {
    uint8_t in[MAILBOX_PAYLOAD_MAX] = {static_cast<uint8_t>(ranges.size()), 0, 0, 0, flags};
    for (size_t i = 0; i < ranges.size(); i++) std::memcpy(in + 8 + 24 * i, &ranges[i], 16);
    return command(opcode, in, static_cast<uint32_t>(8 + 24 * ranges.size()));
  }
  uint16_t list(uint16_t opcode, uint64_t dpa, uint64_t length) {
    return list(opcode, {{dpa, length}});
  }
  /// What the last answer has at an offset.
  template <class T>
  T at(uint32_t offset) const {
    T value;
    std::memcpy(&value, out + offset, sizeof value);
    return value;
  }
  uint16_t read_log(uint8_t log) { return command(0x0100, &log, 1); }
  uint16_t clear_log(uint8_t log, const std::vector<uint16_t>& handles, uint8_t flags = 0) {
    uint8_t in[64] = {log, flags, static_cast<uint8_t>(handles.size())};
    if (!handles.empty()) std::memcpy(in + 6, handles.data(), 2 * handles.size());
    return command(0x0101, in, static_cast<uint32_t>(6 + 2 * handles.size()));
  }
  /// A request of `blocks` that has been scrubbed and offered.
  void offer(uint64_t blocks) {
    CHECK(request(blocks * kBlock) == kBackground);
    for (int i = 0; i < 1000 && !capacity_requested(&capacity, 0)->ready; i++) hal_delay_us(100);
  }
  bool may_access(uint64_t block) { return mmio_read32(kDecoder + 0x4000 + 4 * block) & 3; }
  void host_runs(const std::function<void()>& body, double limit_ms = 200) {
    sc_core::sc_spawn([this] { serve(); });
    REQUIRE(native::run(
        [&] {
          hal_delay_us(100);
          body();
        },
        limit_ms));
    CHECK(native::bus_errors() == 0);
  }
};

}  // namespace lantern::pool_firmware
