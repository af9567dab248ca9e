/* The management processor's side of a port's mailbox. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/drivers/cxl_commands.h"

#define MAILBOX_PAYLOAD_MAX 1024u

typedef struct {
  uintptr_t base;
} mailbox_service_t;

/* Ready for commands, with an interrupt for each. */
void mailbox_service_open(const mailbox_service_t* mailbox);
void mailbox_service_interrupt_clear(const mailbox_service_t* mailbox);
/* True: the host rang; opcode, payload and its length (bytes; may exceed MAILBOX_PAYLOAD_MAX, then
 * nothing is copied). */
bool mailbox_service_take(const mailbox_service_t* mailbox, uint16_t* opcode, void* payload,
                          uint32_t* length);
/* Names the command that waits, among all of this mailbox since power-on. */
uint32_t mailbox_service_number(const mailbox_service_t* mailbox);
/* Until it returns the command is as it was, and can be taken again. */
void mailbox_service_answer(const mailbox_service_t* mailbox, uint16_t code, const void* payload,
                            uint32_t length);
/* The host's event status: one bit a log that holds records. */
void mailbox_service_set_events(const mailbox_service_t* mailbox, uint32_t logs);
/* What the host reads of a background command. */
void mailbox_service_background(const mailbox_service_t* mailbox, uint16_t opcode, bool running,
                                uint32_t percent, uint16_t code);
/* The same, as Background Operation Status tells it. */
cxl_background_status_t mailbox_service_background_status(const mailbox_service_t* mailbox);
