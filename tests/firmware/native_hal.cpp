// mmio and hal, as firmware/hal declares them.
#include "tests/firmware/native_hal.hpp"

#include <map>
#include <utility>

extern "C" {
#include "firmware/hal/hal.h"
#include "firmware/hal/mmio.h"
}

namespace lantern::native {

namespace {

TestInitiator* g_bus = nullptr;
unsigned g_errors = 0;
unsigned g_accesses = 0;

struct Line {
  bool level = false;
  hal_handler_t handler = nullptr;
  void* context = nullptr;
};
std::map<unsigned, Line> g_lines;
bool g_interrupts_on = true;

sc_core::sc_event& wake() {
  static sc_core::sc_event event("native_hal_wake");
  return event;
}

Line* pending() {
  for (auto& [source, line] : g_lines)
    if (line.level && line.handler) return &line;
  return nullptr;
}

void serve() {
  while (Line* line = g_interrupts_on ? pending() : nullptr) {
    g_interrupts_on = false;
    line->handler(line->context);
    g_interrupts_on = true;
  }
}

/// WFI: wakes on what is pending, whether interrupts are on or not.
void sleep_until(const sc_core::sc_time& when) {
  if (!pending() && when > sc_core::sc_time_stamp())
    sc_core::wait(when - sc_core::sc_time_stamp(), wake());
  serve();
}

sc_core::sc_time after(uint64_t us) {
  return sc_core::sc_time(static_cast<double>(us), sc_core::SC_US);
}

template <class T>
T access(tlm::tlm_command command, uintptr_t address, T value) {
  g_bus->delay = sc_core::SC_ZERO_TIME;
  g_accesses++;
  if (!g_bus->transfer(command, address, &value, sizeof value)) g_errors++;
  sc_core::wait(g_bus->delay);
  serve();
  return value;
}

/// As an access that may fail has it.
template <class T>
mmio_status_t attempt(tlm::tlm_command command, uintptr_t address, T& value) {
  const unsigned before = g_errors;
  const T result = access(command, address, value);
  if (g_errors != before) return MMIO_FAULT;
  value = result;
  return MMIO_OK;
}

}  // namespace

void use_bus(TestInitiator& bus) { g_bus = &bus; }
unsigned bus_errors() { return g_errors; }
unsigned bus_accesses() { return g_accesses; }

void set_line(unsigned source, bool level) {
  g_lines[source].level = level;
  if (level && g_lines[source].handler) wake().notify();
}

bool run(const std::function<void()>& body, double limit_ms) {
  bool ended = false;
  sc_core::sc_spawn([&] {
    body();
    ended = true;
    sc_core::sc_pause();
  });
  sc_core::sc_start(sc_core::sc_time(limit_ms, sc_core::SC_MS));
  return ended;
}

}  // namespace lantern::native

using lantern::native::access;
using lantern::native::attempt;

extern "C" {

uint8_t mmio_read8(uintptr_t address) { return access<uint8_t>(tlm::TLM_READ_COMMAND, address, 0); }
uint32_t mmio_read32(uintptr_t address) {
  return access<uint32_t>(tlm::TLM_READ_COMMAND, address, 0);
}
uint64_t mmio_read64(uintptr_t address) {
  return access<uint64_t>(tlm::TLM_READ_COMMAND, address, 0);
}
void mmio_write8(uintptr_t address, uint8_t value) {
  access(tlm::TLM_WRITE_COMMAND, address, value);
}
void mmio_write32(uintptr_t address, uint32_t value) {
  access(tlm::TLM_WRITE_COMMAND, address, value);
}
void mmio_write64(uintptr_t address, uint64_t value) {
  access(tlm::TLM_WRITE_COMMAND, address, value);
}
mmio_status_t mmio_try_read32(uintptr_t address, uint32_t* value) {
  return attempt(tlm::TLM_READ_COMMAND, address, *value);
}
mmio_status_t mmio_try_read64(uintptr_t address, uint64_t* value) {
  return attempt(tlm::TLM_READ_COMMAND, address, *value);
}
mmio_status_t mmio_try_write32(uintptr_t address, uint32_t value) {
  return attempt(tlm::TLM_WRITE_COMMAND, address, value);
}
mmio_status_t mmio_try_write64(uintptr_t address, uint64_t value) {
  return attempt(tlm::TLM_WRITE_COMMAND, address, value);
}
void mmio_doorbell_fence(void) {}  // one thread

uint64_t hal_now_us(void) { return sc_core::sc_time_stamp().value() / 1000000; }
void hal_delay_us(uint64_t us) {
  const sc_core::sc_time end = sc_core::sc_time_stamp() + lantern::native::after(us);
  while (sc_core::sc_time_stamp() < end) lantern::native::sleep_until(end);
}
void hal_sleep_until_us(uint64_t when) {
  lantern::native::sleep_until(lantern::native::after(when));
}
void hal_on_interrupt(unsigned source, hal_handler_t handler, void* context) {
  lantern::native::Line& line = lantern::native::g_lines[source];
  line.handler = handler;
  line.context = context;
  lantern::native::serve();
}
bool hal_interrupts_off(void) { return std::exchange(lantern::native::g_interrupts_on, false); }
void hal_interrupts_restore(bool on) {
  if (!on) return;
  lantern::native::g_interrupts_on = true;
  lantern::native::serve();
}
}
