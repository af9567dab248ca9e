// I2C master, registers of the open-cores core. Generated from platform/regs/i2c_master.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::i2c_master_regs {

constexpr uint64_t kSize = 0x5;

constexpr RegisterId PRERLO{0};
constexpr Field PRERLO_VALUE{0, 8};

constexpr RegisterId PRERHI{1};
constexpr Field PRERHI_VALUE{0, 8};

constexpr RegisterId CTR{2};
constexpr Field CTR_IEN{6, 1};
constexpr Field CTR_EN{7, 1};

constexpr RegisterId TXR{3};
constexpr Field TXR_DATA{0, 8};

constexpr RegisterId RXR{4};
constexpr Field RXR_DATA{0, 8};

constexpr RegisterId CR{5};
constexpr Field CR_IACK{0, 1};
constexpr Field CR_ACK{3, 1};
constexpr Field CR_WR{4, 1};
constexpr Field CR_RD{5, 1};
constexpr Field CR_STO{6, 1};
constexpr Field CR_STA{7, 1};

constexpr RegisterId SR{6};
constexpr Field SR_IF{0, 1};
constexpr Field SR_TIP{1, 1};
constexpr Field SR_AL{5, 1};
constexpr Field SR_BUSY{6, 1};
constexpr Field SR_RXACK{7, 1};

constexpr FieldInfo kPRERLO_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 7 to 0."},
};
constexpr FieldInfo kPRERHI_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Bits 15 to 8."},
};
constexpr FieldInfo kCTR_FIELDS[] = {
    {"IEN", 6, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Interrupt enable."},
    {"EN", 7, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Core enable."},
};
constexpr FieldInfo kTXR_FIELDS[] = {
    {"DATA", 0, 8, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Next byte; of an address byte bit 0 is 1 to read."},
};
constexpr FieldInfo kRXR_FIELDS[] = {
    {"DATA", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Last byte received."},
};
constexpr FieldInfo kCR_FIELDS[] = {
    {"IACK", 0, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Interrupt acknowledge."},
    {"ACK", 3, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "What to answer a byte read: 0 ACK, 1 NACK."},
    {"WR", 4, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Write a byte."},
    {"RD", 5, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Read a byte."},
    {"STO", 6, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Stop condition after it."},
    {"STA", 7, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "(Repeated) start condition before it."},
};
constexpr FieldInfo kSR_FIELDS[] = {
    {"IF", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Interrupt pending."},
    {"TIP", 1, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Transfer in progress."},
    {"AL", 5, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Arbitration lost: the bus was held by another, or is stuck."},
    {"BUSY", 6, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Between start and stop."},
    {"RXACK", 7, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Target's answer: 0 ACK, 1 NACK."},
};

constexpr RegisterInfo kRegisters[] = {
    {"PRERLO", 0x0, 1, 0x0, 1, 0x0, 1, 1, 0xff, -1, -1, kPRERLO_FIELDS, 1, "Clock prescaler, low byte: SCL = clock / (5 (prescaler + 1))."},
    {"PRERHI", 0x1, 1, 0x0, 1, 0x0, 1, 1, 0xff, -1, -1, kPRERHI_FIELDS, 1, "Clock prescaler, high byte."},
    {"CTR", 0x2, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kCTR_FIELDS, 2, "Control."},
    {"TXR", 0x3, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTXR_FIELDS, 1, "Transmit."},
    {"RXR", 0x3, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kRXR_FIELDS, 1, "Receive."},
    {"CR", 0x4, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kCR_FIELDS, 6, "Command."},
    {"SR", 0x4, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kSR_FIELDS, 5, "Status."},
};

constexpr RegisterMap kMap{"i2c_master", kSize, false, kRegisters, 7, "I2C master, registers of the open-cores core."};

}  // namespace lantern::i2c_master_regs
