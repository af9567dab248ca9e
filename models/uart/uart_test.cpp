// The UART, register by register, against the data sheets of the NS16550A and the TL16C550.
#include "models/uart/uart.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <vector>

#include "models/core/test_initiator.hpp"
#include "models/core/test_line.hpp"

using namespace lantern;

namespace {

struct Bench {
  std::string file;
  TestInitiator hart{"hart"};
  Uart uart;
  TestLine interrupt{"interrupt"};
  static constexpr double kAccess = 0.021;  ///< us: until the line shows what an access does
  static std::string prepare() {
    char path[] = "/tmp/lantern_uart_XXXXXX";
    close(mkstemp(path));
    settings().set(Settings::kPod, "uart.terminal", "false", {});
    settings().set(Settings::kPod, "uart.file", path, {});
    return path;
  }
  Bench() : file(prepare()), uart("uart") {
    hart.initiator.bind(uart.target);
    interrupt.follow(uart.interrupt);
    run(0);
  }
  ~Bench() { std::remove(file.c_str()); }
  static void run(double us) { sc_core::sc_start(sc_core::sc_time(us, sc_core::SC_US)); }
  uint8_t read(uint64_t at) {
    hart.delay = sc_core::SC_ZERO_TIME;
    const auto value = hart.read<uint8_t>(at);
    run(kAccess);
    return value;
  }
  void write(uint64_t at, uint8_t value) {
    hart.delay = sc_core::SC_ZERO_TIME;
    hart.write<uint8_t>(at, value);
    run(kAccess);
  }
  std::string output() const {
    std::ifstream text(file);
    return {std::istreambuf_iterator<char>(text), {}};
  }
};

constexpr uint64_t kRbr = 0, kThr = 0, kIer = 1, kIir = 2, kFcr = 2, kLcr = 3, kMcr = 4, kLsr = 5,
                   kMsr = 6, kScr = 7, kDll = 0, kDlm = 1;

}  // namespace

TEST_CASE("bytes leave one character time after the other and line status follows") {
  Bench bench;
  bench.write(kFcr, 1);
  CHECK(bench.read(5) == 0x60);
  for (const char c : std::string("hi\n")) bench.write(0, static_cast<uint8_t>(c));
  CHECK(bench.read(5) == 0);
  Bench::run(2.5);
  CHECK(bench.output().empty());  // written by the line
  CHECK(bench.read(5) == 0x20);   // the last byte is on the line
  Bench::run(1);
  CHECK(bench.output() == "hi\n");
  CHECK(bench.read(5) == 0x60);
}

TEST_CASE("received bytes wait in the FIFO and what does not fit is an overrun") {
  Bench bench;
  bench.write(2, 1);
  for (uint8_t i = 0; i < 17; i++) bench.uart.receive(i);
  CHECK((bench.read(5) & 3) == 3);
  CHECK((bench.read(5) & 3) == 1);  // overrun clears on read
  for (uint8_t i = 0; i < 16; i++) CHECK(bench.read(0) == i);
  CHECK((bench.read(5) & 1) == 0);
}

TEST_CASE("interrupts come by priority and end when their cause is served") {
  Bench bench;
  CHECK_FALSE(bench.interrupt.read());
  bench.write(1, 2);
  CHECK(bench.interrupt.read());
  CHECK((bench.read(2) & 0xf) == 2);  // transmitter empty
  CHECK_FALSE(bench.interrupt.read());
  bench.write(1, 3);
  bench.uart.receive('x');
  Bench::run(0.01);
  CHECK(bench.interrupt.read());
  CHECK((bench.read(2) & 0xf) == 4);  // received data
  CHECK(bench.read(0) == 'x');
}

