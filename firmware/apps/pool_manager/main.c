/* The pool's management firmware: modules up, decoders committed, mailboxes served, capacity
 * scrubbed before it moves. */
#include <inttypes.h>
#include <stdio.h>

#include "firmware/apps/pool_manager/capacity.h"
#include "firmware/apps/pool_manager/commands.h"
#include "firmware/drivers/cmis.h"
#include "firmware/drivers/mailbox_service.h"
#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "node_map.h"
#include "platform/regs/generated/mailbox_regs.h"
#include "platform/regs/generated/module_control_regs.h"
#include "platform/regs/generated/port_registers_regs.h"
#include "platform/regs/generated/system_controller_regs.h"

#define WATCHDOG_US 100000u
#define IDLE_US \
  20000u /* longest sleep: the watchdog is fed, flags are polled should an interrupt be lost */
#define BRINGUP_POLL_US 200u
#define LOS_POLL_US 1000u
#define SCRUB_POLL_US 100u

typedef struct {
  mailbox_service_t mailbox;
  uintptr_t registers;
  cmis_bringup_t bringup;
  cmis_status_t module; /* CMIS_PENDING while it comes up */
  bool los_masked;
  volatile bool doorbell, module_event, link_event;
} port_t;

static port_t ports[CAPACITY_PORTS];
static uint32_t port_count;
static capacity_t capacity;
static volatile bool scrub_event;

/* Interrupt handlers only note what happened; the loop does the work. */
static void on_doorbell(void* context) {
  port_t* port = context;
  mailbox_service_interrupt_clear(&port->mailbox);
  port->doorbell = true;
}
static void on_module(void* context) {
  port_t* port = context;
  mmio_write32(port->bringup.module.control + MODULE_CONTROL_INTERRUPT, ~0u);
  port->module_event = true;
}
static void on_link(void* context) {
  port_t* port = context;
  mmio_write32(port->registers + PORT_REGISTERS_INTERRUPT, ~0u);
  port->link_event = true;
}
static void on_scrub(void* context) {
  scrub_interrupt_clear(context);
  scrub_event = true;
}

static uint64_t read_pair(uintptr_t base, uint32_t low, uint32_t high) {
  return mmio_read32(base + low) | (uint64_t)mmio_read32(base + high) << 32;
}

static bool link_up(const port_t* port) {
  return mmio_read32(port->registers + PORT_REGISTERS_LINK_STATUS) &
         PORT_REGISTERS_LINK_STATUS_UP_MASK;
}

/* The decoder covers the port's share of the region; extents alone grant access. */
static void commit_decoder(uint32_t index) {
  const uintptr_t registers = ports[index].registers;
  const uint64_t base =
      read_pair(registers, PORT_REGISTERS_HPA_BASE_LOW, PORT_REGISTERS_HPA_BASE_HIGH);
  const uint64_t window =
      read_pair(registers, PORT_REGISTERS_HPA_SIZE_LOW, PORT_REGISTERS_HPA_SIZE_HIGH);
  const uint32_t interleave = mmio_read32(registers + PORT_REGISTERS_INTERLEAVE);
  const uint32_t ways =
      (interleave & PORT_REGISTERS_INTERLEAVE_WAYS_MASK) >> PORT_REGISTERS_INTERLEAVE_WAYS_LSB;
  const uint32_t granularity = (interleave & PORT_REGISTERS_INTERLEAVE_GRANULARITY_MASK) >>
                               PORT_REGISTERS_INTERLEAVE_GRANULARITY_LSB;
  const uint32_t position = (interleave & PORT_REGISTERS_INTERLEAVE_POSITION_MASK) >>
                            PORT_REGISTERS_INTERLEAVE_POSITION_LSB;
  const uint64_t region = capacity.blocks * capacity.block_size;
  const uint64_t size = window < region ? window : region;
  const uint64_t skip = (size >> ways) * position;
  const hdm_status_t status =
      hdm_decoder_commit(&capacity.decoder, index, base, size, skip, granularity, ways);
  if (status == HDM_OK) capacity_set_reach(&capacity, index, skip, size >> ways);
  printf("port %" PRIu32 ": decoder HPA 0x%" PRIx64 " + 0x%" PRIx64 " %s\n", index, base, size,
         status == HDM_OK ? "committed" : "REFUSED");
}

