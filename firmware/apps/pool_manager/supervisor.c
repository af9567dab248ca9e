/* A module is absent, coming up, in service, or lost; every change is said once. */
#include "firmware/apps/pool_manager/supervisor.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/cmis_lower_regs.h"
#include "platform/regs/generated/cmis_page11_regs.h"
#include "platform/regs/generated/module_control_regs.h"

#define LOS_POLL_US 1000u
#define RETRY_US 200000u
#define ATTEMPTS 3u
#define MONITORS (CMIS_LOWER_MONITOR_FLAGS - CMIS_LOWER_MODULE_FLAGS)
#define LANE_FLAG(name) (CMIS_PAGE11_##name - CMIS_PAGE11_DP_STATE_CHANGED)

static uintptr_t control(const supervisor_t* s) { return s->bringup.module.control; }

static bool present(const supervisor_t* s) {
  return !(mmio_read32(control(s) + MODULE_CONTROL_STATUS) & MODULE_CONTROL_STATUS_MOD_PRS_L_MASK);
}

static void use_interrupts(const supervisor_t* s, bool module_too) {
  mmio_write32(control(s) + MODULE_CONTROL_INTERRUPT, ~0u);
  mmio_write32(control(s) + MODULE_CONTROL_INTERRUPT_ENABLE,
               MODULE_CONTROL_INTERRUPT_ENABLE_PRESENCE_MASK |
                   (module_too ? MODULE_CONTROL_INTERRUPT_ENABLE_INT_L_MASK : 0));
}

static void forget_flags(supervisor_t* s) {
  memset(&s->masked, 0, sizeof s->masked);
  memset(&s->told, 0, sizeof s->told);
}

static void start(supervisor_t* s) {
  use_interrupts(s, false);
  cmis_bringup_start(&s->bringup, s->bringup.module);
  s->state = CMIS_PENDING;
  s->in_service = false;
  s->retry_us = 0;
  s->dark = 0;
  forget_flags(s); /* a reset unmasks all */
}

/* Nobody can say how it is: its light may go on, so it is not reset. */
static bool is_mute(cmis_status_t status) {
  return status == CMIS_SILENT || status == CMIS_BUS_STUCK;
}

static void put_in_service(supervisor_t* s) {
  s->state = CMIS_OK;
  s->in_service = true;
  s->attempts = 0;
  use_interrupts(s, true);
  s->event = true; /* flags may stand already */
}

void supervisor_open(supervisor_t* s, uint32_t port, cmis_t module, bool warm, bool link_up) {
  s->port = port;
  if (warm && cmis_bringup_adopt(&s->bringup, module) == CMIS_OK) {
    printf("port %" PRIu32 ": module goes on in service\n", port);
    forget_flags(s);
    cmis_mask_flags(&module, &s->masked); /* what was masked before the reset is not known */
    return put_in_service(s);
  }
  s->bringup.module = module;
  s->state = warm && link_up ? cmis_health(&module) : CMIS_PENDING;
  if (!is_mute(s->state)) return start(s);
  printf("port %" PRIu32 ": module does not answer (%s); its light is left as it is\n", port,
         cmis_status_text(s->state));
  s->in_service = true;
  use_interrupts(s, true);
}

void supervisor_interrupt(supervisor_t* s) {
  const uint32_t causes = mmio_read32(control(s) + MODULE_CONTROL_INTERRUPT);
  mmio_write32(control(s) + MODULE_CONTROL_INTERRUPT, causes);
  if (causes & MODULE_CONTROL_INTERRUPT_PRESENCE_MASK) s->moved = true;
  s->event = true;
}

