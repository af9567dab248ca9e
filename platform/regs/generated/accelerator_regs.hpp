// Accelerator: identity, reset, errors, link status, command rings. Generated from platform/regs/accelerator.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::accelerator_regs {

constexpr uint64_t kSize = 0x2000;

constexpr RegisterId ID{0};
constexpr Field ID_DEVICE{0, 16};
constexpr Field ID_VERSION{16, 16};

constexpr RegisterId RESET{1};
constexpr Field RESET_ALL{0, 1};

constexpr RegisterId CAPABILITY{2};
constexpr Field CAPABILITY_RINGS{0, 8};
constexpr Field CAPABILITY_TAGS{8, 16};

constexpr RegisterId LINK_STATUS{3};
constexpr Field LINK_STATUS_LINK_UP{0, 1};
constexpr Field LINK_STATUS_DEGRADED{1, 1};
constexpr Field LINK_STATUS_LINKS{4, 4};
constexpr Field LINK_STATUS_UP{8, 8};

constexpr RegisterId ERROR{4};
constexpr Field ERROR_FETCH{0, 1};
constexpr Field ERROR_DESCRIPTOR{1, 1};
constexpr Field ERROR_DATA{2, 1};
constexpr Field ERROR_COMPLETION{3, 1};
constexpr Field ERROR_RING{4, 1};

constexpr RegisterId MEASURE{5};
constexpr Field MEASURE_ON{0, 1};

constexpr RegisterArray RING_BASE_LOW{6, 16, 1};
constexpr Field RING_BASE_LOW_VALUE{0, 32};

constexpr RegisterArray RING_BASE_HIGH{22, 16, 1};
constexpr Field RING_BASE_HIGH_VALUE{0, 32};

constexpr RegisterArray RING_COMPLETION_LOW{38, 16, 1};
constexpr Field RING_COMPLETION_LOW_VALUE{0, 32};

constexpr RegisterArray RING_COMPLETION_HIGH{54, 16, 1};
constexpr Field RING_COMPLETION_HIGH_VALUE{0, 32};

constexpr RegisterArray RING_SIZE{70, 16, 1};
constexpr Field RING_SIZE_ENTRIES{0, 16};

constexpr RegisterArray RING_CONTROL{86, 16, 1};
constexpr Field RING_CONTROL_ENABLE{0, 1};
constexpr Field RING_CONTROL_ABORT{1, 1};

constexpr RegisterArray RING_HEAD{102, 16, 1};
constexpr Field RING_HEAD_INDEX{0, 16};

constexpr RegisterArray RING_TAIL{118, 16, 1};
constexpr Field RING_TAIL_INDEX{0, 16};

constexpr RegisterArray RING_INTERRUPT{134, 16, 1};
constexpr Field RING_INTERRUPT_COMPLETION{0, 1};

constexpr RegisterArray RING_INTERRUPT_ENABLE{150, 16, 1};
constexpr Field RING_INTERRUPT_ENABLE_COMPLETION{0, 1};

