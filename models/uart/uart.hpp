// A 16550 UART: registers, shift register, two 16-byte FIFOs, interrupt. Its line ends in a
// console.
#pragma once

#include <deque>
#include <systemc>

#include "models/core/console.hpp"
#include "models/core/counter.hpp"
#include "models/core/fault.hpp"
#include "models/core/line.hpp"
#include "models/core/parameter.hpp"
#include "models/core/register_target.hpp"
#include "models/core/timer.hpp"
#include "platform/regs/generated/uart16550_divisor_regs.hpp"
#include "platform/regs/generated/uart16550_regs.hpp"

namespace lantern {

class Uart : public sc_core::sc_module {
 public:
  RegisterTarget target{"target", regs_, access_, {&shifted_, &input_due_, &time_out_}};
  LineOut interrupt{"interrupt"};

  explicit Uart(sc_core::sc_module_name name);
  /// A byte arrives on the line.
  void receive(uint8_t byte);

 private:
  static constexpr unsigned kFifo = 16;
  Parameter<sc_core::sc_time> access_{
      "access",         Dimension::kTime,       "20 ns",
      {"0 ns", "1 us"}, "One register access.", "assumed: a 50 MHz APB"};
  Parameter<sc_core::sc_time> character_{
      "character",
      Dimension::kTime,
      "1 us",
      {"1 ns", "100 ms"},
      "One character on the line; the divisor latch is kept and not used.",
      "10 bits at 10 Mbaud"};
  Parameter<bool> terminal_{
      "terminal", Dimension::kFlag, "true", {}, "Show the output on the terminal.", "pod"};
  Parameter<std::string> file_{
      "file", Dimension::kText, "", {}, "Also write the output to this file.", "pod"};
  Parameter<std::string> input_{
      "input",
      Dimension::kText,
      "",
      {},
      "Script of input, a line `TIME TEXT` each; `live`: the terminal (not reproducible).",
      "pod"};
  Counter sent_{"sent", "Bytes sent."};
  Counter received_{"received", "Bytes received."};
  Counter early_{"written_too_early",
                 "Bytes written with no room for them: hardware would lose one each.",
                 Counter::Place::kSummary};
  Counter lost_{"lost",
                "Bytes received with no room for them, or while loopback cut the line off."};
  Fault type_{"type", "That comes in on the line; \\n, \\r, \\t, \\\\ and \\xNN stand for bytes.",
              "help\\n", [this](const std::string& text) { type(text); }};

  bool divisor_latch(const tlm::tlm_generic_payload& trans) const;
  unsigned depth() const { return fifos_ ? kFifo : 1; }
  void take_received();
  void transmit();
  void fill_shifter();
  void shifted_out();
  void accept(uint8_t byte);
  void count_time_out();
  void control_fifos(uint64_t written);
  void update_modem_status();
  void type(const std::string& text);
  void poll_input();
  void update();
  sc_core::sc_time interrupts_at() const;

  RegisterFile regs_{uart16550_regs::kMap};
  RegisterFile divisor_{uart16550_divisor_regs::kMap, "divisor"};
  Console console_;
  std::deque<uint8_t> rx_, tx_;  ///< without FIFOs one byte is received
  uint8_t shifter_ = 0;          ///< what is on the line
  bool shifting_ = false;
  bool fifos_ = false;
  bool timed_out_ = false;     ///< bytes below the trigger wait since four characters
  bool thre_enabled_ = false;  ///< IER.ETBEI before the write being served
  bool thre_pending_ = false;  ///< "transmitter empty", until IIR is read or THR written
  Timer shifted_{[this] { shifted_out(); }};
  Timer input_due_{[this] { poll_input(); }};
  Timer time_out_{[this] {
    timed_out_ = true;
    update();
  }};
};

}  // namespace lantern
