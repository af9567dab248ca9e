// Command descriptor in memory. Generated from platform/regs/dma_descriptor.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::dma_descriptor_regs {

constexpr uint64_t kSize = 0x40;

constexpr RegisterId COMMAND{0};
constexpr Field COMMAND_OPCODE{0, 8};
constexpr uint64_t COMMAND_OPCODE_NOP = 0x0;
constexpr uint64_t COMMAND_OPCODE_COPY = 0x1;
constexpr uint64_t COMMAND_OPCODE_FILL = 0x2;
constexpr uint64_t COMMAND_OPCODE_FENCE = 0x3;
constexpr Field COMMAND_INTERRUPT{8, 1};
constexpr Field COMMAND_CHAIN{9, 1};
constexpr Field COMMAND_ID{16, 16};

constexpr RegisterId LENGTH{1};
constexpr Field LENGTH_BYTES{0, 32};

constexpr RegisterId SOURCE{2};
constexpr Field SOURCE_HPA{0, 64};

constexpr RegisterId DESTINATION{3};
constexpr Field DESTINATION_HPA{0, 64};

constexpr RegisterId PATTERN{4};
constexpr Field PATTERN_BYTES{0, 64};

constexpr RegisterId NEXT{5};
constexpr Field NEXT_HPA{0, 64};

constexpr RegisterArray RESERVED{6, 3, 1};
constexpr Field RESERVED_ZERO{0, 64};

constexpr FieldInfo kCOMMAND_FIELDS[] = {
    {"OPCODE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Opcode."},
    {"INTERRUPT", 8, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Interrupt when the completion is written."},
    {"CHAIN", 9, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "NEXT holds the HPA of a descriptor that belongs to this one."},
    {"ID", 16, 16, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Comes back in the completion."},
};
constexpr FieldInfo kLENGTH_FIELDS[] = {
    {"BYTES", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bytes."},
};
constexpr FieldInfo kSOURCE_FIELDS[] = {
    {"HPA", 0, 64, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "HPA."},
};
constexpr FieldInfo kDESTINATION_FIELDS[] = {
    {"HPA", 0, 64, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "HPA."},
};
constexpr FieldInfo kPATTERN_FIELDS[] = {
    {"BYTES", 0, 64, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Eight bytes, repeated."},
};
constexpr FieldInfo kNEXT_FIELDS[] = {
    {"HPA", 0, 64, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "HPA."},
};
constexpr FieldInfo kRESERVED_FIELDS[] = {
    {"ZERO", 0, 64, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Zero."},
};

constexpr RegisterInfo kRegisters[] = {
    {"COMMAND", 0x0, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kCOMMAND_FIELDS, 4, "What to do."},
    {"LENGTH", 0x4, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kLENGTH_FIELDS, 1, "Length."},
    {"SOURCE", 0x8, 1, 0x0, 1, 0x0, 8, 4, 0x0, -1, -1, kSOURCE_FIELDS, 1, "From where."},
    {"DESTINATION", 0x10, 1, 0x0, 1, 0x0, 8, 4, 0x0, -1, -1, kDESTINATION_FIELDS, 1, "To where."},
    {"PATTERN", 0x18, 1, 0x0, 1, 0x0, 8, 4, 0x0, -1, -1, kPATTERN_FIELDS, 1, "What to fill with."},
    {"NEXT", 0x20, 1, 0x0, 1, 0x0, 8, 4, 0x0, -1, -1, kNEXT_FIELDS, 1, "Next of a chain."},
    {"RESERVED", 0x28, 3, 0x8, 1, 0x0, 8, 4, 0x0, -1, -1, kRESERVED_FIELDS, 1, "Zero."},
};

constexpr RegisterMap kMap{"dma_descriptor", kSize, false, kRegisters, 7, "Command descriptor in memory."};

}  // namespace lantern::dma_descriptor_regs
