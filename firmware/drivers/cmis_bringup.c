/* Bring-up in steps that never block for long: one caller can bring many modules up at once. */
#include <string.h>

#include "firmware/drivers/cmis.h"
#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/cmis_lower_regs.h"
#include "platform/regs/generated/cmis_page00_regs.h"
#include "platform/regs/generated/cmis_page01_regs.h"
#include "platform/regs/generated/cmis_page10_regs.h"
#include "platform/regs/generated/cmis_page11_regs.h"
#include "platform/regs/generated/module_control_regs.h"

#define I2C_CLOCK_HZ 50000000u
#define SCL_HZ 1000000u
#define RESET_PULSE_US 20     /* CMIS: at least 10 us */
#define MGMT_INIT_US 2000000u /* CMIS: at most 2 s */
#define CONFIG_US 1000000u
#define POLL_US 400    /* states last milliseconds, and a look at one 60 us */
#define MARGIN_US 1000 /* what polling and the bus may add to a duration */
#define LANES 0x0f
#define LANE_COUNT 4

enum { PWR_UP, DP_INIT, TX_TURN_ON, DP_DEINIT };

typedef cmis_status_t (*step_t)(cmis_bringup_t*);

static const uint32_t duration_bounds_ms[] = {1,    5,     10,    50,     100,    500,    1000,
                                              5000, 10000, 60000, 300000, 600000, 3000000};

static uint32_t duration_us(uint8_t code) {
  const size_t known = sizeof duration_bounds_ms / sizeof *duration_bounds_ms;
  return duration_bounds_ms[code < known ? code : known - 1] * 1000u;
}

static cmis_status_t next(cmis_bringup_t* b, uint32_t allowed_us) {
  b->step++;
  b->polled = false;
  b->deadline_us = hal_now_us() + allowed_us + MARGIN_US;
  return CMIS_PENDING;
}

static cmis_status_t read_byte(const cmis_bringup_t* b, uint8_t page, uint8_t address,
                               uint8_t* byte) {
  return cmis_read(&b->module, page, address, byte, 1);
}

static cmis_status_t write_byte(const cmis_bringup_t* b, uint8_t page, uint8_t address,
                                uint8_t byte) {
  return cmis_write(&b->module, page, address, &byte, 1);
}

/* Answers NACK until its management is up. */
static cmis_status_t wait_management(cmis_bringup_t* b) {
  uint8_t address = CMIS_LOWER_IDENTIFIER;
  uint8_t identifier;
  const i2c_status_t status = i2c_transfer(&b->module.bus, 0x50, &address, 1, &identifier, 1);
  if (status == I2C_OK) return next(b, CONFIG_US);
  return status == I2C_NACK ? CMIS_PENDING : CMIS_BUS_STUCK;
}

static cmis_status_t check_page(const cmis_bringup_t* b, uint8_t page, uint8_t first, uint8_t last,
                                uint8_t* bytes) {
  const cmis_status_t status = cmis_read(&b->module, page, 128, bytes, 128);
  if (status != CMIS_OK) return status;
  uint8_t sum = 0;
  for (unsigned i = first; i <= last; i++) sum = (uint8_t)(sum + bytes[i - 128]);
  return sum == bytes[last + 1 - 128] ? CMIS_OK : CMIS_CHECKSUM;
}

static void copy_text(char* text, const uint8_t* bytes) {
  memcpy(text, bytes, 16);
  text[16] = 0;
  for (int i = 15; i >= 0 && text[i] == ' '; i--) text[i] = 0;
}

static cmis_status_t identify(cmis_bringup_t* b) {
  uint8_t lower[3];
  uint8_t page[128];
  cmis_status_t status = cmis_read(&b->module, 0, CMIS_LOWER_IDENTIFIER, lower, sizeof lower);
  if (status != CMIS_OK) return status;
  const bool known = lower[0] == 0x18 || lower[0] == 0x19 || lower[0] == 0x1e;
  if (!known || lower[1] >> 4 != 5 || lower[2] & CMIS_LOWER_CHARACTERISTICS_FLAT_MASK)
    return CMIS_NOT_CMIS;
  if ((status = check_page(b, 0x00, 128, 221, page)) != CMIS_OK) return status;
  copy_text(b->vendor, page + CMIS_PAGE00_VENDOR_NAME(0) - 128);
  copy_text(b->part, page + CMIS_PAGE00_PART_NUMBER(0) - 128);
  if ((status = check_page(b, 0x01, 130, 254, page)) != CMIS_OK) return status;
  const uint8_t path = page[CMIS_PAGE01_DP_DURATIONS - 128];
  b->durations_us[DP_INIT] = duration_us(path & 0xf);
  b->durations_us[DP_DEINIT] = duration_us(path >> 4);
  b->durations_us[PWR_UP] = duration_us(page[CMIS_PAGE01_MODULE_DURATIONS - 128] & 0xf);
  b->durations_us[TX_TURN_ON] = duration_us(page[CMIS_PAGE01_TX_DURATIONS - 128] & 0xf);
  return next(b, CONFIG_US);
}

