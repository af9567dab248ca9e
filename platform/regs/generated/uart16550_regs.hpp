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
constexpr Field LCR_FORMAT{0, 6};
constexpr Field LCR_BREAK{6, 1};
constexpr Field LCR_DLAB{7, 1};

constexpr RegisterId MCR{6};
constexpr Field MCR_DTR{0, 1};
constexpr Field MCR_RTS{1, 1};
constexpr Field MCR_OUT1{2, 1};
constexpr Field MCR_OUT2{3, 1};
constexpr Field MCR_LOOP{4, 1};

constexpr RegisterId LSR{7};
constexpr Field LSR_DR{0, 1};
constexpr Field LSR_OE{1, 1};
constexpr Field LSR_THRE{5, 1};
constexpr Field LSR_TEMT{6, 1};

constexpr RegisterId MSR{8};
constexpr Field MSR_DCTS{0, 1};
constexpr Field MSR_DDSR{1, 1};
constexpr Field MSR_TERI{2, 1};
constexpr Field MSR_DDCD{3, 1};
constexpr Field MSR_CTS{4, 1};
constexpr Field MSR_DSR{5, 1};
constexpr Field MSR_RI{6, 1};
constexpr Field MSR_DCD{7, 1};

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
    {"ID", 1, 3, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "3 line status, 2 data, 6 time-out, 1 transmitter empty, 0 modem status."},
    {"FIFO", 6, 2, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "3: FIFOs enabled."},
};
constexpr FieldInfo kFCR_FIELDS[] = {
    {"ENABLE", 0, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Enable both FIFOs; the other bits count only with it."},
    {"CLEAR_RX", 1, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Empty the receiver's."},
    {"CLEAR_TX", 2, 1, SoftwareAccess::w, OnRead::none, OnWrite::none, kSinglePulse, "Empty the transmitter's."},
    {"TRIGGER", 6, 2, SoftwareAccess::w, OnRead::none, OnWrite::none, 0, "Receiver trigger: 1, 4, 8, 14 bytes."},
};
constexpr FieldInfo kLCR_FIELDS[] = {
    {"FORMAT", 0, 6, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Word length, stop bits, parity: kept and not used."},
    {"BREAK", 6, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Holds the line in a break: what is sent reaches nobody."},
    {"DLAB", 7, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Offsets 0 and 1 reach the divisor latch."},
};
constexpr FieldInfo kMCR_FIELDS[] = {
    {"DTR", 0, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Data terminal ready."},
    {"RTS", 1, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Request to send."},
    {"OUT1", 2, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Output 1."},
    {"OUT2", 3, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Output 2."},
    {"LOOP", 4, 1, SoftwareAccess::rw, OnRead::none, OnWrite::none, 0, "Loopback: the line is cut off, the receiver hears the transmitter."},
};
constexpr FieldInfo kLSR_FIELDS[] = {
    {"DR", 0, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Data ready."},
    {"OE", 1, 1, SoftwareAccess::r, OnRead::rclr, OnWrite::none, 0, "Overrun: a byte was lost."},
    {"THRE", 5, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Transmitter holding register empty."},
    {"TEMT", 6, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Transmitter empty."},
};
constexpr FieldInfo kMSR_FIELDS[] = {
    {"DCTS", 0, 1, SoftwareAccess::r, OnRead::rclr, OnWrite::none, 0, "CTS has changed."},
    {"DDSR", 1, 1, SoftwareAccess::r, OnRead::rclr, OnWrite::none, 0, "DSR has changed."},
    {"TERI", 2, 1, SoftwareAccess::r, OnRead::rclr, OnWrite::none, 0, "RI has ended."},
    {"DDCD", 3, 1, SoftwareAccess::r, OnRead::rclr, OnWrite::none, 0, "DCD has changed."},
    {"CTS", 4, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Clear to send; RTS in loopback."},
    {"DSR", 5, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Data set ready; DTR in loopback."},
    {"RI", 6, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Ring indicator; OUT1 in loopback."},
    {"DCD", 7, 1, SoftwareAccess::r, OnRead::none, OnWrite::none, 0, "Carrier detect; OUT2 in loopback."},
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
    {"LCR", 0x3, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kLCR_FIELDS, 3, "Line control."},
    {"MCR", 0x4, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kMCR_FIELDS, 5, "Modem control."},
    {"LSR", 0x5, 1, 0x0, 1, 0x0, 1, 1, 0x60, -1, -1, kLSR_FIELDS, 4, "Line status."},
    {"MSR", 0x6, 1, 0x0, 1, 0x0, 1, 1, 0xb0, -1, -1, kMSR_FIELDS, 8, "Modem status."},
    {"SCR", 0x7, 1, 0x0, 1, 0x0, 1, 1, 0x0, -1, -1, kSCR_FIELDS, 1, "Scratch."},
};

constexpr RegisterMap kMap{"uart16550", kSize, false, kRegisters, 10, "16550 UART, one byte a register."};

}  // namespace lantern::uart16550_regs