TEST_CASE("DLAB shows the divisor latch and loopback returns what is sent") {
  Bench bench;
  bench.write(3, 0x80);
  bench.write(0, 0x34);
  bench.write(1, 0x12);
  CHECK(bench.read(0) == 0x34);
  CHECK(bench.read(1) == 0x12);
  bench.write(3, 0x03);
  CHECK(bench.read(1) == 0);
  bench.write(4, 0x10);
  bench.write(0, 'L');
  CHECK(bench.read(0) == 'L');
}

TEST_CASE("UART RBR gives what has come, and without a FIFO a new byte destroys the old") {
  Bench bench;
  bench.uart.receive('a');
  bench.uart.receive('b');
  CHECK(bench.read(kLsr) == 0x63);  // overrun
  CHECK(bench.read(kRbr) == 'b');
  CHECK(bench.read(kLsr) == 0x60);
  CHECK(bench.read(kRbr) == 'b');  // what was read last stays
}

TEST_CASE(
    "UART THR holds one byte beside the one on the line and what comes too early is counted") {
  Bench bench;
  for (char c : {'x', 'y'}) bench.write(kThr, static_cast<uint8_t>(c));
  CHECK(bench.read(kLsr) == 0);
  Bench::run(1.1);
  CHECK(bench.read(kLsr) == 0x20);
  Bench::run(1.1);
  CHECK(bench.read(kLsr) == 0x60);
  const auto& early = *dynamic_cast<Counter*>(sc_core::sc_find_object("uart.written_too_early"));
  CHECK(early == 0);
  for (char c : {'1', '2', '3', '4', '\n'}) bench.write(kThr, static_cast<uint8_t>(c));
  Bench::run(6);
  CHECK(bench.output() == "xy1234\n");
  CHECK(early == 3);
}

TEST_CASE("a full transmitter FIFO drops what does not fit") {
  Bench bench;
  bench.write(kFcr, 1);
  for (char c = 'a'; c <= 't'; c++) bench.write(kThr, static_cast<uint8_t>(c));
  Bench::run(20);
  bench.write(kThr, '\n');
  Bench::run(2);
  CHECK(bench.output() == "abcdefghijklmnopq\n");  // one on the line, sixteen behind it
}

TEST_CASE("UART IER keeps four bits") {
  Bench bench;
  CHECK(bench.read(kIer) == 0);
  bench.write(kIer, 0xff);
  CHECK(bench.read(kIer) == 0x0f);
}

TEST_CASE(
    "IER.ETBEI raises the transmitter's interrupt when it is set, not when it is written again") {
  Bench bench;
  bench.write(kIer, 2);
  CHECK(bench.read(kIir) == 0x02);
  CHECK(bench.read(kIir) == 0x01);
  bench.write(kIer, 2);
  CHECK(bench.read(kIir) == 0x01);
  bench.write(kIer, 0);
  bench.write(kIer, 2);
  CHECK(bench.read(kIir) == 0x02);
}

TEST_CASE("UART IIR names the most urgent cause and each ends with its own access") {
  Bench bench;
  CHECK(bench.read(kIir) == 0x01);
  bench.write(kFcr, 0xc1);  // trigger 14
  CHECK(bench.read(kIir) == 0xc1);
  bench.write(kMcr, 0x10);  // the modem's inputs fall
  for (unsigned i = 0; i < 17; i++) bench.write(kThr, 'x');
  bench.write(kIer, 0x0f);
  CHECK(bench.interrupt.read());
  CHECK(bench.read(kIir) == 0xc6);
  CHECK(bench.read(kLsr) == 0x63);
  CHECK(bench.read(kLsr) == 0x61);  // the overrun has been told
  CHECK(bench.read(kIir) == 0xc4);
  for (unsigned i = 0; i < 3; i++) bench.read(kRbr);
  CHECK(bench.read(kIir) == 0xc2);  // 13 bytes: below the trigger
  CHECK(bench.read(kIir) == 0xc0);  // reading IIR took the transmitter's back
  CHECK(bench.read(kMsr) == 0x0b);
  CHECK(bench.read(kIir) == 0xc1);
  CHECK_FALSE(bench.interrupt.read());
}

