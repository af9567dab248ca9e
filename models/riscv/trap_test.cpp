// Traps: what each leaves in mcause and mtval, and where it goes when no handler was ever set.
#include <doctest/doctest.h>
#include <tlm_utils/simple_target_socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "models/core/payload.hpp"
#include "models/core/run_end.hpp"
#include "models/core/test_line.hpp"
#include "models/riscv/hart.hpp"
#include "models/riscv/test_program.hpp"

using namespace lantern;
using namespace lantern::test_program;

namespace {

constexpr uint64_t kLog = 0x1000, kPoison = 0x3000;  ///< offsets in memory

/// 16 KiB without DMI; a load of its last quarter meets poison.
struct PoisonedMemory : sc_core::sc_module {
  tlm_utils::simple_target_socket<PoisonedMemory> target{"target"};
  std::vector<uint8_t> bytes = std::vector<uint8_t>(0x4000);
  explicit PoisonedMemory(sc_core::sc_module_name name) : sc_module(name) {
    target.register_b_transport(this, &PoisonedMemory::b_transport);
    target.register_transport_dbg(this, &PoisonedMemory::transport_dbg);
  }
  unsigned transport_dbg(tlm::tlm_generic_payload& trans) {
    const uint64_t at = trans.get_address() - kRam;
    if (at >= bytes.size() || trans.get_data_length() > bytes.size() - at) return 0;
    trans.is_write() ? std::memcpy(&bytes[at], trans.get_data_ptr(), trans.get_data_length())
                     : std::memcpy(trans.get_data_ptr(), &bytes[at], trans.get_data_length());
    return trans.get_data_length();
  }
  void b_transport(tlm::tlm_generic_payload& trans, sc_core::sc_time&) {
    const bool poisoned = trans.is_read() && trans.get_address() - kRam - kPoison < 0x1000;
    trans.get_extension<PoisonExtension>()->poisoned = poisoned;
    const bool served = !poisoned && transport_dbg(trans);
    trans.set_response_status(served ? tlm::TLM_OK_RESPONSE : tlm::TLM_ADDRESS_ERROR_RESPONSE);
  }
};

struct Logged {
  uint32_t cause, value, pc;
};

std::string write_raw(const std::vector<uint32_t>& words) {
  char path[] = "/tmp/lantern_trap_XXXXXX.bin";
  const int fd = mkstemps(path, 4);
  REQUIRE(fd >= 0);
  const size_t bytes = words.size() * 4;
  REQUIRE(write(fd, words.data(), bytes) == static_cast<ssize_t>(bytes));
  close(fd);
  return path;
}

/// One hart on that memory, its program a raw binary.
struct TrapBench {
  std::string file;
  Hart hart;
  PoisonedMemory memory{"memory"};
  TestLine software{"software"}, reset{"reset"};
  std::string unhandled;