static void bring_up(supervisor_t* s) {
  s->state = cmis_bringup_step(&s->bringup);
  if (s->state == CMIS_PENDING || s->state == CMIS_ABSENT) return;
  if (s->state == CMIS_OK) {
    printf("port %" PRIu32 ": module %s %s up\n", s->port, s->bringup.vendor, s->bringup.part);
    return put_in_service(s);
  }
  s->attempts++;
  s->retry_us = s->attempts < ATTEMPTS ? hal_now_us() + RETRY_US : 0;
  printf("port %" PRIu32 ": module %s while %s (ConfigStatus %u)%s\n", s->port,
         cmis_status_text(s->state), cmis_bringup_step_text(&s->bringup), s->bringup.config_status,
         s->retry_us ? "" : "; given up until another one is inserted");
}

/* What a flag of a lane tells of, unless another one tells why; no text: an event, or told
 * otherwise. */
static const struct {
  const char* text;
  uint8_t unless;
} lane_conditions[CMIS_LANE_FLAGS] = {
    [LANE_FLAG(TX_FAULT)] = {"transmitter fault", 0},
    [LANE_FLAG(TX_POWER_HIGH_ALARM)] = {"Tx power high alarm", 0},
    [LANE_FLAG(TX_POWER_LOW_ALARM)] = {"Tx power low alarm", LANE_FLAG(TX_FAULT)},
    [LANE_FLAG(TX_POWER_HIGH_WARNING)] = {"Tx power high warning", 0},
    [LANE_FLAG(TX_POWER_LOW_WARNING)] = {"Tx power low warning", LANE_FLAG(TX_FAULT)},
    [LANE_FLAG(TX_BIAS_HIGH_ALARM)] = {"Tx bias high alarm", 0},
    [LANE_FLAG(TX_BIAS_LOW_ALARM)] = {"Tx bias low alarm", 0},
    [LANE_FLAG(TX_BIAS_HIGH_WARNING)] = {"Tx bias high warning", 0},
    [LANE_FLAG(TX_BIAS_LOW_WARNING)] = {"Tx bias low warning", 0},
    [LANE_FLAG(RX_POWER_HIGH_ALARM)] = {"Rx power high alarm", 0},
    [LANE_FLAG(RX_POWER_LOW_ALARM)] = {"Rx power low alarm", LANE_FLAG(RX_LOS)},
    [LANE_FLAG(RX_POWER_HIGH_WARNING)] = {"Rx power high warning", 0},
    [LANE_FLAG(RX_POWER_LOW_WARNING)] = {"Rx power low warning", LANE_FLAG(RX_LOS)},
};
static const char* const monitor_texts[8] = {"temperature high alarm",   "temperature low alarm",
                                             "temperature high warning", "temperature low warning",
                                             "supply high alarm",        "supply low alarm",
                                             "supply high warning",      "supply low warning"};

/* Said when it begins and when it is over. */
static void say_conditions(supervisor_t* s, const cmis_flags_t* now) {
  for (unsigned i = 0; i < CMIS_LANE_FLAGS; i++) {
    const char* text = lane_conditions[i].text;
    const uint8_t hidden = lane_conditions[i].unless ? now->lanes[lane_conditions[i].unless] : 0;
    const uint8_t lanes = (uint8_t)((now->lanes[i] & ~hidden) | (s->told.lanes[i] & hidden));
    if (!text || lanes == s->told.lanes[i]) continue;
    s->told.lanes[i] = lanes;
    if (lanes)
      printf("port %" PRIu32 ": %s, lanes 0x%x\n", s->port, text, lanes);
    else
      printf("port %" PRIu32 ": %s is over\n", s->port, text);
  }
  uint8_t* told = &s->told.module[MONITORS];
  for (unsigned i = 0; i < 8; i++)
    if ((now->module[MONITORS] ^ *told) >> i & 1)
      printf("port %" PRIu32 ": %s%s\n", s->port, monitor_texts[i],
             now->module[MONITORS] >> i & 1 ? "" : " is over");
  *told = now->module[MONITORS];
}

/* A flag whose cause lasts comes back as it is read and would hold IntL low, so that nothing else
 * is heard: it is masked while it stands. What only tells of a change does not last. */
