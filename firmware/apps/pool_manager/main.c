/* The pool's management firmware: modules up, decoders committed, mailboxes served, capacity
 * scrubbed before it moves. */
#include <inttypes.h>
#include <stdio.h>

#include "firmware/apps/pool_manager/capacity.h"
#include "firmware/apps/pool_manager/commands.h"
#include "firmware/apps/pool_manager/media_events.h"
#include "firmware/apps/pool_manager/supervisor.h"
#include "firmware/drivers/mailbox_service.h"
#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "node_map.h"
#include "platform/regs/generated/mailbox_regs.h"
#include "platform/regs/generated/media_regs.h"
#include "platform/regs/generated/port_registers_regs.h"
#include "platform/regs/generated/system_controller_regs.h"

#define WATCHDOG_US 100000u
#define RECLAIM_US 50000u /* a host whose links are down for so long has gone */
/* What one host's commands may cost the others: so much of the processor's time in each interval.
 * Beyond that they wait; the mailbox takes no other meanwhile. */
#define INTERVAL_US 1000u
#define BUDGET_US 250u

typedef struct {
  mailbox_service_t mailbox;
  uintptr_t registers;
  supervisor_t module;
  uint64_t down_since_us; /* of a host, at its first port; 0: a link is up */
  uint64_t interval_us;   /* when it began */
  uint32_t spent_us;      /* on its commands since then */
  uint32_t told;          /* opcode and return code of the last command that was news */
  uint32_t shown;         /* logs with events, as the mailbox shows them */
  volatile bool doorbell, link_event;
} port_t;

static port_t ports[CAPACITY_PORTS];
static uint32_t port_count;
static capacity_t capacity;
static media_events_t media_events;
/* They outlive a reset of the processor: hosts go on with what they hold and have not cleared. */
static capacity_store_t store __attribute__((section(".noinit")));
static media_events_store_t media_store __attribute__((section(".noinit")));
static volatile bool scrub_event, media_event;

/* Interrupt handlers only note what happened; the loop does the work. */
static void on_doorbell(void* context) {
  port_t* port = context;
  mailbox_service_interrupt_clear(&port->mailbox);
  port->doorbell = true;
}
static void on_module(void* context) { supervisor_interrupt(context); }
static void on_link(void* context) {
  port_t* port = context;
  mmio_write32(port->registers + PORT_REGISTERS_INTERRUPT, ~0u);
  port->link_event = true;
}
static void on_scrub(void* context) {
  scrub_interrupt_clear(context);
  scrub_event = true;
}

static void use_media_interrupt(bool on) {
  mmio_write32(
      NODE_MEDIA_BASE + MEDIA_INTERRUPT_ENABLE,
      on ? MEDIA_INTERRUPT_ENABLE_CORRECTED_MASK | MEDIA_INTERRUPT_ENABLE_UNCORRECTED_MASK : 0);
}
static void on_media(void* context) {
  (void)context;
  use_media_interrupt(false); /* until it has been read why */
  media_event = true;
}

static uint64_t read_pair(uintptr_t base, uint32_t low, uint32_t high) {
  return mmio_read32(base + low) | (uint64_t)mmio_read32(base + high) << 32;
}

static uint32_t link_status(uint32_t index) {
  return mmio_read32(ports[index].registers + PORT_REGISTERS_LINK_STATUS);
}
static bool link_up(uint32_t index) {
  return link_status(index) & PORT_REGISTERS_LINK_STATUS_UP_MASK;
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
  const uint64_t share = size >> ways;
  const hdm_window_t shown = {base, size, share * position, granularity, ways};
  const hdm_status_t status = hdm_decoder_commit(&capacity.decoder, index, &shown);
  if (status == HDM_OK)
    capacity_set_share(&capacity, index - position, position, shown.skip, share);
  printf("port %" PRIu32 ": decoder HPA 0x%" PRIx64 " + 0x%" PRIx64 ", link %" PRIu32
         " of %u, %s\n",
         index, base, size, position, 1u << ways, status == HDM_OK ? "committed" : "REFUSED");
}