TEST_CASE("bytes below the trigger interrupt when four characters have passed") {
  Bench bench;
  bench.write(kFcr, 0x41);  // trigger 4
  bench.write(kIer, 1);
  for (unsigned i = 0; i < 3; i++) bench.uart.receive('x');
  Bench::run(3.9);
  CHECK(bench.read(kIir) == 0xc1);
  Bench::run(0.2);
  CHECK(bench.read(kIir) == 0xcc);
  CHECK(bench.interrupt.read());
  bench.read(kRbr);  // begins the count anew
  CHECK(bench.read(kIir) == 0xc1);
  Bench::run(3.8);
  CHECK(bench.read(kIir) == 0xc1);
  bench.uart.receive('x');  // so does a byte
  Bench::run(0.5);
  CHECK(bench.read(kIir) == 0xc1);
  bench.uart.receive('x');
  Bench::run(0.001);
  CHECK(bench.read(kIir) == 0xc4);
  for (unsigned i = 0; i < 4; i++) bench.read(kRbr);
  Bench::run(10);
  CHECK(bench.read(kIir) == 0xc1);
  CHECK_FALSE(bench.interrupt.read());
}

TEST_CASE("UART FCR sets each trigger level") {
  Bench bench;
  bench.write(kIer, 1);
  for (unsigned level : {0, 1, 2, 3}) {
    const unsigned bytes = std::vector<unsigned>{1, 4, 8, 14}[level];
    bench.write(kFcr, static_cast<uint8_t>(level << 6 | 3));
    for (unsigned i = 0; i < bytes; i++) {
      CHECK(bench.read(kIir) == 0xc1);
      bench.uart.receive('x');
    }
    Bench::run(0.001);
    CHECK(bench.read(kIir) == 0xc4);
  }
}

TEST_CASE("FCR.CLEAR_RX empties the receiver's FIFO and takes its interrupts back") {
  Bench bench;
  bench.write(kFcr, 1);
  bench.write(kIer, 1);
  for (unsigned i = 0; i < 3; i++) bench.uart.receive('x');
  Bench::run(5);
  CHECK(bench.interrupt.read());
  bench.write(kFcr, 2);  // without ENABLE it is not programmed, but turns the FIFOs off
  bench.write(kFcr, 1);
  bench.uart.receive('y');
  bench.write(kFcr, 3);
  CHECK(bench.read(kLsr) == 0x60);
  CHECK_FALSE(bench.interrupt.read());
  bench.uart.receive('z');
  CHECK(bench.read(kRbr) == 'z');
}

TEST_CASE("FCR.CLEAR_TX drops what waits and lets out what is on the line") {
  Bench bench;
  bench.write(kFcr, 1);
  bench.write(kIer, 2);
  bench.read(kIir);
  for (char c : std::string("abc")) bench.write(kThr, static_cast<uint8_t>(c));
  CHECK_FALSE(bench.interrupt.read());
  bench.write(kFcr, 5);
  CHECK(bench.read(kLsr) == 0x20);
  CHECK(bench.interrupt.read());
  Bench::run(5);
  CHECK(bench.read(kLsr) == 0x60);
  bench.write(kThr, '\n');
  Bench::run(2);
  CHECK(bench.output() == "a\n");
}

TEST_CASE("a change of FCR.ENABLE empties both FIFOs, and writing it again does not") {
  Bench bench;
  bench.write(kFcr, 1);
  for (char c : std::string("abc")) bench.write(kThr, static_cast<uint8_t>(c));
  bench.uart.receive('x');
  bench.write(kFcr, 1);
  CHECK(bench.read(kLsr) == 0x01);
  bench.write(kFcr, 0);
  CHECK(bench.read(kIir) == 0x01);
  CHECK(bench.read(kLsr) == 0x20);
  bench.uart.receive('y');
  bench.write(kFcr, 1);
  CHECK(bench.read(kLsr) == 0x20);
}