static void mask_what_stands(supervisor_t* s, cmis_flags_t flags) {
  flags.module[0] = 0; /* the module's state has changed */
  flags.lanes[LANE_FLAG(DP_STATE_CHANGED)] = 0;
  flags.lanes[LANE_FLAG(OUTPUT_STATUS_CHANGED_RX)] = 0;
  flags.lanes[LANE_FLAG(RX_LOS)] &= s->dark;
  if (!memcmp(&flags, &s->masked, sizeof flags)) return;
  if (cmis_mask_flags(&s->bringup.module, &flags) == CMIS_OK) s->masked = flags;
}

static void look_at_module(supervisor_t* s) {
  cmis_report_t report;
  const cmis_status_t status = cmis_inspect(&s->bringup.module, &report);
  if (status == CMIS_OK && report.health != CMIS_OK) {
    printf("port %" PRIu32 ": module %s: it is reset\n", s->port,
           report.health == CMIS_FAULT ? "in fault" : "has left service");
    return start(s);
  }
  if (status != CMIS_OK) {
    printf("port %" PRIu32 ": module does not answer (%s); its light is left as it is\n", s->port,
           cmis_status_text(status));
    s->state = status;
    return;
  }
  /* The flag latches: light that went and came again between two looks was lost, too. */
  const uint8_t lost = report.flags.lanes[LANE_FLAG(RX_LOS)];
  if (lost && !s->dark) printf("port %" PRIu32 ": loss of signal, lanes 0x%x\n", s->port, lost);
  if (!report.dark && (s->dark || lost)) printf("port %" PRIu32 ": light on all lanes\n", s->port);
  s->dark = report.dark;
  say_conditions(s, &report.flags);
  mask_what_stands(s, report.flags);
}

/* Lost in service: its light may go on, so it is not reset, only asked again. */
static void ask_again(supervisor_t* s) {
  const cmis_status_t status = cmis_health(&s->bringup.module);
  if (status != CMIS_OK && status != CMIS_FAULT && status != CMIS_PENDING) return;
  printf("port %" PRIu32 ": module answers again\n", s->port);
  put_in_service(s);
}

static uint32_t bringup_rest_us(const supervisor_t* s) {
  const uint64_t due = s->bringup.poll_us, now = hal_now_us();
  return due > now ? (uint32_t)(due - now) : 0;
}

static uint32_t serve(supervisor_t* s, bool poll) {
  const bool event = s->event;
  s->event = false;
  const bool moved = s->moved;
  s->moved = false;
  if (moved || !present(s)) {
    if (s->state != CMIS_ABSENT || s->in_service) printf("port %" PRIu32 ": no module\n", s->port);
    s->state = CMIS_ABSENT;
    s->in_service = false;
    if (!present(s)) return SUPERVISOR_IDLE_US;
  }
  if (s->state == CMIS_ABSENT) {
    printf("port %" PRIu32 ": module inserted\n", s->port);
    s->attempts = 0;
    start(s);
  }
  if (s->state == CMIS_PENDING) {
    bring_up(s);
    return bringup_rest_us(s);
  }
  if (s->state == CMIS_OK) {
    if (event || poll || s->dark || cmis_interrupts(&s->bringup.module)) look_at_module(s);
  } else if (s->in_service) {
    if (poll) ask_again(s);
  } else if (s->retry_us && hal_now_us() >= s->retry_us) {
    start(s);
  }
  if (s->state == CMIS_PENDING) return bringup_rest_us(s);
  /* A flag that was raised while others were being masked has moved no pin. */
  const bool again = s->state == CMIS_OK && cmis_interrupts(&s->bringup.module);
  return s->dark || again ? LOS_POLL_US : SUPERVISOR_IDLE_US;
}

uint32_t supervisor_serve(supervisor_t* s, bool poll) {
  const uint64_t now = hal_now_us();
  if (!s->event && !s->moved && !poll && now < s->due_us) return (uint32_t)(s->due_us - now);
  const uint32_t rest = serve(s, poll);
  s->due_us = hal_now_us() + rest;
  return rest;
}
