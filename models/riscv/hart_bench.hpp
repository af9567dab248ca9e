// The hart on benches for its tests: with memory, CLINT and PLIC, and on memory that moves.
#pragma once

#include <doctest/doctest.h>
#include <tlm_utils/simple_target_socket.h>

#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "models/core/run_end.hpp"
#include "models/core/test_line.hpp"
#include "models/memory/memory.hpp"
#include "models/riscv/clint.hpp"
#include "models/riscv/hart.hpp"
#include "models/riscv/plic.hpp"
#include "models/riscv/test_program.hpp"
#include "models/router/router.hpp"

namespace lantern::hart_bench {

using sc_core::sc_time;
using test_program::addi;
using test_program::csrr;
using test_program::csrw;
using test_program::kLoopHere;
using test_program::kRam;
using test_program::lui;
using test_program::store_word;
using test_program::write_elf;

/// A word of RAM, past the router, so that nothing is charged.
inline uint32_t word_of_ram(Hart& hart, uint64_t offset) {
  tlm::tlm_generic_payload trans;
  tlm::tlm_dmi dmi;
  trans.set_command(tlm::TLM_READ_COMMAND);
  trans.set_address(kRam);
  REQUIRE(hart.initiator->get_direct_mem_ptr(trans, dmi));
  uint32_t value = 0;
  std::memcpy(&value, dmi.get_dmi_ptr() + offset, 4);
  return value;
}

struct Bench {
  std::string elf;
  Hart hart;
  Router router{"router", {{kRam, 0x10000}, {0x2000000, 0x10000}, {0xc000000, 0x400000}}};
  Memory ram;
  Clint clint{"clint"};
  Plic plic{"plic"};
  TestLine reset{"reset"}, source{"source"};
  std::string unhandled;

  static std::string prepare(const std::vector<uint32_t>& program) {
    std::string path = write_elf(program);
    settings().set(Settings::kPod, "hart.firmware", path, {});
    tlm::tlm_global_quantum::instance().set(sc_time(1, sc_core::SC_US));
    return path;
  }
  /// `ram_ports`: the first is the hart's.
  explicit Bench(const std::vector<uint32_t>& program, unsigned ram_ports = 1)
      : elf(prepare(program)), hart("hart"), ram("ram", ram_ports) {
    hart.initiator.bind(router.target[0]);
    router.initiator[0].bind(ram.target[0]);
    router.initiator[1].bind(clint.target);
    router.initiator[2].bind(plic.target);
    clint.software_interrupt[0](hart.software_interrupt);
    clint.timer_interrupt[0](hart.timer_interrupt);
    plic.interrupt[0](hart.external_interrupt);
    hart.time(clint.time);
    reset.drive(hart.reset);
    source.drive(plic.source[5]);
    run_end().on_unhandled_trap = [this](const std::string&, const std::string& what) {
      unhandled = what;
    };
  }
  ~Bench() { std::remove(elf.c_str()); }
  void run(double us = 20) { sc_core::sc_start(sc_time(us, sc_core::SC_US)); }
  uint32_t word(uint64_t offset) { return word_of_ram(hart, offset); }
};

/// Memory that can move, with a slow part that no DMI pointer reaches.
struct MovingMemory : sc_core::sc_module {
  static constexpr uint64_t kSlow = 0x2000;  ///< where its slow part begins
  tlm_utils::simple_target_socket<MovingMemory> target{"target"};
  std::vector<uint8_t> bytes = std::vector<uint8_t>(0x4000);

  explicit MovingMemory(sc_core::sc_module_name name) : sc_module(name) {
    target.register_b_transport(this, &MovingMemory::b_transport);
    target.register_transport_dbg(this, &MovingMemory::transport_dbg);
    target.register_get_direct_mem_ptr(this, &MovingMemory::get_direct_mem_ptr);
  }
  void b_transport(tlm::tlm_generic_payload& trans, sc_time&) {
    transport_dbg(trans);
    const bool slow = trans.get_address() >= kRam + kSlow;
    if (slow) sc_core::wait(sc_time(10, sc_core::SC_US));
    trans.set_dmi_allowed(!slow);
    trans.set_response_status(tlm::TLM_OK_RESPONSE);
  }
  unsigned transport_dbg(tlm::tlm_generic_payload& trans) {
    uint8_t* at = &bytes[trans.get_address() - kRam];
    trans.is_write() ? std::memcpy(at, trans.get_data_ptr(), trans.get_data_length())
                     : std::memcpy(trans.get_data_ptr(), at, trans.get_data_length());
    return trans.get_data_length();
  }
  bool get_direct_mem_ptr(tlm::tlm_generic_payload&, tlm::tlm_dmi& dmi) {
    dmi.set_start_address(kRam);
    dmi.set_end_address(kRam + kSlow - 1);
    dmi.set_dmi_ptr(bytes.data());
    dmi.allow_read_write();
    return true;
  }
  /// Takes its pointers back; returns the old place, which nobody may touch any more.
  std::vector<uint8_t> move() {
    std::vector<uint8_t> old(bytes);
    old.swap(bytes);
    target->invalidate_direct_mem_ptr(kRam, kRam + kSlow - 1);
    return old;
  }
};

struct MovingBench {
  std::string elf;
  Hart hart;
  MovingMemory memory{"memory"};
  TestLine reset{"reset"};
  explicit MovingBench(const std::vector<uint32_t>& program)
      : elf(Bench::prepare(program)), hart("hart") {
    hart.initiator.bind(memory.target);
    reset.drive(hart.reset);
  }
  ~MovingBench() { std::remove(elf.c_str()); }
  static void run(double us) { sc_core::sc_start(sc_time(us, sc_core::SC_US)); }
};

inline uint32_t word_of(const std::vector<uint8_t>& bytes, uint64_t offset) {
  uint32_t value = 0;
  std::memcpy(&value, &bytes[offset], 4);
  return value;
}

// t0 = x5 holds RAM + 0x1000 in all programs below; a handler at RAM + 0x100 stores mcause, mtval,
// mepc there.
inline std::vector<uint32_t> with_handler(std::vector<uint32_t> program) {
  std::vector<uint32_t> all = {lui(5, 0x80001),
                               0x02029293 /* slli t0,t0,32 */,
                               0x0202d293 /* srli t0,t0,32 */,
                               addi(6, 5, -0x700),
                               addi(6, 6, -0x800),
                               csrw(0x305, 6)};
  all.insert(all.end(), program.begin(), program.end());
  all.push_back(kLoopHere);
  all.resize(0x100 / 4, kLoopHere);
  for (uint32_t word :
       {csrr(7, 0x342), store_word(7, 5, 0), csrr(7, 0x343), store_word(7, 5, 4), csrr(7, 0x341),
        store_word(7, 5, 8), addi(28, 28, 1), store_word(28, 5, 12), kLoopHere})
    all.push_back(word);
  return all;
}

}  // namespace lantern::hart_bench