static void open_port(uint32_t index, bool warm) {
  port_t* port = &ports[index];
  port->mailbox.base = NODE_PORT_MAILBOX_BASE(index);
  port->registers = NODE_PORT_REGISTERS_BASE(index);
  commit_decoder(index);
  const cmis_t module = {{NODE_PORT_I2C_BASE(index), NODE_PORT_I2C_SOURCE(index)},
                         NODE_PORT_MODULE_CONTROL_BASE(index)};
  supervisor_open(&port->module, index, module, warm, link_up(index));
  hal_on_interrupt(NODE_PORT_MAILBOX_SOURCE(index), on_doorbell, port);
  hal_on_interrupt(NODE_PORT_MODULE_SOURCE(index), on_module, &port->module);
  hal_on_interrupt(NODE_PORT_LINK_SOURCE(index), on_link, port);
  mmio_write32(port->registers + PORT_REGISTERS_INTERRUPT_ENABLE,
               PORT_REGISTERS_INTERRUPT_ENABLE_LINK_CHANGED_MASK);
  mailbox_service_open(&port->mailbox);
  port->shown = ~0u;     /* whatever it shows: since before a reset */
  port->doorbell = true; /* one may have rung while nobody listened */
}

/* Each host's mailbox is that of its first port. */
static void show_events(void) {
  for (uint32_t i = 0; i < port_count; i++) {
    uint32_t logs = 0;
    for (uint32_t log = 0; log < CXL_EVENT_LOG_DYNAMIC_CAPACITY; log++)
      logs |= (media_events.log[i][log].count ? 1u : 0) << log;
    logs |= (capacity.port[i].events.count ? 1u : 0) << CXL_EVENT_LOG_DYNAMIC_CAPACITY;
    if (logs != ports[i].shown) mailbox_service_set_events(&ports[i].mailbox, logs);
    ports[i].shown = logs;
  }
}

static bool within_budget(port_t* port) {
  const uint64_t now = hal_now_us();
  if (now - port->interval_us >= INTERVAL_US) {
    port->interval_us = now;
    port->spent_us = 0;
  }
  return port->spent_us < BUDGET_US;
}

/* Carries it out and keeps what it changed together with the answer: after a reset in between the
 * command either has never been, or has been and is only answered. One whose answer has a payload
 * tells how things are, and may do so twice. */
static uint16_t carry_out(uint32_t index, uint16_t opcode, void* payload, uint32_t* length) {
  port_t* port = &ports[index];
  capacity_answer_t* answer = &capacity.port[index].answer;
  const uint32_t number = mailbox_service_number(&port->mailbox);
  if (answer->number == number) {
    *length = 0;
    return answer->code;
  }
  const uint32_t leader = capacity.port[index].leader;
  command_context_t context = {
      &capacity,
      index,
      {(uint8_t)index, link_up(index), port->module.state == CMIS_OK, port->module.dark},
      mailbox_service_background_status(&ports[leader].mailbox),
      media_events.log[leader],
      false};
  const uint16_t code = command_execute(&context, opcode, payload, length);
  if (capacity.changed && !*length) *answer = (capacity_answer_t){number, code};
  capacity_keep(&capacity, &store);
  if (context.media_changed) media_events_keep(&media_events, &media_store);
  return code;
}

static void take_command(uint32_t index) {
  static uint32_t payload[MAILBOX_PAYLOAD_MAX / 4];
  port_t* port = &ports[index];
  uint16_t opcode;
  uint32_t length;
  port->doorbell = false;
  if (!mailbox_service_take(&port->mailbox, &opcode, payload, &length)) return;
  const bool refuses_nothing = opcode == CXL_ADD_DC_RESPONSE && !payload[0] &&
                               !capacity.port[capacity.port[index].leader].offer_count;
  const uint16_t code = carry_out(index, opcode, payload, &length);
  if (code == MAILBOX_STATUS_RETURN_CODE_BACKGROUND)
    mailbox_service_background(&port->mailbox, opcode, true, 0, 0);
  show_events();
  mailbox_service_answer(&port->mailbox, code, payload, length);
  const bool polled = (opcode == CXL_GET_EVENT_RECORDS || opcode == CXL_CLEAR_EVENT_RECORDS) &&
                      code == MAILBOX_STATUS_RETURN_CODE_SUCCESS;
  const uint32_t news = (uint32_t)opcode << 16 | code;
  if (refuses_nothing || polled || port->told == news) return;
  port->told = news;
  printf("port %" PRIu32 ": command %04x, return code %u\n", index, opcode, code);
}

static void serve_mailbox(uint32_t index) {
  const uint64_t begun = hal_now_us();
  take_command(index);
  ports[index].spent_us += (uint32_t)(hal_now_us() - begun);
}