  static std::string prepare(const std::vector<uint32_t>& program, const char* xlen) {
    std::string path = write_raw(program);
    settings().set(Settings::kPod, "hart.firmware", path, {});
    settings().set(Settings::kPod, "hart.xlen", xlen, {});
    tlm::tlm_global_quantum::instance().set(sc_core::sc_time(1, sc_core::SC_US));
    return path;
  }
  explicit TrapBench(const std::vector<uint32_t>& program, const char* xlen = "64")
      : file(prepare(program, xlen)), hart("hart") {
    hart.initiator.bind(memory.target);
    software.drive(hart.software_interrupt);
    reset.drive(hart.reset);
    run_end().on_unhandled_trap = [this](const std::string&, const std::string& what) {
      unhandled = what;
    };
  }
  ~TrapBench() { std::remove(file.c_str()); }
  static void run() { sc_core::sc_start(sc_core::sc_time(50, sc_core::SC_US)); }
  uint32_t log(unsigned trap, unsigned word) const {
    uint32_t value = 0;
    std::memcpy(&value, &memory.bytes[kLog + 12 * trap + 4 * word], 4);
    return value;
  }
};

constexpr unsigned kCause = 0, kValue = 1, kPc = 2;
constexpr uint32_t kEcall = 0x73, kEbreak = 0x100073, kSret = 0x10200073;
constexpr uint32_t jump_to(unsigned rs1) { return rs1 << 15 | 0x67; }

/// x5: the log. The handler at 0x200 logs mcause, mtval, mepc, and goes on behind the instruction,
/// or once where x28 says.
std::vector<uint32_t> logging(const std::vector<uint32_t>& program) {
  std::vector<uint32_t> all = {0x00001297 /* auipc t0,1 */, addi(29, 5, 0), addi(6, 5, -0x600),
                               addi(6, 6, -0x800), csrw(0x305, 6)};
  all.insert(all.end(), program.begin(), program.end());
  all.push_back(kLoopHere);
  all.resize(0x200 / 4, kLoopHere);
  for (uint32_t word :
       {csrr(7, 0x342), store_word(7, 29, 0), csrr(7, 0x343), store_word(7, 29, 4), csrr(7, 0x341),
        store_word(7, 29, 8), addi(29, 29, 12), addi(7, 7, 4), 0xe0663u /* beqz t3,12 */,
        addi(7, 28, 0), addi(28, 0, 0), csrw(0x341, 7), kMret})
    all.push_back(word);
  return all;
}

struct Expected {
  uint32_t word, cause, value;
};

void check_each_traps(const std::vector<uint32_t>& before, const std::vector<Expected>& table,
                      const char* xlen) {
  std::vector<uint32_t> program = before;
  for (const Expected& line : table) program.push_back(line.word);
  TrapBench bench(logging(program), xlen);
  TrapBench::run();
  for (unsigned i = 0; i < table.size(); i++) {
    CAPTURE(i);
    CHECK(bench.log(i, kCause) == table[i].cause);
    CHECK(bench.log(i, kValue) == table[i].value);
    CHECK(bench.log(i, kPc) == kRam + 4 * (5 + before.size() + i));
  }
  CHECK(bench.log(static_cast<unsigned>(table.size()), kCause) == 0);
}

Expected illegal(uint32_t word) { return {word, 2, word}; }

/// x9 = log + 2, x10 = the poison.
const std::vector<uint32_t> kAddresses = {addi(9, 5, 2), lui(10, 2), 0x00550533 /* add a0,a0,t0 */};
const std::vector<Expected> kMachineTraps = {
    illegal(csrr(8, 0x100)),       // no S mode
    illegal(csr(1, 0, 0xc00, 0)),  // cycle is read-only: csrrw
    illegal(csr(2, 8, 0xf14, 9)),  // csrrs with a register
    illegal(csr(7, 8, 0xc02, 1)),  // csrrci
    illegal(csr(3, 8, 0x7c0, 0)),  // no such register
    illegal(kSret),                //
    illegal(0xffffffff),           //
    {0x00014002, 2, 0x4002},       // c.lwsp x0: its 16 bits alone
    {kEcall, 11, 0},               //
    {load_word(8, 9, 0), 4, 0x80001002u},
    {store_word(8, 9, 0), 6, 0x80001002u},
    {0x0084a42f, 6, 0x80001002u},  // amoadd.w
    {0x1004a42f, 4, 0x80001002u},  // lr.w
    {load_word(8, 0, 64), 5, 64},
    {store_word(8, 0, 64), 7, 64},
    {0x0090242f, 7, 0},  // amoadd.w (x0)
    {0x1000242f, 5, 0},  // lr.w (x0)
    {load_word(8, 10, 4), 19, 0x80003004u},
};

/// Goes on in user mode, where WFI may not wait.
const std::vector<uint32_t> kToUser = {lui(9, 0x200),  csrw(0x300, 9), 0x00000317 /* auipc t1,0 */,
                                       addi(6, 6, 16), csrw(0x341, 6), kMret};
const std::vector<Expected> kUserTraps = {illegal(kMret),          illegal(kWfi),
                                          illegal(csrr(8, 0x340)), illegal(csrr(8, 0xc00)),
                                          illegal(csrr(8, 0xc03)), {kEcall, 8, 0}};

/// Jumps to x10, the poison, and comes back.
const std::vector<uint32_t> kFetches = {lui(10, 2),
                                        0x00550533,        // a0 = poison
                                        addi(11, 10, -2),  // its second half is poison
                                        0x00000e17 /* auipc t3,0 */,
                                        addi(28, 28, 12),
                                        jump_to(10),
                                        0x00000e17,
                                        addi(28, 28, 12),
                                        jump_to(11),
                                        0x00000e17,
                                        addi(28, 28, 12),
                                        jump_to(0),
                                        kEbreak};

void check_fetches(const char* xlen) {
  TrapBench bench(logging(kFetches), xlen);
  bench.memory.bytes[kPoison - 2] = 0x13;
  TrapBench::run();
  const uint32_t poison = kRam + kPoison;
  const uint32_t ebreak = kRam + 4 * (5 + 12);
  const Expected expected[] = {// pc, cause, value
                               {poison, 19, poison},
                               {poison - 2, 19, poison},
                               {0, 1, 0},
                               {ebreak, 3, ebreak}};
  for (unsigned i = 0; i < 4; i++) {
    CAPTURE(i);
    CHECK(bench.log(i, kCause) == expected[i].cause);
    CHECK(bench.log(i, kValue) == expected[i].value);
    CHECK(bench.log(i, kPc) == expected[i].word);
  }
}

}  // namespace

