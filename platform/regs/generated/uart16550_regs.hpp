// 16550 UART, one byte a register. Generated from platform/regs/uart16550.rdl; do not edit.
#pragma once

#include "models/core/register_map.hpp"

namespace lantern::uart16550_regs {

constexpr uint64_t kSize = 0x8;

constexpr RegisterId RBR{0};
constexpr Field RBR_DATA{0, 8};

constexpr RegisterId THR{1};
constexpr Field THR_DATA{0, 8};

constexpr RegisterId IER{2};
constexpr Field IER_ERBFI{0, 1};
constexpr Field IER_ETBEI{1, 1};
constexpr Field IER_ELSI{2, 1};
constexpr Field IER_EDSSI{3, 1};

constexpr RegisterId IIR{3};
constexpr Field IIR_NONE{0, 1};
constexpr Field IIR_ID{1, 3};
constexpr Field IIR_FIFO{6, 2};

constexpr RegisterId FCR{4};
constexpr Field FCR_ENABLE{0, 1};
constexpr Field FCR_CLEAR_RX{1, 1};
constexpr Field FCR_CLEAR_TX{2, 1};
constexpr Field FCR_TRIGGER{6, 2};

constexpr RegisterId LCR{5};
constexpr Field LCR_FORMAT{0, 7};
constexpr Field LCR_DLAB{7, 1};

constexpr RegisterId MCR{6};
constexpr Field MCR_OUTPUTS{0, 4};
constexpr Field MCR_LOOP{4, 1};

constexpr RegisterId LSR{7};
constexpr Field LSR_DR{0, 1};
constexpr Field LSR_OE{1, 1};
constexpr Field LSR_THRE{5, 1};
constexpr Field LSR_TEMT{6, 1};

constexpr RegisterId MSR{8};
constexpr Field MSR_INPUTS{0, 8};

constexpr RegisterId SCR{9};
constexpr Field SCR_VALUE{0, 8};

constexpr FieldInfo kRBR_FIELDS[] = {
    {"DATA", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Oldest byte received."},
};
constexpr FieldInfo kTHR_FIELDS[] = {
    {"DATA", 0, 8, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Byte to send."},
};
constexpr FieldInfo kIER_FIELDS[] = {
    {"ERBFI", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Received data available."},
    {"ETBEI", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Transmitter holding register empty."},
    {"ELSI", 2, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Receiver line status."},
    {"EDSSI", 3, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Modem status."},
};
constexpr FieldInfo kIIR_FIELDS[] = {
    {"NONE", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "0: an interrupt is pending."},
    {"ID", 1, 3, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "3 line status, 2 data, 6 time-out, 1 transmitter empty."},
    {"FIFO", 6, 2, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "3: FIFOs enabled."},
};
constexpr FieldInfo kFCR_FIELDS[] = {
    {"ENABLE", 0, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Enable both FIFOs."},
    {"CLEAR_RX", 1, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Empty the receiver's."},
    {"CLEAR_TX", 2, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Empty the transmitter's."},
    {"TRIGGER", 6, 2, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Receiver trigger: 1, 4, 8, 14 bytes."},
};
constexpr FieldInfo kLCR_FIELDS[] = {
    {"FORMAT", 0, 7, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Word length, parity, stop, break."},
    {"DLAB", 7, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Offsets 0 and 1 reach the divisor latch."},
};
constexpr FieldInfo kMCR_FIELDS[] = {
    {"OUTPUTS", 0, 4, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "DTR, RTS, OUT1, OUT2."},
    {"LOOP", 4, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Local loopback."},
};
constexpr FieldInfo kLSR_FIELDS[] = {
    {"DR", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Data ready."},
    {"OE", 1, 1, SoftwareAccess::r, OnRead::rclr, OnWrite::none, 0, "Overrun: a byte was lost."},
    {"THRE", 5, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Transmitter holding register empty."},
    {"TEMT", 6, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Transmitter empty."},
};
constexpr FieldInfo kMSR_FIELDS[] = {
    {"INPUTS", 0, 8, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "CTS, DSR, DCD asserted."},
};
constexpr FieldInfo kSCR_FIELDS[] = {
    {"VALUE", 0, 8, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Any value."},
};

constexpr RegisterInfo kRegisters[] = {
    {"RBR", 0x0, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kRBR_FIELDS, 1, "Receiver buffer."},
    {"THR", 0x0, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kTHR_FIELDS, 1, "Transmitter holding."},
    {"IER", 0x1, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kIER_FIELDS, 4, "Interrupt enable."},
    {"IIR", 0x2, 1, 0x0, 1, 0x0, 1, 1, 0x1, -1, -1, kIIR_FIELDS, 3, "Interrupt identification."},
    {"FCR", 0x2, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kFCR_FIELDS, 4, "FIFO control."},
    {"LCR", 0x3, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kLCR_FIELDS, 2, "Line control."},
    {"MCR", 0x4, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kMCR_FIELDS, 2, "Modem control."},
    {"LSR", 0x5, 1, 0x0, 1, 0x0, 1, 1, 0x60, -1, -1, kLSR_FIELDS, 4, "Line status."},
    {"MSR", 0x6, 1, 0x0, 1, 0x0, 1, 1, 0xb0, -1, -1, kMSR_FIELDS, 1, "Modem status."},
    {"SCR", 0x7, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kSCR_FIELDS, 1, "Scratch."},
};

constexpr RegisterMap kMap{"uart16550", kSize, false, kRegisters, 10, "16550 UART, one byte a register."};

}  // namespace lantern::uart16550_regs
