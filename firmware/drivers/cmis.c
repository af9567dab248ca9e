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
#define MASK_OF(flag) (CMIS_PAGE10_MASKS(0) + (flag)-CMIS_PAGE11_DP_STATE_CHANGED)

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

cmis_status_t cmis_read(const cmis_t* module, uint8_t page, uint8_t address, uint8_t* bytes,
                        size_t length) {
  cmis_status_t status = address >= UPPER ? select_page(module, page) : CMIS_OK;
  if (status == CMIS_OK) status = transfer(module, &address, 1, bytes, length);
  return status;
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

cmis_status_t cmis_take_flags(const cmis_t* module, cmis_flags_t* flags) {
  uint8_t module_flags;
  cmis_status_t status = cmis_read(module, 0, CMIS_LOWER_MODULE_FLAGS, &module_flags, 1);
  if (status == CMIS_OK)
    status = cmis_read(module, 0x11, CMIS_PAGE11_DP_STATE_CHANGED, &flags->data_path_changed, 1);
  if (status == CMIS_OK) status = cmis_read(module, 0x11, CMIS_PAGE11_RX_LOS, &flags->rx_los, 1);
  return status;
}

cmis_status_t cmis_mask_rx_los(const cmis_t* module, bool masked) {
  const uint8_t lanes = masked ? LANES : 0;
  return cmis_write(module, 0x10, MASK_OF(CMIS_PAGE11_RX_LOS), &lanes, 1);
}

static cmis_status_t paths_activated(const cmis_t* module) {
  uint8_t pairs[2];
  const cmis_status_t status =
      cmis_read(module, 0x11, CMIS_PAGE11_DP_STATE(0), pairs, sizeof pairs);
  if (status != CMIS_OK) return status;
  const uint8_t both = CMIS_PAGE11_DP_STATE_ODD_ACTIVATED << 4 | CMIS_PAGE11_DP_STATE_ODD_ACTIVATED;
  return pairs[0] == both && pairs[1] == both ? CMIS_OK : CMIS_PENDING;
}

cmis_status_t cmis_health(const cmis_t* module) {
  if (mmio_read32(module->control + MODULE_CONTROL_STATUS) & MODULE_CONTROL_STATUS_MOD_PRS_L_MASK)
    return CMIS_ABSENT;
  uint8_t state;
  const cmis_status_t status = cmis_read(module, 0, CMIS_LOWER_STATE, &state, 1);
  if (status != CMIS_OK) return status;
  state = (state & CMIS_LOWER_STATE_MODULE_STATE_MASK) >> CMIS_LOWER_STATE_MODULE_STATE_LSB;
  if (state == CMIS_LOWER_STATE_MODULE_STATE_FAULT) return CMIS_FAULT;
  return state == CMIS_LOWER_STATE_MODULE_STATE_READY ? paths_activated(module) : CMIS_PENDING;
}

cmis_status_t cmis_dark_lanes(const cmis_t* module, uint8_t* lanes) {
  uint8_t valid;
  const cmis_status_t status = cmis_read(module, 0x11, CMIS_PAGE11_OUTPUT_STATUS_RX, &valid, 1);
  *lanes = (uint8_t)(~valid & LANES);
  return status;
}
