// CXL device registers of a port, the host's view. Generated from platform/regs/mailbox.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::mailbox_regs {

constexpr uint64_t kSize = 0x520;

constexpr RegisterId CAPABILITY_ARRAY{0};
constexpr Field CAPABILITY_ARRAY_ID{0, 16};
constexpr Field CAPABILITY_ARRAY_VERSION{16, 8};
constexpr Field CAPABILITY_ARRAY_COUNT{32, 16};

constexpr RegisterArray CAPABILITY_HEADER{1, 3, 1};
constexpr Field CAPABILITY_HEADER_ID{0, 16};
constexpr Field CAPABILITY_HEADER_VERSION{16, 8};
constexpr Field CAPABILITY_HEADER_OFFSET{32, 32};

constexpr RegisterArray CAPABILITY_LENGTH{4, 3, 1};
constexpr Field CAPABILITY_LENGTH_BYTES{0, 32};

constexpr RegisterId EVENT_STATUS{7};
constexpr Field EVENT_STATUS_INFORMATIONAL{0, 1};
constexpr Field EVENT_STATUS_WARNING{1, 1};
constexpr Field EVENT_STATUS_FAILURE{2, 1};
constexpr Field EVENT_STATUS_FATAL{3, 1};
constexpr Field EVENT_STATUS_DYNAMIC_CAPACITY{4, 1};

constexpr RegisterId MEMORY_DEVICE_STATUS{8};
constexpr Field MEMORY_DEVICE_STATUS_MEDIA_STATUS{2, 2};
constexpr Field MEMORY_DEVICE_STATUS_MAILBOX_READY{4, 1};

constexpr RegisterId CAPABILITIES{9};
constexpr Field CAPABILITIES_PAYLOAD_BITS{0, 5};
constexpr Field CAPABILITIES_DOORBELL_INTERRUPT{5, 1};
constexpr Field CAPABILITIES_BACKGROUND_INTERRUPT{6, 1};

constexpr RegisterId CONTROL{10};
constexpr Field CONTROL_DOORBELL{0, 1};

constexpr RegisterId COMMAND{11};
constexpr Field COMMAND_OPCODE{0, 16};
constexpr Field COMMAND_LENGTH{16, 21};

constexpr RegisterId STATUS{12};
constexpr Field STATUS_BACKGROUND{0, 1};
constexpr Field STATUS_RETURN_CODE{32, 16};
constexpr uint64_t STATUS_RETURN_CODE_SUCCESS = 0x0;
constexpr uint64_t STATUS_RETURN_CODE_BACKGROUND = 0x1;
constexpr uint64_t STATUS_RETURN_CODE_INVALID_INPUT = 0x2;
constexpr uint64_t STATUS_RETURN_CODE_UNSUPPORTED = 0x3;
constexpr uint64_t STATUS_RETURN_CODE_INTERNAL = 0x4;
constexpr uint64_t STATUS_RETURN_CODE_RETRY = 0x5;
constexpr uint64_t STATUS_RETURN_CODE_BUSY = 0x6;
constexpr uint64_t STATUS_RETURN_CODE_INVALID_HANDLE = 0xe;
constexpr uint64_t STATUS_RETURN_CODE_INVALID_PHYSICAL_ADDRESS = 0xf;
constexpr uint64_t STATUS_RETURN_CODE_INVALID_PAYLOAD_LENGTH = 0x16;
constexpr uint64_t STATUS_RETURN_CODE_INVALID_LOG = 0x17;
constexpr uint64_t STATUS_RETURN_CODE_INVALID_EXTENT_LIST = 0x1e;
constexpr uint64_t STATUS_RETURN_CODE_RESOURCES_EXHAUSTED = 0x1d;

constexpr RegisterId BACKGROUND_STATUS{13};
constexpr Field BACKGROUND_STATUS_OPCODE{0, 16};
constexpr Field BACKGROUND_STATUS_PERCENT{16, 7};
constexpr Field BACKGROUND_STATUS_RETURN_CODE{32, 16};

constexpr RegisterArray PAYLOAD{14, 256, 1};
constexpr Field PAYLOAD_BYTES{0, 32};