static void open_port(uint32_t index) {
  port_t* port = &ports[index];
  port->mailbox.base = NODE_PORT_MAILBOX_BASE(index);
  port->registers = NODE_PORT_REGISTERS_BASE(index);
  commit_decoder(index);
  const cmis_t module = {{NODE_PORT_I2C_BASE(index)}, NODE_PORT_MODULE_CONTROL_BASE(index)};
  cmis_bringup_start(&port->bringup, module);
  port->module = CMIS_PENDING;
  hal_on_interrupt(NODE_PORT_MAILBOX_SOURCE(index), on_doorbell, port);
  hal_on_interrupt(NODE_PORT_MODULE_SOURCE(index), on_module, port);
  hal_on_interrupt(NODE_PORT_LINK_SOURCE(index), on_link, port);
  mmio_write32(port->registers + PORT_REGISTERS_INTERRUPT_ENABLE,
               PORT_REGISTERS_INTERRUPT_ENABLE_LINK_CHANGED_MASK);
  mailbox_service_open(&port->mailbox);
}

static void bring_module_up(uint32_t index) {
  port_t* port = &ports[index];
  port->module = cmis_bringup_step(&port->bringup);
  if (port->module == CMIS_PENDING) return;
  if (port->module == CMIS_OK) {
    printf("port %" PRIu32 ": module %s %s up\n", index, port->bringup.vendor, port->bringup.part);
    mmio_write32(
        port->bringup.module.control + MODULE_CONTROL_INTERRUPT_ENABLE,
        MODULE_CONTROL_INTERRUPT_ENABLE_INT_L_MASK | MODULE_CONTROL_INTERRUPT_ENABLE_PRESENCE_MASK);
    port->module_event = true; /* flags may stand already */
    return;
  }
  printf("port %" PRIu32 ": module %s while %s (ConfigStatus %u)\n", index,
         cmis_status_text(port->module), cmis_bringup_step_text(&port->bringup),
         port->bringup.config_status);
}

/* Loss of signal: said once, its flag masked until light is back. */
static void serve_module(uint32_t index) {
  port_t* port = &ports[index];
  const cmis_t* module = &port->bringup.module;
  cmis_flags_t flags;
  uint8_t dark;
  port->module_event = false;
  if (port->module != CMIS_OK) return;
  if (cmis_take_flags(module, &flags) != CMIS_OK || cmis_dark_lanes(module, &dark) != CMIS_OK) {
    printf("port %" PRIu32 ": module does not answer\n", index);
    port->module = CMIS_SILENT;
    return;
  }
  if (dark && !port->los_masked)
    printf("port %" PRIu32 ": loss of signal, lanes 0x%x\n", index, dark);
  if (!dark && port->los_masked) printf("port %" PRIu32 ": light on all lanes\n", index);
  if ((dark != 0) != port->los_masked && cmis_mask_rx_los(module, dark != 0) == CMIS_OK)
    port->los_masked = dark != 0;
}

static void serve_mailbox(uint32_t index) {
  static uint32_t payload[MAILBOX_PAYLOAD_MAX / 4];
  port_t* port = &ports[index];
  uint16_t opcode;
  uint32_t length;
  port->doorbell = false;
  if (!mailbox_service_take(&port->mailbox, &opcode, payload, &length)) return;
  command_context_t context = {
      &capacity,
      index,
      {(uint8_t)index, link_up(port), port->module == CMIS_OK, port->los_masked ? 0xf : 0}};
  const uint16_t code = command_execute(&context, opcode, payload, &length);
  if (code == MAILBOX_STATUS_RETURN_CODE_BACKGROUND)
    mailbox_service_background(&port->mailbox, opcode, true, 0, 0);
  mailbox_service_set_event(&port->mailbox, capacity.port[index].event_pending);
  mailbox_service_answer(&port->mailbox, code, payload, length);
  if (opcode == CXL_GET_EVENT_RECORDS && code == MAILBOX_STATUS_RETURN_CODE_SUCCESS)
    return; /* polled: no news */
  printf("port %" PRIu32 ": command %04x, return code %u\n", index, opcode, code);
}

