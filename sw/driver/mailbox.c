/* Payload, command, doorbell; then the answer, in CXL's order. */
#include "sw/driver/mailbox.h"

#include <stdbool.h>
#include <string.h>

#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
#include "platform/regs/generated/mailbox_regs.h"
#include "sw/driver/poll.h"

/* A command takes the firmware some 10 us, and 1 ms where it is at work for another port. */
#define POLL_US 2
#define POLL_MOST_US 100

/* The mailbox lies beyond the link: when that goes down its registers answer with a fault. */
typedef struct {
  uintptr_t base;
  bool lost; /* an access has failed */
} registers_t;

static uint32_t read32(registers_t* registers, uint32_t offset) {
  uint32_t value = 0;
  registers->lost |= mmio_try_read32(registers->base + offset, &value) != MMIO_OK;
  return value;
}
static uint64_t read64(registers_t* registers, uint32_t offset) {
  uint64_t value = 0;
  registers->lost |= mmio_try_read64(registers->base + offset, &value) != MMIO_OK;
  return value;
}
static void write32(registers_t* registers, uint32_t offset, uint32_t value) {
  registers->lost |= mmio_try_write32(registers->base + offset, value) != MMIO_OK;
}
static void write64(registers_t* registers, uint32_t offset, uint64_t value) {
  registers->lost |= mmio_try_write64(registers->base + offset, value) != MMIO_OK;
}

static uint32_t payload_size(registers_t* mailbox) {
  return 1u << (read32(mailbox, MAILBOX_CAPABILITIES) & MAILBOX_CAPABILITIES_PAYLOAD_BITS_MASK);
}

static uint32_t doorbell(registers_t* mailbox) {
  return read32(mailbox, MAILBOX_CONTROL) & MAILBOX_CONTROL_DOORBELL_MASK;
}

static void write_payload(registers_t* mailbox, const uint8_t* bytes, uint32_t length) {
  for (uint32_t at = 0; at < length; at += 4) {
    uint32_t word = 0;
    memcpy(&word, bytes + at, length - at < 4 ? length - at : 4);
    write32(mailbox, MAILBOX_PAYLOAD(at / 4), word);
  }
}

static void read_payload(registers_t* mailbox, uint8_t* bytes, uint32_t length) {
  for (uint32_t at = 0; at < length; at += 4) {
    const uint32_t word = read32(mailbox, MAILBOX_PAYLOAD(at / 4));
    memcpy(bytes + at, &word, length - at < 4 ? length - at : 4);
  }
}

/* Until its command is through; false: not in time, or the link is lost. */
static bool wait_for_doorbell(registers_t* mailbox, uint32_t timeout_us) {
  const uint64_t begun = hal_now_us();
  while (doorbell(mailbox)) {
    if (hal_now_us() - begun > timeout_us || mailbox->lost) return false;
    poll_sleep(begun, POLL_US, POLL_MOST_US);
  }
  return true;
}

static mailbox_status_t transact(registers_t* mailbox, uint16_t opcode, const void* in,
                                 uint32_t sent, void* out, uint32_t* received, uint16_t* code,
                                 uint32_t timeout_us) {
  const uint32_t ready = read32(mailbox, MAILBOX_MEMORY_DEVICE_STATUS);
  if (!(ready & MAILBOX_MEMORY_DEVICE_STATUS_MAILBOX_READY_MASK)) return MAILBOX_NOT_READY;
  /* A command of somebody before us may still be at work: of ourselves before a reset. */
  if (!wait_for_doorbell(mailbox, timeout_us)) return MAILBOX_BUSY;
  if (sent > payload_size(mailbox)) return MAILBOX_TOO_LONG;
  write_payload(mailbox, in, sent);
  write64(mailbox, MAILBOX_COMMAND, opcode | (uint64_t)sent << MAILBOX_COMMAND_LENGTH_LSB);
  mmio_doorbell_fence();
  write32(mailbox, MAILBOX_CONTROL, MAILBOX_CONTROL_DOORBELL_MASK);
  if (!wait_for_doorbell(mailbox, timeout_us)) return MAILBOX_TIMEOUT;
  const uint64_t command = read64(mailbox, MAILBOX_COMMAND);
  const uint64_t status = read64(mailbox, MAILBOX_STATUS);
  *code = (uint16_t)((status & MAILBOX_STATUS_RETURN_CODE_MASK) >> MAILBOX_STATUS_RETURN_CODE_LSB);
  const uint32_t length =
      (uint32_t)((command & MAILBOX_COMMAND_LENGTH_MASK) >> MAILBOX_COMMAND_LENGTH_LSB);
  if (length > *received) return MAILBOX_TOO_LONG;
  read_payload(mailbox, out, length);
  *received = length;
  return MAILBOX_OK;
}

mailbox_status_t mailbox_command(const mailbox_t* mailbox, uint16_t opcode, const void* in,
                                 uint32_t sent, void* out, uint32_t* received, uint16_t* code,
                                 uint32_t timeout_us) {
  registers_t registers = {mailbox->base, false};
  const mailbox_status_t status =
      transact(&registers, opcode, in, sent, out, received, code, timeout_us);
  return registers.lost ? MAILBOX_NO_LINK : status;
}