constexpr FieldInfo kCAPABILITY_ARRAY_FIELDS[] = {
    {"ID", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "0."},
    {"VERSION", 16, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "1."},
    {"COUNT", 32, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Capabilities that follow."},
};
constexpr FieldInfo kCAPABILITY_HEADER_FIELDS[] = {
    {"ID", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "1 device status, 2 primary mailbox, 0x4000 memory device status."},
    {"VERSION", 16, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Version."},
    {"OFFSET", 32, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Where it stands."},
};
constexpr FieldInfo kCAPABILITY_LENGTH_FIELDS[] = {
    {"BYTES", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Bytes."},
};
constexpr FieldInfo kEVENT_STATUS_FIELDS[] = {
    {"INFORMATIONAL", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Informational event log."},
    {"WARNING", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Warning event log."},
    {"FAILURE", 2, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Failure event log."},
    {"FATAL", 3, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Fatal event log."},
    {"DYNAMIC_CAPACITY", 4, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Dynamic capacity event log."},
};
constexpr FieldInfo kMEMORY_DEVICE_STATUS_FIELDS[] = {
    {"MEDIA_STATUS", 2, 2, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "1: media ready."},
    {"MAILBOX_READY", 4, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "The mailbox takes commands."},
};
constexpr FieldInfo kCAPABILITIES_FIELDS[] = {
    {"PAYLOAD_BITS", 0, 5, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Payload: 2^n bytes."},
    {"DOORBELL_INTERRUPT", 5, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Doorbell interrupt."},
    {"BACKGROUND_INTERRUPT", 6, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Background interrupt."},
};
constexpr FieldInfo kCONTROL_FIELDS[] = {
    {"DOORBELL", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woset, kVolatile, "Set to start a command; clear when it is done."},
};
constexpr FieldInfo kCOMMAND_FIELDS[] = {
    {"OPCODE", 0, 16, SoftwareAccess::rw, OnRead::none, OnWrite::none, kVolatile, "Opcode."},
    {"LENGTH", 16, 21, SoftwareAccess::rw, OnRead::none, OnWrite::none, kVolatile, "Payload length, in and out."},
};
constexpr FieldInfo kSTATUS_FIELDS[] = {
    {"BACKGROUND", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "A background command runs."},
    {"RETURN_CODE", 32, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Return code."},
};
constexpr FieldInfo kBACKGROUND_STATUS_FIELDS[] = {
    {"OPCODE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Opcode."},
    {"PERCENT", 16, 7, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Percent done."},
    {"RETURN_CODE", 32, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Return code."},
};
constexpr FieldInfo kPAYLOAD_FIELDS[] = {
    {"BYTES", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, kVolatile, "Four bytes."},
};

constexpr RegisterInfo kRegisters[] = {
    {"CAPABILITY_ARRAY", 0x0, 1, 0x0, 1, 0x0, 8, 4, 0x300010000, -1, -1, kCAPABILITY_ARRAY_FIELDS, 3, "Device capabilities array."},
    {"CAPABILITY_HEADER", 0x10, 3, 0x10, 1, 0x0, 8, 4, 0x10000, -1, -1, kCAPABILITY_HEADER_FIELDS, 3, "Identity and place."},
    {"CAPABILITY_LENGTH", 0x18, 3, 0x10, 1, 0x0, 4, 4, 0x0, -1, -1, kCAPABILITY_LENGTH_FIELDS, 1, "Length."},
    {"EVENT_STATUS", 0x80, 1, 0x0, 1, 0x0, 8, 4, 0x0, -1, -1, kEVENT_STATUS_FIELDS, 5, "Event status: a log holds records."},
    {"MEMORY_DEVICE_STATUS", 0x90, 1, 0x0, 1, 0x0, 8, 4, 0x4, -1, -1, kMEMORY_DEVICE_STATUS_FIELDS, 2, "Memory device status."},
    {"CAPABILITIES", 0x100, 1, 0x0, 1, 0x0, 4, 4, 0xa, -1, -1, kCAPABILITIES_FIELDS, 3, "Mailbox capabilities."},
    {"CONTROL", 0x104, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kCONTROL_FIELDS, 1, "Mailbox control."},
    {"COMMAND", 0x108, 1, 0x0, 1, 0x0, 8, 4, 0x0, -1, -1, kCOMMAND_FIELDS, 2, "Command."},
    {"STATUS", 0x110, 1, 0x0, 1, 0x0, 8, 4, 0x0, -1, -1, kSTATUS_FIELDS, 2, "Status of the last command."},
    {"BACKGROUND_STATUS", 0x118, 1, 0x0, 1, 0x0, 8, 4, 0x0, -1, -1, kBACKGROUND_STATUS_FIELDS, 3, "Background command."},
    {"PAYLOAD", 0x120, 256, 0x4, 1, 0x0, 4, 4, 0x0, -1, -1, kPAYLOAD_FIELDS, 1, "Payload."},
};

constexpr RegisterMap kMap{"mailbox", kSize, false, kRegisters, 11, "CXL device registers of a port, the host's view."};

}  // namespace lantern::mailbox_regs