static void serve_scrub(void) {
  uint32_t index;
  const scrubbed_t result = capacity_poll(&capacity, &index);
  if (result == SCRUBBED_NONE) return;
  const bool offered = result == SCRUBBED_OFFERED;
  const uint16_t code =
      offered ? MAILBOX_STATUS_RETURN_CODE_SUCCESS : MAILBOX_STATUS_RETURN_CODE_INTERNAL;
  mailbox_service_background(&ports[index].mailbox, LANTERN_REQUEST_CAPACITY, false,
                             offered ? 100 : 0, code);
  mailbox_service_set_event(&ports[index].mailbox, capacity.port[index].event_pending);
  if (!offered) {
    printf("port %" PRIu32 ": scrub failed, nothing is granted\n", index);
    return;
  }
  const capacity_run_t offer = capacity.port[index].offer;
  printf("port %" PRIu32 ": scrubbed, offering blocks %" PRIu32 " to %" PRIu32 "\n", index,
         offer.first, offer.first + offer.blocks - 1);
}

/* Does what is to be done; returns how long nothing will be, unless an interrupt comes. */
static uint32_t serve(bool poll_flags) {
  uint32_t sleep = IDLE_US;
  for (uint32_t i = 0; i < port_count; i++) {
    hal_watchdog_feed(); /* a module that does not answer takes its time */
    if (ports[i].module == CMIS_PENDING) {
      bring_module_up(i);
      sleep = BRINGUP_POLL_US;
    }
    if (ports[i].doorbell || poll_flags) serve_mailbox(i);
    if (ports[i].module_event || poll_flags || ports[i].los_masked) serve_module(i);
    if (ports[i].link_event) {
      ports[i].link_event = false;
      printf("port %" PRIu32 ": link %s\n", i, link_up(&ports[i]) ? "up" : "down");
    }
    if (ports[i].los_masked && sleep > LOS_POLL_US) sleep = LOS_POLL_US;
  }
  scrub_event = false;
  if (capacity.scrub_port >= 0) {
    serve_scrub();
    if (sleep > SCRUB_POLL_US) sleep = SCRUB_POLL_US;
  }
  return sleep;
}

static bool anything_waits(void) {
  bool waits = scrub_event;
  for (uint32_t i = 0; i < port_count; i++)
    waits |= ports[i].doorbell | ports[i].module_event | ports[i].link_event;
  return waits;
}

int main(void) {
  const uint32_t cause = hal_reset_cause();
  const uint32_t capability = hal_capability();
  port_count = capability & SYSTEM_CONTROLLER_CAPABILITY_PORTS_MASK;
  const scrub_t scrub = {NODE_SCRUB_BASE};
  capacity_init(&capacity, (hdm_decoder_t){NODE_HDM_DECODER_BASE}, scrub);
  printf("pool manager: %" PRIu32 " port(s), %" PRIu64 " MiB in blocks of %" PRIu64 " MiB%s\n",
         port_count, capacity_free_bytes(&capacity) >> 20, capacity.block_size >> 20,
         cause & SYSTEM_CONTROLLER_RESET_CAUSE_WATCHDOG_MASK ? ", reset by the watchdog" : "");
  hal_watchdog_start(WATCHDOG_US);
  for (uint32_t i = 0; i < port_count; i++) open_port(i);
  hal_on_interrupt(NODE_SCRUB_SOURCE, on_scrub, (void*)&scrub);
  scrub_interrupt_enable(&scrub);
  uint64_t next_poll = 0;
  while (true) {
    const bool poll_flags = hal_now_us() >= next_poll;
    if (poll_flags) next_poll = hal_now_us() + IDLE_US;
    const uint32_t sleep = serve(poll_flags);
    /* With interrupts off nothing is lost between the look and the sleep: WFI wakes on what is
     * pending. */
    const bool on = hal_interrupts_off();
    if (!anything_waits()) hal_sleep_until_us(hal_now_us() + sleep);
    hal_interrupts_restore(on);
  }
}
