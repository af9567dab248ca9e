// HDM decoders a port, and the extent table. Generated from platform/regs/hdm_decoder.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::hdm_decoder_regs {

constexpr uint64_t kSize = 0x8000;

constexpr RegisterArray DECODER_BASE_LOW{0, 16, 1};
constexpr Field DECODER_BASE_LOW_VALUE{28, 4};

constexpr RegisterArray DECODER_BASE_HIGH{16, 16, 1};
constexpr Field DECODER_BASE_HIGH_VALUE{0, 32};

constexpr RegisterArray DECODER_SIZE_LOW{32, 16, 1};
constexpr Field DECODER_SIZE_LOW_VALUE{28, 4};

constexpr RegisterArray DECODER_SIZE_HIGH{48, 16, 1};
constexpr Field DECODER_SIZE_HIGH_VALUE{0, 32};

constexpr RegisterArray DECODER_CONTROL{64, 16, 1};
constexpr Field DECODER_CONTROL_IG{0, 4};
constexpr Field DECODER_CONTROL_IW{4, 4};
constexpr Field DECODER_CONTROL_LOCK{8, 1};
constexpr Field DECODER_CONTROL_COMMIT{9, 1};
constexpr Field DECODER_CONTROL_COMMITTED{10, 1};
constexpr Field DECODER_CONTROL_ERROR{11, 1};

constexpr RegisterArray DECODER_DPA_SKIP_LOW{80, 16, 1};
constexpr Field DECODER_DPA_SKIP_LOW_VALUE{28, 4};

constexpr RegisterArray DECODER_DPA_SKIP_HIGH{96, 16, 1};
constexpr Field DECODER_DPA_SKIP_HIGH_VALUE{0, 32};

constexpr RegisterId EXTENTS{112};
constexpr Field EXTENTS_BLOCKS{0, 16};
constexpr Field EXTENTS_BLOCK_BITS{16, 8};

constexpr RegisterId MISSES{113};
constexpr Field MISSES_COUNT{0, 32};

constexpr RegisterId DENIALS{114};
constexpr Field DENIALS_COUNT{0, 32};

constexpr RegisterArray EXTENT{115, 4096, 1};
constexpr Field EXTENT_PERMISSIONS{0, 32};
constexpr uint64_t EXTENT_PERMISSIONS_NONE = 0x0;
constexpr uint64_t EXTENT_PERMISSIONS_READ = 0x1;
constexpr uint64_t EXTENT_PERMISSIONS_WRITE = 0x2;
constexpr uint64_t EXTENT_PERMISSIONS_BOTH = 0x3;

constexpr FieldInfo kDECODER_BASE_LOW_FIELDS[] = {
    {"VALUE", 28, 4, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 31 to 28."},
};
constexpr FieldInfo kDECODER_BASE_HIGH_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 63 to 32."},
};
constexpr FieldInfo kDECODER_SIZE_LOW_FIELDS[] = {
    {"VALUE", 28, 4, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 31 to 28."},
};
constexpr FieldInfo kDECODER_SIZE_HIGH_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 63 to 32."},
};
constexpr FieldInfo kDECODER_CONTROL_FIELDS[] = {
    {"IG", 0, 4, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Interleave granularity, 256 B << IG, 0 to 6."},
    {"IW", 4, 4, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Interleave ways, 1 << IW, 0 to 3."},
    {"LOCK", 8, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "With COMMIT: cannot be changed until reset."},
    {"COMMIT", 9, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Check and put in force; 0 takes it back."},
    {"COMMITTED", 10, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "In force."},
    {"ERROR", 11, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "COMMIT was refused."},
};
constexpr FieldInfo kDECODER_DPA_SKIP_LOW_FIELDS[] = {
    {"VALUE", 28, 4, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 31 to 28."},
};
constexpr FieldInfo kDECODER_DPA_SKIP_HIGH_FIELDS[] = {
    {"VALUE", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 63 to 32."},
};
constexpr FieldInfo kEXTENTS_FIELDS[] = {
    {"BLOCKS", 0, 16, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Blocks of the region."},
    {"BLOCK_BITS", 16, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Block size: 2^n bytes."},
};
constexpr FieldInfo kMISSES_FIELDS[] = {
    {"COUNT", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, kCounter, "Requests."},
};
constexpr FieldInfo kDENIALS_FIELDS[] = {
    {"COUNT", 0, 32, SoftwareAccess::r, OnRead::none, OnWrite::none, kCounter, "Requests."},
};
constexpr FieldInfo kEXTENT_FIELDS[] = {
    {"PERMISSIONS", 0, 32, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 2p + 1, 2p: port p."},
};

constexpr RegisterInfo kRegisters[] = {
    {"DECODER_BASE_LOW", 0x0, 16, 0x20, 1, 0x0, 4, 4, 0x0, -1, -1, kDECODER_BASE_LOW_FIELDS, 1, "HPA base, bits 31 to 28."},
    {"DECODER_BASE_HIGH", 0x4, 16, 0x20, 1, 0x0, 4, 4, 0x0, -1, -1, kDECODER_BASE_HIGH_FIELDS, 1, "HPA base, bits 63 to 32."},
    {"DECODER_SIZE_LOW", 0x8, 16, 0x20, 1, 0x0, 4, 4, 0x0, -1, -1, kDECODER_SIZE_LOW_FIELDS, 1, "HPA size over all ways, bits 31 to 28."},
    {"DECODER_SIZE_HIGH", 0xc, 16, 0x20, 1, 0x0, 4, 4, 0x0, -1, -1, kDECODER_SIZE_HIGH_FIELDS, 1, "HPA size, bits 63 to 32."},
    {"DECODER_CONTROL", 0x10, 16, 0x20, 1, 0x0, 4, 4, 0x0, -1, -1, kDECODER_CONTROL_FIELDS, 6, "Control."},
    {"DECODER_DPA_SKIP_LOW", 0x14, 16, 0x20, 1, 0x0, 4, 4, 0x0, -1, -1, kDECODER_DPA_SKIP_LOW_FIELDS, 1, "DPA skip, bits 31 to 28."},
    {"DECODER_DPA_SKIP_HIGH", 0x18, 16, 0x20, 1, 0x0, 4, 4, 0x0, -1, -1, kDECODER_DPA_SKIP_HIGH_FIELDS, 1, "DPA skip, bits 63 to 32."},
    {"EXTENTS", 0x400, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kEXTENTS_FIELDS, 2, "Shape of the extent table."},
    {"MISSES", 0x404, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kMISSES_FIELDS, 1, "Requests that found no committed decoder."},
    {"DENIALS", 0x408, 1, 0x0, 1, 0x0, 4, 4, 0x0, -1, -1, kDENIALS_FIELDS, 1, "Requests that the extent table refused."},
    {"EXTENT", 0x4000, 4096, 0x4, 1, 0x0, 4, 4, 0x0, -1, -1, kEXTENT_FIELDS, 1, "Permissions of a block: two bits a port."},
};

constexpr RegisterMap kMap{"hdm_decoder", kSize, false, kRegisters, 11, "HDM decoders a port, and the extent table."};

}  // namespace lantern::hdm_decoder_regs