/* What the link runs over: a standard application, so that any vendor's module with it will do. */
static bool fits(const uint8_t* application) {
  return application[0] == CMIS_LOWER_APPLICATION_HOST_ID_VALUE_C2M_200GAUI_4 &&
         application[1] == CMIS_LOWER_APPLICATION_MEDIA_ID_VALUE_FR4_200GBASE &&
         application[2] == (LANE_COUNT << 4 | LANE_COUNT) && (application[3] & 1);
}

static cmis_status_t find_application(cmis_bringup_t* b) {
  enum { FIRST = CMIS_LOWER_APPLICATION_HOST_ID(0) - CMIS_LOWER_MEDIA_TYPE };
  uint8_t list[FIRST + 8 * 4];
  const cmis_status_t status = cmis_read(&b->module, 0, CMIS_LOWER_MEDIA_TYPE, list, sizeof list);
  if (status != CMIS_OK) return status;
  if (list[0] != CMIS_LOWER_MEDIA_TYPE_VALUE_SMF) return CMIS_NO_APPLICATION;
  for (unsigned i = 0; i < 8; i++) {
    const uint8_t* entry = list + FIRST + 4 * i;
    if (entry[0] == CMIS_LOWER_APPLICATION_HOST_ID_VALUE_END) break;
    if (!fits(entry)) continue;
    b->application = (uint8_t)(i + 1);
    return next(b, CONFIG_US);
  }
  return CMIS_NO_APPLICATION;
}

static cmis_status_t wait_module_state(cmis_bringup_t* b, uint8_t wanted) {
  uint8_t state;
  const cmis_status_t status = read_byte(b, 0, CMIS_LOWER_STATE, &state);
  if (status != CMIS_OK) return status;
  state = (state & CMIS_LOWER_STATE_MODULE_STATE_MASK) >> CMIS_LOWER_STATE_MODULE_STATE_LSB;
  if (state == CMIS_LOWER_STATE_MODULE_STATE_FAULT) return CMIS_FAULT;
  return state == wanted ? CMIS_OK : CMIS_PENDING;
}

static cmis_status_t power_up(cmis_bringup_t* b) {
  cmis_status_t status = wait_module_state(b, CMIS_LOWER_STATE_MODULE_STATE_LOW_PWR);
  if (status != CMIS_OK) return status;
  /* Nothing may start by itself before it has been configured. */
  status = write_byte(b, 0x10, CMIS_PAGE10_DP_DEINIT, 0xff);
  if (status == CMIS_OK) status = write_byte(b, 0x10, CMIS_PAGE10_OUTPUT_DISABLE_TX, 0xff);
  if (status == CMIS_OK)
    status = write_byte(b, 0, CMIS_LOWER_CONTROL, 0); /* neither pin nor bit asks for low power */
  return status == CMIS_OK ? next(b, b->durations_us[PWR_UP]) : status;
}

static cmis_status_t configure(cmis_bringup_t* b) {
  cmis_status_t status = wait_module_state(b, CMIS_LOWER_STATE_MODULE_STATE_READY);
  if (status != CMIS_OK) return status;
  uint8_t lanes[8] = {0};
  memset(lanes, b->application << CMIS_PAGE10_DP_CONFIG_APP_SEL_LSB, LANE_COUNT);
  status = cmis_write(&b->module, 0x10, CMIS_PAGE10_DP_CONFIG(0), lanes, sizeof lanes);
  if (status == CMIS_OK) status = write_byte(b, 0x10, CMIS_PAGE10_APPLY_DP_INIT, LANES);
  return status == CMIS_OK ? next(b, CONFIG_US) : status;
}