TEST_CASE("each exception of machine mode leaves its cause and value, RV64") {
  check_each_traps(kAddresses, kMachineTraps, "64");
}
TEST_CASE("each exception of machine mode leaves its cause and value, RV32") {
  check_each_traps(kAddresses, kMachineTraps, "32");
}
TEST_CASE("each exception of user mode leaves its cause and value, RV64") {
  check_each_traps(kToUser, kUserTraps, "64");
}
TEST_CASE("each exception of user mode leaves its cause and value, RV32") {
  check_each_traps(kToUser, kUserTraps, "32");
}
TEST_CASE("a fetch that fails names the part of the instruction, and poison as such, RV64") {
  check_fetches("64");
}
TEST_CASE("a fetch that fails names the part of the instruction, and poison as such, RV32") {
  check_fetches("32");
}

TEST_CASE("an interrupt with no handler ever set ends the run") {
  TrapBench bench({addi(9, 0, 8), csrw(0x304, 9), csr(6, 0, 0x300, 8), kLoopHere});
  bench.software.write(true);
  TrapBench::run();
  CHECK(bench.unhandled.find("interrupt 3 at pc 0x80000") == 0);
}

TEST_CASE("mtvec 0 is a vector like another") {
  TrapBench bench({csrw(0x305, 0), 0xffffffffu});
  TrapBench::run();
  CHECK(bench.unhandled.empty());
  REQUIRE(bench.hart.last_trap());
  CHECK(bench.hart.last_trap()->pc == 0);  // it went there, and found no memory
}

TEST_CASE("the last trap is as the hart met it, whatever its handler writes, until a reset") {
  // The second start, which finds its mark, goes round the illegal instruction.
  TrapBench bench({0x00000317 /* auipc t1,0 */, addi(6, 6, 36), csrw(0x305, 6),
                   0x00001297 /* auipc t0,1 */, load_word(8, 5, 0), addi(9, 0, 1),
                   store_word(9, 5, 0), 0x00041463 /* bnez s0,8 */, 0xffffffffu, csrw(0x341, 0),
                   csrw(0x342, 0), csrw(0x343, 0), kLoopHere});
  CHECK(!bench.hart.last_trap());
  TrapBench::run();
  REQUIRE(bench.hart.last_trap());
  CHECK(bench.hart.last_trap()->pc == kRam + 32);
  CHECK(bench.hart.last_trap()->cause == 2);
  CHECK(bench.hart.last_trap()->value == 0xffffffff);
  CHECK(!bench.hart.last_trap()->interrupt);
  bench.reset.write(true);
  TrapBench::run();
  bench.reset.write(false);
  TrapBench::run();
  CHECK(!bench.hart.last_trap());
}

TEST_CASE("a reset forgets that a handler was set") {
  // The second start, which finds its mark, sets none.
  TrapBench bench({0x00001297 /* auipc t0,1 */, load_word(8, 5, 0), addi(9, 0, 1),
                   store_word(9, 5, 0), 0x00041463 /* bnez s0,8 */, csrw(0x305, 0), 0xffffffffu});
  TrapBench::run();
  CHECK(bench.unhandled.empty());
  bench.reset.write(true);
  TrapBench::run();
  bench.reset.write(false);
  TrapBench::run();
  CHECK(bench.unhandled.find("illegal instruction") == 0);
}