static void serve_scrub(void) {
  uint32_t index;
  const scrubbed_t result = capacity_poll(&capacity, &index);
  capacity_keep(&capacity, &store);
  if (result == SCRUBBED_NONE) return;
  if (result == SCRUBBED_RECLAIMED || result == SCRUBBED_BAD) {
    printf("reclaimed blocks %s, %" PRIu64 " MiB free\n",
           result == SCRUBBED_RECLAIMED ? "scrubbed" : "CANNOT BE SCRUBBED and are given up",
           capacity_free_bytes(&capacity) >> 20);
    return;
  }
  const bool offered = result == SCRUBBED_OFFERED;
  const uint16_t code =
      offered ? MAILBOX_STATUS_RETURN_CODE_SUCCESS : MAILBOX_STATUS_RETURN_CODE_INTERNAL;
  mailbox_service_background(&ports[index].mailbox, LANTERN_REQUEST_CAPACITY, false,
                             offered ? 100 : 0, code);
  show_events();
  if (!offered) {
    printf("port %" PRIu32 ": scrub failed, nothing is granted\n", index);
    return;
  }
  const capacity_run_t offer = capacity_requested(&capacity, index)->extent.run;
  printf("port %" PRIu32 ": scrubbed, offering blocks %" PRIu32 " to %" PRIu32 "\n", index,
         offer.first, offer.first + offer.blocks - 1);
}

static void serve_link(uint32_t index) {
  ports[index].link_event = false; /* first: what changes from here on is told again */
  const uint32_t status = link_status(index);
  printf("port %" PRIu32 ": link %s%s\n", index,
         status & PORT_REGISTERS_LINK_STATUS_UP_MASK ? "up" : "down",
         status & PORT_REGISTERS_LINK_STATUS_DEGRADED_MASK ? ", on half its lanes" : "");
}

/* Whoever waits for an offer is told that none will come. */
static void end_background(uint32_t leader) {
  mailbox_service_background(&ports[leader].mailbox, LANTERN_REQUEST_CAPACITY, false, 0,
                             MAILBOX_STATUS_RETURN_CODE_INTERNAL);
  show_events();
}

/* What a host held that has gone is nobody's; it is scrubbed before somebody else gets it. */
static void look_for_host(uint32_t leader) {
  const capacity_port_t* host = &capacity.port[leader];
  bool up = false;
  for (uint32_t link = 0; link < host->links; link++) up |= link_up(leader + link);
  port_t* port = &ports[leader];
  if (up || (!host->granted_count && !host->offer_count)) {
    port->down_since_us = 0;
    return;
  }
  if (!port->down_since_us) port->down_since_us = hal_now_us();
  if (hal_now_us() - port->down_since_us < RECLAIM_US) return;
  const uint64_t bytes = capacity_reclaim(&capacity, leader);
  capacity_keep(&capacity, &store);
  end_background(leader);
  printf("port %" PRIu32 ": host gone for %u ms, %" PRIu64 " MiB reclaimed\n", leader,
         RECLAIM_US / 1000, bytes >> 20);
}

/* Whoever loaded poison was told with the load; here it is said for who looks after the machine. */
static void serve_media(void) {
  const uint32_t causes = mmio_read32(NODE_MEDIA_BASE + MEDIA_INTERRUPT);
  media_event = false;
  mmio_write32(NODE_MEDIA_BASE + MEDIA_INTERRUPT, causes);
  use_media_interrupt(true);
  if (!causes) return;
  const bool uncorrectable = causes & MEDIA_INTERRUPT_UNCORRECTED_MASK;
  const uint64_t dpa = read_pair(NODE_MEDIA_BASE, MEDIA_DPA_LOW, MEDIA_DPA_HIGH);
  media_events_add(&media_events, &capacity, dpa, uncorrectable);
  media_events_keep(&media_events, &media_store);
  show_events();
  printf("media: %s, last at DPA 0x%" PRIx64 "; %" PRIu32 " corrected, %" PRIu32
         " loads of poison so far\n",
         uncorrectable ? "uncorrectable error" : "corrected error", dpa,
         mmio_read32(NODE_MEDIA_BASE + MEDIA_CORRECTED),
         mmio_read32(NODE_MEDIA_BASE + MEDIA_UNCORRECTED));
}

