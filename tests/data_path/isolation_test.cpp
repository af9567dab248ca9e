// Two hosts, one pool, a million random accesses while extents move: what each may do is done, what
// it may not is denied, and no byte of another's leaks.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "models/core/random_stream.hpp"
#include "tests/data_path/bench.hpp"

using namespace lantern;
using namespace lantern::data_path;

namespace {

constexpr unsigned kHosts = 2, kBlocks = 32, kSlots = 64, kInFlight = 32, kLine = 64;
constexpr uint64_t kBlock = 8ull << 20;
constexpr uint64_t kAccesses = 1000000, kAccessesAMove = 100;
constexpr uint8_t kUntouched = 0xee;

using Line = std::array<uint8_t, kLine>;

/// What the test believes: who may do what with each block, and what each slot of it holds.
class Scoreboard {
 public:
  unsigned rights(unsigned host, unsigned block) const { return rights_[block] >> 2 * host & 3; }
  void set_rights(unsigned block, unsigned both_hosts) { rights_[block] = both_hosts; }
  Line& line(unsigned block, unsigned slot) { return lines_[block * kSlots + slot]; }

 private:
  std::array<unsigned, kBlocks> rights_{};
  std::array<Line, static_cast<size_t>(kBlocks) * kSlots> lines_{};
};

struct Access {
  unsigned host, block, slot;
  bool write, allowed;
  bool crossed;  ///< rights changed under way: either answer is right
  Line data;
};

class Hosts {
 public:
  uint64_t done = 0, denied = 0, moves = 0, crossed = 0;
  Hosts(Bench& bench, Scoreboard& board) : bench_(bench), board_(board) {
    for (unsigned host = 0; host < kHosts; host++)
      bench_.lanes[host]->source.on_done = [this](tlm::tlm_generic_payload& t) { finish(t); };
  }
  void set_rights(unsigned block, unsigned both_hosts) {
    board_.set_rights(block, both_hosts);
    bench_.manager.write<uint32_t>(0x4000 + 4 * block, both_hosts);
  }
  /// Keeps requests of both hosts in flight until `count` have ended and none is left.
  void run(uint64_t count) {
    wanted_ = done + count;
    for (unsigned i = 0; i < kInFlight; i++) begin(i % kHosts);
    while (done < wanted_ || in_flight_) sc_core::sc_start(sc_core::sc_time(1, sc_core::SC_US));
  }

 private:
  static uint64_t offset(unsigned slot) { return slot * 0x1f3c0ull % (kBlock / kLine) * kLine; }
  void begin(unsigned host) {
    if (done + in_flight_ >= wanted_) return;
    Access& access = *free_access();
    do {  // one access a slot at a time: the scoreboard has no opinion on races
      access.block = static_cast<unsigned>(random_.below(kBlocks));
      access.slot = static_cast<unsigned>(random_.below(kSlots));
    } while (busy_[access.block][access.slot]);
    busy_[access.block][access.slot] = true;
    access.host = host;
    access.write = random_.below(2);
    access.allowed = board_.rights(host, access.block) & (access.write ? 2u : 1u);
    access.data.fill(access.write ? static_cast<uint8_t>(random_.next()) : kUntouched);
    access.crossed = false;
    in_flight_++;
    flying_[access.block].push_back(&access);
    bench_.lanes[host]->source.send(access.write ? tlm::TLM_WRITE_COMMAND : tlm::TLM_READ_COMMAND,
                                    kWindow + access.block * kBlock + offset(access.slot), kLine,
                                    access.data.data());
  }
  Access* free_access() {
    if (free_.empty()) {
      all_.push_back(std::make_unique<Access>());
      free_.push_back(all_.back().get());
    }
    Access* access = free_.back();
    free_.pop_back();
    return access;
  }
  void finish(tlm::tlm_generic_payload& trans) {
    auto* access = reinterpret_cast<Access*>(trans.get_data_ptr() - offsetof(Access, data));
    const bool ok = trans.is_response_ok();
    const bool refused = trans.get_response_status() == tlm::TLM_COMMAND_ERROR_RESPONSE;
    if (!(access->crossed ? ok || refused : access->allowed ? ok : refused))
      FAIL_CHECK("host " << access->host << " block " << access->block);
    Line untouched;
    untouched.fill(kUntouched);
    Line& line = board_.line(access->block, access->slot);
    if (access->write && ok) line = access->data;
    if (!access->write && access->data != (ok ? line : untouched))
      FAIL_CHECK("bytes of host " << access->host << " block " << access->block);
    denied += !ok;
    crossed += access->crossed;
    done++;
    in_flight_--;
    auto& flying = flying_[access->block];
    flying.erase(std::find(flying.begin(), flying.end(), access));
    busy_[access->block][access->slot] = false;
    free_.push_back(access);
    if (done % kAccessesAMove == 0) move();
    begin(access->host);
  }
  /// One extent changes hands, accesses to it in flight or not.
  void move() {
    const auto block = static_cast<unsigned>(random_.below(kBlocks));
    for (Access* access : flying_[block]) access->crossed = true;
    set_rights(block, static_cast<unsigned>(random_.below(16)));
    moves++;
  }

  Bench& bench_;
  Scoreboard& board_;
  RandomStream random_{"isolation"};
  uint64_t wanted_ = 0, in_flight_ = 0;
  std::array<std::array<bool, kSlots>, kBlocks> busy_{};
  std::array<std::vector<Access*>, kBlocks> flying_;
  std::vector<std::unique_ptr<Access>> all_;
  std::vector<Access*> free_;
};

uint64_t counter(const char* name) {
  return dynamic_cast<Counter*>(sc_core::sc_find_object(name))->value();
}

}  // namespace

TEST_CASE("a million random accesses of two hosts meet only what is theirs while extents move") {
  Bench::set("decoder.region", "256 MiB");
  Bench::set("media.size", "256 MiB");
  Bench bench(kHosts);
  std::vector<std::unique_ptr<TestInitiator>> quiet;
  for (unsigned host = 0; host < kHosts; host++) {
    quiet.push_back(std::make_unique<TestInitiator>(("quiet" + std::to_string(host)).c_str()));
    quiet[host]->initiator.bind(bench.lanes[host]->pool_port.mem_target[0]);
  }
  bench.start(256ull << 20);
  Scoreboard board;
  Hosts hosts(bench, board);
  for (unsigned block = 0; block < kBlocks; block++) hosts.set_rights(block, block % 16);
  hosts.run(kAccesses);
  CHECK(hosts.done == kAccesses);
  CHECK(hosts.moves == kAccesses / kAccessesAMove);
  CHECK(hosts.crossed > hosts.moves / 10);
  CHECK(hosts.crossed < kAccesses / 20);  // the others have one right answer
  CHECK(hosts.denied > kAccesses / 4);
  CHECK(counter("decoder.denials") == hosts.denied);
  CHECK(counter("decoder.misses") == 0);
  CHECK(counter("pool_port0.errors") + counter("pool_port1.errors") == hosts.denied);
}