constexpr FieldInfo kID_FIELDS[] = {
    {"DEVICE", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Device."},
    {"VERSION", 16, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Version."},
};
constexpr FieldInfo kRESET_FIELDS[] = {
    {"ALL", 0, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Drops all work and all ring settings."},
};
constexpr FieldInfo kCAPABILITY_FIELDS[] = {
    {"RINGS", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Rings."},
    {"TAGS", 8, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Tags: reads in flight."},
};
constexpr FieldInfo kLINK_STATUS_FIELDS[] = {
    {"LINK_UP", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "All links are up."},
    {"DEGRADED", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "A link is up on half its lanes."},
    {"LINKS", 4, 4, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Links."},
    {"UP", 8, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Bit i: link i is up."},
};
constexpr FieldInfo kERROR_FIELDS[] = {
    {"FETCH", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kStickyBit, "A descriptor could not be fetched."},
    {"DESCRIPTOR", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kStickyBit, "A descriptor made no sense."},
    {"DATA", 2, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kStickyBit, "Data could not be read or written."},
    {"COMPLETION", 3, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kStickyBit, "A completion could not be written."},
    {"RING", 4, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kStickyBit, "A ring was enabled or rung with a bad base, size or tail."},
};
constexpr FieldInfo kMEASURE_FIELDS[] = {
    {"ON", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Written 1: requests that begin from now on are recorded, and what was recorded is forgotten; 0: none is."},
};
constexpr FieldInfo kRING_BASE_LOW_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 31 to 0, 64-byte aligned."},
};
constexpr FieldInfo kRING_BASE_HIGH_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 63 to 32."},
};
constexpr FieldInfo kRING_COMPLETION_LOW_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 31 to 0, 16-byte aligned."},
};
constexpr FieldInfo kRING_COMPLETION_HIGH_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 63 to 32."},
};
constexpr FieldInfo kRING_SIZE_FIELDS[] = {
    {"ENTRIES", 0, 16, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "A power of two, 2 to 4096."},
};
constexpr FieldInfo kRING_CONTROL_FIELDS[] = {
    {"ENABLE", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "The ring works; set after base and size."},
    {"ABORT", 1, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Ends what is in work and what waits with an error."},
};
constexpr FieldInfo kRING_HEAD_FIELDS[] = {
    {"INDEX", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, kVolatile, "Index."},
};
constexpr FieldInfo kRING_TAIL_FIELDS[] = {
    {"INDEX", 0, 16, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Index."},
};
constexpr FieldInfo kRING_INTERRUPT_FIELDS[] = {
    {"COMPLETION", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::woclr, kInterrupt | kStickyBit, "A completion that asked for it was written."},
};
constexpr FieldInfo kRING_INTERRUPT_ENABLE_FIELDS[] = {
    {"COMPLETION", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Enable."},
};

constexpr RegisterInfo kRegisters[] = {
    {"ID", 0x0, 1, 0x0, 1, 0x0, 4, 4, 0x11a17, -1, -1, kID_FIELDS, 2, "Identity."},
    {"RESET", 0x4, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kRESET_FIELDS, 1, "Reset."},
    {"CAPABILITY", 0x8, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kCAPABILITY_FIELDS, 2, "Capabilities."},
    {"LINK_STATUS", 0xc, 1, 0x0, 1, 0x0, 4, 4, 0x10, -1, -1, kLINK_STATUS_FIELDS, 4, "Link to the pool."},
    {"ERROR", 0x10, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kERROR_FIELDS, 5, "Errors, sticky; write 1 to clear."},
    {"MEASURE", 0x14, 1, 0x0, 1, 0x0, 4, 4, 0x1, -1, -1, kMEASURE_FIELDS, 1, "Performance monitor: the latencies of the pool port."},
    {"RING_BASE_LOW", 0x1000, 16, 0x100, 1, 0x0, 4, 4, 0x0, -1, -1, kRING_BASE_LOW_FIELDS, 1, "HPA of the submission ring, low word."},
    {"RING_BASE_HIGH", 0x1004, 16, 0x100, 1, 0x0, 4, 4, 0x0, -1, -1, kRING_BASE_HIGH_FIELDS, 1, "HPA of the submission ring, high word."},
    {"RING_COMPLETION_LOW", 0x1008, 16, 0x100, 1, 0x0, 4, 4, 0x0, -1, -1, kRING_COMPLETION_LOW_FIELDS, 1, "HPA of the completion ring, low word."},
    {"RING_COMPLETION_HIGH", 0x100c, 16, 0x100, 1, 0x0, 4, 4, 0x0, -1, -1, kRING_COMPLETION_HIGH_FIELDS, 1, "HPA of the completion ring, high word."},
    {"RING_SIZE", 0x1010, 16, 0x100, 1, 0x0, 4, 4, 0x0, -1, -1, kRING_SIZE_FIELDS, 1, "Entries."},
    {"RING_CONTROL", 0x1014, 16, 0x100, 1, 0x0, 4, 4, 0x0, -1, -1, kRING_CONTROL_FIELDS, 2, "Control."},
    {"RING_HEAD", 0x1018, 16, 0x100, 1, 0x0, 4, 4, 0x0, -1, -1, kRING_HEAD_FIELDS, 1, "Next descriptor that the device will fetch."},
    {"RING_TAIL", 0x101c, 16, 0x100, 1, 0x0, 4, 4, 0x0, -1, -1, kRING_TAIL_FIELDS, 1, "Doorbell: one behind the last descriptor."},
    {"RING_INTERRUPT", 0x1020, 16, 0x100, 1, 0x0, 4, 4, 0x0, 15, -1, kRING_INTERRUPT_FIELDS, 1, "What interrupts; write 1 to clear."},
    {"RING_INTERRUPT_ENABLE", 0x1024, 16, 0x100, 1, 0x0, 4, 4, 0x0, -1, -1, kRING_INTERRUPT_ENABLE_FIELDS, 1, "Enables of INTERRUPT."},
};

constexpr RegisterMap kMap{"accelerator", kSize, false, kRegisters, 16, "Accelerator: identity, reset, errors, link status, command rings."};

}  // namespace lantern::accelerator_regs