/* Does what is to be done; returns how long nothing will be, unless an interrupt comes. */
static uint32_t serve(bool poll) {
  uint32_t sleep = SUPERVISOR_IDLE_US;
  for (uint32_t i = 0; i < port_count; i++) {
    hal_watchdog_feed(); /* a module that does not answer takes its time */
    if (within_budget(&ports[i]) && (ports[i].doorbell || poll)) serve_mailbox(i);
    const uint32_t wanted = supervisor_serve(&ports[i].module, poll);
    if (wanted < sleep) sleep = wanted;
    if (ports[i].link_event) serve_link(i);
    if (capacity.port[i].links) look_for_host(i);
  }
  if (media_event) serve_media();
  scrub_event = false;
  if (capacity_is_scrubbing(&capacity)) serve_scrub();
  const uint64_t due = capacity_due_us(&capacity), now = hal_now_us();
  if (due < now + sleep) sleep = due > now ? (uint32_t)(due - now) : 0;
  return sleep;
}

/* How much of `sleep` nothing is to be done: what has rung beyond its port's budget waits for the
 * next interval. */
static uint32_t rest_us(uint32_t sleep) {
  bool waits = scrub_event | media_event;
  for (uint32_t i = 0; i < port_count; i++) {
    const bool budget = within_budget(&ports[i]);
    waits |= (ports[i].doorbell && budget) | ports[i].module.event | ports[i].link_event;
    if (ports[i].doorbell && sleep > INTERVAL_US) sleep = INTERVAL_US;
  }
  return waits ? 0 : sleep;
}

/* Returns whether this is a start after a reset of the processor alone, with the table of holders
 * as it was: then the data path goes on. */
static bool take_over(uint32_t cause) {
  const hdm_decoder_t decoder = {NODE_HDM_DECODER_BASE};
  const scrub_t scrub = {NODE_SCRUB_BASE};
  const bool warm = !(cause & SYSTEM_CONTROLLER_RESET_CAUSE_POWER_ON_MASK) &&
                    capacity_restore(&capacity, &store, decoder, scrub);
  if (!warm) capacity_init(&capacity, decoder, scrub);
  const char* why = cause & SYSTEM_CONTROLLER_RESET_CAUSE_WATCHDOG_MASK ? ", reset by the watchdog"
                    : cause & SYSTEM_CONTROLLER_RESET_CAUSE_POWER_ON_MASK ? ""
                                                                          : ", reset";
  printf("pool manager: %" PRIu32 " port(s), %" PRIu64 " of %" PRIu64
         " MiB free in blocks of %" PRIu64 " MiB%s%s\n",
         port_count, capacity_free_bytes(&capacity) >> 20,
         capacity.blocks * capacity.block_size >> 20, capacity.block_size >> 20, why,
         warm ? ", hosts keep what they hold" : "");
  return warm;
}

int main(void) {
  hal_watchdog_start(WATCHDOG_US);
  port_count = hal_capability() & SYSTEM_CONTROLLER_CAPABILITY_PORTS_MASK;
  const bool warm = take_over(hal_reset_cause());
  if (warm)
    media_events_restore(&media_events, &media_store);
  else
    media_events_forget(&media_store);
  for (uint32_t i = 0; i < port_count; i++) {
    hal_watchdog_feed();
    open_port(i, warm);
  }
  /* A request that was under way and not kept is made again, or has never been. */
  for (uint32_t i = 0; i < port_count; i++)
    if (!capacity_requested(&capacity, i)) end_background(i);
  capacity_keep(&capacity, &store);
  show_events();
  hal_on_interrupt(NODE_SCRUB_SOURCE, on_scrub, &capacity.scrub);
  scrub_interrupt_enable(&capacity.scrub);
  hal_on_interrupt(NODE_MEDIA_SOURCE, on_media, NULL);
  use_media_interrupt(true);
  uint64_t next_poll = 0;
  while (true) {
    const bool poll = hal_now_us() >= next_poll;
    if (poll) next_poll = hal_now_us() + SUPERVISOR_IDLE_US;
    const uint32_t sleep = serve(poll);
    /* With interrupts off nothing is lost between the look and the sleep: WFI wakes on what is
     * pending. */
    const bool on = hal_interrupts_off();
    hal_sleep_until_us(hal_now_us() + rest_us(sleep));
    hal_interrupts_restore(on);
  }
}
