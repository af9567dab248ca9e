/* A module is absent, coming up, in service, or lost; every change is said once. */
#include "firmware/apps/pool_manager/supervisor.h"

#include <inttypes.h>
#include <stdio.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/module_control_regs.h"

#define BRINGUP_POLL_US 200u
#define LOS_POLL_US 1000u
#define RETRY_US 200000u
#define ATTEMPTS 3u

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

static void start(supervisor_t* s) {
  use_interrupts(s, false);
  cmis_bringup_start(&s->bringup, s->bringup.module);
  s->state = CMIS_PENDING;
  s->in_service = false;
  s->retry_us = 0;
  s->dark = 0;
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

void supervisor_open(supervisor_t* s, uint32_t port, cmis_t module, bool warm) {
  s->port = port;
  if (warm && cmis_bringup_adopt(&s->bringup, module) == CMIS_OK) {
    printf("port %" PRIu32 ": module goes on in service\n", port);
    return put_in_service(s);
  }
  s->bringup.module = module;
  s->state = warm ? cmis_health(&module) : CMIS_PENDING;
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

static void look_at_light(supervisor_t* s) {
  const cmis_t* module = &s->bringup.module;
  cmis_flags_t flags;
  uint8_t dark;
  /* Lanes first: what goes dark between the two is seen by its flag, and once. */
  cmis_status_t status = cmis_dark_lanes(module, &dark);
  if (status == CMIS_OK) status = cmis_take_flags(module, &flags);
  if (status == CMIS_OK) status = cmis_health(module);
  if (status == CMIS_FAULT || status == CMIS_PENDING) {
    printf("port %" PRIu32 ": module %s: it is reset\n", s->port,
           status == CMIS_FAULT ? "in fault" : "has left service");
    return start(s);
  }
  if (status != CMIS_OK) {
    printf("port %" PRIu32 ": module does not answer (%s); its light is left as it is\n", s->port,
           cmis_status_text(status));
    s->state = status;
    return;
  }
  /* The flag latches: light that went and came again between two looks was lost, too. */
  if (flags.rx_los && !s->dark)
    printf("port %" PRIu32 ": loss of signal, lanes 0x%x\n", s->port, flags.rx_los);
  if (!dark && (s->dark || flags.rx_los)) printf("port %" PRIu32 ": light on all lanes\n", s->port);
  /* While it lasts the flag comes back: masked, it does not interrupt. */
  if (!dark == !s->dark || cmis_mask_rx_los(module, dark != 0) == CMIS_OK) s->dark = dark;
}

/* Lost in service: its light may go on, so it is not reset, only asked again. */
static void ask_again(supervisor_t* s) {
  const cmis_status_t status = cmis_health(&s->bringup.module);
  if (status != CMIS_OK && status != CMIS_FAULT && status != CMIS_PENDING) return;
  printf("port %" PRIu32 ": module answers again\n", s->port);
  put_in_service(s);
}

uint32_t supervisor_serve(supervisor_t* s, bool poll) {
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
    return BRINGUP_POLL_US;
  }
  if (s->state == CMIS_OK) {
    if (event || poll || s->dark) look_at_light(s);
  } else if (s->in_service) {
    if (poll) ask_again(s);
  } else if (s->retry_us && hal_now_us() >= s->retry_us) {
    start(s);
  }
  return s->state == CMIS_PENDING ? BRINGUP_POLL_US : s->dark ? LOS_POLL_US : SUPERVISOR_IDLE_US;
}
