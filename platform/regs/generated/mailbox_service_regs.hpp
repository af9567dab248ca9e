// Mailbox of a port, the management processor's view. Generated from platform/regs/mailbox_service.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::mailbox_service_regs {

constexpr uint64_t kSize = 0xc00;

constexpr RegisterId CONTROL{0};
constexpr Field CONTROL_DOORBELL{0, 1};
constexpr Field CONTROL_COMPLETE{1, 1};
constexpr Field CONTROL_READY{2, 1};
constexpr Field CONTROL_EVENT{3, 5};

constexpr RegisterId COMMAND{1};
constexpr Field COMMAND_OPCODE{0, 16};

constexpr RegisterId LENGTH{2};
constexpr Field LENGTH_BYTES{0, 21};

constexpr RegisterId RETURN_CODE{3};
constexpr Field RETURN_CODE_CODE{0, 16};

constexpr RegisterId BACKGROUND{4};
constexpr Field BACKGROUND_OPCODE{0, 16};
constexpr Field BACKGROUND_PERCENT{16, 7};
constexpr Field BACKGROUND_RUNNING{23, 1};

constexpr RegisterId BACKGROUND_CODE{5};
constexpr Field BACKGROUND_CODE_CODE{0, 16};

constexpr RegisterId INTERRUPT{6};
constexpr Field INTERRUPT_DOORBELL{0, 1};

constexpr RegisterId INTERRUPT_ENABLE{7};
constexpr Field INTERRUPT_ENABLE_DOORBELL{0, 1};

constexpr RegisterId ANSWER_LENGTH{8};
constexpr Field ANSWER_LENGTH_BYTES{0, 21};

constexpr RegisterId NUMBER{9};
constexpr Field NUMBER_COUNT{0, 32};

constexpr RegisterArray PAYLOAD{10, 256, 1};
constexpr Field PAYLOAD_BYTES{0, 32};

constexpr RegisterArray ANSWER{266, 256, 1};
constexpr Field ANSWER_BYTES{0, 32};

constexpr FieldInfo kCONTROL_FIELDS[] = {
    {"DOORBELL", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "A command waits."},
    {"COMPLETE", 1, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "The answer is complete: the host's doorbell clears."},
    {"READY", 2, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Takes commands; the host's MAILBOX_READY."},
    {"EVENT", 3, 5, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "The host's EVENT_STATUS."},
};
constexpr FieldInfo kCOMMAND_FIELDS[] = {
    {"OPCODE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Opcode."},
};
constexpr FieldInfo kLENGTH_FIELDS[] = {
    {"BYTES", 0, 21, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Bytes."},
};
constexpr FieldInfo kRETURN_CODE_FIELDS[] = {
    {"CODE", 0, 16, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "See mailbox.STATUS."},
};
constexpr FieldInfo kBACKGROUND_FIELDS[] = {
    {"OPCODE", 0, 16, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Opcode."},
    {"PERCENT", 16, 7, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Percent done."},
    {"RUNNING", 23, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "It runs."},
};
constexpr FieldInfo kBACKGROUND_CODE_FIELDS[] = {
    {"CODE", 0, 16, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "See mailbox.STATUS."},
};
constexpr FieldInfo kINTERRUPT_FIELDS[] = {
    {"DOORBELL", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kInterrupt | kStickyBit, "The host rang."},
};
constexpr FieldInfo kINTERRUPT_ENABLE_FIELDS[] = {
    {"DOORBELL", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Enable."},
};
constexpr FieldInfo kANSWER_LENGTH_FIELDS[] = {
    {"BYTES", 0, 21, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bytes."},
};
constexpr FieldInfo kNUMBER_FIELDS[] = {
    {"COUNT", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Count; wraps."},
};
constexpr FieldInfo kPAYLOAD_FIELDS[] = {
    {"BYTES", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Four bytes."},
};
constexpr FieldInfo kANSWER_FIELDS[] = {
    {"BYTES", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Four bytes."},
};

constexpr RegisterInfo kRegisters[] = {
    {"CONTROL", 0x0, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kCONTROL_FIELDS, 4, "Control."},
    {"COMMAND", 0x4, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kCOMMAND_FIELDS, 1, "The host's command."},
    {"LENGTH", 0x8, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kLENGTH_FIELDS, 1, "Payload length of the command."},
    {"RETURN_CODE", 0xc, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kRETURN_CODE_FIELDS, 1, "Return code of the answer."},
    {"BACKGROUND", 0x10, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kBACKGROUND_FIELDS, 3, "Background command: what the host reads of it."},
    {"BACKGROUND_CODE", 0x14, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kBACKGROUND_CODE_FIELDS, 1, "Return code of the background command."},
    {"INTERRUPT", 0x18, 1, 0x0, 1, 0x0, 4, 4, 0x0, 7, -1, kINTERRUPT_FIELDS, 1, "What interrupts; write 1 to clear."},
    {"INTERRUPT_ENABLE", 0x1c, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kINTERRUPT_ENABLE_FIELDS, 1, "Enables of INTERRUPT."},
    {"ANSWER_LENGTH", 0x20, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kANSWER_LENGTH_FIELDS, 1, "Payload length of the answer."},
    {"NUMBER", 0x24, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kNUMBER_FIELDS, 1, "Commands that the host has rung for: names the one that waits."},
    {"PAYLOAD", 0x400, 256, 0x4, 1, 0x0, 4, 4, 0x0, -1, -1, kPAYLOAD_FIELDS, 1, "Payload of the command: as the host wrote it, until COMPLETE."},
    {"ANSWER", 0x800, 256, 0x4, 1, 0x0, 4, 4, 0x0, -1, -1, kANSWER_FIELDS, 1, "Payload of the answer: the host sees it with COMPLETE."},
};

constexpr RegisterMap kMap{"mailbox_service", kSize, false, kRegisters, 12, "Mailbox of a port, the management processor's view."};

}  // namespace lantern::mailbox_service_regs
