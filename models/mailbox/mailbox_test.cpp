// The mailbox: what one side writes ahead of kernel time shows on the other at its time.
#include "models/mailbox/mailbox.hpp"

#include <doctest/doctest.h>

#include "models/core/test_initiator.hpp"
#include "models/core/test_line.hpp"
#include "platform/regs/generated/mailbox_regs.h"
#include "platform/regs/generated/mailbox_service_regs.h"

using namespace lantern;
using sc_core::sc_time;

TEST_CASE("what the service says of background work shows at its annotated time") {
  TestInitiator host{"host"}, service{"service"};
  TestLine reset{"reset"};
  Mailbox mailbox{"mailbox"};
  host.initiator.bind(mailbox.host_target);
  service.initiator.bind(mailbox.service_target);
  reset.drive(mailbox.reset);
  sc_core::sc_start(sc_core::SC_ZERO_TIME);
  sc_core::sc_spawn([&] {
    service.delay = sc_time(10, sc_core::SC_US);
    service.write<uint32_t>(MAILBOX_SERVICE_BACKGROUND, 50 << 16);
    CHECK(service.ok());
  });
  sc_core::sc_start(sc_time(10, sc_core::SC_US));
  CHECK(host.peek(MAILBOX_BACKGROUND_STATUS) == 0);
  sc_core::sc_start(sc_time(10, sc_core::SC_NS));
  CHECK(host.peek(MAILBOX_BACKGROUND_STATUS) == 50 << 16);
}
