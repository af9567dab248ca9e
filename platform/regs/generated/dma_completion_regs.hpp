// Completion in memory. Generated from platform/regs/dma_completion.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::dma_completion_regs {

constexpr uint64_t kSize = 0x10;

constexpr RegisterId COMMAND{0};
constexpr Field COMMAND_ID{0, 16};

constexpr RegisterId STATUS{1};
constexpr Field STATUS_CODE{0, 8};
constexpr uint64_t STATUS_CODE_OK = 0x0;
constexpr uint64_t STATUS_CODE_BAD_DESCRIPTOR = 0x1;
constexpr uint64_t STATUS_CODE_SOURCE_ERROR = 0x2;
constexpr uint64_t STATUS_CODE_DESTINATION_ERROR = 0x3;
constexpr uint64_t STATUS_CODE_ABORTED = 0x4;
constexpr uint64_t STATUS_CODE_FETCH_ERROR = 0x5;
constexpr uint64_t STATUS_CODE_POISON = 0x6;

constexpr RegisterId DONE{2};
constexpr Field DONE_BYTES{0, 32};

constexpr RegisterId MARK{3};
constexpr Field MARK_PHASE{0, 1};

constexpr FieldInfo kCOMMAND_FIELDS[] = {
    {"ID", 0, 16, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Of the descriptor."},
};
constexpr FieldInfo kSTATUS_FIELDS[] = {
    {"CODE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Status."},
};
constexpr FieldInfo kDONE_FIELDS[] = {
    {"BYTES", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bytes whose writing was confirmed."},
};
constexpr FieldInfo kMARK_FIELDS[] = {
    {"PHASE", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "1 in the first pass over the ring, then 0, 1 ..."},
};

constexpr RegisterInfo kRegisters[] = {
    {"COMMAND", 0x0, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kCOMMAND_FIELDS, 1, "Whose."},
    {"STATUS", 0x4, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kSTATUS_FIELDS, 1, "How it ended."},
    {"DONE", 0x8, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kDONE_FIELDS, 1, "How far it came."},
    {"MARK", 0xc, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kMARK_FIELDS, 1, "Whether this entry is new."},
};

constexpr RegisterMap kMap{"dma_completion", kSize, false, kRegisters, 4, "Completion in memory."};

}  // namespace lantern::dma_completion_regs
