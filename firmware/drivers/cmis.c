/* Memory access and flags of a CMIS module. */
#include "firmware/drivers/cmis.h"

#include <string.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/cmis_lower_regs.h"
#include "platform/regs/generated/cmis_page10_regs.h"
#include "platform/regs/generated/cmis_page11_regs.h"
#include "platform/regs/generated/module_control_regs.h"

#define MODULE_ADDRESS 0x50
#define NACK_RETRY_US 12000 /* CMIS: a page change may take 10 ms */
#define NACK_POLL_US 50
#define MOST_WRITTEN 8 /* CMIS: bytes a write that every module takes */
#define UPPER 128
#define LANES 0x0f

const char* cmis_status_text(cmis_status_t status) {
  static const char* const texts[] = {"ok",        "pending",    "absent",       "silent",
                                      "bus stuck", "not CMIS 5", "bad checksum", "no application",
                                      "rejected",  "in fault",   "took too long"};
  return texts[status];
}

static cmis_status_t transfer(const cmis_t* module, const uint8_t* out, size_t written, uint8_t* in,
                              size_t wanted) {
  const uint64_t deadline = hal_now_us() + NACK_RETRY_US;
  while (true) {
    const i2c_status_t status =
        i2c_transfer(&module->bus, MODULE_ADDRESS, out, written, in, wanted);
    if (status == I2C_OK) return CMIS_OK;
    if (status != I2C_NACK) return CMIS_BUS_STUCK;
    if (hal_now_us() > deadline) return CMIS_SILENT;
    hal_delay_us(NACK_POLL_US);
  }
}

static cmis_status_t select_page(const cmis_t* module, uint8_t page) {
  const uint8_t bank_and_page[] = {CMIS_LOWER_BANK_SELECT, 0, page};
  return transfer(module, bank_and_page, sizeof bank_and_page, NULL, 0);
}

cmis_status_t cmis_read_again(const cmis_t* module, uint8_t address, uint8_t* bytes,
                              size_t length) {
  return transfer(module, &address, 1, bytes, length);
}

cmis_status_t cmis_read(const cmis_t* module, uint8_t page, uint8_t address, uint8_t* bytes,
                        size_t length) {
  const cmis_status_t status = address >= UPPER ? select_page(module, page) : CMIS_OK;
  return status == CMIS_OK ? cmis_read_again(module, address, bytes, length) : status;
}

cmis_status_t cmis_write(const cmis_t* module, uint8_t page, uint8_t address, const uint8_t* bytes,
                         size_t length) {
  cmis_status_t status = address >= UPPER ? select_page(module, page) : CMIS_OK;
  while (length && status == CMIS_OK) {
    uint8_t out[1 + MOST_WRITTEN];
    const size_t now = length < MOST_WRITTEN ? length : MOST_WRITTEN;
    out[0] = address;
    memcpy(out + 1, bytes, now);
    status = transfer(module, out, 1 + now, NULL, 0);
    address = (uint8_t)(address + now);
    bytes += now;
    length -= now;
  }
  return status;
}

cmis_status_t cmis_mask_flags(const cmis_t* module, const cmis_flags_t* masked) {
  const cmis_status_t status =
      cmis_write(module, 0, CMIS_LOWER_MASKS(0), masked->module, sizeof masked->module);
  if (status != CMIS_OK) return status;
  return cmis_write(module, 0x10, CMIS_PAGE10_MASKS(0), masked->lanes, sizeof masked->lanes);
}

static uint32_t pins(const cmis_t* module) {
  return mmio_read32(module->control + MODULE_CONTROL_STATUS);
}
bool cmis_interrupts(const cmis_t* module) {
  return !(pins(module) & MODULE_CONTROL_STATUS_INT_L_MASK);
}

/* `pairs`: the states of its lanes, two a byte. */
static cmis_status_t health(uint8_t state, const uint8_t pairs[2]) {
  state = (state & CMIS_LOWER_STATE_MODULE_STATE_MASK) >> CMIS_LOWER_STATE_MODULE_STATE_LSB;
  if (state == CMIS_LOWER_STATE_MODULE_STATE_FAULT) return CMIS_FAULT;
  const uint8_t both = CMIS_PAGE11_DP_STATE_ODD_ACTIVATED << 4 | CMIS_PAGE11_DP_STATE_ODD_ACTIVATED;
  const bool serves =
      state == CMIS_LOWER_STATE_MODULE_STATE_READY && pairs[0] == both && pairs[1] == both;
  return serves ? CMIS_OK : CMIS_PENDING;
}

cmis_status_t cmis_health(const cmis_t* module) {
  if (pins(module) & MODULE_CONTROL_STATUS_MOD_PRS_L_MASK) return CMIS_ABSENT;
  uint8_t state;
  uint8_t pairs[2];
  cmis_status_t status = cmis_read(module, 0, CMIS_LOWER_STATE, &state, 1);
  if (status == CMIS_OK)
    status = cmis_read(module, 0x11, CMIS_PAGE11_DP_STATE(0), pairs, sizeof pairs);
  return status == CMIS_OK ? health(state, pairs) : status;
}

cmis_status_t cmis_inspect(const cmis_t* module, cmis_report_t* report) {
  enum { FLAGS = CMIS_LOWER_MODULE_FLAGS - CMIS_LOWER_STATE };
  enum { LANE_FLAGS = CMIS_PAGE11_DP_STATE_CHANGED - CMIS_PAGE11_DP_STATE(0) };
  uint8_t lower[FLAGS + CMIS_MODULE_FLAGS];
  uint8_t page[LANE_FLAGS + CMIS_LANE_FLAGS];
  if (pins(module) & MODULE_CONTROL_STATUS_MOD_PRS_L_MASK) return CMIS_ABSENT;
  cmis_status_t status = cmis_read(module, 0, CMIS_LOWER_STATE, lower, sizeof lower);
  if (status == CMIS_OK)
    status = cmis_read(module, 0x11, CMIS_PAGE11_DP_STATE(0), page, sizeof page);
  if (status != CMIS_OK) return status;
  report->health = health(lower[0], page);
  report->dark = (uint8_t)(~page[CMIS_PAGE11_OUTPUT_STATUS_RX - CMIS_PAGE11_DP_STATE(0)] & LANES);
  memcpy(report->flags.module, lower + FLAGS, CMIS_MODULE_FLAGS);
  memcpy(report->flags.lanes, page + LANE_FLAGS, CMIS_LANE_FLAGS);
  return CMIS_OK;
}
