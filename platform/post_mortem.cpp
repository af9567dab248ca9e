// Reads harts and their memory, past time and side effects; names what it finds by their ELF.
#include "platform/post_mortem.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "models/core/trace.hpp"
#include "models/core/user_error.hpp"
#include "models/riscv/disassemble.hpp"
#include "models/riscv/hart.hpp"
#include "models/riscv/unwind.hpp"
#include "platform/harts.hpp"

namespace lantern {

namespace {

constexpr unsigned kMostCalls = 32;

riscv::ReadWord reader(Hart& hart) {
  return [&hart](uint64_t address, uint64_t& value) {
    uint8_t bytes[8] = {};
    const unsigned size = hart.isa().xlen() / 8;
    if (hart.read_memory(hart.isa().narrowed(address), bytes, size) != size) return false;
    std::memcpy(&value, bytes, sizeof value);
    return true;
  };
}

std::string cause_text(const Hart& hart, const riscv::Symbols& symbols) {
  if (!hart.last_trap()) return "no trap since its reset";
  const riscv::TakenTrap& trap = *hart.last_trap();
  const uint64_t number = trap.cause & 0xff;
  const char* name = !trap.interrupt ? riscv::cause_name(static_cast<riscv::Cause>(number))
                     : number == 3   ? "software interrupt"
                     : number == 7   ? "timer interrupt"
                                     : "external interrupt";
  const riscv::Symbols::Place place = symbols.places(trap.pc).front();
  return fmt::format("last trap: {} (mcause 0x{:x}), mtval 0x{:x}, at 0x{:x}{}{}", name, trap.cause,
                     trap.value, trap.pc, place.function.empty() ? "" : " in ", place.function);
}

std::string place_text(const HartReport::Call& call) {
  if (call.file.empty()) return "";
  return call.line ? fmt::format("{}:{}", call.file, call.line) : call.file;
}

std::string calls_text(const HartReport& report) {
  std::string text;
  for (const HartReport::Call& call : report.calls)
    text += fmt::format("  {} {} {:<28} {}\n", call.guessed ? "?" : " ",
                        call.inlined ? fmt::format("{:<18}", "  inlined in")
                                     : fmt::format("0x{:0{}x}", call.pc, report.rv64 ? 16 : 8),
                        call.function.empty() ? "?" : call.function, place_text(call));
  if (report.cut_off) text += "    ... and more\n";
  return text;
}

std::string registers_text(const HartReport& report) {
  std::string text = report.at_trap ? "    where the trap came:\n" : "";
  for (unsigned i = 1; i < report.registers.size(); i++)
    text +=
        fmt::format("{}{:>4} 0x{:0{}x}{}", i % 4 == 1 ? "   " : "", riscv::register_name(i),
                    report.registers[i], report.rv64 ? 16 : 8, i % 4 == 0 || i == 31 ? "\n" : " ");
  return text;
}

}  // namespace

const riscv::Symbols& PostMortem::symbols_of(const Hart& hart) {
  std::unique_ptr<riscv::Symbols>& symbols = symbols_[hart.name()];
  if (!symbols) {
    std::string path;
    try {
      path = hart.firmware().empty() ? "" : riscv::find_elf(hart.firmware());
    } catch (const UserError&) {  // it was there when the run began
    }
    symbols = std::make_unique<riscv::Symbols>(path);
  }
  return *symbols;
}

HartReport PostMortem::report(Hart& hart, const std::string& moment) {
  const riscv::Symbols& symbols = symbols_of(hart);
  HartReport report;
  report.hart = hart.name();
  report.moment = moment;
  report.rv64 = hart.rv64();
  report.cause = cause_text(hart, symbols);
  riscv::Registers registers{};
  for (unsigned i = 0; i < registers.x.size(); i++) registers.x[i] = hart.x(i);
  registers.x[0] = 0;
  registers.pc = hart.pc();
  const auto frames = riscv::unwind(symbols, registers, reader(hart), kMostCalls + 1);
  report.cut_off = frames.size() > kMostCalls;
  for (size_t i = 0; i < frames.size() && i < kMostCalls; i++) {
    bool inlined = false;
    for (const auto& place : symbols.places(frames[i].place())) {
      report.calls.push_back({frames[i].registers.pc, place.function, place.file, place.line,
                              inlined, frames[i].guessed && !inlined});
      inlined = true;
    }
    if (!frames[i].trapped || report.at_trap) continue;
    report.at_trap = true;
    registers = frames[i].registers;
  }
  report.registers.assign(registers.x.begin(), registers.x.end());
  return report;
}

void PostMortem::take_before_reset(const std::string& system_controller) {
  const std::string when = time_text(sc_core::sc_time_stamp().value());
  for (Hart* hart : harts_of(node_of(system_controller)))
    before_reset_[hart->name()] =
        report(*hart, "reset by its watchdog at " + when + ", " + hart->doing());
}

std::vector<HartReport> PostMortem::take() {
  std::vector<HartReport> reports;
  for (Hart* hart : all_harts()) {
    const auto before = before_reset_.find(hart->name());
    if (before != before_reset_.end()) reports.push_back(before->second);
    reports.push_back(take(*hart));
  }
  return reports;
}

HartReport PostMortem::take(Hart& hart) { return report(hart, hart.doing()); }

std::string text_of(const std::vector<HartReport>& reports) {
  std::string text;
  for (const HartReport& report : reports)
    text += fmt::format("\n  {}: {}; {}\n{}{}", report.hart, report.moment, report.cause,
                        calls_text(report), registers_text(report));
  return text;
}

nlohmann::json json_of(const HartReport& report) {
  nlohmann::json calls = nlohmann::json::array();
  for (const HartReport::Call& call : report.calls)
    calls.push_back({{"pc", call.pc},
                     {"function", call.function},
                     {"file", call.file},
                     {"line", call.line},
                     {"inlined", call.inlined},
                     {"guessed", call.guessed}});
  return {{"hart", report.hart},          {"moment", report.moment},
          {"cause", report.cause},        {"calls", calls},
          {"cut_off", report.cut_off},    {"at_trap", report.at_trap},
          {"registers", report.registers}};
}

nlohmann::json json_of(const std::vector<HartReport>& reports) {
  nlohmann::json json = nlohmann::json::array();
  for (const HartReport& report : reports) json.push_back(json_of(report));
  return json;
}

}  // namespace lantern
