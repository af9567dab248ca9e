// The UART: both directions, FIFO, interrupts, divisor view.
#include "models/uart/uart.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "models/core/signal.hpp"
#include "models/core/test_initiator.hpp"

using namespace lantern;

namespace {

struct Bench {
  std::string file;
  TestInitiator hart{"hart"};
  Uart uart;
  Signal interrupt{"interrupt"};
  static std::string prepare() {
    char path[] = "/tmp/lantern_uart_XXXXXX";
    close(mkstemp(path));
    settings().set(Settings::kPod, "uart.terminal", "false", {});
    settings().set(Settings::kPod, "uart.file", path, {});
    return path;
  }
  Bench() : file(prepare()), uart("uart") {
    hart.initiator.bind(uart.target);
    uart.interrupt(interrupt);
    run(0);
  }
  ~Bench() { std::remove(file.c_str()); }
  static void run(double us) { sc_core::sc_start(sc_core::sc_time(us, sc_core::SC_US)); }
  uint8_t read(uint64_t at) {
    hart.delay = sc_core::SC_ZERO_TIME;
    const auto value = hart.read<uint8_t>(at);
    run(0.001);
    return value;
  }
  void write(uint64_t at, uint8_t value) {
    hart.delay = sc_core::SC_ZERO_TIME;
    hart.write<uint8_t>(at, value);
    run(0.001);
  }
  std::string output() const {
    std::ifstream text(file);
    return {std::istreambuf_iterator<char>(text), {}};
  }
};

}  // namespace

TEST_CASE("bytes leave one character time after the other and line status follows") {
  Bench bench;
  CHECK(bench.read(5) == 0x60);
  for (const char c : std::string("hi\n")) bench.write(0, static_cast<uint8_t>(c));
  CHECK(bench.read(5) == 0);
  Bench::run(2.5);
  CHECK(bench.output().empty());  // written by the line
  CHECK(bench.read(5) == 0);
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