TEST_CASE("UART LCR keeps its bits, and DLAB hides RBR, THR and IER alone") {
  Bench bench;
  bench.write(kLcr, 0xff);
  CHECK(bench.read(kLcr) == 0xff);
  bench.write(kLcr, 0x00);
  bench.write(kIer, 5);
  bench.uart.receive('r');
  bench.write(kLcr, 0x83);
  bench.write(kDll, 'Q');
  bench.write(kDlm, 0);
  CHECK(bench.read(kDll) == 'Q');
  CHECK(bench.read(kDlm) == 0);
  CHECK(bench.read(kIir) == 0x04);
  CHECK(bench.read(kLsr) == 0x61);
  bench.hart.read<uint32_t>(kDll);  // reaches beyond the latch
  CHECK_FALSE(bench.hart.ok());
  bench.write(kLcr, 3);
  CHECK(bench.read(kIer) == 5);
  CHECK(bench.read(kRbr) == 'r');
}

TEST_CASE("LCR.BREAK holds the line: what is sent meanwhile reaches nobody") {
  Bench bench;
  bench.write(kLcr, 0x40);
  bench.write(kThr, 'x');
  Bench::run(1.1);
  CHECK(bench.read(kLsr) == 0x60);
  bench.write(kLcr, 0);
  bench.write(kThr, '\n');
  Bench::run(1.1);
  CHECK(bench.output() == "\n");
}

TEST_CASE("UART MCR keeps five bits") {
  Bench bench;
  bench.write(kMcr, 0xff);
  CHECK(bench.read(kMcr) == 0x1f);
}

TEST_CASE("in loopback MSR mirrors MCR, with its changes") {
  Bench bench;
  CHECK(bench.read(kMsr) == 0xb0);  // a console: CTS, DSR, DCD
  bench.write(kMcr, 0x10);
  CHECK(bench.read(kMsr) == 0x0b);
  CHECK(bench.read(kMsr) == 0x00);
  bench.write(kMcr, 0x11);
  CHECK(bench.read(kMsr) == 0x22);  // DTR -> DSR
  bench.write(kMcr, 0x12);
  CHECK(bench.read(kMsr) == 0x13);  // RTS -> CTS
  bench.write(kMcr, 0x14);
  CHECK(bench.read(kMsr) == 0x41);  // OUT1 -> RI: its beginning is no event
  bench.write(kMcr, 0x18);
  CHECK(bench.read(kMsr) == 0x8c);  // OUT2 -> DCD, RI has ended
  bench.write(kMcr, 0x08);
  CHECK(bench.read(kMsr) == 0xb3);
}

TEST_CASE("loopback cuts the line off and its interrupts work") {
  Bench bench;
  bench.write(kIer, 0x0d);
  bench.write(kMcr, 0x1b);
  bench.read(kMsr);
  CHECK_FALSE(bench.interrupt.read());
  bench.uart.receive('l');
  CHECK(bench.read(kLsr) == 0x60);
  bench.write(kThr, 'x');
  CHECK(bench.interrupt.read());
  CHECK(bench.read(kIir) == 0x04);
  CHECK(bench.read(kRbr) == 'x');
  bench.write(kMcr, 0x13);
  CHECK(bench.read(kIir) == 0x00);  // the carrier fell
  bench.read(kMsr);
  bench.write(kMcr, 0);
  bench.write(kThr, '\n');
  Bench::run(2);
  CHECK(bench.output() == "\n");
}

TEST_CASE("UART SCR keeps any value, and LSR and MSR cannot be written") {
  Bench bench;
  for (unsigned value : {0xa5, 0x5a}) {
    bench.write(kScr, static_cast<uint8_t>(value));
    CHECK(bench.read(kScr) == value);
  }
  bench.write(kLsr, 0);
  CHECK(bench.read(kLsr) == 0x60);
  bench.write(kMsr, 0);
  CHECK(bench.read(kMsr) == 0xb0);
}
