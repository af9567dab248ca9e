/* The answer is written beside the command and takes its place, all of it, with COMPLETE. */
#include "firmware/drivers/mailbox_service.h"

#include <string.h>

#include "firmware/hal/mmio.h"
#include "platform/regs/generated/mailbox_service_regs.h"

static uint32_t read_register(const mailbox_service_t* mailbox, uint32_t offset) {
  return mmio_read32(mailbox->base + offset);
}
static void write_register(const mailbox_service_t* mailbox, uint32_t offset, uint32_t value) {
  mmio_write32(mailbox->base + offset, value);
}

void mailbox_service_open(const mailbox_service_t* mailbox) {
  write_register(mailbox, MAILBOX_SERVICE_INTERRUPT_ENABLE,
                 MAILBOX_SERVICE_INTERRUPT_ENABLE_DOORBELL_MASK);
  write_register(mailbox, MAILBOX_SERVICE_CONTROL, MAILBOX_SERVICE_CONTROL_READY_MASK);
}

void mailbox_service_interrupt_clear(const mailbox_service_t* mailbox) {
  write_register(mailbox, MAILBOX_SERVICE_INTERRUPT, MAILBOX_SERVICE_INTERRUPT_DOORBELL_MASK);
}

bool mailbox_service_take(const mailbox_service_t* mailbox, uint16_t* opcode, void* payload,
                          uint32_t* length) {
  if (!(read_register(mailbox, MAILBOX_SERVICE_CONTROL) & MAILBOX_SERVICE_CONTROL_DOORBELL_MASK))
    return false;
  *opcode = (uint16_t)read_register(mailbox, MAILBOX_SERVICE_COMMAND);
  *length = read_register(mailbox, MAILBOX_SERVICE_LENGTH);
  if (*length > MAILBOX_PAYLOAD_MAX) return true;
  for (uint32_t at = 0; at < *length; at += 4) {
    const uint32_t word = read_register(mailbox, MAILBOX_SERVICE_PAYLOAD(at / 4));
    memcpy((uint8_t*)payload + at, &word, *length - at < 4 ? *length - at : 4);
  }
  return true;
}

uint32_t mailbox_service_number(const mailbox_service_t* mailbox) {
  return read_register(mailbox, MAILBOX_SERVICE_NUMBER);
}

static void set_control(const mailbox_service_t* mailbox, uint32_t clear, uint32_t set) {
  const uint32_t control = read_register(mailbox, MAILBOX_SERVICE_CONTROL);
  write_register(mailbox, MAILBOX_SERVICE_CONTROL, (control & ~clear) | set);
}

void mailbox_service_answer(const mailbox_service_t* mailbox, uint16_t code, const void* payload,
                            uint32_t length) {
  for (uint32_t at = 0; at < length; at += 4) {
    uint32_t word = 0;
    memcpy(&word, (const uint8_t*)payload + at, length - at < 4 ? length - at : 4);
    write_register(mailbox, MAILBOX_SERVICE_ANSWER(at / 4), word);
  }
  write_register(mailbox, MAILBOX_SERVICE_ANSWER_LENGTH, length);
  write_register(mailbox, MAILBOX_SERVICE_RETURN_CODE, code);
  set_control(mailbox, 0, MAILBOX_SERVICE_CONTROL_COMPLETE_MASK);
}

void mailbox_service_set_events(const mailbox_service_t* mailbox, uint32_t logs) {
  set_control(mailbox, MAILBOX_SERVICE_CONTROL_EVENT_MASK,
              logs << MAILBOX_SERVICE_CONTROL_EVENT_LSB);
}

void mailbox_service_background(const mailbox_service_t* mailbox, uint16_t opcode, bool running,
                                uint32_t percent, uint16_t code) {
  write_register(mailbox, MAILBOX_SERVICE_BACKGROUND_CODE, code);
  write_register(mailbox, MAILBOX_SERVICE_BACKGROUND,
                 opcode | percent << MAILBOX_SERVICE_BACKGROUND_PERCENT_LSB |
                     (running ? MAILBOX_SERVICE_BACKGROUND_RUNNING_MASK : 0));
}

cxl_background_status_t mailbox_service_background_status(const mailbox_service_t* mailbox) {
  const uint32_t background = read_register(mailbox, MAILBOX_SERVICE_BACKGROUND);
  const uint32_t percent = (background & MAILBOX_SERVICE_BACKGROUND_PERCENT_MASK) >>
                           MAILBOX_SERVICE_BACKGROUND_PERCENT_LSB;
  const bool running = background & MAILBOX_SERVICE_BACKGROUND_RUNNING_MASK;
  return (cxl_background_status_t){
      .status = (uint8_t)(percent << 1 | running),
      .opcode = (uint16_t)(background & MAILBOX_SERVICE_BACKGROUND_OPCODE_MASK),
      .code = (uint16_t)read_register(mailbox, MAILBOX_SERVICE_BACKGROUND_CODE)};
}