static cmis_status_t initialize(cmis_bringup_t* b) {
  uint8_t lanes[LANE_COUNT / 2];
  cmis_status_t status =
      cmis_read(&b->module, 0x11, CMIS_PAGE11_CONFIG_STATUS(0), lanes, sizeof lanes);
  if (status != CMIS_OK) return status;
  for (unsigned lane = 0; lane < LANE_COUNT; lane++) {
    const uint8_t verdict = lanes[lane / 2] >> lane % 2 * 4 & 0xf;
    if (verdict == CMIS_PAGE11_CONFIG_STATUS_ODD_IN_PROGRESS) return CMIS_PENDING;
    if (verdict == CMIS_PAGE11_CONFIG_STATUS_ODD_SUCCESS) continue;
    b->config_status = verdict;
    return CMIS_REJECTED;
  }
  status = write_byte(b, 0x10, CMIS_PAGE10_DP_DEINIT, (uint8_t)~LANES);
  return status == CMIS_OK ? next(b, b->durations_us[DP_INIT]) : status;
}

static cmis_status_t wait_path_state(cmis_bringup_t* b, uint8_t wanted) {
  enum { STATES = CMIS_PAGE11_DP_STATE(0) };
  uint8_t lanes[LANE_COUNT / 2];
  const cmis_status_t status = b->polled ? cmis_read_again(&b->module, STATES, lanes, sizeof lanes)
                                         : cmis_read(&b->module, 0x11, STATES, lanes, sizeof lanes);
  if (status != CMIS_OK) return status;
  b->polled = true;
  for (unsigned pair = 0; pair < LANE_COUNT / 2; pair++)
    if (lanes[pair] != (wanted << 4 | wanted)) return CMIS_PENDING;
  return CMIS_OK;
}

static cmis_status_t turn_on(cmis_bringup_t* b) {
  cmis_status_t status = wait_path_state(b, CMIS_PAGE11_DP_STATE_ODD_INITIALIZED);
  if (status == CMIS_OK)
    status = write_byte(b, 0x10, CMIS_PAGE10_OUTPUT_DISABLE_TX, (uint8_t)~LANES);
  return status == CMIS_OK ? next(b, b->durations_us[TX_TURN_ON]) : status;
}

static cmis_status_t activated(cmis_bringup_t* b) {
  const cmis_status_t status = wait_path_state(b, CMIS_PAGE11_DP_STATE_ODD_ACTIVATED);
  cmis_report_t report; /* the flags of coming up */
  return status == CMIS_OK ? cmis_inspect(&b->module, &report) : status;
}

static const struct {
  const char* name;
  step_t take;
} steps[] = {
    {"waiting for its management", wait_management},
    {"identifying it", identify},
    {"choosing an application", find_application},
    {"waiting for low power", power_up},
    {"powering up", configure},
    {"applying the application", initialize},
    {"initialising the data path", turn_on},
    {"turning the transmitter on", activated},
};

void cmis_bringup_start(cmis_bringup_t* b, cmis_t module) {
  memset(b, 0, sizeof *b);
  b->module = module;
  i2c_init(&module.bus, I2C_CLOCK_HZ, SCL_HZ);
  mmio_write32(module.control + MODULE_CONTROL_CONTROL,
               MODULE_CONTROL_CONTROL_LP_MODE_MASK); /* ResetL low */
  hal_delay_us(RESET_PULSE_US);
  mmio_write32(module.control + MODULE_CONTROL_CONTROL,
               MODULE_CONTROL_CONTROL_LP_MODE_MASK | MODULE_CONTROL_CONTROL_RESET_L_MASK);
  b->deadline_us = hal_now_us() + MGMT_INIT_US;
}

cmis_status_t cmis_bringup_adopt(cmis_bringup_t* b, cmis_t module) {
  memset(b, 0, sizeof *b);
  b->module = module;
  i2c_init(&module.bus, I2C_CLOCK_HZ, SCL_HZ);
  return cmis_health(&module) == CMIS_OK ? CMIS_OK : CMIS_PENDING;
}

cmis_status_t cmis_bringup_step(cmis_bringup_t* b) {
  if (mmio_read32(b->module.control + MODULE_CONTROL_STATUS) & MODULE_CONTROL_STATUS_MOD_PRS_L_MASK)
    return CMIS_ABSENT;
  const uint64_t now = hal_now_us();
  if (now < b->poll_us) return CMIS_PENDING;
  const unsigned before = b->step;
  const cmis_status_t status = steps[b->step].take(b);
  b->poll_us = hal_now_us() + (b->step == before ? POLL_US : 0);
  if (status != CMIS_PENDING || b->step != before || now <= b->deadline_us) return status;
  return b->step == 0 ? CMIS_SILENT : CMIS_TIMEOUT;
}

const char* cmis_bringup_step_text(const cmis_bringup_t* b) { return steps[b->step].name; }
